// One scenario: its verdict and why, its text with what became of each step, its ladder, its checks, and how to run it again.

import { useEffect, useRef } from 'preact/hooks';
import type { Ladder } from '../../ladder/model';
import type { PageIndex, PageStep, ScenarioDetail, ScenarioEntry } from '../page-data';
import { hereAt } from './copy';
import { LadderView, rowOf } from './ladder-view';
import { Reading } from './readings';
import { addressOf, Badge, Code, Copy, Difference, Fold, Link, Links } from './ui';

type Check = ScenarioDetail['checks'][number];

interface ScenarioFacts {
  readonly index: PageIndex;
  readonly entry: ScenarioEntry;
  readonly detail: ScenarioDetail;
  /** An event, or `check-<number>`. */
  readonly place: string | undefined;
}

export function Scenario({ index, entry, detail, place }: ScenarioFacts) {
  const { anchor, tp, name, verdict, beyondSpec, requirements } = entry;
  const { checks, reason, rule, rerun, traceId, ladder } = detail;
  const shownCheck = place?.startsWith('check-') === true ? Number(place.slice('check-'.length)) : undefined;
  return (
    <>
      <h1 tabIndex={-1}>
        <span class="id">{tp}</span> <Badge of={verdict} />
      </h1>
      <p class="says">{name}</p>
      <p class="quiet">
        {[rule, detail.place, beyondSpec ? 'beyond the clause, not counted' : ''].filter(Boolean).join(' · ')} · shows{' '}
        <Links to={requirements} />
      </p>
      <Why reason={reason} checks={checks} />
      <Text detail={detail} />
      <h2>What happened</h2>
      {traceId !== '' && (
        <p class="quiet">
          Traces of the product have it as <code>{traceId}</code>.
        </p>
      )}
      <LadderView {...{ anchor, ladder, checks }} event={shownCheck === undefined ? place : undefined}>
        Times in ms since the stimulus.
      </LadderView>
      <h2>Checks ({checks.length})</h2>
      <Checks {...{ anchor, ladder, checks }} shown={shownCheck} />
      {detail.notExecuted.length > 0 && (
        <p>
          Never came to bear: <Links to={detail.notExecuted} />
        </p>
      )}
      <DecidedBy index={index} checks={checks} />
      <h2>Run it again</h2>
      <Code title="Command" text={rerun} />
      <p class="buttons" role="group" aria-label="Copy">
        <Copy label="Copy command" text={() => rerun} />
        <Copy label="Copy link" text={() => hereAt(addressOf(anchor))} />
      </p>
    </>
  );
}

/** The check that decided says it in two lines; a reason that no check gives stands as it is. */
function Why({ reason, checks }: { readonly reason: string; readonly checks: readonly Check[] }) {
  if (reason === '') return undefined;
  const check = checks.find(
    ({ verdict, expected, observed }) =>
      verdict !== 'pass' && reason.includes(`expected ${expected}; observed ${observed}`),
  );
  if (check === undefined)
    return (
      <pre class="reason" tabIndex={0} role="region" aria-label="Reason">
        {reason}
      </pre>
    );
  const { requirement, party, expected, observed } = check;
  const [before = ''] = reason.split(`${requirement}: expected `, 1);
  return (
    <section class={`breach ${check.verdict}`} aria-label="Reason">
      <p>
        {before} <Link to={requirement} /> {party}
      </p>
      <Difference expected={expected} observed={observed} />
    </section>
  );
}

const STEP_SIGNS: Readonly<Record<PageStep['state'], string>> = {
  passed: '✓',
  failed: '✗',
  'not reached': '·',
  'not known': '·',
};

function Text({ detail: { steps, cast } }: { readonly detail: ScenarioDetail }) {
  return (
    <>
      <h2>The scenario</h2>
      {steps.length === 0 ? (
        <p class="quiet">The features of this suite have no such scenario any more.</p>
      ) : (
        <>
          <p class="quiet">{inShort(steps)}</p>
          <ol class="plain gherkin">
            {steps.map((step, at) => (
              <li key={at} class={step.state.replace(' ', '-')}>
                <span aria-hidden="true">{STEP_SIGNS[step.state]}</span>
                <span class="unseen">{step.state}: </span> <strong>{step.keyword}</strong> {step.text}
                {step.why !== '' && <p class="quiet">{step.why}</p>}
                {step.table.length > 0 && <Table rows={step.table} />}
              </li>
            ))}
          </ol>
        </>
      )}
      {cast.length > 0 && (
        <Fold title={`The cast: ${cast.map(({ name }) => name).join(', ')}`}>
          <Table
            rows={[
              ['name', 'identity', 'home', 'served by', 'affiliated to', ''],
              ...cast.map((one) => [one.name, one.identity, one.home, one.servedBy, one.affiliatedTo, one.remark]),
            ]}
          />
        </Fold>
      )}
    </>
  );
}

