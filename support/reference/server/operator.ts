// What the operator of an MC service server does at it in the middle of everything. Its users act at their MC service clients.

import type { ActCommand, ControlAnswer } from '../../ports/control';
import { done, unsupported } from '../answers';
import { askOthersToCancel } from './cancellation';
import { undo } from './formation';
import { nameDismissed } from './named-members';
import type { Regroup, ServedUser } from './records';
import { isLedHere, type Server } from './state';

export function act(server: Server, { act: wanted }: ActCommand): ControlAnswer {
  const user = 'user' in wanted ? server.users.get(wanted.user) : undefined;
  if (user !== undefined && wanted.kind === 'withdraw-authorization') {
    withdraw(server, user);
    return done();
  }
  if (user !== undefined && wanted.kind === 'cancel-regroup') {
    const regroup = server.regroups.get(wanted.regroupGroupId);
    if (regroup?.status === 'in-force' && isLedHere(regroup)) end(server, regroup);
    else askOthersToCancel(server, user, wanted.regroupGroupId);
    return done();
  }
  return unsupported('an MC service server has no user who acts; ask an MC service client or a GMS');
}

/** A controlling function may decide so by itself (TS 24.379 16.2.3.3). */
function end(server: Server, regroup: Regroup): void {
  undo(server, regroup);
  nameDismissed(server, regroup);
}

/** Who is authorized is checked once, at step 3: what the user has asked for before goes on. */
function withdraw(server: Server, user: ServedUser): void {
  const { onWithdrawal } = server.policy;
  if (onWithdrawal === 'passed-over') return;
  user.mayInitiateRegroup = false;
  for (const regroup of server.regroups.values()) {
    if (regroup.requester !== user.id || !isLedHere(regroup)) continue;
    const isStopped = regroup.status === 'forming' && onWithdrawal === 'formation-stopped';
    if (isStopped || (regroup.status === 'in-force' && onWithdrawal === 'regroups-ended')) undo(server, regroup);
  }
}
