// The target of a run: what the target file declares, with what the command line says in its place. Unaware of files.

import { putBuiltInUnderTest } from './built-in-under-test';
import type { RunParameters } from './run-parameters';
import type { Target } from './target-model';
import type { WireName } from '../../ports/wire';
import { UserError } from '../../verdict/errors';
import { WIRES, wireNamed } from '../../wires/registry';

type Replacing = Pick<RunParameters, 'builtIn' | 'adapter' | 'service'>;

export function targetOfRun(declared: Target, { builtIn, adapter, service }: Replacing): Target {
  const target = onWire(declared, adapter, service);
  return builtIn === undefined ? target : putBuiltInUnderTest(target, builtIn);
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
