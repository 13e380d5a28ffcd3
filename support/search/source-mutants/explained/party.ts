// What a party is beside the procedure.

import { NEIGHBOUR, UNDELIVERED, CONTROL } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE, ANSWERS, AFFILIATING } from './where-it-shows';

const DESCRIPTION = 'How a built-in party describes itself is read by nobody.';
const RELEASED = 'How a party forgets a scenario that is over is no matter of the clause; lifetime.test.ts holds it.';
const APART = 'The faithful party puts no step off.';

export const ABOUT_PARTIES: readonly Explained[] = [
  ...['server.ts', 'gms.ts', 'client.ts'].flatMap((file): readonly Explained[] => [
    row(file, 'behaviours.name behaviours.roles', 'outside', DESCRIPTION, { shows: ['hello'] }),
    row(file, 'behaviours', 'outside', RELEASED, { shows: ['release'] }),
    row(file, 'behaviours.undelivered', 'outside', UNDELIVERED, { shows: NOWHERE }),
    row(file, 'behaviours behaviours.act behaviours.activate createServer createGms createClient', 'outside', CONTROL, {
      shows: 'anything',
    }),
  ]),
  row(
    'server.ts',
    'behaviours',
    'outside',
    'What a party takes part in its messages show to those whom it does not answer.',
    {
      changes: ['ask → nothing'],
      shows: ANSWERS,
    },
  ),
  row('server.ts', 'behaviours.resume', 'outside', APART, { shows: NOWHERE }),
  row('server/request.ts', 'onRegroupRequest', 'equivalent', APART, {
    changes: ['!isStep4bPutOff(server, regroup) → true'],
  }),
  row('server/request.ts', 'authorize', 'equivalent', APART, { changes: ['!isStep5PutOff(server, regroup) → true'] }),
  row('server/formation.ts', 'form', 'equivalent', APART, { changes: ['!isStep12PutOff(server, regroup) → true'] }),
  row('server/partner.ts', 'onPartnerRequest', 'equivalent', APART, {
    changes: ['!isStep10PutOff(server, rest) → true'],
  }),
  row('server/partner.ts', 'affiliateClients', 'equivalent', APART, {
    changes: ['!isStep11PutOff(server, rest) → true'],
  }),
  row('server/provisioning.ts', 'release', 'outside', RELEASED, { shows: NOWHERE }),
  row('gms/state.ts', 'release', 'outside', RELEASED, { shows: NOWHERE }),
  row('client.ts', 'release', 'outside', RELEASED, { shows: NOWHERE }),
  row(
    'scope.ts',
    'scopeOf',
    'outside',
    'An identity that nobody provisioned is told by its label; only long-lived parties meet one.',
    {
      shows: NOWHERE,
    },
  ),
  row('server/provisioning.ts', 'provision', 'outside', CONTROL, { shows: 'anything' }),
  row('server/provisioning.ts', 'provision', 'outside', NEIGHBOUR, { shows: AFFILIATING }),
  row('server/state.ts', 'noServerState', 'outside', CONTROL, { shows: 'anything' }),
  row('gms/state.ts', 'noGmsState', 'outside', CONTROL, { shows: 'anything' }),
  row('client/state.ts', 'noClientState', 'outside', CONTROL, { shows: 'anything' }),
  row('gms/state.ts', 'provision learn', 'outside', CONTROL, { shows: 'anything' }),
  row('client.ts', 'provision ask', 'outside', CONTROL, { shows: 'anything' }),
  row('client/acts.ts', 'act', 'outside', CONTROL, { shows: 'anything' }),
  row('client/acts.ts', 'act', 'outside', 'How a user logs off is another clause.', {
    shows: ['log-off-request.client-server'],
  }),
  row('scope.ts', 'NO_OWN_SYSTEM openScope', 'outside', CONTROL, { shows: 'anything' }),
  row('server/questions.ts', 'ask inForce', 'outside', 'What an upper tester is told is no message of the clause.', {
    shows: ANSWERS,
  }),
  row('gms.ts', 'ask', 'outside', 'A scenario asks the MC service server, not the group management server.', {
    shows: NOWHERE,
  }),
];
