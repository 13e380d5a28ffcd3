// The values that a run is made with, for its record (IXIT): what a target file says of addresses, identities and times. Of a
// secret, only where it comes from.

import { DEFAULT_LIMITS } from '../../evidence/budget';
import { DEFAULT_WIRE_LIMITS } from '../../ports/wire-limits';
import type { RoleTarget, Target } from './target-model';

/** Only what differs is worth a line. */
const USUAL: Readonly<Record<string, number>> = { ...DEFAULT_LIMITS, ...DEFAULT_WIRE_LIMITS };

export function ixitOf({
  roles,
  listen,
  scenariosAtOnce,
  timing,
  limits,
  systems,
}: Target): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(Object.entries(roles).flatMap(([role, target]) => valuesOf(role, target))),
    'played parties listen on': listen.advertise === undefined ? listen.host : `${listen.host}, as ${listen.advertise}`,
    ...Object.fromEntries(Object.entries(listen.ports).map(([party, port]) => [`port of ${party}`, `${port}`])),
    ...(scenariosAtOnce > 1 && { 'scenarios at once, at most': `${scenariosAtOnce}` }),
    ...Object.fromEntries(
      Object.entries(limits).flatMap(([name, value]) =>
        USUAL[name] === value ? [] : [[`limit of ${name}`, `${value}`]],
      ),
    ),
    ...Object.fromEntries(Object.entries(timing).map(([name, value]) => [name, `${value}`])),
    ...Object.fromEntries(
      systems.flatMap(({ name, serverId, gmsId }) => [
        [`${name} MC service server`, serverId],
        [`${name} group management server`, gmsId],
      ]),
    ),
  };
}

function valuesOf(role: string, target: RoleTarget): readonly (readonly [string, string])[] {
  if ('played' in target) return [];
  if ('builtIn' in target) return [[role, `built-in ${target.builtIn}`]];
  if ('plugin' in target) return [[role, 'a plug-in speaks for it']];
  const { address, control, headers = {} } = target;
  return [
    [`${role} address`, plain(address)],
    ...(control === undefined ? [] : [[`${role} control`, plain(control)] as const]),
    ...Object.entries(headers).map(([name, { env }]) => [`${role} header ${name}`, `masked, from ${env}`] as const),
  ];
}

/** An address can carry a password or a key. */
function plain(address: string): string {
  if (!URL.canParse(address)) return address;
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}
