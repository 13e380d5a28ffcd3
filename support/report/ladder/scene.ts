// Lays a ladder out as shapes, for a file and for the page alike. Pure; unaware of SVG's syntax and of the browser.

import type { Lifeline } from './lifelines';
import type { Again, Arrow, Ladder, Missing, Note, Row } from './model';

export interface Shape {
  readonly tag: 'line' | 'path' | 'rect' | 'text' | 'circle';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly text?: string;
}

export interface DrawnRow {
  /** Index in the ladder's rows. */
  readonly row: number;
  readonly className: string;
  /** All of it in words. */
  readonly label: string;
  readonly time: Shape;
  readonly shapes: readonly Shape[];
}

export interface Scene {
  readonly width: number;
  readonly headHeight: number;
  readonly head: readonly Shape[];
  readonly bodyHeight: number;
  readonly lines: readonly Shape[];
  readonly rows: readonly DrawnRow[];
}

const TIMES = 66;
/** Six lifelines stand beside the clause on a screen of 1280. */
const COLUMN = 134;
const BOX = 126;
/** Characters that a box holds. */
const MOST = 20;
const HEAD = 58;
const HEIGHT = { arrow: 36, missing: 36, again: 30, note: 28, mark: 34 } as const;

/** @param preamble whether what came before the stimulus, and the clean-up, is drawn */
export function sceneOf({ lifelines, rows, divergence }: Ladder, { preamble }: { readonly preamble: boolean }): Scene {
  const visible = rows.map((row, index) => ({ row, index })).filter(({ row }) => preamble || !isFolded(row));
  const columns = columnsOf(
    lifelines,
    visible.map(({ row }) => row),
  );
  const x = (index: number): number => TIMES + COLUMN * columns.indexOf(index) + COLUMN / 2;
  const width = TIMES + COLUMN * columns.length;
  let y = 8;
  const tops = new Map<string, number>();
  for (const { row } of visible) {
    tops.set(row.id, y);
    y += HEIGHT[row.kind];
  }
  const drawn = visible.map(({ row, index }): DrawnRow => {
    const [top, height] = [tops.get(row.id) ?? 0, HEIGHT[row.kind]];
    const time = timeOf(row, top + height - 10);
    const end = row.kind === 'missing' ? tops.get(row.until?.id ?? '') : undefined;
    const wait =
      row.kind === 'missing' && end !== undefined ? [waited(row, x(row.from), top + height - 10, end + 28)] : [];
    const shapes = [...draw(row, top, height, x, width), ...wait];
    const state = `${row.breaks.length > 0 ? ' broken' : ''}${index === divergence ? ' divergence' : ''}`;
    const faulty = invalid(row) ? ' invalid' : '';
    return { row: index, className: `row ${row.kind}${faulty}${state}`, label: inWords(row, lifelines), time, shapes };
  });
  const bodyHeight = y + 12;
  return {
    width,
    headHeight: HEAD,
    head: columns.flatMap((index) => headOf(lifelines[index], x(index))),
    bodyHeight,
    lines: columns.map((index) => ({
      tag: 'line',
      attributes: {
        x1: x(index),
        y1: 0,
        x2: x(index),
        y2: bodyHeight,
        class: lifelines[index]?.underTest === true ? 'life judged' : 'life',
      },
    })),
    rows: drawn,
  };
}

function headOf(line: Lifeline | undefined, x: number): readonly Shape[] {
  if (line === undefined) return [];
  const { title, place, underTest, served } = line;
  const mark = served === true ? 'served' : underTest ? 'under test' : undefined;
  return [
    rect({
      x: x - BOX / 2,
      y: 4,
      width: BOX,
      height: HEAD - 8,
      rx: 6,
      class: mark === undefined ? 'box' : 'box judged',
    }),
    text(x, 25, 'title', title),
    text(x, 42, 'place', mark === undefined ? place : `${place} · ${mark}`),
  ];
}

/** Whoever takes part in what is drawn. */
export function columnsOf(lifelines: Ladder['lifelines'], rows: readonly Row[]): readonly number[] {
  const used = new Set(rows.flatMap((row) => endsOf(row)));
  return lifelines.flatMap((_, index) => (used.has(index) ? [index] : []));
}

function endsOf(row: Row): readonly number[] {
  if (row.kind === 'mark') return [];
  if (row.kind === 'note') return [row.over];
  return [row.from, row.to, ...(row.kind === 'arrow' && row.through !== undefined ? [row.through] : [])];
}

/** What only prepares or cleans up, unless something broke there. */
export const isFolded = ({ phase, breaks, kind }: Row): boolean =>
  phase !== 'stimulus' && breaks.length === 0 && kind !== 'missing';

