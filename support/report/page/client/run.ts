// The script of the page of a run: reads the index, shows the clause, and follows the address: nothing for the overview, a test purpose
// with perhaps a row of its ladder, or a requirement.

import type { PageIndex, RequirementEntry, ScenarioDetail, ScenarioEntry } from '../page-data';
import { clauseSide, markCurrent } from './clause';
import { byId, paragraph } from './dom';
import { keepPlace } from './keep-place';
import { listenToRun } from './live-run';
import { openMessage } from './message';
import { openForPrint } from './print';
import { overview } from './overview';
import { requirementView } from './requirement';
import { scenarioView } from './scenario';
import { themeSwitch } from './theme';
import { isLive, unpack, wholePage } from './unpack';

const side = byId('side');
const view = byId('view');
const lists = byId('overview');
const dialog = byId('message') as HTMLDialogElement; // the page has it as one

/** The scenario that is open, so that a message of it opens without drawing it again. */
let shown: { readonly anchor: string; readonly detail: ScenarioDetail } | undefined;

async function start(): Promise<void> {
  themeSwitch(byId('theme'));
  openForPrint(document.body);
  const first = await unpack<PageIndex>('index');
  if (first === undefined) return;
  const list = overview(first);
  let index = first;
  side.replaceChildren(...clauseSide(index));
  byId('lists').replaceChildren(...list.elements);
  addEventListener('hashchange', () => void follow(index));
  await follow(index);
  if (isLive())
    listenToRun(async (newer, head) => {
      index = newer;
      const address = addressOf();
      const requirement = requirementAt(index, address);
      keepPlace(() => {
        side.replaceChildren(...clauseSide(index));
        if (head !== undefined) byId('head').replaceChildren(...head);
        list.update(index);
        if (requirement !== undefined) view.replaceChildren(...requirementView(index, ...requirement));
        markCurrent(side, requirement === undefined ? undefined : address);
      });
      // What was asked for by its address may have ended only now.
      if (shown === undefined && index.scenarios.some(({ anchor }) => anchor === address.split('/')[0]))
        await follow(index);
    });
  document.documentElement.dataset['ready'] = 'true';
}

const addressOf = (): string => decodeURIComponent(location.hash.slice(1));

function requirementAt({ clauses }: PageIndex, id: string): readonly [row: RequirementEntry, part: string] | undefined {
  for (const { title, requirements } of clauses.flatMap(({ parts }) => parts)) {
    const row = requirements.find((one) => one.id === id);
    if (row !== undefined) return [row, title];
  }
  return undefined;
}

async function follow(index: PageIndex): Promise<void> {
  const address = addressOf();
  if (address === 'main') {
    byId('main').focus();
    return;
  }
  const [anchor = '', row] = address.split('/');
  const entry = index.scenarios.find((one) => one.anchor === anchor);
  if (row === undefined || entry === undefined) dialog.close();
  if (entry !== undefined) {
    await showScenario(index, entry);
    if (row !== undefined) showRow(Number(row));
    return;
  }
  shown = undefined;
  const requirement = requirementAt(index, anchor);
  if (requirement !== undefined) {
    show(requirementView(index, ...requirement), anchor);
    return;
  }
  if (anchor === '') show(undefined, undefined);
  else show([paragraph(`This run has no scenario and no requirement ${anchor}.`)], undefined);
}

async function showScenario(index: PageIndex, entry: ScenarioEntry): Promise<void> {
  const { anchor } = entry;
  if (shown?.anchor === anchor) return;
  await wholePage;
  const detail = await unpack<ScenarioDetail>(`data-${anchor}`);
  if (detail === undefined) {
    show([paragraph(`The page breaks off before ${anchor}: write it again with mcx-conformance report.`)], undefined);
    return;
  }
  shown = { anchor, detail };
  show(
    scenarioView(index, entry, detail, (row) => (location.hash = `${encodeURIComponent(anchor)}/${row}`)),
    undefined,
  );
}

function showRow(number: number): void {
  const row = shown?.detail.ladder.rows[number];
  if (shown === undefined || row === undefined) return;
  const { anchor, detail } = shown;
  openMessage(dialog, detail.ladder, row, () => {
    if (location.hash.includes('/')) history.replaceState(null, '', `#${encodeURIComponent(anchor)}`);
  });
}

function show(content: readonly HTMLElement[] | undefined, requirement: string | undefined): void {
  lists.hidden = content !== undefined;
  view.hidden = content === undefined;
  view.replaceChildren(...(content ?? []));
  markCurrent(side, requirement);
  scrollTo(0, 0);
  view.querySelector('h1')?.focus({ preventScroll: true });
}

void start();
