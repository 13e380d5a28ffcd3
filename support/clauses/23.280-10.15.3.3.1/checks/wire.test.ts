import assert from 'node:assert/strict';
import type { PartyName } from '../../../procedure/roles';
import type { DeliveryEvent, MalformedEvent, MessageEvent, TraceEvent } from '../../../evidence/trace';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { judged } from '../testing/judged';
import { ANA, FIRE, IVO, JOINT, server } from '../testing/cast';
import { asksUsers, regroups } from '../testing/formation';
import { scenario } from '../testing/outcomes';
import { affiliates } from '../testing/preparation';
import { said } from '../testing/said';
import { isFlow, without } from '../testing/trace-builder';

const good = conforming().events;
const NOBODY = { id: 'sip:zoe@nowhere.example', party: null };
const WRONG = [{ path: '/regroupGroupId', expected: 'a string', found: 'nothing' }];

const isMessage = (event: TraceEvent): event is MessageEvent => event.kind === 'message';

/** The return of step 4b is otherwise. */
const changed = (change: Partial<MessageEvent>) =>
  good.map((event) => (event.kind === 'message' && event.flow === FLOW.step4b ? { ...event, ...change } : event));

/** What WIRE-1 says of the parties that do not pass then. */
const trouble = (change: Partial<MessageEvent>) =>
  judged(changed(change))
    .filter(({ requirement, verdict }) => requirement === 'WIRE-1' && verdict !== 'pass')
    .map(({ party, verdict, observed }) => `${party} ${verdict}: ${observed}`);

describe('a message that is not valid against its schema', () => {
  it('is charged to its sender, with what is wrong and where', () => {
    const [found, ...more] = trouble({ schemaErrors: WRONG });
    assert.match(found ?? '', /^primary-server fail: .*: \/regroupGroupId: expected a string, found nothing$/);
    assert.deepEqual(more, []);
    assert.match(trouble({ schemaErrors: [{ ...WRONG[0], path: '' }] as typeof WRONG })[0] ?? '', /: the message: /);
  });

  it('leaves open who wrote it where its sender is unknown, at the party that received it', () => {
    const [found, ...more] = trouble({ from: NOBODY, schemaErrors: WRONG });
    assert.match(found ?? '', /^client-1 inconclusive: .* is not, and its writer is unknown$/);
    assert.deepEqual(more, []);
  });

  it('concerns no party where neither end is known', () => {
    assert.deepEqual(trouble({ from: NOBODY, to: NOBODY, schemaErrors: WRONG }), []);
    assert.ok(
      judged(changed({ from: NOBODY, to: NOBODY, schemaErrors: WRONG })).every(({ requirement }) => requirement),
    );
  });

  it('is not one that is valid and comes from an unknown sender', () => {
    assert.deepEqual(trouble({ from: NOBODY }), []);
  });
});