/** Begins with what is drawn, for who hears it and says it. */
export function inWords(row: Row, lifelines: Ladder['lifelines']): string {
  const at = (index: number): string => {
    const { title = '', place = '' } = lifelines[index] ?? {};
    return `${title} (${place})`;
  };
  const broken = row.breaks.length > 0 ? `, breaks ${row.breaks.join(', ')}` : '';
  const when = `, at ${row.at} ms`;
  switch (row.kind) {
    case 'arrow':
      return `${nameOf(row)}, from ${at(row.from)} to ${at(row.to)}${when}${broken}`;
    case 'missing': {
      const waited = row.until === undefined ? '' : `, waited for until ${row.until.at} ms`;
      return `${nameOf(row)}, from ${at(row.from)} to ${at(row.to)}${waited}${broken}`;
    }
    case 'again':
      return `${row.name} (${row.of}), from ${at(row.from)} to ${at(row.to)}${when}`;
    case 'note': {
      const whole = shownOf(row) === row.text ? '' : `, whole: ${row.text}`;
      return `${shownOf(row)}${whole}, ${row.of === 'control' ? 'control' : 'malformed bytes'} at ${at(row.over)}${when}${broken}`;
    }
    case 'mark':
      return `${row.text}${when}${broken}`;
  }
}

const nameOf = (row: Arrow | Missing): string =>
  [
    ...(row.step === undefined ? [] : [row.step]),
    row.name,
    ...(row.kind === 'missing' ? ['(missing)'] : []),
    ...(invalid(row) ? ['(not valid)'] : []),
    ...(row.kind === 'arrow' && row.trouble !== undefined ? [`(${row.trouble})`] : []),
  ].join(' ');

const shownOf = ({ text }: Note): string => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text);

const invalid = (row: Row): boolean => row.kind === 'arrow' && row.message.schemaErrors.length > 0;

function draw(row: Row, top: number, height: number, x: (index: number) => number, width: number): readonly Shape[] {
  const base = top + height - 10;
  const hit = rect({ x: TIMES, y: top, width: width - TIMES, height, class: 'hit' });
  switch (row.kind) {
    case 'arrow':
    case 'missing': {
      const [from, to] = [x(row.from), x(row.to)];
      const centre = from === to ? from + 40 : (from + to) / 2;
      const through = row.kind === 'arrow' && row.through !== undefined ? [circle(x(row.through), base)] : [];
      return [
        hit,
        ...line(from, to, base),
        ...through,
        text(centre, base - 7, row.step === undefined ? 'label' : 'label step', nameOf(row)),
      ];
    }
    case 'again': {
      const [from, to] = [x(row.from), x(row.to)];
      const end = row.of === 'lost' ? (from + to) / 2 : to;
      const sign = row.of === 'lost' ? [path(`M${end - 5} ${base - 5}l10 10m0 -10l-10 10`, 'shaft')] : [];
      return [
        hit,
        ...(row.of === 'lost' || from === to ? [path(`M${from} ${base}H${end}`, 'shaft')] : line(from, to, base)),
        ...sign,
        text((from + to) / 2, base - 6, 'said', clipped(row)),
      ];
    }
    case 'note': {
      const box = {
        x: x(row.over) - BOX / 2,
        y: top + 4,
        width: BOX,
        height: height - 8,
        rx: 4,
        class: `slip ${row.of}`,
      };
      return [hit, rect(box), text(x(row.over), base - 1, 'said', shownOf(row))];
    }
    case 'mark': {
      const rule = { x1: TIMES, y1: base + 4, x2: width, y2: base + 4, class: 'rule' };
      return [hit, { tag: 'line', attributes: rule }, text(TIMES + 6, base - 2, 'phase', row.text)];
    }
  }
}

const LONGEST = 44;
const clipped = ({ name, of }: Again): string =>
  `${name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name} (${of})`;

/** How long a message was waited for, down the lifeline of whoever owed it. */
const waited = ({ to, from }: Missing, x: number, top: number, bottom: number): Shape => {
  const side = to < from ? 7 : -7;
  return path(`M${x} ${top}h${side}V${bottom}h${-side}`, 'wait');
};

function line(from: number, to: number, y: number): readonly Shape[] {
  if (from === to) {
    const loop = `M${from} ${y - 10}h34v10h-34`;
    return [path(loop, 'shaft'), path(`M${from} ${y}l8 -4v8z`, 'tip')];
  }
  const back = to > from ? -8 : 8;
  return [path(`M${from} ${y}H${to + back}`, 'shaft'), path(`M${to} ${y}l${back} -4v8z`, 'tip')];
}

const timeOf = (row: Row, y: number): Shape =>
  text(TIMES - 12, y, 'time', row.kind === 'missing' ? '' : row.at.toFixed(1));

const text = (x: number, y: number, className: string, label: string): Shape => ({
  tag: 'text',
  attributes: { x, y, class: className },
  text: label,
});
const rect = (attributes: Shape['attributes']): Shape => ({ tag: 'rect', attributes });
const path = (d: string, className: string): Shape => ({ tag: 'path', attributes: { d, class: className } });
const circle = (cx: number, cy: number): Shape => ({ tag: 'circle', attributes: { cx, cy, r: 4, class: 'relay' } });
