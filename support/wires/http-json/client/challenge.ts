// Answers that ask for credentials, in words that follow the name of who gave them. Such a message was not looked at, so that nothing
// is told of what its receiver would do with it. Unaware of secrets.

import type { HttpReply } from './http-client';
import { refusalOf } from './refusal';

type Answered = Extract<HttpReply, { readonly kind: 'answered' }>;

/** RFC 9110 15.5.2 and 15.5.8, RFC 6585 6. */
const ASKING: ReadonlySet<number> = new Set([401, 407, 511]);

export const asksForCredentials = ({ status }: Answered): boolean => ASKING.has(status);

/** @param tried whether the message carried any */
export const challengeIn = (reply: Answered, tried: boolean): string =>
  tried
    ? `does not take the headers of its role in the target file for credentials (${refusalOf(reply)})`
    : `asks for credentials (${refusalOf(reply)}); name them in headers of its role in the target file`;
