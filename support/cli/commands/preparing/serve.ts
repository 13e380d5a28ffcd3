// mcx-conformance serve: holds one reference party open until it is told to stop.

import { once } from 'node:events';
import { isRole, ROLES, type Role } from '../../../procedure/roles';
import { logLines } from '../../../report/live/log-lines';
import type { TraceEvent } from '../../../evidence/trace';
import type { ServedParty as Shown } from '../../../report/page/served-head';
import { packageVersion } from '../../../schema/package-root';
import { urlOf } from '../../../testbed/target/address-url';
import { builtIn, mustBeOnItsWire, type BuiltIn } from '../../../testbed/target/built-in-under-test';
import { listedBuiltIns, renderBuiltIns } from '../../../testbed/target/listed-built-ins';
import { setupOf } from '../../../testbed/control/provisioned-setup';
import { serveParty, servePartyBeside, type ServedParty } from '../../../testbed/host/serve';
import { mustHaveServices } from '../../../testbed/target/target-of-run';
import type { Challenging, Wire, WireName } from '../../../ports/wire';
import { wireNamed } from '../../../wires/registry';
import { loadTarget, type Target } from '../../../testbed/target/target';
import { UserError, type HarnessFault } from '../../../verdict/errors';
import { harmless } from '../../../verdict/harmless';
import { instead } from '../../../verdict/nearest';
import { endedByUser } from '../../ended-by-user';
import { printLines } from '../../print';
import { createServedPage } from '../../served-page';
import { wholeNumberIn } from '../../../run/whole-number';

export interface ServeOptions {
  readonly host: string;
  /** Where absent: the one that the target file of `provisioned` names, else one that the system chooses. */
  readonly port?: string;
  /** Target file that says what is configured by hand. */
  readonly provisioned?: string;
  readonly adapter: WireName;
  readonly service?: string;
  /** Of a wire that is no HTTP. */
  readonly controlPort: string;
  readonly mutant?: string;
  readonly variant?: string;
  /** Of a wire that has challenges: it asks for credentials first, by this algorithm. */
  readonly challenge?: Challenging['algorithm'];
  readonly challengeAs: Challenging['as'];
  /** Shows what it receives and sends on standard error. */
  readonly log?: true;
  /** The port of its page; true for one that the system chooses. */
  readonly page?: string | true;
  /** Hosts, or hosts with a port, that may be sent to besides this machine: control names the peers. */
  readonly allow?: readonly string[];
}

export async function serve(role: string, options: ServeOptions): Promise<void> {
  const { host, port, mutant, variant, allow = [] } = options;
  const known = roleNamed(role);
  if (mutant === 'help' || variant === 'help') {
    const kind = mutant === 'help' ? 'mutant' : 'variant';
    printLines(renderBuiltIns(listedBuiltIns({ role: known, kind, wire: options.adapter })));
    return;
  }
  const choice = choiceOf(known, mutant ?? variant);
  const target = options.provisioned === undefined ? undefined : loadTarget(options.provisioned);
  const page = options.page === undefined ? undefined : createServedPage(options.page);
  const common = {
    allow: [...allow, ...(target?.allow ?? [])],
    host,
    port: port === undefined ? portIn(target, known) : portNumber('--port', port),
    ...(target && { setup: setupOf(known, target) }),
    onFault: (fault: HarnessFault) => {
      process.stderr.write(`${harmless(fault.message)}\n`);
      page?.fault(fault.message);
    },
    ...((page ?? options.log) && {
      onEvent: (event: TraceEvent) => {
        page?.take(event);
        if (options.log)
          process.stderr.write(
            logLines(event, '', 'lines')
              .map((line) => `${line}\n`)
              .join(''),
          );
      },
    }),
    ...(choice && { choice }),
  };
  const wire = wireNamed(target?.adapter ?? options.adapter);
  const { service } = options;
  if (choice) mustBeOnItsWire(choice, wire.name);
  if (service !== undefined) mustHaveServices(wire.name, service);
  const challenge = challengeOn(wire, options);
  // Whoever reads the address may end it at once.
  const ending = endedByUser();
  const party = wire.isHttp
    ? await serveParty(known, common)
    : await servePartyBeside(known, {
        ...common,
        wire,
        options: { ...target?.ofWires[wire.name], ...(service !== undefined && { service }) },
        controlPort: portNumber('--control-port', options.controlPort),
        ...(challenge !== undefined && { challenge }),
      });
  const pageAddress = await page
    ?.open(shownOn(known, choice, wire.name, options.provisioned === undefined, party))
    .catch(async (error: unknown) => {
      await party.close();
      throw error;
    });
  process.stdout.write(
    `${known}${choice ? ` (${choice.id})` : ''} listens on ${party.address}\n` +
      (!wire.isHttp ? '' : `  flows    ${party.address}/flows/<flow>\n`) +
      (options.provisioned === undefined
        ? `  control  ${party.control}/control\n`
        : `  control  none: configured from ${options.provisioned}\n`) +
      (!wire.isHttp ? '' : `  openapi  ${party.address}/openapi.json\n`) +
      (pageAddress === undefined ? '' : `  page     ${pageAddress}\n`),
  );
  if (!ending.signal.aborted) await once(ending.signal, 'abort');
  ending.forget();
  page?.end();
  await party.close();
}

function shownOn(
  role: Role,
  choice: BuiltIn | undefined,
  wire: string,
  isControlled: boolean,
  { address, control }: ServedParty,
): Shown {
  return {
    role,
    wire,
    address,
    control: isControlled ? control : '',
    suite: { name: 'mcx-conformance', version: packageVersion },
    ...(choice && { choice: { id: choice.id, says: choice.says ?? '' } }),
  };
}

function challengeOn(wire: Wire, { challenge: algorithm, challengeAs: as }: ServeOptions): unknown {
  if (algorithm === undefined) return undefined;
  if (wire.challenge) return wire.challenge({ algorithm, as }, process.env);
  throw new UserError(
    'MCX-ADAPTER',
    `--challenge ${algorithm} is for a wire that has challenges, and ${wire.name} has none; add --adapter sip`,
  );
}

function roleNamed(role: string): Role {
  if (isRole(role)) return role;
  throw new UserError('MCX-ROLE', `there is no role ${role}${instead(role, ROLES)}`);
}

function choiceOf(role: Role, id: string | undefined) {
  if (id === undefined) return undefined;
  const choice = builtIn(id);
  if (choice.role === role) return choice;
  throw new UserError('MCX-BUILT-IN', `${id} is a ${choice.role}; serve that role, or choose one of ${role}`);
}

/** A product that is configured by hand listens where its target file says. */
function portIn(target: Target | undefined, role: Role): number {
  const binding = target?.roles[role];
  return binding && 'address' in binding ? Number(urlOf(binding.address).port) : 0;
}

function portNumber(option: string, given: string): number {
  const port = wholeNumberIn(given, 0, 65_535);
  if (port !== undefined) return port;
  throw new UserError('MCX-PORT', `${option} expects a number from 0 to 65535, found ${given}`);
}
