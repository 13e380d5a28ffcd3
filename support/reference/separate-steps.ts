// Steps that a server takes at a moment of its own. The clause numbers its steps and does not say which of them are one action: the
// faithful server takes as many at once as it can, others may act in between of one that puts a step off. It pauses, and goes on
// when its host says so.

import type { PutOff, Regroup, SeparateStep, ServerScope } from './server/records';
import type { Server } from './server/state';

type Rest = Omit<PutOff, 'step'>;

function isPutOff(server: Server, due: PutOff): boolean {
  if (!server.policy.apart.includes(due.step)) return false;
  server.putOff.push(due);
  server.outbox.pause();
  return true;
}

const ofPrimary = (step: SeparateStep) => (server: Server, regroup: Regroup) =>
  isPutOff(server, { step, regroup, request: regroup.request, requestedUsers: [] });
const ofPartner = (step: SeparateStep) => (server: Server, rest: Rest) => isPutOff(server, { ...rest, step });

export const isStep4bPutOff = ofPrimary('step-4b');
export const isStep5PutOff = ofPrimary('step-5');
export const isStep12PutOff = ofPrimary('step-12');
export const isStep10PutOff = ofPartner('step-10');
export const isStep11PutOff = ofPartner('step-11');

export const waitsForStep4b = ({ putOff }: Server, regroup: Regroup): boolean =>
  putOff.some((due) => due.regroup === regroup && due.step === 'step-4b');

/** Of a regroup that is over nothing is left but the answer that the primary still waits for. */
export function takeUp(server: Server, steps: Readonly<Record<SeparateStep, (due: PutOff) => void>>): void {
  const due = server.putOff.shift();
  if (due === undefined) return;
  const { regroup, step } = due;
  const isOver = server.regroups.get(regroup.id) !== regroup || regroup.status === 'cancelling';
  if (!isOver || step === 'step-11') steps[step](due);
  else if (step === 'step-10' && !isStep11PutOff(server, due)) steps['step-11'](due);
}

export function forgetPutOff(server: Server, scope: ServerScope): void {
  for (const due of server.putOff.splice(0)) if (due.regroup.scope !== scope) server.putOff.push(due);
}
