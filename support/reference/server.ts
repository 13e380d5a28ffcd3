// The MC service server of an MC system, primary or partner as each regroup wants it. This module only tells which flow
// goes where; the procedures are in server/.

import { machineOf, type Behaviours } from './dispatch';
import type { Env, Machine } from './machine';
import { createOutbox } from './outbox';
import { faithfulServer, type ServerPolicy } from './policies';
import * as affiliation from './server/affiliation';
import * as cancellation from './server/cancellation';
import * as formation from './server/formation';
import { onAcknowledgement } from './server/members';
import * as operator from './server/operator';
import * as partner from './server/partner';
import { provision, release } from './server/provisioning';
import { ask } from './server/questions';
import * as request from './server/request';
import { onLogOff, onServiceAuthorization } from './server/service';
import { takeUp } from './separate-steps';
import { noServerState, type Server } from './server/state';
import * as subscriptions from './server/subscriptions';

const behaviours: Behaviours<Server> = {
  name: 'reference MC service server',
  roles: ['primary-server', 'partner-server'],
  flows: {
    'preconfigured-regroup-request.client-server': request.onRegroupRequest,
    'get-group-configuration-response.gms-server': request.onFetched,
    'preconfigured-regroup-request.server-server': partner.onPartnerRequest,
    'preconfigured-regroup-response.server-server': formation.onPartnerResponse,
    'preconfigured-regroup-reject.server-server': formation.onPartnerReject,
    'preconfigured-regroup-response.client-server': onAcknowledgement,
    'preconfigured-regroup-cancel-request.client-server': cancellation.onCancelRequest,
    'preconfigured-regroup-cancel-request.server-server': cancellation.onPartnerCancelRequest,
    'preconfigured-regroup-cancel-response.server-server': cancellation.onCancelResponse,
    'group-affiliation-request.client-server': affiliation.onAffiliationRequest,
    'group-affiliation-request.server-server': affiliation.onForeignAffiliation,
    'group-affiliation-response.server-server': affiliation.onAffiliationAnswer,
    'group-de-affiliation-request.client-server': affiliation.onDeAffiliationRequest,
    'group-de-affiliation-request.server-server': affiliation.onForeignDeAffiliation,
    'group-de-affiliation-response.server-server': affiliation.onDeAffiliationAnswer,
    'service-authorization-request.client-server': onServiceAuthorization,
    'log-off-request.client-server': onLogOff,
    'notify-group-configuration-request.gms-server': subscriptions.onConfiguration,
    'subscribe-group-dynamic-data-request.gms-server': subscriptions.onSubscription,
  },
  undelivered: {
    'preconfigured-regroup-request.server-server': formation.onPartnerUnreachable,
    'preconfigured-regroup-cancel-request.server-server': cancellation.onCancelUndelivered,
    'get-group-configuration-request.server-gms': (server, body) => request.resume(server, body.mcServiceGroupId),
    'group-affiliation-request.server-server': (server, body) =>
      affiliation.onAffiliationAnswer(server, { ...body, from: body.to, to: body.from, result: 'failure' }),
    'group-de-affiliation-request.server-server': (server, body) =>
      affiliation.onDeAffiliationAnswer(server, { ...body, from: body.to, to: body.from, result: 'failure' }),
  },
  provision,
  activate: subscriptions.activate,
  act: operator.act,
  ask,
  release,
  resume: (server) =>
    takeUp(server, {
      'step-4b': ({ regroup }) => request.authorize(server, regroup),
      'step-5': ({ regroup }) => formation.askPartners(server, regroup),
      'step-10': (due) => partner.affiliateClients(server, due),
      'step-11': (due) => partner.answer(server, due),
      'step-12': ({ regroup }) => formation.confirm(server, regroup),
    }),
};

/** @param state what it kept before; it goes on from there and changes it */
export function createServer(env: Env, policy: ServerPolicy = faithfulServer, state = noServerState()): Machine {
  const server: Server = { ...state, env, policy, outbox: createOutbox() };
  return machineOf(server, behaviours);
}
