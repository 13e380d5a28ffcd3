// Reads what is answered to the questions of init. Each throws a UserError for what no target file could hold.

import { isRole, ROLES, type Role } from '../../procedure/roles';
import type { Wire } from '../../ports/wire';
import { canBeUrl, isAddressOf } from '../../testbed/target/address-url';
import { WIRES_BY_NAME } from '../../wires/registry';
import { UserError } from '../../verdict/errors';
import { instead } from '../../verdict/nearest';

export const asItIs = (answer: string): string => answer;

/** In the order of the procedure, each once. */
export function rolesNamed(answer: string): readonly Role[] {
  const named = answer.split(/[\s,]+/).filter((word) => word !== '');
  const stranger = named.find((role) => !isRole(role));
  if (stranger !== undefined || named.length === 0)
    throw new UserError('MCX-ROLE', `there is no role ${stranger ?? answer}${instead(stranger ?? '', ROLES)}`);
  return ROLES.filter((role) => named.includes(role));
}

export function addressNamed(address: string): string {
  if (URL.canParse(address) && /^https?:/.test(address)) return address;
  throw new UserError('MCX-INIT', `expected an address such as http://127.0.0.1:8081, found ${address}; mend it`);
}

/** An address as the wire writes them. */
export const addressOn =
  (wire: Wire) =>
  (answer: string): string => {
    if (wire.isHttp) return addressNamed(answer);
    if (isAddressOf(wire, answer) && canBeUrl(answer)) return answer;
    throw new UserError(
      'MCX-INIT',
      `expected an address of ${wire.name}, such as sip:127.0.0.1:5070;transport=tcp, found ${answer}; mend it`,
    );
  };

/** How a product is reached. */
export const REACHED: readonly string[] = [...WIRES_BY_NAME, 'plugin'];

/** @param choices what can be answered */
export const oneOf =
  (choices: readonly string[]) =>
  (answer: string): string => {
    if (choices.includes(answer)) return answer;
    throw new UserError('MCX-INIT', `expected one of ${choices.join(', ')}, found ${answer}; choose one`);
  };

/** What stands at a product is a list, and nobody types a list into questions. */
export const controlNamed =
  (role: Role) =>
  (control: string): string => {
    if (control === 'manual') return control;
    if (control !== 'static') return addressNamed(control);
    throw new UserError(
      'MCX-INIT',
      `expected an address or manual, found static, which needs a list of what stands at the ${role}; copy targets/static-primary-server.yaml and mend it`,
    );
  };

/** A program and its arguments; quotes hold words together. */
export function wordsOf(command: string): readonly string[] {
  const words = (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
  if (words.length > 0) return words;
  throw new UserError('MCX-INIT', 'expected a program and its arguments, such as python3 my-plugin.py, found none');
}
