// Key material where none belongs, by flow: by its name, or the very reference that was delivered, under a name of its own.

import type { FlowId } from '../../../procedure/flows';
import { on } from '../../machine';
import { altering, type Rewrite } from '../../rewrite';
import { RETURN, STEP_11, STEP_12, STEP_2, STEP_5, STEP_9 } from '../elements';
import { mutantClient, mutantServer, type Mutant } from '../mutant';

const client1 = mutantClient('client-1');
const client2 = mutantClient('client-2');
const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const adding = (flow: FlowId, element: Readonly<Record<string, unknown>>) => (): Rewrite =>
  altering(flow, (body) => ({ ...body, ...element }));

const TO_CLIENT = 'notify-group-configuration-request.gms-client';
const TO_SERVER = 'notify-group-configuration-request.gms-server';

/** What it may have been told at another time, of the same group under another identity. */
const ofAnotherTime = (reference: string): string => reference.replace(/\.[^.@]*@/, '.earlier@');

/** Remembers which key reference came last, and hands it on as something else. */
const handingOn =
  (flow: FlowId, taking = (reference: string) => reference) =>
  (): Rewrite => {
    let reference: string | undefined;
    const hint = altering(flow, (body) => (reference === undefined ? { ...body } : { ...body, hint: reference }));
    return (turn) => {
      const { groupConfigurations = [] } = on(turn.input, TO_CLIENT) ?? on(turn.input, TO_SERVER) ?? {};
      for (const { keyReference: one } of groupConfigurations) reference = one === undefined ? reference : taking(one);
      return hint(turn);
    };
  };

const HINTS = 'hands the reference of the key on under another name';

export const KEYS_OF_CLIENT_1: readonly Mutant[] = [
  client1('hints-at-the-key-in-its-request', 'PRE-3d', HINTS, { rewrite: handingOn(STEP_2) }),
];

export const KEYS_OF_PRIMARY_SERVER: readonly Mutant[] = [
  primary('hints-at-the-key-to-the-partner', 'PRE-3d', HINTS, { rewrite: handingOn(STEP_5) }),
  primary('hints-at-a-key-of-before', 'PRE-3d', 'hands on the reference of a key that it was told of at another time', {
    rewrite: handingOn(STEP_5, ofAnotherTime),
  }),
  primary('returns-the-key', 'PRE-3d', 'puts key material into the request return', {
    rewrite: adding(RETURN, { 'session-key': 'bm90IGEga2V5' }),
  }),
  primary('responds-with-the-key', 'PRE-3d', 'puts key material into the response to the requester', {
    rewrite: adding(STEP_12, { mikey: 'bm90IGEga2V5' }),
  }),
];

export const KEYS_OF_PARTNER_SERVER: readonly Mutant[] = [
  partner('answers-with-the-key', 'PRE-3d', 'puts key material into its answer to the primary', {
    rewrite: adding(STEP_11, { security: { gmk: 'bm90IGEga2V5' } }),
  }),
];

export const KEYS_OF_CLIENT_2: readonly Mutant[] = [
  client2('acknowledges-with-the-key', 'PRE-3d', 'puts key material into the acknowledgement', {
    rewrite: adding(STEP_9, { groupKey: 'bm90IGEga2V5' }),
  }),
  client2('hints-at-the-key-when-it-acknowledges', 'PRE-3d', HINTS, { rewrite: handingOn(STEP_9) }),
];
