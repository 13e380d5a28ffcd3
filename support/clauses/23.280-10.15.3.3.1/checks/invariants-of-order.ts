// What holds across the steps in time: their order, and what becomes of two attempts that share a group.

import { entityOf, type PartyName } from '../../../procedure/roles';
import { boundCases, type Case } from '../story/bound';
import { requestsTo } from '../story/user-acts/client-requests';
import type { Check } from '../../../oracle/check';
import { grouped } from '../../../oracle/grouped';
import { names } from '../../../oracle/saying';
import { check, describe } from '../saying';
import type { Formation } from '../formation';
import { isNegative, isToldOf, type Attempt, type Leg } from '../story/attempts/attempt';
import { regroupIdOf, type Message } from '../../../oracle/story/message';
import { pair } from '../../../oracle/story/timeline';
import { partnerAnswers } from './steps/step-12';

/** A message that stands before one that it has to follow, with whose fault that is. */
interface Pair {
  readonly party: PartyName;
  readonly earlier: Message;
  readonly later: Message;
  /** Sent by one party to two receivers: only the sender's own clock tells their order. */
  readonly bySender?: true;
}

const ACKNOWLEDGEMENT = 'preconfigured-regroup-response.client-server';

function pairsOf(story: Formation, one: Case): readonly Pair[] {
  const { attempt, primary } = one;
  const legs = [...attempt.legs.values()];
  const [step4b] = attempt.step4b;
  const [step12] = attempt.step12;
  const unasked = unaskedAnswers(story);
  const pairs: Pair[] = [];
  const add = (party: PartyName, earlier: Message | undefined, later: Message | undefined, bySender?: true): void => {
    if (earlier && later) pairs.push({ party, earlier, later, ...(bySender && { bySender }) });
  };
  const [step5] = legs.flatMap((leg) => leg.step5).sort((a, b) => a.seq - b.seq);
  add(primary, attempt.step2, step4b);
  add(primary, step4b, step5, true);
  for (const answer of partnerAnswers(one) ?? []) add(primary, answer, step12);
  for (const leg of legs) {
    const [partnerRequest] = leg.step5;
    add(leg.partner, partnerRequest, leg.step7[0]);
    add(leg.partner, partnerRequest, leg.step11[0]);
    const requests = grouped(leg.step7, ({ to }) => to.id);
    for (const [request] of requests.values()) if (request) add(leg.partner, request, early(story, leg, request), true);
    for (const answer of leg.step9)
      if (answer.from.party) add(answer.from.party, requests.get(answer.from.id)?.[0], answer);
    for (const answer of unasked)
      if (answer.from.party) add(answer.from.party, requests.get(answer.from.id)?.[0], answer);
  }
  return pairs;
}

/** Acknowledgements by users to whom no request had been sent; as far as can be seen, none where requests are hidden. */
function unaskedAnswers(story: Formation): readonly Message[] {
  if (story.isAskedUnseen) return [];
  return story.strays
    .map(({ message }) => message)
    .filter(
      ({ flow, from, seq }) => flow === ACKNOWLEDGEMENT && !requestsTo(story, from.id).some((one) => one.seq < seq),
    );
}

/** The first message that says that the user is affiliated to the regroup group (step 10), where it stands before step 7. */
function early({ messages, membership, arrivalOf }: Formation, { step5 }: Leg, request: Message): Message | undefined {
  const [partnerRequest] = step5;
  // Until it had that, the partner may have affiliated the user for another regroup of the same identity.
  const since = partnerRequest ? arrivalOf(partnerRequest).from : Infinity;
  const [report] = step5
    .flatMap((message) => membership.reported.get(pair(request.to.id, regroupIdOf(message) ?? '')) ?? [])
    .filter(({ seq, state }) => state === 'yes' && seq > since && seq < request.seq);
  return report && messages.find(({ id }) => id === report.evidence);
}

