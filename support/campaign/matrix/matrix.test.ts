// A cell of the matrix, the views of it, and where products differ: who is blamed, and who sees what.

import assert from 'node:assert/strict';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import type { Cell, Matrix } from '../../report/page/matrix-data';
import { matrixPage } from '../../report/page/matrix-page';
import { aCheck, aFailure, aRun, aScenario } from '../../report/testing/results';
import type { RunResult } from '../../verdict/results';
import { conclusionLines, exitCodeOf } from '../conclusion';
import { ended, job, notRun, participant } from '../testing/campaigns';
import { answersOf, differenceOf } from './answers';
import { cellOf } from './cell';
import { matrixCsv } from './csv';
import { ownEvents } from './own-ladders';
import { brokenKey, vendorReport } from './vendor-report';
import { ANOTHER, publicView, vendorView } from './views';

const ALPHA = participant('alpha', 'primary-server');
const BETA = participant('beta', 'partner-server');
const PAIR = job('pair', [], [ALPHA, BETA]);

const cell = (run: RunResult | undefined, outcome = run ? ended('pair') : notRun('pair', 2)): Cell =>
  cellOf(PAIR, outcome, run, { says: (id) => `what ${id} says`, earlier: [], page: 'jobs/pair/report.html' });

const matrixOf = (...cells: readonly Cell[]): Matrix => ({
  version: 1,
  campaign: 'Plugtest',
  view: 'organiser',
  id: '2026-01-01',
  startedAt: '2026-01-01T00:00:00.000Z',
  suite: '0.1.0',
  cells,
  differences: [
    {
      role: 'partner-server',
      wire: 'http-json',
      one: { name: 'beta', vendor: 'beta Ltd', did: '1 × a' },
      other: { name: 'gamma', vendor: 'gamma Ltd', did: '2 × a' },
      testPurposes: ['PGR_QSRV_BV_01'],
      requirements: ['STEP-11-a'],
      interpretations: ['A-07'],
    },
  ],
});

/** Beta breaks a statement, alpha keeps to one. */
const betaFails = aRun({
  verdict: 'fail',
  exitCode: 1,
  reason: 'broken',
  scenarios: [
    aScenario({
      verdict: 'fail',
      checks: [
        aCheck(),
        aFailure({ requirement: 'STEP-11-b', party: 'partner-server' }),
        aFailure({ requirement: 'INV-1', party: 'partner-server', follows: 'STEP-11-b', verdict: 'pass' }),
      ],
    }),
    aScenario({ tp: 'PGR_PSRV_BV_02' }),
  ],
});

describe('a cell of the matrix', () => {
  it('blames whose bytes broke the statement, and nobody else', () => {
    const { participants, state, counts } = cell(betaFails);
    const [alpha, beta] = participants;
    assert.equal(state, 'fail');
    assert.deepEqual(counts, { fail: 1, pass: 1 });
    assert.deepEqual([alpha!.verdict, alpha!.broken], ['pass', []]);
    assert.equal(beta!.verdict, 'fail');
    assert.deepEqual(
      beta!.broken.map(({ requirement, role, testPurposes, anchor, excuses, says }) => ({
        requirement,
        role,
        testPurposes,
        anchor,
        excuses,
        says,
      })),
      [
        {
          requirement: 'STEP-11-b',
          role: 'partner-server',
          testPurposes: ['PGR_PSRV_BV_01'],
          anchor: 'PGR_PSRV_BV_01',
          excuses: ['alpha'],
          says: 'what STEP-11-b says',
        },
      ],
    );
  });

  it('says nothing of a product that the run shows nothing of', () => {
    const { participants } = cell(aRun());
    assert.deepEqual(
      participants.map(({ verdict }) => verdict),
      ['pass', 'inconclusive'],
    );
  });

  it('is neither red nor green where it could not be run', () => {
    const { state, reason, participants } = cell(undefined);
    assert.deepEqual([state, reason], ['could-not-be-run', 'no product']);
    assert.ok(participants.every(({ verdict }) => verdict === undefined));
    assert.equal(exitCodeOf(matrixOf(cell(undefined))), 3);
    assert.equal(cellOf(PAIR, undefined, undefined, { says: () => '', earlier: [] }).state, 'not-run');
  });

  it('knows what it was before', () => {
    const earlier = [{ id: '2025-01-01', cells: [cell(betaFails)] }];
    const { before, participants } = cellOf(PAIR, ended('pair'), aRun(), { says: () => '', earlier });
    assert.deepEqual(before, [{ id: '2025-01-01', state: 'fail' }]);
    assert.deepEqual(participants[1]!.before, [{ id: '2025-01-01', verdict: 'fail' }]);
  });

  it('ends the campaign by the worst of it', () => {
    assert.equal(exitCodeOf(matrixOf(cell(betaFails), cell(undefined))), 1);
    assert.equal(exitCodeOf(matrixOf(cell(aRun()))), 0);
    assert.deepEqual(conclusionLines(matrixOf(cell(betaFails))), [
      'alpha  1 run: 1 without a fault',
      'beta   1 run: 1 broke STEP-11-b',
    ]);
  });
});

