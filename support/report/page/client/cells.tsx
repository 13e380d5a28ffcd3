// Each statement of the clause set beside each scenario: what it was judged to be there. It is drawn in a few strokes however long
// the run is; a pointer or the arrow keys say what a cell is.

import { useMemo, useState } from 'preact/hooks';
import type { TargetedPointerEvent } from 'preact';
import type { PageIndex, RequirementEntry, ScenarioEntry } from '../page-data';
import type { Verdict } from '../../../verdict/verdict';
import { addressOf, Badge, Link } from './ui';

const CELL = 9;
const ROW = 18;

interface Place {
  readonly row: number;
  readonly column: number;
}

export function Cells({ index: { clauses, scenarios } }: { readonly index: PageIndex }) {
  const [cell, setCell] = useState<Place>({ row: 0, column: 0 });
  // However long the run is, a pointer that moves draws none of it anew.
  const rows = useMemo(() => rowsOf(clauses, scenarios), [clauses, scenarios]);
  const drawn = useMemo(() => <Drawn rows={rows} scenarios={scenarios} />, [rows, scenarios]);
  if (rows.length === 0) return <p>No statement was judged in this run.</p>;
  const [width, height] = [scenarios.length * CELL, rows.length * ROW];
  const [chosen, scenario] = [rows[cell.row], scenarios[cell.column]];
  const open = (): void => {
    if (scenario !== undefined) location.hash = addressOf(scenario.anchor);
  };
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') open();
    const by = MOVES[event.key];
    if (by === undefined) return;
    event.preventDefault();
    // From where the key before it has led, drawn already or not.
    setCell(({ row, column }) => ({
      row: within(row + by[0], rows.length),
      column: within(column + by[1], scenarios.length),
    }));
  };
  const point = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setCell({
      row: within(Math.floor((event.clientY - box.top) / ROW), rows.length),
      column: within(Math.floor((event.clientX - box.left) / CELL), scenarios.length),
    });
  };
  return (
    <>
      <h1 tabIndex={-1}>Statements and scenarios</h1>
      <p class="says">
        A column is a scenario, in the order of the run; a full cell is a statement that the scenario was written to
        show, a pale one a statement that was judged in it besides. Point at a cell, or go there with the arrow keys; a
        click or Enter opens the scenario.
      </p>
      <p class="cell" role="status">
        {chosen && scenario && (
          <CellText requirement={chosen.requirement} scenario={scenario} letter={letterAt(scenario, chosen.at)} />
        )}
      </p>
      <div class="cells">
        <ul class="plain">
          {rows.map(({ requirement: { id, verdict } }) => (
            <li key={id} class={verdict}>
              <Link to={id} />
            </li>
          ))}
        </ul>
        <div
          class="wide"
          tabIndex={0}
          role="application"
          aria-label="Statements and scenarios: arrow keys go from cell to cell"
          onKeyDown={move}
        >
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            onPointerMove={point}
            onClick={open}
            aria-hidden="true"
          >
            {drawn}
            <rect class="here" x={cell.column * CELL} y={cell.row * ROW} width={CELL} height={ROW} />
          </svg>
        </div>
      </div>
    </>
  );
}

interface Row {
  readonly requirement: RequirementEntry;
  /** Its place among all statements. */
  readonly at: number;
}

/** The statements that were judged anywhere. */
const rowsOf = (clauses: PageIndex['clauses'], scenarios: readonly ScenarioEntry[]): readonly Row[] =>
  clauses
    .flatMap(({ parts }) => parts.flatMap(({ requirements }) => requirements))
    .map((requirement, at) => ({ requirement, at }))
    .filter(({ at }) => scenarios.some((one) => letterAt(one, at) !== '.'));

const Drawn = ({
  rows,
  scenarios,
}: {
  readonly rows: readonly Row[];
  readonly scenarios: readonly ScenarioEntry[];
}) => {
  const strokes = (letter: string): string =>
    rows
      .flatMap(({ at }, y) =>
        scenarios.map((one, x) =>
          letterAt(one, at) === letter ? `M${x * CELL + 1} ${y * ROW + 2}h${CELL - 2}v${ROW - 4}h${2 - CELL}z` : '',
        ),
      )
      .join('');
  return (
    <>
      {VERDICTS.map((verdict) => (
        <g key={verdict} class={verdict}>
          <path class="checked" d={strokes(verdict.charAt(0))} />
          <path d={strokes(verdict.charAt(0).toUpperCase())} />
        </g>
      ))}
    </>
  );
};

/** Each has a first letter of its own. */
const VERDICTS: readonly Verdict[] = ['pass', 'inconclusive', 'fail', 'error'];

const MOVES: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const within = (at: number, length: number): number => Math.min(Math.max(at, 0), length - 1);

const letterAt = ({ cells }: ScenarioEntry, at: number): string => cells[at] ?? '.';

function CellText({
  requirement,
  scenario,
  letter,
}: {
  requirement: RequirementEntry;
  scenario: ScenarioEntry;
  letter: string;
}) {
  const verdict = VERDICTS.find((one) => one.startsWith(letter.toLowerCase()));
  return (
    <>
      <Link to={requirement.id} /> in <Link to={scenario.anchor} /> {scenario.name}:{' '}
      {verdict === undefined ? 'not judged there' : <Badge of={verdict} />}
    </>
  );
}
