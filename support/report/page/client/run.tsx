// The script of the page of a run: reads the index, shows the clause, and follows the address: nothing for the overview, a view, a
// requirement, or a test purpose with perhaps an event of its ladder or one of its checks.

import { render, type ComponentChildren } from 'preact';
import type { PageIndex, RequirementEntry, ScenarioDetail } from '../page-data';
import { ClauseSide } from './clause';
import { Figures } from './figure';
import { listenToRun } from './live-run';
import { Cells } from './cells';
import { Overview } from './overview';
import { openForPrint } from './print';
import { Readings } from './readings';
import { Requirement } from './requirement';
import { Scenario } from './scenario';
import { searchOnSlash } from './search';
import { themeSwitch } from './theme';
import { byId } from './dom';
import { placeNow } from './ui';
import { isLive, unpack, wholePage } from './unpack';

const side = byId('side');
const view = byId('view');
const lists = byId('lists');
const main = byId('overview');

/** The scenario that is open, so that a message of it opens without reading it again. */
let read: { readonly anchor: string; readonly detail: ScenarioDetail | undefined } | undefined;
/** What was drawn last, by the first part of its address. */
let drawn: string | undefined;

async function start(): Promise<void> {
  themeSwitch(byId('theme'));
  openForPrint(document.body);
  const first = await unpack<PageIndex>('index');
  if (first === undefined) return;
  let index = first;
  addEventListener('hashchange', () => void follow(index));
  searchOnSlash(main);
  await follow(index);
  if (isLive())
    listenToRun(async (newer, head) => {
      index = newer;
      if (head !== undefined) byId('head').replaceChildren(...head);
      // What was asked for by its address may have ended only now.
      if (read?.detail === undefined) read = undefined;
      await follow(index);
    });
  document.documentElement.dataset['ready'] = 'true';
}

async function follow(index: PageIndex): Promise<void> {
  const [anchor = '', place] = placeNow();
  if (anchor === 'main') {
    byId('main').focus();
    return;
  }
  const isScenario = index.scenarios.some((one) => one.anchor === anchor);
  if (!isScenario) read = undefined;
  else if (read?.anchor !== anchor) {
    await wholePage;
    read = { anchor, detail: await unpack<ScenarioDetail>(`data-${anchor}`) };
    // Another address may have been asked for meanwhile.
    if (placeNow()[0] !== anchor) return;
  }
  const content = contentOf(index, anchor, place);
  render(<ClauseSide index={index} current={isScenario ? 'scenario' : anchor} />, side);
  render(<Overview index={index} />, lists);
  main.hidden = content !== undefined;
  view.hidden = content === undefined;
  document.documentElement.classList.toggle(
    'reads-message',
    isScenario && place !== undefined && !place.startsWith('check-'),
  );
  render(<div key={anchor}>{content}</div>, view);
  if (drawn !== anchor) {
    if (drawn !== undefined || place === undefined) scrollTo(0, 0);
    if (place === undefined || !place.startsWith('check-')) view.querySelector('h1')?.focus({ preventScroll: true });
  }
  drawn = anchor;
}

/** Undefined for the overview. */
function contentOf(index: PageIndex, anchor: string, place: string | undefined): ComponentChildren {
  if (anchor === '') return undefined;
  const entry = index.scenarios.find((one) => one.anchor === anchor);
  if (entry !== undefined) {
    if (read?.detail === undefined)
      return <p>The page breaks off before {anchor}: write it again with mcx-conformance report.</p>;
    return <Scenario {...{ index, entry, place }} detail={read.detail} />;
  }
  if (anchor === 'figure') return <Figures index={index} />;
  if (anchor === 'matrix') return <Cells index={index} />;
  if (anchor === 'readings') return <Readings index={index} />;
  const requirement = requirementAt(index, anchor);
  if (requirement !== undefined) return <Requirement index={index} row={requirement.row} part={requirement.part} />;
  return <p>This run has no scenario and no requirement {anchor}.</p>;
}

function requirementAt(
  { clauses }: PageIndex,
  id: string,
): { readonly row: RequirementEntry; readonly part: string } | undefined {
  for (const { title, requirements } of clauses.flatMap(({ parts }) => parts)) {
    const row = requirements.find((one) => one.id === id);
    if (row !== undefined) return { row, part: title };
  }
  return undefined;
}

void start();
