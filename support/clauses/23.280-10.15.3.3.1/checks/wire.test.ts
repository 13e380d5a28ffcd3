import assert from 'node:assert/strict';
import type { MalformedEvent, MessageEvent } from '../../../evidence/trace';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { judged } from '../testing/judged';

const good = conforming().events;
const NOBODY = { id: 'sip:zoe@nowhere.example', party: null };
const WRONG = [{ path: '/regroupGroupId', expected: 'a string', found: 'nothing' }];

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

describe('bytes that are no information flow', () => {
  const { settled, ...common } = { settled: good.findIndex(({ kind }) => kind === 'settled'), scope: 's1', at: 0 };
  /** They came before everything was quiet. */
  const withBytes = (writer?: 'primary-server', answer?: string) => {
    const bytes: MalformedEvent = {
      ...{ ...common, kind: 'malformed', id: 'bytes', seq: good[settled]?.seq ?? 0 },
      ...{ party: 'client-1', raw: '{', problem: 'it is cut off' },
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
    assert.match(withBytes('primary-server')[0] ?? '', /fail: what it sent to the client-1 could not be read: /);
  });

  it('leave open who wrote them where nothing tells it', () => {
    const [only, ...more] = withBytes();
    assert.match(only ?? '', /^client-1 inconclusive: .* from an unknown writer: it is cut off/);
    assert.deepEqual(more, []);
  });
});
