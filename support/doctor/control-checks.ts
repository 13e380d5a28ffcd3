// Whether control answers as it has to: it says who it is, it can say no, and it can set a scenario up and forget it again.
// Unaware of information flows.

import { isProtocolOf, protocolsOf, type Probe } from '../wires/http-json/client/probe';
import type { ProvisionCommand } from '../ports/control';
import type { SystemIdentity } from '../ports/testbed';
import { kindOf, systemOf, type Role } from '../procedure/roles';
import { inOneLine } from '../schema/explain';
import { shortened } from '../schema/shortened';
import { validateControl } from '../schema/validate';
import { saidBy, unanswered } from './address-checks';
import { bad, ok, warn, type Diagnosis } from '../ports/diagnosis';

export interface ControlUnderTest {
  readonly role: Role;
  readonly control: string;
  /** Name of the wire that the target file names. */
  readonly wire: string;
  readonly address: string;
  readonly systems: readonly SystemIdentity[];
  /** Label of a scenario that no run has. */
  readonly scope: string;
}

type ControlReply = { readonly json: unknown; readonly status: number } | { readonly problem: Diagnosis };

export async function examineControl(party: ControlUnderTest, probe: Probe): Promise<readonly Diagnosis[]> {
  const { role, control } = party;
  const what = `${role} control`;
  const nobody = await probe.connect(control);
  if (nobody !== undefined) return [bad(what, `${nobody}; start it, or mend roles.${role}.control`)];
  const hello = await tell(party, probe, { command: 'hello' });
  const greeting = 'problem' in hello ? hello.problem : greetingOf(party, hello.json);
  if (greeting.state === 'bad') return [greeting];
  return [greeting, await canSayNo(party, probe), await fixtures(party, probe)];
}

async function tell({ role, control }: ControlUnderTest, probe: Probe, command: object): Promise<ControlReply> {
  const what = `${role} control`;
  const reply = await probe.post(`${control.replace(/\/+$/, '')}/control`, command);
  if (reply.kind !== 'answered') return { problem: unanswered(what, control, reply, `roles.${role}.control`) };
  try {
    return { status: reply.status, json: JSON.parse(reply.text) };
  } catch {
    const mismatch = `expected JSON from POST ${control}/control, found ${saidBy(reply)}`;
    return { problem: bad(what, `a web server answers, but no control: ${mismatch}; mend roles.${role}.control`) };
  }
}

function greetingOf({ role, wire }: ControlUnderTest, answer: unknown): Diagnosis {
  const what = `${role} control`;
  const claimed = protocolIn(answer);
  if (claimed !== undefined && !isProtocolOf(claimed, wire))
    return bad(
      what,
      `expected the wire ${protocolsOf(wire)}, found that it speaks ${shortened(claimed)}; use the version of the product, or of this program, that fits the other`,
    );
  const faults = validateControl('answer', answer);
  if (faults.length > 0)
    return bad(
      what,
      `expected an answer to hello as schemas/control/answer.schema.json says, found ${shortened(answer)} (${faults.map(inOneLine).join('; ')}); answer with name, version and roles`,
    );
  const { hello } = answer as { readonly hello?: { name: string; version: string; roles: readonly string[] } };
  if (hello === undefined)
    return bad(what, `expected name, version and roles in the answer to hello, found ${shortened(answer)}; add them`);
  if (!hello.roles.includes(role))
    return bad(
      what,
      `expected it to take the role ${role}, found ${hello.roles.join(', ') || 'no role'}; name the right role in the target file, or point roles.${role}.control elsewhere`,
    );
  return ok(what, `${hello.name} ${hello.version} can be ${role}`);
}

function protocolIn(answer: unknown): string | undefined {
  const { hello } = Object(answer) as { readonly hello?: unknown };
  const { protocol } = Object(hello) as { readonly protocol?: unknown };
  return typeof protocol === 'string' ? protocol : undefined;
}

async function canSayNo(party: ControlUnderTest, probe: Probe): Promise<Diagnosis> {
  const what = `${party.role} control says no`;
  const reply = await tell(party, probe, { command: 'no-such-command' });
  if ('problem' in reply) return reply.problem;
  const refused = reply.status >= 400 && reply.status < 500;
  if (refused || statusIn(reply.json) === 'unsupported') return ok(what, 'it refuses a command that does not exist');
  return bad(
    what,
    `expected 4xx or "unsupported" to a command that does not exist, found ${reply.status} ${shortened(reply.json)}; a control that agrees to everything proves nothing`,
  );
}

async function fixtures(party: ControlUnderTest, probe: Probe): Promise<Diagnosis> {
  const what = `${party.role} fixtures`;
  for (const command of [provisioning(party), { command: 'release', scope: party.scope }]) {
    const reply = await tell(party, probe, command);
    if ('problem' in reply) return reply.problem;
    const status = statusIn(reply.json);
    if (status === 'unsupported')
      return warn(
        what,
        `${command.command} is not supported; every scenario will be inconclusive unless the product is set up by hand`,
      );
    if (status !== 'done')
      return bad(
        what,
        `expected "done" to ${command.command}, found ${reply.status} ${shortened(reply.json)}; mend it, every scenario begins and ends so`,
      );
  }
  return ok(what, 'a scenario can be provisioned and released');
}

const statusIn = (json: unknown): unknown => (Object(json) as { readonly status?: unknown }).status;

/** One user, one group, and nobody else to speak to. */
function provisioning({ role, address, systems, scope }: ControlUnderTest): ProvisionCommand {
  const system = systemOf(role) ?? 'primary';
  const { domain, serverId, gmsId } = systems.find(({ name }) => name === system) ?? {
    domain: '',
    serverId: '',
    gmsId: '',
  };
  const user = `sip:doctor.${scope}@${domain}`;
  const members = kindOf(role) === 'client' ? {} : { members: [user] as const };
  return {
    command: 'provision',
    scope,
    system,
    systems: [{ name: system, serverId, gmsId, serverAddress: address, gmsAddress: address }],
    users: [{ mcServiceId: user, clientAddress: address, mayInitiateRegroup: false }],
    groups: [{ mcServiceGroupId: `sip:doctor-group.${scope}@${domain}`, home: system, ...members }],
  };
}
