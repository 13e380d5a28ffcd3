// Opens the wire of a target: what played parties listen on and send by.

import type { OpenWire, Wire, WireSurroundings } from '../../ports/wire';
import { openWire } from '../../wires/registry';
import type { Target } from '../target/target-model';

type Given = Pick<
  WireSurroundings,
  'credentials' | 'scopeOf' | 'onSocket' | 'onTransmission' | 'belowTls' | 'alterationOf'
>;

export const openWireOf = (
  { ofWires, systems, allow, timing, limits }: Pick<Target, 'ofWires' | 'systems' | 'allow' | 'timing' | 'limits'>,
  wire: Wire,
  given: Given = {},
): OpenWire =>
  openWire(wire, {
    options: ofWires[wire.name] ?? {},
    systems,
    allow,
    limits,
    deadlineMs: timing.deadlineMs,
    ...given,
  });
