import assert from 'node:assert/strict';
import type { MessageEvent } from '../../../evidence/trace';
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
