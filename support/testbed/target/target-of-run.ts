// The target of a run: what the target file declares, with what the command line says in its place. Unaware of files.

import { putBuiltInUnderTest, withNeighbours } from './built-in-under-test';
import { rolesUnderTest } from './roles-under-test';
import type { RunParameters } from './run-parameters';
import type { Target } from './target-model';
import type { WireName } from '../../ports/wire';
import { UserError } from '../../verdict/errors';
import { WIRES, wireNamed } from '../../wires/registry';

type Replacing = Pick<RunParameters, 'builtIn' | 'neighbours' | 'adapter' | 'service'>;

export function targetOfRun(declared: Target, { builtIn, neighbours = [], adapter, service }: Replacing): Target {
  const target = onWire(declared, adapter, service);
  if (builtIn !== undefined) return withNeighbours(putBuiltInUnderTest(target, builtIn), neighbours);
  mustPutItsProductUnderTest(target);
  return withNeighbours(target, neighbours);
}

/** The name of the system of which the suite plays every role. */
const BUILT_IN = 'built-in';

/** A run of played parties alone would say under the name of a product that it conforms. */
export function mustPutItsProductUnderTest({ name, roles }: Pick<Target, 'name' | 'roles'>): void {
  if (name === BUILT_IN || rolesUnderTest({ roles }).length > 0) return;
  throw new UserError(
    'MCX-TARGET-NOTHING-UNDER-TEST',
    `expected a role with underTest: true, for the target file names a product, ${name}; found none, so every role would be played and nothing of it tested. Put its roles under test, or call the target ${BUILT_IN} to test the suite itself.`,
  );
}

function onWire(target: Target, adapter: Replacing['adapter'], service: Replacing['service']): Target {
  const isBound = Object.values(target.roles).some((role) => 'address' in role || 'plugin' in role);
  if (adapter !== undefined && adapter !== target.adapter && isBound)
    throw new UserError(
      'MCX-ADAPTER',
      `expected --adapter ${target.adapter}, for the addresses of the target file are of that wire; found ${adapter}`,
    );
  const wire = adapter ?? target.adapter;
  if (service === undefined) return { ...target, adapter: wire };
  mustHaveServices(wire, service);
  return { ...target, adapter: wire, ofWires: { ...target.ofWires, [wire]: { ...target.ofWires[wire], service } } };
}

/** Only some wires say in each message which MC service it is of. */
export function mustHaveServices(wire: WireName, service: string): void {
  if (wireNamed(wire).services !== undefined) return;
  const [having = ''] = WIRES.flatMap(({ name, services }) => (services ? [name] : []));
  throw new UserError(
    'MCX-ADAPTER',
    `--service ${service} is for ${having}, and the wire is ${wire}; add --adapter ${having}`,
  );
}
