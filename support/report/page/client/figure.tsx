// The figure of each clause with what its steps came to; each leads to the statements of its step.

import type { FigureRow, PageClause, PageIndex } from '../page-data';
import { addressOf } from './ui';
import { signOf, wordOf } from './verdict';

/** Of a letter of a label. */
const LETTER = 7.2;
const ROW = 46;
const HEAD = 56;

export const Figures = ({ index: { clauses } }: { readonly index: PageIndex }) => (
  <>
    <h1 tabIndex={-1}>The clause as a figure</h1>
    <p class="says">Each step with the worst verdict of its statements in this run. A step leads to its statements.</p>
    {clauses.map((clause) => (
      <section key={clause.name}>
        {clauses.length > 1 && <h2>{clause.name}</h2>}
        <Figure clause={clause} />
      </section>
    ))}
  </>
);

function Figure({ clause: { figure, parts } }: { readonly clause: PageClause }) {
  const { lifelines, rows } = figure;
  const longest = Math.max(0, ...rows.filter(({ ends }) => ends.length === 1).map((row) => labelOf(row).length));
  const slip = Math.max(168, Math.ceil(longest * LETTER) + 16);
  const column = slip + 22;
  const x = (at: number): number => column * at + column / 2;
  const [width, height] = [column * lifelines.length, HEAD + ROW * rows.length + 10];
  if (rows.length === 0) return <p class="quiet">It has no step that a figure could draw.</p>;
  return (
    <div class="wide">
      <svg
        class="figure"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label="Figure"
      >
        {lifelines.map(({ title, place, underTest }, at) => (
          <g key={at} aria-hidden="true">
            <line class={underTest ? 'life judged' : 'life'} x1={x(at)} x2={x(at)} y1={HEAD - 6} y2={height} />
            <rect class={underTest ? 'box judged' : 'box'} x={x(at) - 76} y={2} width={152} height={HEAD - 10} rx={6} />
            <text class="title" x={x(at)} y={21}>
              {title}
            </text>
            <text class="place" x={x(at)} y={37}>
              {underTest ? `${place} · under test` : place}
            </text>
          </g>
        ))}
        {rows.map((row, at) => (
          <Step
            key={row.part}
            row={row}
            y={HEAD + ROW * at + ROW - 12}
            x={x}
            slip={slip}
            to={parts.find(({ id }) => id === row.part)?.requirements[0]?.id ?? ''}
          />
        ))}
      </svg>
    </div>
  );
}

interface StepFacts {
  readonly row: FigureRow;
  readonly y: number;
  readonly x: (at: number) => number;
  /** Width of a box. */
  readonly slip: number;
  /** The first of its statements. */
  readonly to: string;
}

const labelOf = ({ step, name, verdict }: FigureRow): string => `${signOf(verdict)} ${step} ${name}`;

function Step({ row, y, x, slip, to }: StepFacts) {
  const { step, name, ends, verdict } = row;
  const [from = 0, end = from] = ends;
  const [start, stop] = [x(from), x(end)];
  const middle = (start + stop) / 2;
  const back = stop > start ? -9 : 9;
  return (
    <a href={addressOf(to)} class={`step ${verdict}`} aria-label={`${step} ${name}: ${wordOf(verdict)}`}>
      {ends.length === 1 ? (
        <rect class="slip" x={start - slip / 2} y={y - 22} width={slip} height={26} rx={4} />
      ) : (
        <>
          <path class="shaft" d={`M${start} ${y}H${stop + back}`} />
          <path class="tip" d={`M${stop} ${y}l${back} -5v10z`} />
        </>
      )}
      <text class="label" x={middle} y={ends.length === 1 ? y - 5 : y - 7}>
        {labelOf(row)}
      </text>
    </a>
  );
}
