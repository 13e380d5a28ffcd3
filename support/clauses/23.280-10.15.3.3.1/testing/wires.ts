// Wires for tests of what reads a trace: one that carries everything, and stage 3, which does not.

import { abilitiesOf, EVERY_ABILITY } from '../../../ports/wire';
import { SIP } from '../../../wires/sip/wire';

export const WHOLE = { abilities: EVERY_ABILITY };
export const STAGE_3 = SIP;

export const BY_SIP = abilitiesOf(STAGE_3);
export const BY_A_WHOLE_WIRE = abilitiesOf(WHOLE);
