import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import { abilitiesOf, EVERY_ABILITY } from '../../../ports/abilities';
import { openStory } from '../../../oracle/story';
import { traceOf } from '../testing/messages';
import { answers } from './answers';

type Delivery = Extract<TraceEvent, { readonly kind: 'delivery' }>;

/** What a client that was asked on leg E is told by the check, with what stands in the trace of its answer. */
function found(delivery: object | undefined, by: 'idle' | 'deadline' = 'idle'): readonly string[] {
  const [fixture, asked, settled] = traceOf({ action: 'create', from: 'partner', to: 'ben' });
  assert.ok(fixture && asked && settled?.kind === 'settled');
  const answered = {
    kind: 'delivery',
    message: asked.id,
    id: 'd',
    seq: asked.seq + 1,
    at: 3,
    scope: 't1',
    by: 'partner-server',
  };
  const events = [fixture, asked, ...(delivery ? [{ ...answered, ...delivery } as Delivery] : []), { ...settled, by }];
  const story = openStory(events, abilitiesOf({ abilities: EVERY_ABILITY }));
  return answers
    .flatMap((check) => check.judge(story, { ordering: 'strict' }))
    .filter(({ requirement }) => requirement === 'GR-16.2.1.3-2')
    .map(({ verdict, observed }) => `${verdict}: ${observed}`);
}

const answered = (status: number) => ({
  outcome: 'answered',
  detail: `${status}`,
  answer: `SIP/2.0 ${status} x\r\nCSeq: 1 MESSAGE\r\n\r\n`,
});

describe('a client that is asked on leg E', () => {
  it('has to answer 200', () => {
    assert.match(found(answered(200)).join(), /^pass/);
    for (const status of [202, 299]) assert.match(found(answered(status)).join(), new RegExp(`^fail.*${status}$`));
    assert.match(found({ outcome: 'refused', detail: 'found 486' }).join(), /^fail.*486$/);
  });

  it('has to answer at all, as long as is waited for what is owed', () => {
    assert.match(found(undefined, 'deadline').join(), /^fail.*no final response came$/);
    assert.match(found(undefined, 'idle').join(), /^pass/, 'it may be under way');
  });

  it('is not judged where it asks for credentials or has too much to do', () => {
    for (const outcome of ['challenged', 'overloaded'])
      assert.deepEqual(found({ outcome, detail: 'asks for credentials (401)' }), [
        'inconclusive: asks for credentials (401)',
      ]);
  });
});

describe('a 200 to a removal', () => {
  const judged = (...identities: readonly string[]): string => {
    const asks = { from: 'ana', to: 'primary', status: 200 } as const;
    const answerHeaders = identities.map((identity) => `P-Asserted-Identity: ${identity}`);
    const events = traceOf({ ...asks, action: 'create' }, { ...asks, action: 'remove', answerHeaders });
    const story = openStory(events, abilitiesOf({ abilities: EVERY_ABILITY }));
    const all = answers.flatMap((check) => check.judge(story, { ordering: 'strict' }));
    const own = all.filter(({ requirement }) => requirement === 'GR-16.2.2.3-2xx-3');
    return own.map(({ verdict, observed }) => `${verdict}: ${observed}`).join();
  };

  it('asserts an identity of the server, and nobody else’s', () => {
    assert.match(judged('<sip:server@primary.example>'), /^pass/);
    assert.match(judged('"Server" <sip:server@PRIMARY.example>', '<tel:+15550100>'), /^pass/);
    assert.match(judged('<sip:its-function@primary.example>'), /^pass/, 'of a function of its own');
    assert.match(judged(), /^fail: .*it asserts no identity$/);
    for (const other of ['sip:ana.t1@primary.example', 'sip:server@partner.example'])
      assert.match(judged(`<${other}>`), new RegExp(`^fail: .*it asserts ${other}, which is none of the server$`));
  });
});
