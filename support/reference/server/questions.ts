// What an MC service server answers to the upper tester: who is affiliated to a group, which regroups are in force.

import type { AskCommand, ControlAnswer } from '../../ports/control';
import { done, unsupported } from '../answers';
import { lasts, type Server } from './state';

export function ask(server: Server, { scope, question }: AskCommand): ControlAnswer {
  switch (question.kind) {
    case 'affiliations': {
      const regroup = server.regroups.get(question.mcServiceGroupId);
      const group = server.groups.get(question.mcServiceGroupId);
      return done({ affiliated: [...(regroup?.members ?? group?.affiliated ?? [])] });
    }
    case 'regroups':
      return done({ regroupGroupIds: inForce(server, scope) });
    case 'user-notifications':
      return unsupported('an MC service server has no user to notify; ask the MC service client');
  }
}

function inForce(server: Server, scope: string): string[] {
  const ids = [...(server.scopes.get(scope)?.regroups ?? [])];
  return ids.filter((id) => {
    const regroup = server.regroups.get(id);
    return regroup?.status === 'in-force' && lasts(server, regroup);
  });
}
