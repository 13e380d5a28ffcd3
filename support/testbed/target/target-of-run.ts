// The target of a run: what the target file declares, with what the command line says in its place. Unaware of files.

import { putBuiltInUnderTest } from './built-in-under-test';
import type { RunParameters } from './run-parameters';
import type { Target } from './target-model';
import { UserError } from '../../verdict/errors';

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
  if (service !== undefined && wire !== 'sip')
    throw new UserError('MCX-ADAPTER', `--service ${service} is for SIP, and the wire is ${wire}; add --adapter sip`);
  return { ...target, adapter: wire, sip: { ...target.sip, ...(service !== undefined && { service }) } };
}