function inShort(steps: readonly PageStep[]): string {
  const states = new Set(steps.map(({ state }) => state));
  if (states.has('failed')) return 'It stopped at the step that failed.';
  if (states.has('not known')) return 'Which of its steps failed the results do not say.';
  return states.has('not reached')
    ? 'It was not executed.'
    : 'Every step was met; whether the clause was kept the checks say.';
}

const Table = ({ rows: [head = [], ...rows] }: { readonly rows: readonly (readonly string[])[] }) => (
  <div class="wide">
    <table class="grid">
      <thead>
        <tr>
          {head.map((cell, at) =>
            cell === '' ? (
              <td key={at} />
            ) : (
              <th key={at} scope="col">
                {cell}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

interface ChecksFacts {
  readonly anchor: string;
  readonly ladder: Ladder;
  readonly checks: readonly Check[];
  /** The one that a link led to. */
  readonly shown: number | undefined;
}

function Checks({ anchor, ladder, checks, shown }: ChecksFacts) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const item = shown === undefined ? null : box.current?.querySelector<HTMLElement>(`#check-${shown}`);
    const fold = item?.closest('details');
    if (fold) fold.open = true;
    item?.scrollIntoView({ block: 'center' });
    item?.focus({ preventScroll: true });
  }, [shown]);
  const numbered = checks.map((check, at) => ({ check, at }));
  const others = numbered.filter(({ check }) => check.verdict !== 'pass');
  const passed = numbered.filter(({ check }) => check.verdict === 'pass');
  const listed = (some: typeof numbered) => (
    <ul class="plain checks">
      {some.map(({ check, at }) => (
        <CheckItem key={at} {...{ anchor, ladder, check, at }} />
      ))}
    </ul>
  );
  return (
    <div ref={box}>
      {others.length > 0 && listed(others)}
      {passed.length > 0 && <Fold title={`${passed.length} passed`}>{listed(passed)}</Fold>}
    </div>
  );
}

interface CheckFacts {
  readonly anchor: string;
  readonly ladder: Ladder;
  readonly check: Check;
  readonly at: number;
}

const CheckItem = ({ anchor, ladder, check, at }: CheckFacts) => {
  const { requirement, party, verdict, judged, expected, observed, evidence, follows } = check;
  return (
    <li id={`check-${at}`} tabIndex={-1}>
      <p>
        <Badge of={verdict} /> <Link to={requirement} /> {party}
        {!judged && <span class="quiet"> · not judged</span>}
        {follows !== undefined && (
          <span class="quiet">
            {' '}
            · follows from <Link to={follows} />
          </span>
        )}
      </p>
      <Difference expected={expected} observed={observed} />
      <p class="quiet">
        evidence{' '}
        {evidence.length === 0
          ? 'none'
          : evidence.map((id) => [<Evidence key={id} {...{ anchor, ladder, id }} />, ' '])}
      </p>
    </li>
  );
};

/** By its id, with what it is; an event that no row shows has its id alone. */
function Evidence({ anchor, ladder, id }: { anchor: string; ladder: Ladder; id: string }) {
  const row = rowOf(ladder, id);
  if (row === undefined) return <span class="id">{id}</span>;
  const name = row.kind === 'arrow' ? [row.step, row.name].filter(Boolean).join(' ') : 'text' in row ? row.text : '';
  return (
    <a href={addressOf(anchor, row.id)}>
      <span class="id">{id}</span> {name}
    </a>
  );
}

/** Those that a reader has to agree to first: what was found wrong rests on them. */
function DecidedBy({ index, checks }: { index: PageIndex; checks: readonly Check[] }) {
  const of = (some: readonly Check[]) => [...new Set(some.flatMap(({ interpretation: id }) => id ?? []))];
  const decided = of(checks.filter(({ verdict }) => verdict !== 'pass'));
  const others = of(checks).filter((id) => !decided.includes(id));
  const shown = (ids: readonly string[]) => ids.map((id) => <Reading key={id} index={index} id={id} />);
  if (decided.length + others.length === 0) return undefined;
  return (
    <>
      <h2>Readings that decided</h2>
      {shown(decided)}
      {decided.length === 0 || others.length === 0 ? (
        shown(others)
      ) : (
        <Fold title={`${others.length} of checks that passed`}>{shown(others)}</Fold>
      )}
    </>
  );
}
