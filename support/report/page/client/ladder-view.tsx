// A ladder and beside it what stands behind one of its rows: by click, Enter, arrow keys, j and k; Escape closes it.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ladderMermaid } from '../../ladder/mermaid';
import type { Ladder, Row } from '../../ladder/model';
import { isFolded } from '../../ladder/scene';
import type { ScenarioDetail } from '../page-data';
import { LadderFigure } from './ladder';
import { eventsOf, MessagePanel } from './message';
import { addressOf, Copy } from './ui';

interface ViewFacts {
  readonly anchor: string;
  readonly ladder: Ladder;
  readonly checks: ScenarioDetail['checks'];
  /** An event, by its id: the row that shows it is open. */
  readonly event: string | undefined;
  readonly children?: ComponentChildren;
}

export function LadderView({ anchor, ladder, checks, event, children }: ViewFacts) {
  const [preamble, setPreamble] = useState(false);
  const row = event === undefined ? undefined : rowOf(ladder, event);
  const whole = preamble || (row !== undefined && isFolded(row));
  const evidence = new Set(checks.flatMap((check) => check.evidence));
  const opens = ({ kind, breaks, id }: Row): boolean => kind !== 'mark' || breaks.length > 0 || evidence.has(id);
  const rows = ladder.rows.filter((one) => opens(one) && (whole || !isFolded(one)));
  // A browser tells of a new address only when it comes to it: the next key may be faster.
  const gone = useRef<string | undefined>(undefined);
  gone.current = row?.id;
  const go = (id: string | undefined): void => {
    const address = id === undefined ? addressOf(anchor) : addressOf(anchor, id);
    // Going through a ladder leaves one step back, not a hundred.
    if (gone.current === undefined) location.hash = address;
    else location.replace(address);
    gone.current = id;
  };
  const step = (by: 1 | -1): void => {
    const at = rows.findIndex(({ id }) => id === gone.current);
    const next = gone.current === undefined ? (ladder.rows[ladder.divergence ?? -1] ?? rows[0]) : rows[at + by];
    if (next === undefined) return;
    go(next.id);
    document.querySelector<SVGElement>(`[data-row="${CSS.escape(next.id)}"]`)?.focus({ preventScroll: true });
  };
  const close = (): void => {
    if (row === undefined) return;
    go(undefined);
    document.querySelector<SVGElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus({ preventScroll: true });
  };
  // Before the next key is pressed: it is about what is open now.
  useLayoutEffect(() => {
    const press = (pressed: KeyboardEvent): void => {
      const isArrow = pressed.key === 'ArrowDown' || pressed.key === 'ArrowUp';
      if (isTyping(pressed) || (isArrow && !isOnLadder())) return;
      if (pressed.key === 'Escape') close();
      else if (pressed.key === 'j' || pressed.key === 'ArrowDown') step(1);
      else if (pressed.key === 'k' || pressed.key === 'ArrowUp') step(-1);
      else return;
      pressed.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  if (ladder.rows.length === 0) return <p class="quiet">No trace of it was kept.</p>;
  return (
    <>
      <p class="tools">
        <label>
          <input type="checkbox" id="preamble" checked={whole} onInput={() => setPreamble(!whole)} /> preamble and
          clean-up
        </label>
        <Copy label="Copy as Mermaid" text={() => ladderMermaid(ladder)} />
        <span class="quiet">{children} Click an arrow, or press j and k.</span>
      </p>
      <div class={row === undefined ? 'reading' : 'reading beside'}>
        <LadderFigure {...{ ladder, opens }} preamble={whole} selected={row?.id} open={go} />
        {row !== undefined && <MessagePanel key={anchor} {...{ anchor, ladder, row, checks, close, step }} />}
      </div>
    </>
  );
}

/** The row that shows an event; of a message that was delivered, the message. */
export const rowOf = ({ rows }: Ladder, event: string) => rows.find((row) => eventsOf(row).includes(event));

const isTyping = ({ target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  ctrlKey || altKey || metaKey || (target instanceof Element && target.matches('input, select, textarea'));

/** Elsewhere arrow keys scroll. */
const isOnLadder = (): boolean => Boolean(document.activeElement?.closest('.ladder, .panel > header'));