describe('the views of a matrix', () => {
  const whole = matrixOf(cell(betaFails), cell(undefined));
  const texts = (matrix: Matrix): string =>
    [JSON.stringify(matrix), matrixCsv(matrix), matrixPage(matrix), vendorReport(matrix, 'alpha Ltd')].join('\n');

  it('show a vendor no name, no finding and no verdict of another one', () => {
    const view = vendorView(whole, 'alpha Ltd', []);
    assert.doesNotMatch(texts(view), /beta|STEP-11-b|gamma/);
    assert.equal(view.cells[0]!.state, 'pass', 'its own verdict');
    assert.equal(view.cells[0]!.participants[1]!.vendor, ANOTHER);
    assert.equal(view.cells[0]!.page, undefined);
    assert.deepEqual(view.differences, []);
  });

  it('show it its own findings whole', () => {
    const view = vendorView(whole, 'beta Ltd', []);
    assert.equal(view.cells[0]!.state, 'fail');
    assert.deepEqual(view.cells[0]!.participants[1]!.broken[0]!.requirement, 'STEP-11-b');
    assert.doesNotMatch(JSON.stringify(view), /alpha|gamma/);
    assert.match(vendorReport(view, 'beta Ltd'), /### beta: STEP-11-b/);
    assert.deepEqual(view.differences, [], 'gamma has not released');
    assert.equal(vendorView(whole, 'beta Ltd', ['gamma Ltd']).differences.length, 1);
  });

  it('show whom has released', () => {
    const view = vendorView(whole, 'alpha Ltd', ['beta Ltd']);
    assert.deepEqual(view.cells, whole.cells);
    assert.deepEqual(publicView(whole, ['alpha Ltd']).cells, []);
    assert.deepEqual(publicView(whole, ['alpha Ltd', 'beta Ltd']).cells, whole.cells);
    assert.deepEqual(publicView(whole, ['alpha Ltd', 'beta Ltd']).differences, []);
  });
});

describe('the ladder of a participant', () => {
  const SECRET = 'sip:secret@elsewhere.example';
  const said = (id: string, from: string, to: string) => ({
    kind: 'message',
    id,
    seq: Number(id.slice(1)),
    at: Number(id.slice(1)),
    scope: 's1',
    flow: 'preconfigured-regroup-request.server-client',
    from: { party: from, id: from === 'client-1' ? SECRET : 'sip:x@a.example' },
    to: { party: to, id: 'sip:y@a.example' },
    body: {},
    raw: from === 'client-1' ? SECRET : '{}',
    schemaErrors: [],
    writtenBy: 'implementation',
    wire: {},
  });
  const event = (kind: string, id: string, more: object) => ({
    kind,
    id,
    seq: Number(id.slice(1)),
    at: Number(id.slice(1)),
    scope: 's1',
    ...more,
  });
  const events = [
    event('fixture', 'e1', { fixture: { users: [{ id: SECRET }] } }),
    said('e2', 'client-1', 'primary-server'),
    said('e3', 'primary-server', 'partner-server'),
    event('delivery', 'e4', { message: 'e2', by: 'primary-server', outcome: 'accepted', detail: SECRET }),
    event('control', 'e5', { party: 'client-1', command: { command: 'hello', secret: SECRET }, answer: {} }),
    event('malformed', 'e6', { party: 'primary-server', raw: SECRET, problem: SECRET }),
    event('transmission', 'e7', { bytes: SECRET }),
    event('settled', 'e8', { by: 'idle', waitedMs: 1 }),
  ] as unknown as readonly TraceEvent[];

  it('has what it sent and was sent, and nothing that the others told each other', () => {
    const own = ownEvents(events, ['partner-server']);
    assert.deepEqual(
      own.map(({ id }) => id),
      ['e3', 'e8'],
    );
    assert.doesNotMatch(JSON.stringify(own), /secret/);
    assert.deepEqual(
      ownEvents(events, ['primary-server']).map(({ id }) => id),
      ['e2', 'e3', 'e4', 'e6', 'e8'],
    );
  });

  it('is named beside the statement that it broke', () => {
    const view = vendorView(matrixOf(cell(betaFails)), 'beta Ltd', []);
    const ladders = new Map([[brokenKey('beta', 'STEP-11-b'), 'ladders/beta-STEP-11-b.svg']]);
    assert.match(
      vendorReport(view, 'beta Ltd', ladders),
      /\[what it sent and was sent there\]\(ladders\/beta-STEP-11-b\.svg\)/,
    );
    assert.doesNotMatch(vendorReport(view, 'beta Ltd'), /\.svg/);
  });
});

describe('the differential view', () => {
  const phase = (name: string) => ({ kind: 'phase', phase: name }) as unknown as TraceEvent;
  const sent = (body: MessageEvent['body'], party = 'partner-server', writtenBy = 'implementation') =>
    ({
      kind: 'message',
      flow: 'preconfigured-regroup-response.server-server',
      from: { party, id: 'sip:x@partner.example' },
      to: { party: 'primary-server', id: 'sip:y@primary.example' },
      body,
      writtenBy,
    }) as unknown as TraceEvent;
  const answers = (...events: readonly TraceEvent[]) =>
    answersOf(
      [
        phase('preamble'),
        sent({ early: true }),
        phase('stimulus'),
        ...events,
        phase('postamble'),
        sent({ late: true }),
      ],
      ['partner-server'],
    );

  it('is about what a product sends once it is asked', () => {
    const did = answers(
      sent({ result: 'accept', group: 'sip:g.x1@a.example' }),
      sent({ result: 'accept' }, 'primary-server'),
      sent({}, 'partner-server', 'harness'),
    );
    assert.deepEqual(differenceOf(did, answers()), {
      one: '1 × preconfigured-regroup-response.server-server to primary-server with group, result=accept',
      other: 'nothing more',
    });
  });

  it('is not about what one brought about a moment before the stimulus, and the other a moment after it', () => {
    const early = [phase('preamble'), sent({ early: true }), phase('stimulus'), phase('postamble')];
    const late = [phase('preamble'), phase('stimulus'), sent({ early: true }), phase('postamble')];
    const [one, other] = [early, late].map((events) => answersOf(events, ['partner-server']));
    assert.equal(differenceOf(one!, other!), undefined);
  });

  it('sees another element, another word and another number, and no other identity', () => {
    const one = answers(sent({ result: 'accept', group: 'sip:g.x1@a.example' }));
    assert.equal(differenceOf(one, answers(sent({ result: 'accept', group: 'sip:g.x2@b.example' }))), undefined);
    assert.match(differenceOf(one, answers(sent({ result: 'reject', group: 'sip:g' })))!.other, /result=reject/);
    assert.equal(differenceOf(one, answers())!.other, 'nothing more');
    assert.match(
      differenceOf(one, answers(sent({ result: 'accept', group: 'a:b' }), sent({ result: 'accept', group: 'a:b' })))!
        .other,
      /^2 ×/,
    );
  });
});
