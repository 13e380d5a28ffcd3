import assert from 'node:assert/strict';
import { BEN, DAN } from '../../clauses/23.280-10.15.3.3.1/testing/cast';
import { conforming } from '../../clauses/23.280-10.15.3.3.1/testing/conforming';
import { FLOW } from '../../clauses/23.280-10.15.3.3.1/testing/flow-names';
import { judged } from '../../clauses/23.280-10.15.3.3.1/testing/judged';
import { isFlow } from '../../clauses/23.280-10.15.3.3.1/testing/trace-builder';
import type { TraceEvent } from '../../evidence/trace';
import type { PartyName } from '../../procedure/roles';
import { readForged } from './forged';

const { events } = conforming();
const products = (...parties: readonly PartyName[]) =>
  events.map((event) =>
    event.kind === 'message' && event.from.party !== null && parties.includes(event.from.party)
      ? { ...event, writtenBy: 'implementation' as const }
      : event,
  );
/** The product writes one of these itself, once more. */
const forging = (trace: readonly TraceEvent[], flow: string, from: string): readonly TraceEvent[] =>
  trace.flatMap((event) =>
    isFlow(flow)(event as never) && event.kind === 'message' && event.from.id === from
      ? [event, { ...event, id: `${event.id}f`, writtenBy: 'implementation' as const }]
      : [event],
  );
const writers = (trace: readonly TraceEvent[]) =>
  [...readForged(trace).values()].map(({ message, inTheNameOf, writers: who }) => [
    message.from.party,
    inTheNameOf,
    ...who,
  ]);

describe('what a product writes in the name of a party that we play', () => {
  it('is nothing that it writes in its own', () => {
    assert.deepEqual(writers(products('client-2')), []);
    assert.deepEqual(writers(events), []);
  });

  it('is of the product, and of one that sends such a flow where there are several', () => {
    assert.deepEqual(writers(forging(products('client-2'), FLOW.step9, DAN)), [
      [null, 'partner-bystanders', 'client-2'],
    ]);
    assert.deepEqual(writers(forging(products('client-2', 'partner-server'), FLOW.step9, DAN)), [
      [null, 'partner-bystanders', 'client-2'],
    ]);
    assert.deepEqual(writers(forging(products('partner-server'), FLOW.step9, BEN)), [
      [null, 'client-2', 'partner-server'],
    ]);
  });

  it('is nothing that the party answered to a name that nobody has, which reads the answer elsewhere', () => {
    const forged = forging(products('client-2'), FLOW.step9, DAN);
    const toNobody = forged.map((event) =>
      event.kind === 'message' && event.flow === FLOW.step9 && event.from.id === DAN && event.writtenBy === 'harness'
        ? { ...event, seq: event.seq - 0.5, to: { ...event.to, party: null } }
        : event,
    );
    assert.deepEqual(writers(toNobody), []);
  });

  it('is nothing that the party had no words for and answered all the same', () => {
    const party = 'partner-bystanders' as const;
    const forged = forging(products('client-2'), FLOW.step9, DAN);
    const at = forged.findIndex((event) => event.kind === 'message' && event.id.endsWith('f'));
    const { scope, seq, at: time } = forged[at - 1] as TraceEvent;
    const why = 'expected a final response of the procedure, found 404';
    const event = {
      kind: 'not-carried',
      id: 'n',
      scope,
      seq: seq - 1,
      at: time,
      party,
      flow: FLOW.step9,
      why,
    } as const;
    const [before, answer, after] = [forged.slice(0, at), forged.slice(at, at + 1), forged.slice(at + 1)];
    assert.deepEqual(writers([...before, event, ...answer, ...after]), []);
    const again = answer.map((one) => ({ ...one, id: 'g' }));
    assert.equal(writers([...before, event, ...answer, ...again, ...after]).length, 1);
  });

  it('is nothing that the party answered to what it could not read', () => {
    const forged = forging(products('client-2'), FLOW.step9, DAN);
    const at = forged.findIndex((event) => event.kind === 'message' && event.id.endsWith('f'));
    const { scope, seq, at: time } = forged[at - 1] as TraceEvent;
    const of = (party: PartyName): readonly TraceEvent[] => [
      ...forged.slice(0, at),
      { kind: 'malformed', id: 'm', scope, seq: seq - 1, at: time, party, raw: '', problem: 'it is cut off' },
      ...forged.slice(at),
    ];
    assert.deepEqual(writers(of('partner-bystanders')), []);
    assert.equal(writers(of('partner-server')).length, 1);
  });

  it('is nothing that the party said of what it did not take', () => {
    const forged = forging(products('client-2'), FLOW.step9, DAN);
    const asked = forged.find((event) => event.kind === 'message' && event.flow === FLOW.step7 && event.to.id === DAN);
    assert.ok(asked?.kind === 'message');
    const { scope, seq, at, id: message } = asked;
    const told = { id: 'd', scope, seq, at, message, outcome: 'undeliverable', detail: '' } as const;
    const by = (party: PartyName): readonly TraceEvent[] => [...forged, { kind: 'delivery', by: party, ...told }];
    assert.deepEqual(writers(by('partner-bystanders')), []);
    assert.equal(writers(by('partner-server')).length, 1, 'its sender had given it up');
  });

  it('is the fault of the product and of nobody else', () => {
    const broken = judged(forging(products('client-2'), FLOW.step9, DAN)).filter(({ verdict }) => verdict === 'fail');
    assert.deepEqual(
      broken.map(({ requirement, party }) => `${requirement} ${party}`),
      ['WIRE-2 client-2'],
    );
  });
});
