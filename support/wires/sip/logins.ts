// Who played parties are where they are challenged: names from the target file, passwords from environment variables.

import type { PartyName } from '../../procedure/roles';
import { UserError } from '../../verdict/errors';
import type { Login } from './stack/digest/digest';
import type { SipTarget } from './target';

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UserError where a variable holds nothing, before anything is sent */
export function loginsOf(
  { credentials = {} }: Pick<SipTarget, 'credentials'>,
  environment: Environment,
): (party: PartyName) => Login | undefined {
  const logins = new Map(
    Object.entries(credentials).map(([whose, { username, password }]): readonly [string, Login] => [
      whose,
      { username, password: secretIn(password.env, `sip.credentials.${whose}.password`, environment) },
    ]),
  );
  return (party) => logins.get(party) ?? logins.get('everybody');
}

export function secretIn(variable: string, key: string, environment: Environment): string {
  const value = environment[variable];
  if (value !== undefined && value !== '') return value;
  throw new UserError(
    'MCX-SECRET',
    `expected a value in the environment variable ${variable} for ${key}, found none; set it, or mend what names it`,
  );
}
