// What a user can do at an MC service client, and the request that each act makes it send.

import type { ActCommand, ControlAnswer } from '../../ports/control';
import { done, unknownUser, unsupported } from '../answers';
import { passedOn } from '../elements';
import { toServer, type Client } from './state';

/** @param command what the user does; what the user names is sent as the user spells it */
export function act({ users, outbox }: Client, command: ActCommand, { act: wanted }: ActCommand): ControlAnswer {
  if (!('user' in command.act) || !('user' in wanted))
    return unsupported(`an MC service client does not ${wanted.kind}; ask a group management server`);
  const user = users.get(command.act.user);
  if (user === undefined) return unknownUser(wanted.user);
  const mcServiceId = user.id;
  const server = toServer(user);
  switch (wanted.kind) {
    case 'start-service':
      outbox.send('service-authorization-request.client-server', server, { mcServiceId });
      break;
    case 'log-off':
      outbox.send('log-off-request.client-server', server, { mcServiceId });
      break;
    case 'affiliate':
      outbox.send('group-affiliation-request.client-server', server, {
        mcServiceId,
        ...passedOn('group-affiliation-request.client-server', wanted),
      });
      break;
    case 'de-affiliate':
      outbox.send('group-de-affiliation-request.client-server', server, {
        mcServiceId,
        ...passedOn('group-de-affiliation-request.client-server', wanted),
      });
      break;
    case 'initiate-regroup': // Steps 1 and 2.
      outbox.send('preconfigured-regroup-request.client-server', server, {
        mcServiceId,
        ...passedOn('preconfigured-regroup-request.client-server', wanted),
      });
      break;
    case 'cancel-regroup':
      outbox.send('preconfigured-regroup-cancel-request.client-server', server, {
        mcServiceId,
        ...passedOn('preconfigured-regroup-cancel-request.client-server', wanted),
      });
      break;
  }
  return done();
}
