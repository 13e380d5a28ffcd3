// How a served party challenges whoever asks it: the choices of its command line, with the credentials that let in from
// environment variables. Its nonces are good for a few requests, so that a client has to bear a stale one too.

import type { Challenging } from '../../ports/wire';
import { secretIn } from './logins';
import type { SipOptions } from './options';

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
