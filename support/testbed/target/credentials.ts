// The headers that a product asks for, taken from environment variables so that no target file holds a secret, and kept out
// of everything that is written. Unaware of what is sent.

import type { Credentials } from '../../wires/http-json/client/http-client';
import { spellingsOf } from '../../ports/secret-spellings';
import { WIRES } from '../../wires/registry';
import { UserError } from '../../verdict/errors';
import { controlAddress } from './by-hand';
import type { Target } from './target-model';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Hidden extends Credentials {
  /** The text with each secret in as many asterisks: what counts its length stays true. */
  mask(text: string): string;
}

export function credentialsOf(
  { roles, ofWires = {} }: Pick<Target, 'roles'> & Partial<Pick<Target, 'ofWires'>>,
  environment: Environment,
): Hidden {
  const secrets: string[] = [];
  const known = Object.entries(roles).flatMap(([role, party]) => {
    if (!('address' in party) || party.headers === undefined) return [];
    const headers = Object.fromEntries(
      Object.entries(party.headers).map(([name, { env }]) => {
        const value = valueOf(env, `roles.${role}.headers.${name}`, environment);
        secrets.push(value);
        return [name, value] as const;
      }),
    );
    return [party.address, controlAddress(party) ?? party.address].map((base) => ({ base: withSlash(base), headers }));
  });
  for (const { name, secretsIn } of WIRES) secrets.push(...(secretsIn?.(ofWires[name] ?? {}, environment) ?? []));
  const hidden = secrets
    .filter((secret) => secret !== '')
    .flatMap(spellingsOf)
    .toSorted((a, b) => b.length - a.length);
  return {
    headersFor: ({ href }) => known.find(({ base }) => href.startsWith(base))?.headers ?? {},
    hide: (text) => hidden.reduce((masked, secret) => masked.replaceAll(secret, '(secret)'), text),
    mask: (text) => hidden.reduce((masked, secret) => masked.replaceAll(secret, '*'.repeat(secret.length)), text),
  };
}

function valueOf(variable: string, key: string, environment: Environment): string {
  const value = environment[variable];
  if (value !== undefined && /^[\t\x20-\x7e]+$/.test(value) && value.trim() !== '') return value;
  const found = value === undefined || value.trim() === '' ? 'none' : 'one that no header can hold';
  throw new UserError(
    'MCX-SECRET',
    `expected a value in the environment variable ${variable} for ${key}, found ${found}; set it, or mend the target file`,
  );
}

const withSlash = (address: string): string => `${new URL(address).href.replace(/\/+$/, '')}/`;
