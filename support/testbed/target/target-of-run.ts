// The target that the parameters of a run ask for: the file, with what the command line says in its place.

import { putBuiltInUnderTest } from './built-in-under-test';
import type { RunParameters } from './run-parameters';
import { loadTarget, type Target } from './target';
import { UserError } from '../../verdict/errors';

export type Asked = Pick<RunParameters, 'target' | 'builtIn' | 'adapter' | 'service'>;

export function targetOfRun({ target: file, builtIn, adapter, service }: Asked): Target {
  const declared = onWire(loadTarget(file), adapter, service);
  return builtIn === undefined ? declared : putBuiltInUnderTest(declared, builtIn);
}

function onWire(target: Target, adapter: Asked['adapter'], service: Asked['service']): Target {
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
