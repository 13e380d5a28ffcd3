import assert from 'node:assert/strict';
import { convert } from 'xmlbuilder2';
import { aFailure, aScenario } from '../testing/results';
import { inOrder, quiet, aPhase, withoutRequestReturn } from '../testing/trace';
import { ladderOf } from './ladder-of';
import { ladderMermaid } from './mermaid';
import { sceneOf } from './scene';
import { ladderSvg } from './svg';

const requirement = () => ({ says: '', step: '4b', strength: 'shall' });
const check = aFailure({ requirement: 'STEP-4b-1', evidence: ['m2', 'quiet'] });
const ladder = ladderOf(aScenario({ checks: [check] }), withoutRequestReturn(), ['primary-server'], requirement);
const HOSTILE = '</svg></script><script>alert(1)</script>;\n#x "javascript:"';
const hostile = ladderOf(
  aScenario({ checks: [] }),
  inOrder([aPhase('stimulus'), { kind: 'malformed', id: 'x', party: 'client-1', raw: '', problem: HOSTILE }, quiet()]),
  [],
  requirement,
);

describe('the scene of a ladder', () => {
  it('folds the preamble and the clean-up away, with who only takes part in them', () => {
    const folded = sceneOf(ladder, { preamble: false });
    const whole = sceneOf(ladder, { preamble: true });
    assert.equal(folded.lines.length, 4);
    assert.equal(whole.lines.length, 5);
    assert.equal(whole.rows.length, ladder.rows.length);
    assert.equal(folded.rows.length, ladder.rows.length - 4);
  });

  it('never folds what broke something', () => {
    const early = { ...ladder, rows: ladder.rows.map((row) => ({ ...row, phase: 'preamble' as const })) };
    assert.deepEqual(
      sceneOf(early, { preamble: false }).rows.map(({ label }) => label),
      [
        '4b preconfigured regroup request return (missing), from MC service server (primary) to MC service client 1 (primary), waited for until 70 ms, breaks STEP-4b-1',
      ],
    );
  });

  it('draws how long the missing message was waited for, down to where nothing more came', () => {
    const { rows } = sceneOf(ladder, { preamble: false });
    const [wait] = rows.flatMap(({ shapes }) => shapes.filter(({ attributes }) => attributes['class'] === 'wait'));
    assert.match(String(wait?.attributes['d']), /^M\d+ \d+h7V\d+h-7$/);
    const without = ladder.rows.filter(({ kind }) => kind !== 'mark');
    const [missing] = sceneOf({ ...ladder, rows: without }, { preamble: false }).rows.filter(({ className }) =>
      className.includes('missing'),
    );
    assert.ok(!missing?.shapes.some(({ attributes }) => attributes['class'] === 'wait'));
  });

  it('marks the first divergence', () => {
    const { rows } = sceneOf(ladder, { preamble: false });
    assert.deepEqual(
      rows.filter(({ className }) => className.includes('divergence')).map(({ className }) => className),
      ['row missing broken divergence'],
    );
  });
});

describe('a ladder as SVG', () => {
  it('is XML that stands alone', () => {
    const svg = ladderSvg(ladder, 'PGR_1: fail');
    assert.doesNotThrow(() => convert(svg, { format: 'object' }));
    assert.doesNotMatch(svg.replace('http://www.w3.org/2000/svg', ''), /https?:|@import|<script|url\(/);
    assert.match(svg, /4b preconfigured regroup request return \(missing\)/);
  });

  it('takes nothing from the wire as markup', () => {
    const svg = ladderSvg(hostile, HOSTILE);
    assert.doesNotThrow(() => convert(svg, { format: 'object' }));
    assert.doesNotMatch(svg, /<script/);
  });
});

describe('a ladder as Mermaid text', () => {
  it('has its participants, arrows and what is missing', () => {
    const lines = ladderMermaid(ladder).split('\n');
    assert.equal(lines[0], 'sequenceDiagram');
    assert.ok(lines.includes('  P0->>P2: 2 preconfigured regroup request'));
    assert.ok(lines.includes('  P2--xP0: 4b preconfigured regroup request return (missing)'));
    assert.ok(lines.includes('  Note over P0,P4: first divergence: STEP-4b-1'));
    assert.ok(!lines.some((line) => line.includes('subscribe')));
  });

  it('keeps hostile text on its line and without signs of its own', () => {
    const noted = ladderMermaid(hostile)
      .split('\n')
      .filter((line) => line.includes('alert'));
    assert.equal(noted.length, 1);
    assert.doesNotMatch(noted[0]?.replace(/#\d+;/g, '') ?? '', /[;<>#"]/);
  });
});
