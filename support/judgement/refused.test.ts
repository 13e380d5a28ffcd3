import assert from 'node:assert/strict';
import { conforming } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { cancels } from '../clauses/23.280-10.15.3.3.1/testing/formation';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import type { Check } from '../oracle/check';
import { openStory } from '../oracle/story';
import { abilitiesOf, type Abilities } from '../ports/abilities';
import { ROLES, type Role } from '../procedure/roles';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import type { Finding } from '../verdict/finding';
import { contextOfRun } from './context-of-run';
import { judge } from './judgement';

const events: readonly TraceEvent[] = (() => {
  const t = conforming();
  cancels(t);
  t.settle();
  return t.events;
})();

const isMessage = (event: TraceEvent): event is MessageEvent => event.kind === 'message';

/** The verdict on whoever it was sent to, who would not take it, and went on as if it had. */
function refusing(
  message: MessageEvent,
  party: Role,
  shownBy?: string,
  shownIn: readonly string[] = [message.id],
  lacking: Partial<Abilities> = {},
  outcome: 'refused' | 'undeliverable' | 'overloaded' = 'refused',
) {
  const { seq, at, scope, id } = message;
  const answer = { kind: 'delivery', id: `no-${id}`, seq, at, scope, message: id, by: 'client-1' } as const;
  const refused: TraceEvent = { ...answer, outcome, detail: '400 Bad Request' };
  const run = contextOfRun(
    {
      clauses: [
        { clause: '23.280-10.15.3.3.1', specification: '3GPP TS 23.280', number: '10.15.3.3.1', title: 'A title' },
      ],
      target: { name: 'acme', version: '1', adapter: 'http-json', underTest: [party] },
      options: {},
    },
    loadCatalogue(),
    loadIcs(),
  );
  const story = openStory([...events, refused], { ...abilitiesOf(run.wire), ...lacking });
  if (shownBy === undefined) return judge(story, [], [], run, events);
  const finding: Finding = {
    requirement: shownBy,
    party,
    verdict: 'pass',
    expected: 'a refusal',
    observed: 'it was refused',
    evidence: shownIn,
  };
  // That it was sent is shown in any case, which says nothing of who refused it.
  const sent: Finding = { ...finding, party: message.from.party ?? 'gateway', evidence: [id] };
  const shows: Check = { requirement: shownBy, judge: () => [finding, sent] };
  return judge(story, [shownBy], [], { ...run, checks: [shows] }, events);
}

describe('a valid message that a product refuses', () => {
  const toProducts = events.filter(isMessage).flatMap((message) => {
    const party = ROLES.find((role) => role === message.to.party);
    return party === undefined ? [] : [{ message, party }];
  });
  const passed = toProducts
    .filter(({ message, party }) => refusing(message, party).verdict === 'pass')
    .map(({ message: { flow } }) => flow);

  it('is never passed over, whichever flow it is of and whoever refuses it', () => {
    assert.ok(new Set(toProducts.map(({ message: { flow } }) => flow)).size > 15);
    const mayBeRefused = ['preconfigured-regroup-cancel-request.client-server'];
    assert.deepEqual(
      passed.filter((flow) => !mayBeRefused.includes(flow)),
      [],
    );
  });

  it('is never passed over either where it did not come, or where the product had too much to do', () => {
    for (const outcome of ['undeliverable', 'overloaded'] as const) {
      const left = toProducts
        .filter(({ message, party }) => refusing(message, party, undefined, [], {}, outcome).verdict === 'pass')
        .map(({ message: { flow } }) => flow);
      assert.deepEqual(
        left.filter((flow) => !flow.startsWith('preconfigured-regroup-cancel-request.')),
        [],
        outcome,
      );
    }
  });

  it('is right where a statement that the scenario is about says so', () => {
    const acknowledged = toProducts.find(
      ({ message }) => message.flow === 'preconfigured-regroup-response.client-server',
    );
    assert.ok(acknowledged);
    assert.equal(refusing(acknowledged.message, 'partner-server', 'STEP-10-b').verdict, 'pass');
  });

  it('may be the subscription to a regroup group, where only that would show who is in it', () => {
    const SUBSCRIBES = 'subscribe-group-dynamic-data-request.gms-server';
    const at = 'partner-server';
    const subscribed = toProducts.find(({ message, party }) => message.flow === SUBSCRIBES && party === at);
    assert.ok(subscribed);
    const verdict = (lacking: Partial<Abilities>) =>
      refusing(subscribed.message, at, 'STEP-10-b', ['e1'], lacking).verdict;
    assert.equal(verdict({}), 'inconclusive');
    assert.equal(verdict({ showsMembersOfRegroup: false }), 'pass');
  });

  it('makes it inconclusive where no statement shows it, with the flow and the answer', () => {
    const acknowledged = toProducts.find(
      ({ message }) => message.flow === 'preconfigured-regroup-response.client-server',
    );
    assert.ok(acknowledged);
    const { verdict, reason } = refusing(acknowledged.message, acknowledged.party);
    assert.equal(verdict, 'inconclusive');
    assert.equal(
      reason,
      'the partner-server refused preconfigured-regroup-response.client-server: 400 Bad Request; that is a valid message, and what it would have come to nobody can tell',
    );
  });
});
