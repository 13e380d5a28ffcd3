// Traces with one defect that no message of a party under test shows by itself, and the conforming ones beside them.

import type { TraceEvent } from '../../../evidence/trace';
import { traceOf, type Request } from './messages';

export interface Defect {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
  /** What comes nearest and is right. */
  readonly conforming: readonly TraceEvent[];
}

const formed: readonly Request[] = [
  { action: 'create', from: 'ana', to: 'primary', status: 200 },
  { action: 'create', from: 'primary', to: 'partner', status: 200 },
];
const byEve: Request = { action: 'remove', from: 'eve', to: 'primary', status: 403, warning: 161 };
const byAna: Request = { action: 'remove', from: 'ana', to: 'primary', status: 200 };
const refused: Request = { action: 'remove', from: 'ana', to: 'primary', status: 403, warning: 163 };
const handedOn: Request = { action: 'remove', from: 'primary', to: 'partner', status: 200 };

export const DEFECTS: readonly Defect[] = [
  {
    requirement: 'GR-16.2.2.3-3.3',
    says: 'a removal by a user without the right is handed on',
    events: traceOf(...formed, byEve, handedOn),
    conforming: traceOf(...formed, byEve),
  },
  {
    requirement: 'GR-16.2.2.3-3.3',
    says: 'a removal by a user without the right is handed on although it was accepted',
    events: traceOf(...formed, { ...byEve, status: 200 }, handedOn),
    conforming: traceOf(...formed, byEve, byAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-3.2',
    says: 'the removal of a regroup that nobody created is handed on',
    events: traceOf(refused, handedOn),
    conforming: traceOf(refused),
  },
  {
    requirement: 'GR-16.2.3.2-3.2',
    says: 'a second removal reaches those whom the first reached',
    events: traceOf(...formed, byAna, handedOn, refused, handedOn),
    conforming: traceOf(...formed, byAna, refused, handedOn),
  },
];
