import assert from 'node:assert/strict';
import { createRecorder } from '../evidence/recorder';
import { createStrayCollector, joinedStrays, strayLines } from './strays';

const FLOW = 'log-off-request.client-server';
const body = { from: 'sip:ana.x1@primary.example', to: 'sip:server@primary.example' };

/** As the recorder writes them. */
function recorded(scoped: boolean) {
  const recorder = createRecorder(() => 0);
  if (scoped) recorder.open({ scope: 'x1', users: [], systems: [], groups: [] } as never); // a message needs its scope only
  const seen = { flow: FLOW, body, raw: JSON.stringify(body), schemaErrors: [], wire: {} } as const;
  const message = recorder.sending(seen);
  recorder.delivered(message, 'client-1', 'accepted', '');
  const garbage = recorder.add({ kind: 'malformed', scope: null, party: 'primary-gms', raw: '{', problem: 'no JSON' });
  return { message: JSON.stringify(message), garbage: JSON.stringify(garbage), id: message.id };
}

describe('what belongs to no open scenario', () => {
  it('is counted, and the first few are named', () => {
    const strays = createStrayCollector();
    const { message, garbage, id } = recorded(false);
    strays.take([message, garbage, '{"kind":"delivery","scope":null,"id":"e9"}']);
    const found = strays.summary();
    assert.equal(found?.count, 2);
    assert.deepEqual(found.first[0], { id, flow: FLOW, from: body.from, to: body.to });
    assert.deepEqual([found.first[1]?.flow, found.first[1]?.from, found.first[1]?.to], [null, null, 'primary-gms']);
  });

  it('is not what belongs to a scenario', () => {
    const strays = createStrayCollector();
    strays.take([recorded(true).message, '']);
    assert.equal(strays.summary(), undefined);
    assert.deepEqual(strayLines(undefined), []);
  });

  it('is told in one line, however many there are', () => {
    const strays = createStrayCollector();
    const { message } = recorded(false);
    strays.take([message]);
    assert.match(
      strayLines(strays.summary())[0] ?? '',
      /^Strays: 1 message belonged .*; it is e1 \(log-off-request\.client-server from sip:ana\.x1@primary\.example to sip:server@primary\.example\)$/,
    );
    strays.take(Array.from({ length: 40 }, () => message));
    const [line = '', ...more] = strayLines(strays.summary());
    assert.match(line, /^Strays: 41 messages belonged .*; the first are /);
    assert.deepEqual([line.split('; ').length, more.length], [6, 0]);
  });

  it('is joined of the parts of a run', () => {
    const part = (id: string) => ({ count: 4, first: [{ id, flow: FLOW, from: 'a', to: 'b' }] });
    const joined = joinedStrays([undefined, part('s1.e1'), part('s2.e1')]);
    assert.deepEqual([joined?.count, joined?.first.map(({ id }) => id)], [8, ['s1.e1', 's2.e1']]);
    assert.equal(joinedStrays([undefined, undefined]), undefined);
  });
});

describe('what belongs to no open scenario and could not be taken', () => {
  const malformed = (writer?: 'client-1', guessed = false) => {
    const recorder = createRecorder(() => 0);
    const event = { kind: 'malformed', scope: null, party: 'primary-server', raw: '', problem: 'no type' } as const;
    return JSON.stringify(recorder.add({ ...event, ...(writer && { writer }), ...(guessed && { guessed }) }));
  };
  const message = (writtenBy: 'harness' | 'implementation', path?: string) => {
    const schemaErrors = path === undefined ? [] : [{ path, expected: 'a string', found: 'nothing' }];
    return JSON.stringify(
      createRecorder(() => 0).sending(
        { flow: FLOW, body, raw: JSON.stringify(body), schemaErrors, wire: {} },
        writtenBy,
      ),
    );
  };
  const refusedOf = (...lines: readonly string[]) => {
    const strays = createStrayCollector();
    strays.take(lines);
    return strays.summary();
  };

  it('is counted where a product sent it', () => {
    const strays = refusedOf(malformed('client-1'), message('implementation', '/to'));
    assert.deepEqual(strays?.refused, {
      id: 'e1',
      problem: 'what the client-1 sent to the primary-server: no type',
      count: 2,
    });
    assert.match(strayLines(strays)[0] ?? '', /2 messages belonged to no open scenario, 2 of which could not be taken/);
    assert.deepEqual(joinedStrays([strays, strays])?.refused?.count, 4);
    assert.equal(
      refusedOf(message('implementation', '/to'))?.refused?.problem,
      `${FLOW} from ${body.from}: /to: expected a string, found nothing`,
    );
  });

  it('is not what was taken, what a party of ours sent, or what nobody knows the writer of', () => {
    const unknown = [malformed(), malformed('client-1', true)];
    const strays = refusedOf(...unknown, message('implementation'), message('harness', '/to'));
    assert.deepEqual([strays?.count, strays?.refused], [4, undefined]);
  });
});
