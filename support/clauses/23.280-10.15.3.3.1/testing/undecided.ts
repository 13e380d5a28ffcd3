// Traces in which nobody can be accused and something cannot be told: for want of quiet, of control, or because both ends
// of a link are under test and nothing between them is seen.

import type { MessageEvent, TraceEvent } from '../../../evidence/trace';
import { ANA, BEN, CRISIS, DAN, FIRE, JOINT, MED, server } from './cast';
import { conforming } from './conforming';
import { FLOW } from './flow-names';
import { freedom, rejectedUnauthorized, type Freedom } from './freedoms/usual';
import { asksPartners, concludes, partnersAnswer, passesOn, regroups, reports, requests, returns } from './formation';
import { danLeaves, refused, rejected, scenario, unauthorized } from './outcomes';
import { leaves, logsOff } from './preparation';
import { cutOff, speechless, unquiet, unseen } from './seen';
import { isFlow, without } from './trace-builder';

const STRANGER = 'sip:stranger@elsewhere.example';
const good = conforming().events;

const unanswered = scenario((t, wish) => {
  t.stimulus();
  requests(t, wish);
});

const BEN_ALONE = { mcServiceGroupId: JOINT, affiliated: [BEN] };
const isDynamicDataOf = (event: TraceEvent): event is MessageEvent =>
  event.kind === 'message' && event.flow === FLOW.dynamicData && event.raw.includes(JOINT);

export const UNDECIDED: readonly Freedom[] = [
  freedom('a reject to somebody not authorized (A-03)', rejectedUnauthorized),
  freedom('the usual, cut off', cutOff(good)),
  freedom('no step 12, cut off', cutOff(without(good, isFlow(FLOW.step12)))),
  freedom('a deadline that passes before step 12', unquiet(without(good, isFlow(FLOW.step12)))),
  freedom('a request, cut off', cutOff(unanswered)),
  freedom('a reject, cut off', cutOff(rejected)),
  freedom('the refusal of one of two partners, cut off', cutOff(refused)),
  freedom('a member who leaves both groups, cut off', cutOff(danLeaves([FIRE, MED], () => undefined))),
  freedom('no answer of control', speechless(good)),
  freedom('server and client of the partner under test', unseen(good, 'partner-server', 'client-2')),
  freedom('client 1 and the primary server under test', unseen(good, 'client-1', 'primary-server')),
  freedom(
    'client 1 and the primary server under test, not authorized',
    unseen(unauthorized, 'client-1', 'primary-server'),
  ),
  freedom('the partner system under test', unseen(good, 'partner-server', 'partner-gms', 'client-2')),
  freedom('the primary system under test', unseen(good, 'client-1', 'primary-server', 'primary-gms')),
  freedom(
    'a member who leaves before the report that comes after step 11 (A-47)',
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      for (const mcServiceId of [BEN, DAN])
        t.send(FLOW.step7, server('partner'), mcServiceId, {
          mcServiceId,
          regroupGroupId: wish.id,
          preconfiguredGroupId: CRISIS,
          delivery: 'unicast',
        });
      t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: wish.id });
      leaves(t, BEN, [MED]);
      reports(t, 'partner', { mcServiceGroupId: wish.id, affiliated: [DAN] });
      concludes(t, wish);
    }),
  ),
  freedom(
    'a member whom a request brought in that lists no group of the partner, and who is not reported (A-11)',
    scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      asksPartners(t, { ...wish, perGroup: true });
      partnersAnswer(t, wish);
      concludes(t, wish);
    }).map((event) => (isDynamicDataOf(event) ? { ...event, body: { groupDynamicData: [BEN_ALONE] } } : event)),
  ),
  freedom(
    'a requester who has logged off before the partner answers, and is told nothing (A-36)',
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      logsOff(t, ANA);
      partnersAnswer(t, wish);
    }),
  ),
  freedom(
    'bytes of an unknown writer',
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      t.add({ kind: 'malformed', party: 'primary-server', raw: '{', problem: 'it is cut off' });
    }),
  ),
  freedom(
    'a message of an unknown writer that is not valid',
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      t.send('log-off-request.client-server', STRANGER, server('primary'), { mcServiceId: STRANGER });
    }).map((event) =>
      event.kind === 'message' && event.from.id === STRANGER
        ? { ...event, schemaErrors: [{ path: '/mcServiceId', expected: 'a user', found: 'a stranger' }] }
        : event,
    ),
  ),
];