const inOrder = check('INV-7', (story, say, { ordering }) =>
  boundCases(story).flatMap((one) =>
    [...grouped(pairsOf(story, one), ({ party }) => party)].map(([party, pairs]) => {
      const claim = {
        party,
        expected: 'the steps follow each other: 2, 4, 5, 7 and 9; 7 and 10; 5, 11 and 12',
        reading: 'A-05',
      };
      const wrong = pairs.find(
        ({ earlier, later, bySender }) => later.seq < earlier.seq && !(bySender && ordering === 'lenient'),
      );
      if (!wrong) return say.pass(claim, 'they do', [...new Set(pairs.map(({ later }) => later))]);
      const observed = `${describe(story, wrong.later)} came before ${describe(story, wrong.earlier)}`;
      return say.fail(claim, observed, [wrong.later, wrong.earlier]);
    }),
  ),
);

const concludedAt = ({ step12, step4a, step4b }: Attempt): number =>
  Math.min(...[...step12, ...step4a, ...step4b.filter(isNegative)].map(({ seq }) => seq));

const overlap = (one: Case, other: Case, begins: (one: Case) => number): boolean =>
  concludedAt(other.attempt) > begins(one) && concludedAt(one.attempt) > begins(other);

/** A pair of attempts that were under way at the same time and share a group. */
function rivals(story: Formation): readonly (readonly [Case, Case, string])[] {
  const cases = boundCases(story);
  const asked = ({ attempt }: Case): number => attempt.step2.seq;
  /** Those that were under way when the last one was asked for: what was concluded by then meets none that comes later. */
  const byGroup = new Map<string, readonly Case[]>();
  const rivalsOf = new Map<Case, Map<Case, string>>();
  for (const one of cases)
    for (const group of one.attempt.groups) {
      const open = (byGroup.get(group) ?? []).filter(({ attempt }) => concludedAt(attempt) > asked(one));
      byGroup.set(group, [...open, one]);
      for (const other of open)
        if (overlap(one, other, asked))
          rivalsOf.set(one, (rivalsOf.get(one) ?? new Map<Case, string>()).set(other, group));
    }
  return [...rivalsOf].flatMap(([one, others]) => [...others].map(([other, group]) => [other, one, group] as const));
}

const isRefusedBy = ({ legs }: Attempt, partner: PartyName): boolean => (legs.get(partner)?.rejects.length ?? 0) > 0;

const atMostOne = check('INV-8', (story, say) =>
  rivals(story).flatMap(([one, other, group]) => {
    const home = story.places.group(group)?.home;
    const party = one.primary === other.primary || home === undefined ? other.primary : entityOf(home, 'server');
    const claim = {
      party,
      expected: `of two regroups of ${names(story, [group])} requested at the same time, by ${names(story, [...new Set([one.requester, other.requester])])}, at most one is formed`,
    };
    const [first] = one.attempt.step12;
    const [second] = other.attempt.step12;
    // One that was cancelled before the other was formed has made room for it, at the home of the group even where its requester
    // has not been told yet; where the cancellation failed, it may have.
    const [earlier, later] = first && second && second.seq < first.seq ? [second, first] : [first, second];
    const holder = earlier === first ? one : other;
    const holds = home === undefined ? holder.primary : party;
    const isOver = later !== undefined && story.holdings.inForce(holder.attempt, holds, later.seq) !== 'yes';
    if (first && second && !isOver) {
      // The home of the group cannot keep apart what it was not told of, and has kept apart what it refused.
      if (![one, other].every(({ attempt }) => isToldOf(attempt, party, group) && !isRefusedBy(attempt, party)))
        return [];
      // What was still on its way when the other was formed is no rival of it.
      const metOnArrival = overlap(one, other, ({ attempt }) => story.arrivalOf(attempt.step2).from);
      return metOnArrival ? [say.fail(claim, 'both were formed', [first, second])] : [];
    }
    return [
      say.whenQuiet(claim, other.attempt.step2, (settled) =>
        say.pass(claim, (first ?? second) ? 'one was' : 'none was', [first ?? second ?? settled, settled]),
      ),
    ];
  }),
);

export const invariantsOfOrder: readonly Check[] = [inOrder, atMostOne];
