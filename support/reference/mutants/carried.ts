// Defects in single information elements, by the party that writes them: one is left out, or says another identity. What an element
// is passed on from, or that a party decides it, stands in the table of elements.

import { on } from '../machine';
import { altering, leavingOut, sent } from '../rewrite';
import {
  CANCEL,
  REFUSAL,
  REJECT,
  renaming,
  RETURN,
  SERVICE_REQUEST,
  STEP_11,
  STEP_12,
  STEP_2,
  STEP_5,
  STEP_7,
  STEP_9,
} from './elements';
import { mutantClient, mutantGms, mutantServer, type Mutant } from './mutant';

const client1 = mutantClient('client-1');
const client2 = mutantClient('client-2');
const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');
const partnerGms = mutantGms('partner-gms');
const CONFIGURATION = 'notify-group-configuration-request.gms-client';

export const CARRIED_BY_CLIENT_1: readonly Mutant[] = [
  client1('withholds-the-regroup-id', 'STEP-1-c', 'gives no regroup ID though the user had one', {
    rewrite: leavingOut(STEP_2, 'regroupGroupId'),
  }),
  client1('asks-half-a-question', 'WIRE-1', 'leaves the configuration group out of its request', {
    rewrite: leavingOut(STEP_2, 'preconfiguredGroupId'),
  }),
  client1('asks-from-nowhere', 'WIRE-1', 'has no URI as the identity that its request comes from', {
    rewrite: () => altering(STEP_2, (body) => ({ ...body, from: 'ana' })),
  }),
  client1('requests-in-another-name', 'STEP-2-a', 'names another user as the requester', {
    rewrite: renaming(STEP_2, 'mcServiceId'),
  }),
];

export const CARRIED_BY_PRIMARY_SERVER: readonly Mutant[] = [
  primary('returns-no-result', 'STEP-4b-2', 'does not say whether the regroup is authorized', {
    rewrite: leavingOut(RETURN, 'authorizationResult'),
  }),
  primary('returns-no-group', 'STEP-4b-3', 'authorizes the regroup without the identity of the regroup group', {
    rewrite: leavingOut(RETURN, 'regroupGroupId'),
  }),
  primary(
    'renames-in-the-response',
    'STEP-4b-8',
    'tells the requester another regroup ID at the end than it returned',
    { rewrite: renaming(STEP_12, 'regroupGroupId') },
  ),
  primary('asks-the-partner-in-another-name', 'STEP-5-d', 'tells the partner that another user asked', {
    rewrite: renaming(STEP_5, 'mcServiceId'),
  }),
  primary('renames-in-step-5', 'STEP-5-d', 'tells the partner another regroup ID than it returned', {
    rewrite: renaming(STEP_5, 'regroupGroupId'),
  }),
  primary('lends-another-configuration', 'INV-2', 'tells the partner another group to take the configuration from', {
    rewrite: renaming(STEP_5, 'preconfiguredGroupId'),
  }),
  primary(
    'asks-the-partner-half-a-question',
    'WIRE-1',
    'leaves the preconfigured group out of the request to the partner',
    { rewrite: leavingOut(STEP_5, 'preconfiguredGroupId') },
  ),
  primary('rejects-without-a-reason', 'STEP-4a-3', 'gives no reason for a reject', {
    rewrite: leavingOut(REJECT, 'reason'),
  }),
  primary('renames-to-own-members', 'INV-1', 'tells the members that it serves another regroup ID', {
    rewrite: renaming(STEP_7, 'regroupGroupId'),
  }),
  primary('cancels-another-regroup', 'INV-9', 'cancels another regroup ID at a partner that accepted', {
    rewrite: renaming(CANCEL, 'regroupGroupId'),
  }),
];

export const CARRIED_BY_PARTNER_GMS: readonly Mutant[] = [
  partnerGms('distributes-to-nobody-in-particular', 'WIRE-1', 'does not name the user whom it tells of a group', {
    rewrite: leavingOut(CONFIGURATION, 'mcServiceId'),
  }),
];

export const CARRIED_BY_PARTNER_SERVER: readonly Mutant[] = [
  partner('renames-in-step-7', 'STEP-7-b', 'tells the members another regroup ID than it was told', {
    rewrite: renaming(STEP_7, 'regroupGroupId'),
  }),
  partner(
    'answers-in-the-name-of-the-regroup-group',
    'STEP-11-a',
    'names the regroup group as the user for whom it answers',
    {
      rewrite: () => altering(STEP_11, (body) => ({ ...body, mcServiceId: body.regroupGroupId })),
    },
  ),
  partner('answers-in-a-strangers-name', 'STEP-11-a', 'answers in the name of a user whom it did not ask', {
    rewrite: () => {
      const users = new Set<string>();
      const asked = new Set<string>();
      const rename = altering(STEP_11, (body) => ({
        ...body,
        mcServiceId: [...users].findLast((id) => !asked.has(id)) ?? body.mcServiceId,
      }));
      return (turn) => {
        const user = on(turn.input, SERVICE_REQUEST)?.mcServiceId;
        if (user !== undefined) users.add(user);
        for (const output of turn.outputs) asked.add(sent(output, STEP_7)?.mcServiceId ?? '');
        return rename(turn);
      };
    },
  }),
  partner('answers-for-somebody-unknown', 'STEP-11-a', 'answers in the name of a user of whom nobody has heard', {
    rewrite: () => altering(STEP_11, (body) => ({ ...body, mcServiceId: 'sip:somebody@elsewhere.example' })),
  }),
  partner('names-no-configuration', 'STEP-7-b', 'does not tell the members where the configuration is taken from', {
    rewrite: leavingOut(STEP_7, 'preconfiguredGroupId'),
  }),
  partner(
    'passes-on-another-configuration',
    'INV-2',
    'tells the members another group to take the configuration from',
    { rewrite: renaming(STEP_7, 'preconfiguredGroupId') },
  ),
  partner('asks-clients-half-a-question', 'WIRE-1', 'does not say how the request to a member was transmitted', {
    rewrite: leavingOut(STEP_7, 'delivery'),
  }),
  partner('answers-for-another-regroup', 'INV-1', 'answers the primary under another regroup ID', {
    rewrite: renaming(STEP_11, 'regroupGroupId'),
  }),
  partner('refuses-without-a-reason', 'WIRE-1', 'gives the primary no reason for its refusal', {
    rewrite: leavingOut(REFUSAL, 'reason'),
  }),
  partner('refuses-another-regroup', 'INV-1', 'refuses a regroup that it was not asked to join', {
    rewrite: renaming(REFUSAL, 'regroupGroupId'),
  }),
];

export const CARRIED_BY_CLIENT_2: readonly Mutant[] = [
  client2('acknowledges-another-regroup', 'STEP-9-b', 'acknowledges a regroup group that it was not asked to join', {
    rewrite: renaming(STEP_9, 'regroupGroupId'),
  }),
  client2('acknowledges-anonymously', 'WIRE-1', 'leaves its MC service ID out of the acknowledgement', {
    rewrite: leavingOut(STEP_9, 'mcServiceId'),
  }),
];

/** Elements that are passed on and that no mutant needs to say otherwise, by flow, with the reason. */
export const NEEDS_NO_MUTANT: Readonly<Record<string, string>> = {
  'mcServiceId of preconfigured-regroup-request.server-server': 'no statement has the partner learn who asked',
  'mcServiceGroupIdList of subscribe-group-configuration-response.gms-server': 'a mutant leaves the whole answer out',
  'mcServiceGroupId of get-group-configuration-response.gms-server': 'the configuration names the group too',
};