describe('a message that was refused', () => {
  /** Every message of the flow was refused with 403, and everything went on as ever. */
  const refused = (flow: string, more: readonly TraceEvent[] = []) => {
    const refusals = good
      .filter(isMessage)
      .flatMap(({ id, flow: its, seq, at, scope, from }): DeliveryEvent[] =>
        its === flow && from.party
          ? [{ kind: 'delivery', id: `no-${id}`, seq, at, scope, message: id, by: from.party, ...NO }]
          : [],
      );
    return judged([...good, ...refusals, ...more])
      .filter(({ verdict }) => verdict !== 'pass')
      .map(
        ({ requirement, party, verdict, observed }) =>
          `${requirement} ${party} ${verdict}: ${observed.replace(/.*, but /, '')}`,
      );
  };
  const NO = { outcome: 'refused', detail: '403 Forbidden' } as const;
  const ALL_THE_SAME = 'fail: what called for it was refused with 403 Forbidden and acted on all the same';

  it('is owed its answer all the same, by whoever refused it and did nothing', () => {
    const by = (party: string) => (event: TraceEvent) => isMessage(event) && event.from.party === party;
    const asked = without(without(good, by('partner-server')), isFlow(FLOW.step9));
    const step5 = asked.find((event) => isMessage(event) && event.flow === FLOW.step5);
    assert.ok(step5);
    const no = {
      ...step5,
      kind: 'delivery',
      id: 'no',
      message: step5.id,
      by: 'primary-server',
      ...NO,
    } as DeliveryEvent;
    const found = judged([...asked, no]).filter(({ requirement }) => requirement === 'STEP-11-a');
    assert.deepEqual(
      found.map(({ verdict, observed }) => [verdict, observed]),
      [['fail', 'it refused the request itself with 403 Forbidden, though no group is regrouped']],
    );
  });

  it('calls for nothing: whoever acts on it is accused by name', () => {
    assert.deepEqual(refused(FLOW.step2), [`WIRE-2 primary-server ${ALL_THE_SAME}`]);
    assert.deepEqual(refused(FLOW.step5), [`WIRE-2 partner-server ${ALL_THE_SAME}`]);
    assert.deepEqual(refused(FLOW.step7), [
      ...['client-2', 'partner-bystanders', 'client-1'].map((party) => `WIRE-2 ${party} ${ALL_THE_SAME}`),
    ]);
  });

  it('is not one whose answer could not be read', () => {
    const unreadable: MalformedEvent = {
      ...{ kind: 'malformed', id: 'bytes', seq: 0, at: 0, scope: 's1' },
      ...{ party: 'client-1', writer: 'primary-server', raw: '{', problem: NO.detail },
    };
    assert.deepEqual(
      refused(FLOW.step2, [unreadable]).filter((found) => found.startsWith('WIRE-2')),
      [],
    );
  });
});

describe('bytes that are no information flow', () => {
  const { settled, ...common } = { settled: good.findIndex(({ kind }) => kind === 'settled'), scope: 's1', at: 0 };
  /** They came before everything was quiet. */
  const withBytes = (writer?: 'primary-server', answer?: string, party: PartyName = 'client-1') => {
    const bytes: MalformedEvent = {
      ...{ ...common, kind: 'malformed', id: 'bytes', seq: good[settled]?.seq ?? 0 },
      ...{ party, raw: '{', problem: 'it is cut off' },
      ...(writer && { writer }),
      ...(answer !== undefined && { answer }),
    };
    return judged([...good.slice(0, settled), bytes, ...good.slice(settled)])
      .filter(({ requirement, verdict }) => requirement === 'WIRE-1' && verdict !== 'pass')
      .map(({ party, verdict, observed, evidence }) => `${party} ${verdict}: ${observed} (${evidence.join(', ')})`);
  };

  it('are charged to the product that was refused them', () => {
    assert.deepEqual(withBytes('primary-server', '400'), [
      'primary-server fail: what it sent to the client-1 was refused with 400: it is cut off (bytes)',
    ]);
    assert.match(withBytes('primary-server')[0] ?? '', /fail: what it sent to the client-1 was not taken: /);
  });

  it('are said to have come to nobody else where they came to nobody', () => {
    assert.match(withBytes('primary-server', undefined, 'primary-server')[0] ?? '', /: what it sent was not taken: /);
  });

  it('leave open who wrote them where nothing tells it', () => {
    const [only, ...more] = withBytes();
    assert.match(only ?? '', /^client-1 inconclusive: .* from an unknown writer: it is cut off/);
    assert.deepEqual(more, []);
  });
});

describe('a request to a client of the primary once the regroup is cancelled', () => {
  const CANCELLED = 'preconfigured-regroup-cancel-response.server-client';
  const asksIvo = (isNew: boolean): readonly string[] => {
    const events = scenario((t, wish) => {
      if (!isNew) affiliates(t, IVO, [FIRE]);
      regroups(t, wish);
      t.send(FLOW.cancel, ANA, server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
      t.send(CANCELLED, server('primary'), ANA, { mcServiceId: ANA, regroupGroupId: JOINT, result: 'success' });
      if (isNew) affiliates(t, IVO, [FIRE]);
      asksUsers(t, 'primary', [IVO], wish);
    });
    return said('WIRE-2', events).filter((one) => one.startsWith('primary-server fail'));
  };

  it('is one that nothing calls for where he has come since, and may have been under way where he has not', () => {
    assert.match(asksIvo(true).join(), /to Ivo was sent, but the regroup was cancelled by then$/);
    assert.deepEqual(asksIvo(false), []);
  });
});
