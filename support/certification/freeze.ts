// The profiles of a clause as text, from what the suite holds today. Freezing is a decision of whoever releases the suite: the
// profiles get a new version then, and stay as they are until the next release, whatever the suite learns.

import type { Wire, WireName } from '../ports/wire';
import type { Role } from '../procedure/roles';
import { HTTP_JSON } from '../wires/http-json/wire';
import { PLUGIN } from '../wires/plugin/wire';
import { SIP } from '../wires/sip/wire';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import type { ClauseHead } from '../traceability/catalogue/clause-catalogue';
import type { Scenario } from '../traceability/scenario';
import { MINIMUM, selectionFor } from './profile';

export interface ToFreeze {
  readonly profile: string;
  readonly wire: WireName;
  readonly roles: readonly Role[];
}

const ROLES: Readonly<Record<string, readonly Role[]>> = {
  'primary-server': ['primary-server'],
  'partner-server': ['partner-server'],
  servers: ['primary-server', 'partner-server'],
  'client-1': ['client-1'],
  'client-2': ['client-2'],
  'primary-gms': ['primary-gms'],
  'partner-gms': ['partner-gms'],
  system: ['client-1', 'primary-server', 'primary-gms', 'client-2', 'partner-server', 'partner-gms'],
};

const of = ({ name: wire }: Wire, names: readonly string[]): readonly ToFreeze[] =>
  names.map((name) => ({ profile: `${wire}-${name}`, wire, roles: ROLES[name] ?? [] }));

/** Of each clause alike. */
export const PROFILES: readonly ToFreeze[] = [
  ...of(HTTP_JSON, Object.keys(ROLES)),
  ...of(PLUGIN, ['primary-server', 'partner-server', 'servers']),
  ...of(SIP, ['primary-server', 'partner-server', 'client-1', 'client-2']),
];

/** What a profile of one clause is made of. */
export interface Material {
  readonly clause: ClauseHead;
  /** Those of the clause. */
  readonly scenarios: readonly Scenario[];
  readonly catalogue: Catalogue;
}

export function frozen(
  { profile, wire, roles }: ToFreeze,
  version: string,
  { clause, scenarios, catalogue }: Material,
): string {
  const { required, notScored } = selectionFor({ roles, wire }, scenarios, catalogue);
  return [
    '# Frozen: which test purposes certify a product of these roles. `npm run freeze -- <version>` writes it anew when the suite is released.',
    '',
    `profile: ${profile}`,
    `version: '${version}'`,
    'spec:',
    `  number: ${clause.specification.replace('3GPP ', '')}`,
    `  clause: '${clause.number}'`,
    `  release: '${clause.text.release}'`,
    `  change: ${clause.text.change}`,
    `wire: ${wire}`,
    `roles: [${roles.join(', ')}]`,
    `minimum: { deadlineMs: ${MINIMUM.deadlineMs}, quietWindowMs: ${MINIMUM.quietWindowMs} }`,
    'required:',
    ...required.map((tp) => `  - ${tp}`),
    ...(notScored.length === 0 ? ['notScored: []'] : ['notScored:']),
    ...notScored.flatMap(({ tp, reason }) => [`  - tp: ${tp}`, `    reason: ${plainOrQuoted(reason)}`]),
    '',
  ].join('\n');
}

/** A colon in a plain text of YAML would begin a mapping. */
const plainOrQuoted = (text: string): string => (text.includes(': ') ? `'${text.replaceAll("'", "''")}'` : text);
