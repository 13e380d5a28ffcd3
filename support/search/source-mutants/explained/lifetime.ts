// The life of the regroup.

import { POLICY, CANCELLATION, LASTING, OPERATED } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE, CANCELLING, AFTER_CANCELLATION } from './where-it-shows';

const HANDED_ON =
  'A removal is handed on to the server that leads the regroup by SIP alone; the mutants of TS 24.379 16.2.2.3 hold it.';

export const ABOUT_LIFETIME: readonly Explained[] = [
  row('server/state.ts', 'lasts holdersOf holderOf', 'equivalent', LASTING, { shows: NOWHERE }),
  row(
    'server/state.ts',
    'drop release',
    'equivalent',
    'A group homed here is held by one regroup and an identity stands for one, so the ones that are dropped are these.',
    {
      shows: NOWHERE,
    },
  ),
  row(
    'server/members.ts',
    'dismissMembers leaveRegroups tellOfTheEnd',
    'equivalent',
    'Whoever has no service has left the regroup before, and of a regroup that is dropped nobody asks.',
    {
      shows: NOWHERE,
    },
  ),
  row('server/members.ts', 'dismissMembers tellOfTheEnd', 'outside', CANCELLATION, { shows: CANCELLING }),
  row(
    'server/cancellation.ts',
    'answerClient conclude end isAwaitingConfiguration onCancelRequest onCancelUndelivered onCancelled onPartnerCancelRequest',
    'outside',
    CANCELLATION,
    { shows: AFTER_CANCELLATION },
  ),
  row('server.ts', 'behaviours.flows', 'outside', CANCELLATION, {
    changes: [
      "'preconfigured-regroup-cancel-request.client-server': cancellation.onCancelRequest",
      "'preconfigured-regroup-cancel-request.server-server': cancellation.onPartnerCancelRequest",
      "'preconfigured-regroup-cancel-response.server-server': cancellation.onCancelResponse",
    ],
  }),
  row('server/cancellation.ts', 'askOthersToCancel', 'outside', OPERATED, { shows: NOWHERE }),
  row('server/operator.ts', 'end', 'outside', OPERATED, { shows: NOWHERE }),
  row('server/state.ts', 'isLedHere', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/cancellation.ts', 'handOn answerWhoAsked onCancelResponse', 'outside', HANDED_ON, { shows: NOWHERE }),
  row('server/cancellation.ts', 'isHandedOn', 'freedom', HANDED_ON, { shows: CANCELLING, by: 'A-36' }),
  row('client.ts', 'onCancelRequest', 'outside', CANCELLATION, { shows: CANCELLING }),
  row(
    'policies.ts',
    'faithfulServer.mayCancel',
    'freedom',
    'Whether a server lets another user cancel, or another MC system, is not judged.',
    {
      shows: AFTER_CANCELLATION,
      by: 'A-36',
    },
  ),
];
