// The text of a new target file: what was answered, and beside it, as comments, what else can be said. Pure.

import { stringify } from 'yaml';
import type { Role } from '../../procedure/roles';

export type RoleAnswers =
  | { readonly role: Role; readonly address: string; readonly control: string }
  /** The program and its arguments. */
  | { readonly role: Role; readonly plugin: readonly string[] };

export interface Answers {
  /** Where the schema of target files lies, as the file can name it. */
  readonly schema: string;
  /** Where it is another than the one that is taken anyway, with the MC service that it carries. */
  readonly wire?: { readonly name: string; readonly service: string };
  readonly name: string;
  readonly version: string;
  readonly roles: readonly RoleAnswers[];
  /** Hosts besides this machine that may be sent to. */
  readonly allow: readonly string[];
  /** Items of the roles that may be answered no, with what they ask. */
  readonly optional: readonly { readonly item: string; readonly description: string }[];
}

export const targetText = ({ schema, wire, name, version, roles, allow, optional }: Answers): string =>
  `# yaml-language-server: $schema=${schema}
# What is tested. \`npx mcx-conformance doctor --target <this file>\` tells whether it can be reached as said here.

name: ${quoted(name)}
version: ${quoted(version)} # in quotes, so that 1.10 stays 1.10
${wire === undefined ? '' : wired(wire)}
# A role that is not named is played by the harness.
roles:
${roles.map((one) => ('plugin' in one ? plugged(one) : wire === undefined ? addressed(one) : addressedOn(one))).join('')}
# What the product can do (ICS). An optional item that is left out counts as yes;
# \`npx mcx-conformance ics --target <this file>\` shows all items.
# ics:
${optional.map(({ item, description }) => `#   ${item}: no # ${description}\n`).join('')}
# Besides this machine, nothing is sent to a host that is not named here.
${allow.length > 0 ? `allow: [${allow.map(quoted).join(', ')}]` : '# allow: [lab-server.example:8080]'}

# Scenarios that the product can take part in at the same time, each with users and groups of its own: with 8 a run is
# several times as fast. Not where it is set up by hand.
# scenariosAtOnce: 8

# timing:
#   deadlineMs: 2000     # longest wait for a message that has to come
#   quietWindowMs: 150   # nothing for so long means that nothing will come

# Where played parties listen. A product that is configured by hand needs fixed ports.
# listen:
#   host: 127.0.0.1
#   ports: { client-1: 9001 }

# Domains of the MC systems; the identities are made from them.
# systems:
#   primary: { domain: primary.example }
#   partner: { domain: partner.example }
#   second-partner: { domain: third.example }
`;

const addressed = ({ role, address, control }: Extract<RoleAnswers, { readonly address: string }>): string =>
  `  ${role}:
    underTest: true
    address: ${quoted(address)} # takes POST {address}/flows/{flow}
    control: ${quoted(control)} # ${control === 'manual' ? 'an operator is asked, at the terminal' : 'takes POST {control}/control; or static, or manual'}
    # A secret stays out of this file: each header is the value of an environment variable.
    # headers:
    #   Authorization: { env: MCX_TOKEN }
`;

const wired = ({ name, service }: NonNullable<Answers['wire']>): string =>
  `adapter: ${name} # docs/${name}.md
${name}:
  service: ${service}
`;

const addressedOn = ({ role, address, control }: Extract<RoleAnswers, { readonly address: string }>): string =>
  `  ${role}:
    underTest: true
    address: ${quoted(address)}
    control: ${quoted(control)} # ${control === 'manual' ? 'an operator is asked, at the terminal' : 'takes POST {control}/control; or static, or manual'}
`;

const plugged = ({ role, plugin }: Extract<RoleAnswers, { readonly plugin: readonly string[] }>): string =>
  `  ${role}:
    underTest: true
    plugin:
      command: [${plugin.map(quoted).join(', ')}] # docs/write-a-plugin.md; npx mcx-conformance plugin check tries it alone
      # A secret stays out of this file: its name for the program, and the variable here that holds it.
      # env: { PRODUCT_PASSWORD: MCX_TOKEN }
`;

const quoted = (value: string): string => stringify(value, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trim();
