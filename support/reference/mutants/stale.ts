// Defects of parties that say something of the regroup before this one, of this scenario or of another.

import type { FlowBody, FlowId } from '../../procedure/flows';
import { altering, type Rewrite } from '../rewrite';
import { renaming, STEP_11, STEP_12, STEP_2, STEP_5, STEP_7, STEP_9 } from './elements';
import { mutantClient, mutantServer, type Mutant } from './mutant';

const client1 = mutantClient('client-1');
const client2 = mutantClient('client-2');
const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

/** Puts the last value that was another one in the place of an information element. */
function thatOfBefore<F extends FlowId>(flow: F, element: keyof FlowBody<F> & string): () => Rewrite {
  return () => {
    let latest: unknown;
    let before: unknown;
    return altering(flow, (body) => {
      const now = body[element];
      if (latest !== undefined && JSON.stringify(now) !== JSON.stringify(latest)) before = latest;
      latest = now;
      return { ...body, [element]: before ?? now };
    });
  };
}

export const STALE_CLIENT_1: readonly Mutant[] = [
  client1('gives-another-regroup-group', 'STEP-1-c', 'gives a regroup group that the user did not name', {
    rewrite: renaming(STEP_2, 'regroupGroupId'),
  }),
  client1('lists-the-groups-of-before', 'STEP-1-b', 'lists the groups of the request before', {
    rewrite: thatOfBefore(STEP_2, 'mcServiceGroupIdList'),
  }),
  client1('names-the-regroup-of-before', 'STEP-1-c', 'gives the regroup ID of the request before', {
    rewrite: thatOfBefore(STEP_2, 'regroupGroupId'),
  }),
  client1('takes-the-configuration-of-before', 'STEP-1-d', 'names the configuration group of the request before', {
    rewrite: thatOfBefore(STEP_2, 'preconfiguredGroupId'),
  }),
];

export const STALE_PRIMARY_SERVER: readonly Mutant[] = [
  primary('tells-the-list-of-before', 'STEP-5-c', 'tells the partner the groups of the regroup before', {
    rewrite: thatOfBefore(STEP_5, 'mcServiceGroupIdList'),
  }),
  primary('asks-for-the-regroup-of-before', 'STEP-5-d', 'tells the partner the regroup ID of the regroup before', {
    rewrite: thatOfBefore(STEP_5, 'regroupGroupId'),
  }),
  primary('responds-for-the-regroup-of-before', 'STEP-12-a', 'tells the requester that the regroup before is formed', {
    rewrite: thatOfBefore(STEP_12, 'regroupGroupId'),
  }),
];

export const STALE_PARTNER_SERVER: readonly Mutant[] = [
  partner('asks-under-the-id-of-before', 'STEP-7-b', 'tells the members the regroup ID of the regroup before', {
    rewrite: thatOfBefore(STEP_7, 'regroupGroupId'),
  }),
  partner(
    'lends-the-configuration-of-before',
    'INV-2',
    'tells the members the configuration group of the regroup before',
    {
      rewrite: thatOfBefore(STEP_7, 'preconfiguredGroupId'),
    },
  ),
  partner('answers-for-the-regroup-of-before', 'INV-1', 'answers the primary for the regroup before', {
    rewrite: thatOfBefore(STEP_11, 'regroupGroupId'),
  }),
];

export const STALE_CLIENT_2: readonly Mutant[] = [
  client2('acknowledges-the-regroup-of-before', 'STEP-9-b', 'acknowledges the regroup before', {
    rewrite: thatOfBefore(STEP_9, 'regroupGroupId'),
  }),
];
