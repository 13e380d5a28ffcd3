// One scenario: its verdict and why, its checks, how to run it again, and its ladder.

import { ladderMermaid } from '../../ladder/mermaid';
import type { PageIndex, ScenarioDetail, ScenarioEntry } from '../page-data';
import { fold, h, linkTo, paragraph } from './dom';
import { ladderFigure } from './ladder';
import { interpretation } from './requirement';
import { badge } from './verdict';

type Check = ScenarioDetail['checks'][number];

export function scenarioView(
  index: PageIndex,
  entry: ScenarioEntry,
  detail: ScenarioDetail,
  open: (row: number) => void,
): readonly HTMLElement[] {
  const { tp, name, verdict, beyondSpec, requirements } = entry;
  const { checks, reason, place, rule, rerun } = detail;
  return [
    h('h1', { tabindex: '-1' }, h('span', { class: 'id' }, tp), ' ', badge(verdict)),
    paragraph(name, 'says'),
    paragraph([rule, place, beyondSpec ? 'beyond the clause, not counted' : ''].filter(Boolean).join(' · '), 'quiet'),
    h('p', {}, 'Shows ', ...requirements.flatMap((id) => [linkTo(id), ' '])),
    ...(reason === '' ? [] : [h('pre', { class: 'reason', tabindex: '0', 'aria-label': 'Reason' }, reason)]),
    ...ladderPart(detail, open),
    h('h2', {}, `Checks (${checks.length})`),
    ...checkLists(checks),
    ...(detail.notExecuted.length === 0
      ? []
      : [h('p', {}, 'Never came to bear: ', ...detail.notExecuted.flatMap((id) => [linkTo(id), ' ']))]),
    ...readings(index, checks),
    h('h2', {}, 'Run it again'),
    h('pre', { tabindex: '0', 'aria-label': 'Command' }, rerun),
  ];
}

function ladderPart({ ladder }: ScenarioDetail, open: (row: number) => void): readonly HTMLElement[] {
  if (ladder.rows.length === 0) return [paragraph('No trace of it was kept.', 'quiet')];
  const whole = h('input', { type: 'checkbox', id: 'preamble' });
  const copy = h('button', { type: 'button' }, 'Copy as Mermaid');
  const text = h('textarea', { class: 'mermaid', readonly: true, hidden: true, rows: 8, 'aria-label': 'Mermaid text' });
  const place = h('div');
  const draw = (): void => place.replaceChildren(ladderFigure(ladder, whole.checked, open));
  whole.addEventListener('change', draw);
  copy.addEventListener('click', () => {
    text.value = ladderMermaid(ladder);
    text.hidden = false;
    text.select();
    void copied(text.value);
  });
  draw();
  return [
    h('h2', {}, 'What happened'),
    h(
      'p',
      { class: 'tools' },
      h('label', {}, whole, ' preamble and clean-up'),
      copy,
      h('span', { class: 'quiet' }, 'times in ms since the stimulus'),
    ),
    text,
    place,
  ];
}

async function copied(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The clipboard may be denied to a file: the text is selected, to be copied by hand.
  }
}

function checkLists(checks: readonly Check[]): readonly HTMLElement[] {
  const passed = checks.filter(({ verdict }) => verdict === 'pass');
  const others = checks.filter(({ verdict }) => verdict !== 'pass');
  return [
    ...(others.length > 0 ? [checkList(others)] : []),
    ...(passed.length > 0 ? [fold(`${passed.length} passed`, checkList(passed))] : []),
  ];
}

/** Those that a reader has to agree to first: what was found wrong rests on them. */
function readings(index: PageIndex, checks: readonly Check[]): readonly HTMLElement[] {
  const of = (some: readonly Check[]) => [...new Set(some.flatMap(({ interpretation: id }) => id ?? []))];
  const decided = of(checks.filter(({ verdict }) => verdict !== 'pass'));
  const others = of(checks).filter((id) => !decided.includes(id));
  const shown = (ids: readonly string[]) => ids.map((id) => interpretation(index, id));
  if (decided.length + others.length === 0) return [];
  return [
    h('h2', {}, 'Readings that decided'),
    ...shown(decided),
    ...(decided.length === 0 || others.length === 0
      ? shown(others)
      : [fold(`${others.length} of checks that passed`, ...shown(others))]),
  ];
}

const checkList = (checks: readonly Check[]): HTMLElement =>
  h('ul', { class: 'plain checks' }, ...checks.map(checkItem));

const checkItem = ({
  requirement,
  party,
  verdict,
  judged,
  expected,
  observed,
  evidence,
  follows,
}: Check): HTMLElement =>
  h(
    'li',
    {},
    h(
      'p',
      {},
      badge(verdict),
      ' ',
      linkTo(requirement),
      ` ${party}`,
      judged ? undefined : h('span', { class: 'quiet' }, ' · not judged'),
      follows === undefined ? undefined : h('span', { class: 'quiet' }, ' · follows from ', linkTo(follows)),
    ),
    paragraph(`expected ${expected}`),
    paragraph(`observed ${observed}`),
    paragraph(`evidence ${evidence.join(', ') || 'none'}`, 'quiet'),
  );
