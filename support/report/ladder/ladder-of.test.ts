import assert from 'node:assert/strict';
import { aCheck, aFailure, aScenario } from '../testing/results';
import { aMessage, delivered, inOrder, quiet, withoutRequestReturn } from '../testing/trace';
import type { RequirementLookup } from '../summary/requirement-text';
import { ladderOf } from './ladder-of';

const FLOW = 'preconfigured-regroup-request.client-server';

const requirement: RequirementLookup = (id) => ({
  says: id,
  step: id.replace(/STEP-(\w+)-.*/, '$1'),
  strength: id.endsWith('5') ? 'shall-not' : 'shall',
});
const missing4b = aFailure({ requirement: 'STEP-4b-1', expected: 'a return', evidence: ['m2', 'quiet'] });
const draw = (checks = [missing4b], events = withoutRequestReturn()) =>
  ladderOf(aScenario({ verdict: 'fail', checks }), events, ['primary-server'], requirement);

describe('a ladder', () => {
  it('has a lifeline for each that takes part, in the order of the figure', () => {
    assert.deepEqual(
      draw().lifelines.map(({ party, underTest }) => `${party ?? ''}${underTest ? '*' : ''}`),
      ['client-1', 'primary-gms', 'primary-server*', 'gateway', 'partner-server'],
    );
  });

  it('draws messages as arrows with their steps, in ms since the stimulus', () => {
    const arrows = draw().rows.filter((row) => row.kind === 'arrow');
    assert.deepEqual(
      arrows.map(({ step, at, from, to, phase }) => [step, at, from, to, phase]),
      [
        [undefined, -10, 2, 1, 'preamble'],
        ['2', 20, 0, 2, 'stimulus'],
        ['5', 40, 2, 4, 'stimulus'],
        ['12', 60, 2, 0, 'stimulus'],
        [undefined, 90, 0, 2, 'postamble'],
      ],
    );
    assert.equal(arrows[2]?.through, 3);
    assert.deepEqual(arrows[1]?.message.deliveries, [{ by: 'primary-server', outcome: 'arrived', detail: '' }]);
    const [, second] = draw([aCheck({ evidence: ['d-m2'] })]).rows.filter((row) => row.kind === 'arrow');
    assert.equal(second?.message.deliveries[0]?.id, 'd-m2', 'a check names it');
  });

  it('puts a missing message where it was due, and begins the divergence there', () => {
    const { rows, divergence = -1 } = draw([
      missing4b,
      aFailure({ requirement: 'INV-4', evidence: ['m12'] }),
      aCheck({ requirement: 'STEP-2-a', evidence: ['m2'] }),
    ]);
    const missing = rows[divergence];
    assert.ok(missing?.kind === 'missing');
    assert.deepEqual([missing.step, missing.from, missing.to, missing.breaks], ['4b', 2, 0, ['STEP-4b-1']]);
    assert.deepEqual([missing.id, missing.until], ['no-4b-after-m2', { id: 'quiet', at: 70 }]);
    assert.equal(rows[divergence - 1]?.kind === 'arrow' && rows[divergence - 1]?.at, 20);
    assert.deepEqual(rows.find((row) => row.kind === 'arrow' && row.id === 'm12')?.breaks, ['INV-4']);
  });

  it('finds nothing missing where the message came, must not come, or the check does not count', () => {
    const checks = [
      aFailure({ requirement: 'STEP-5-a', evidence: ['m5', 'quiet'] }),
      aFailure({ requirement: 'STEP-4b-5', evidence: ['m2', 'quiet'] }),
      aFailure({ requirement: 'STEP-7-a', evidence: ['m5', 'quiet'], judged: false }),
    ];
    const { rows } = draw(checks);
    assert.ok(!rows.some(({ kind }) => kind === 'missing'));
    assert.deepEqual(rows.find((row) => row.kind === 'mark' && row.id === 'quiet')?.breaks, ['STEP-5-a', 'STEP-4b-5']);
  });

  it('has no divergence where everything passed', () => assert.equal(draw([aCheck()]).divergence, undefined));

  it('names a command by its act and keeps what was said', () => {
    const [note] = draw().rows.filter((row) => row.kind === 'note');
    assert.ok(note);
    assert.equal(note.text, 'initiate-regroup');
    assert.match(note.detail, /"command":"act"/);
  });

  it('keeps what was read only where the bytes say something else, and shows a stranger', () => {
    const events = inOrder([
      aMessage('m1', FLOW, null, 'primary-server', { raw: '<mcptt/>', body: { from: 'x' } }),
      { kind: 'malformed', id: 'x', party: 'primary-server', raw: 'oops', problem: 'no JSON' },
    ]);
    const { rows, lifelines } = draw([], events);
    assert.deepEqual(rows[0]?.kind === 'arrow' && rows[0].message.body, { from: 'x' });
    assert.equal(lifelines.at(-1)?.party, null);
    assert.deepEqual(rows[1]?.kind === 'note' && [rows[1].of, rows[1].detail], ['malformed', 'oops']);
    assert.ok(!draw().rows.some((row) => row.kind === 'arrow' && 'body' in row.message));
  });

  it('says what became of a message that was not taken, and what was owed until the deadline', () => {
    const events = inOrder([
      aMessage('m1', FLOW, 'client-1', 'primary-server'),
      delivered('m1', { outcome: 'refused', detail: '503' }),
      aMessage('m2', FLOW, 'client-1', 'primary-server'),
      delivered('m2'),
      { ...quiet(), by: 'deadline', waitedMs: 4000, owed: ['STEP-4b-1'] },
    ]);
    const { rows } = draw([], events);
    assert.deepEqual(
      rows.map((row) => row.kind === 'arrow' && row.trouble),
      ['refused', undefined, false],
    );
    assert.match(rows[2]?.kind === 'mark' ? rows[2].text : '', /4000 ms\); until the deadline .* STEP-4b-1$/);
  });

  it('shows at its time what left once more, or was lost, doubled or held, between whom', () => {
    const sip = (text: string) => Buffer.from(`${text}\r\n\r\n`).toString('base64');
    const datagram = {
      kind: 'transmission',
      protocol: 'sip',
      transport: 'udp',
      source: 'a:1',
      destination: 'b:2',
    } as const;
    const raw = 'MESSAGE x SIP/2.0\r\n\r\n';
    const captured = [
      { ...datagram, id: 't1', at: 101, bytes: sip('MESSAGE x SIP/2.0'), weather: 'lost' as const },
      { ...datagram, id: 't2', at: 104, bytes: sip('MESSAGE x SIP/2.0') },
      { ...datagram, id: 't3', at: 106, source: 'b:2', destination: 'a:1', bytes: sip('SIP/2.0 200 OK') },
      { ...datagram, id: 't4', at: 121, source: 'b:2', destination: 'a:1', bytes: sip('SIP/2.0 200 OK') },
    ].map((one, at) => ({ ...one, seq: at + 1, scope: null }));
    const message = aMessage('m1', FLOW, 'client-1', 'primary-server', { raw });
    const challenge = {
      kind: 'resent',
      id: 'r1',
      message: 'm1',
      by: 'client-1',
      raw: 'again',
      challenge: '401',
    } as const;
    const { rows, lifelines } = draw([], [...inOrder([message, quiet(), challenge]), ...captured]);
    assert.deepEqual(
      rows.map((row) =>
        row.kind === 'again' ? [row.id, row.of, row.message, row.from, row.to, row.name.slice(0, 11)] : row.id,
      ),
      [
        'm1',
        ['t1', 'lost', 'm1', 0, 1, 'preconfigur'],
        ['t2', 'sent again', 'm1', 0, 1, 'preconfigur'],
        'quiet',
        ['r1', 'sent again, challenged', 'm1', 0, 1, 'preconfigur'],
        ['t4', 'sent again', undefined, 1, 0, 'SIP/2.0 200'],
      ],
    );
    assert.deepEqual(
      lifelines.map(({ party }) => party),
      ['client-1', 'primary-server'],
    );
    assert.ok(!draw([], [...inOrder([message, quiet()])]).rows.some(({ kind }) => kind === 'again'));
  });

  it('of thousands of messages shows how it began and ended and what broke something, and says what it leaves out', () => {
    const many = Array.from({ length: 3000 }, (_, at) => aMessage(`m${at}`, FLOW, 'client-1', 'primary-server'));
    const { rows, divergence } = draw([aFailure({ requirement: 'INV-4', evidence: ['m1500'] })], inOrder(many));
    assert.equal(rows.length, 802);
    const [mark, broken] = rows.slice(600);
    assert.equal(
      mark?.kind === 'mark' && mark.text,
      '2199 of the 3000 rows are left out from here on: the trace has all',
    );
    assert.equal(broken?.kind === 'arrow' && broken.id, 'm1500');
    assert.equal(divergence, 601);
    assert.equal(draw([], inOrder(many.slice(0, 800))).rows.length, 800);
  });
});
