// Defects in who gets a message: it goes to the wrong party, or to one more.

import type { ProvisionedSystem } from '../../../ports/control';
import type { FlowBody, FlowId } from '../../../procedure/flows';
import { send } from '../../outbox';
import { replacing, type Rewrite } from '../../rewrite';
import type { Peers } from '../../peers';
import { REFUSAL, STEP_11, STEP_12, STEP_2, STEP_9 } from '../elements';
import { mutantClient, mutantGms, mutantServer, type Mutant } from '../mutant';

type Body<F extends FlowId> = FlowBody<F>;
interface Place {
  readonly id: string;
  readonly address: string;
}

const serverOf = (system: ProvisionedSystem | undefined): Place | undefined =>
  system && { id: system.serverId, address: system.serverAddress };
const gmsOf = (system: ProvisionedSystem | undefined): Place | undefined =>
  system && { id: system.gmsId, address: system.gmsAddress };

type Elsewhere<F extends FlowId> = (body: Body<F>, peers: Peers) => Place | undefined;

/** Sends a flow to another party, in the place of the one that it is for. */
const misdirecting =
  <F extends FlowId>(flow: F, elsewhere: Elsewhere<F>) =>
  (): Rewrite =>
    replacing(flow, ({ body, output }, { peers }) => {
      const place = elsewhere(body, peers);
      return place === undefined ? [output] : [send(flow, place.address, { ...body, to: place.id })];
    });

/** Sends a flow to one more party than the one that it is for. */
const copying =
  <F extends FlowId>(flow: F, elsewhere: Elsewhere<F>) =>
  (): Rewrite =>
    replacing(flow, ({ body, output }, { peers }) => {
      const place = elsewhere(body, peers);
      return place === undefined ? [output] : [output, send(flow, place.address, { ...body, to: place.id })];
    });

const CONFIGURATION = 'subscribe-group-configuration-request.server-gms';
const DYNAMIC_DATA = 'subscribe-group-dynamic-data-request.gms-server';
const SHARES = 'group-information-notify-request.gms-gms';

const otherServer = (body: { readonly to: string }, peers: Peers): Place | undefined =>
  serverOf(peers.elsewhere().find(({ serverId }) => serverId !== body.to));
const otherGms = (_body: unknown, peers: Peers): Place | undefined => gmsOf(peers.elsewhere()[0]);
const ownGms = ({ mcServiceId }: { readonly mcServiceId: string }, peers: Peers): Place | undefined =>
  gmsOf(peers.ownSystem(mcServiceId));

const client1 = mutantClient('client-1');
const client2 = mutantClient('client-2');
const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');
const primaryGms = mutantGms('primary-gms');
const partnerGms = mutantGms('partner-gms');

export const MISDIRECTED_BY_CLIENT_1: readonly Mutant[] = [
  client1('asks-its-gms-too', 'STEP-2-b', 'sends the request to its group management server as well', {
    rewrite: copying(STEP_2, ownGms),
  }),
  client1(
    'asks-its-gms-instead',
    'STEP-2-b',
    'sends the request to its group management server and not to its server',
    {
      rewrite: misdirecting(STEP_2, ownGms),
    },
  ),
];

export const MISDIRECTED_BY_PRIMARY_SERVER: readonly Mutant[] = [
  primary('follows-in-the-partner-system', 'PRE-4', 'subscribes to group configuration in a partner MC system', {
    rewrite: misdirecting(CONFIGURATION, otherGms),
  }),
  primary('tells-the-partner-that-it-is-formed', 'STEP-12-a', 'sends the response for the requester to the partner', {
    rewrite: misdirecting(STEP_12, ({ mcServiceId }, peers) => serverOf(peers.otherSystems(mcServiceId)[0])),
  }),
];

export const MISDIRECTED_BY_PRIMARY_GMS: readonly Mutant[] = [
  primaryGms('primary-gms-follows-another-system', 'PRE-5', 'subscribes to dynamic data in another MC system alone', {
    rewrite: misdirecting(DYNAMIC_DATA, otherServer),
  }),
  primaryGms('shares-with-the-server', 'PRE-3a', 'shares the preconfigured group with the server of the partner', {
    rewrite: misdirecting(SHARES, ({ to }, peers) => serverOf(peers.elsewhere().find(({ gmsId }) => gmsId === to))),
  }),
];

export const MISDIRECTED_BY_PARTNER_SERVER: readonly Mutant[] = [
  partner('follows-in-the-primary-system', 'PRE-4', 'subscribes to group configuration in another MC system', {
    rewrite: misdirecting(CONFIGURATION, otherGms),
  }),
  partner('answers-a-gms', 'STEP-11-a', 'answers the group management server of the primary MC system', {
    rewrite: misdirecting(STEP_11, ({ to }, peers) => gmsOf(peers.elsewhere().find(({ serverId }) => serverId === to))),
  }),
  partner('refuses-towards-another-system', 'STEP-6-e', 'sends its refusal to another MC system than the primary', {
    rewrite: misdirecting(REFUSAL, otherServer),
  }),
];

export const MISDIRECTED_BY_PARTNER_GMS: readonly Mutant[] = [
  partnerGms('partner-gms-follows-another-system', 'PRE-5', 'subscribes to dynamic data in another MC system alone', {
    rewrite: misdirecting(DYNAMIC_DATA, otherServer),
  }),
];

export const MISDIRECTED_BY_CLIENT_2: readonly Mutant[] = [
  client2('acknowledges-to-its-gms', 'STEP-9-d', 'sends the acknowledgement to its group management server', {
    rewrite: misdirecting(STEP_9, ownGms),
  }),
];
