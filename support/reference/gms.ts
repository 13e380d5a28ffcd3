// The group management server of an MC system: it holds group configuration, shares it with partner MC systems, gives it to
// the users of its own (clause 10.2.7), and follows the dynamic data of its groups. It takes no part in steps 2 to 12.

import type { ActCommand, ActivateCommand, AskCommand, ControlAnswer } from '../ports/control';
import { done, errored, unsupported } from './answers';
import { machineOf, type Behaviours } from './dispatch';
import { distribute, onSharedInformation, share } from './gms/distribution';
import { noGmsState, provision, recordOf, release, toServer, type Gms, type GroupRecord } from './gms/state';
import type { Env, Machine } from './machine';
import { createOutbox } from './outbox';
import { faithfulGms, type GmsPolicy } from './policies';
import { onDynamicData, onGet, onSubscription, notifyServer } from './gms/subscriptions';

const behaviours: Behaviours<Gms> = {
  name: 'reference group management server',
  roles: ['primary-gms', 'partner-gms'],
  flows: {
    'subscribe-group-configuration-request.server-gms': onSubscription,
    'get-group-configuration-request.server-gms': onGet,
    'notify-group-dynamic-data-request.server-gms': onDynamicData,
    'group-information-notify-request.gms-gms': onSharedInformation,
  },
  undelivered: {},
  provision,
  activate,
  act,
  ask,
  release,
};

/** @param state what it kept before; it goes on from there and changes it */
export function createGms(env: Env, policy: GmsPolicy = faithfulGms, state = noGmsState()): Machine {
  const gms: Gms = { ...state, env, policy, outbox: createOutbox() };
  return machineOf(gms, behaviours);
}

function activate(gms: Gms, command: ActivateCommand): void {
  const scope = gms.scopes.get(command.scope);
  if (scope === undefined) return;
  const homed: GroupRecord[] = [];
  for (const id of scope.groups) {
    const group = gms.groups.get(id);
    if (group !== undefined && group.home === scope.own.name) homed.push(group);
  }
  if (gms.policy.subscribesToDynamicData && homed.length > 0) {
    gms.outbox.send('subscribe-group-dynamic-data-request.gms-server', toServer(scope), {
      mcServiceGroupIdList: homed.map(({ id }) => id),
    });
  }
  if (gms.policy.sharesWithPartners) share(gms, scope, homed);
  distribute(gms, scope, homed);
}

/** A temporary group holds its constituents until it is torn down, and the server that follows them learns either. */
function act(gms: Gms, { act: wanted }: ActCommand): ControlAnswer {
  if ('user' in wanted) {
    return unsupported(`a group management server has no user who could ${wanted.kind}; ask an MC service client`);
  }
  const wantedIds = wanted.mcServiceGroupIdList;
  const held = wantedIds.flatMap((id) => {
    const group = gms.groups.get(id);
    return group !== undefined && group.home === group.scope.own.name ? [group] : [];
  });
  if (held.length < wantedIds.length) {
    return errored('expected groups that are homed in this MC system, found another; ask the GMS of the home system');
  }
  for (const group of held) {
    const { temporaryGroupId: before, ...configuration } = group.configuration ?? { mcServiceGroupId: group.id };
    const temporaryGroupId = {
      'make-temporary-group': 'temporaryGroupId' in wanted ? wanted.temporaryGroupId : before,
      'tear-down-temporary-group': undefined,
      'repeat-configuration': before,
    }[wanted.kind];
    group.configuration = { ...configuration, ...(temporaryGroupId !== undefined && { temporaryGroupId }) };
  }
  notifyServer(gms, held);
  return done();
}

function ask(gms: Gms, { question }: AskCommand): ControlAnswer {
  if (question.kind !== 'affiliations') {
    return unsupported(`a group management server cannot tell ${question.kind}; ask the MC service server or client`);
  }
  return done({ affiliated: [...(recordOf(gms, question.mcServiceGroupId)?.affiliated ?? [])] });
}
