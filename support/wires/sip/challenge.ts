// How a served party challenges whoever asks it: the choices of its command line, with the credentials that let in from
// environment variables. Its nonces are good for a few requests, so that a client has to bear a stale one too.

import { secretIn } from './logins';
import type { SipOptions } from './options';
import type { Algorithm } from './stack/digest/digest';

export const CHALLENGERS = ['user-agent', 'proxy'] as const;

export interface Challenging {
  readonly algorithm: Algorithm;
  /** A user agent asks by 401, a proxy by 407. */
  readonly as: (typeof CHALLENGERS)[number];
}

const USERNAME = 'MCX_CHALLENGE_USERNAME';
const PASSWORD = 'MCX_CHALLENGE_PASSWORD';
const NONCE = { nonceLifeMs: 30_000, nonceUses: 5 };

/** @throws UserError where the environment has no credentials */
export function challengeBy(
  { algorithm, as }: Challenging,
  environment: Readonly<Record<string, string | undefined>>,
): NonNullable<SipOptions['challenge']> {
  const username = secretIn(USERNAME, '--challenge', environment);
  const password = secretIn(PASSWORD, '--challenge', environment);
  return {
    ...NONCE,
    realm: 'mcx-conformance',
    algorithms: [algorithm],
    as,
    passwordOf: (name) => (name === username ? password : undefined),
  };
}
