// The ladder of a scenario: the shapes of its scene, each row open to a click or Enter. What is open stands beside it.

import type { Ladder, Row } from '../../ladder/model';
import { sceneOf, type Shape } from '../../ladder/scene';
import { useEffect, useRef } from 'preact/hooks';

interface LadderFacts {
  readonly ladder: Ladder;
  readonly preamble: boolean;
  /** Whether something stands behind a row. */
  readonly opens: (row: Row) => boolean;
  /** Id of the row that is open. */
  readonly selected: string | undefined;
  readonly open: (row: string) => void;
}

export function LadderFigure({ ladder, preamble, opens, selected, open }: LadderFacts) {
  const box = useRef<HTMLDivElement>(null);
  const scene = sceneOf(ladder, { preamble });
  const { width, headHeight, bodyHeight } = scene;
  useEffect(() => {
    const row = box.current?.querySelector('[aria-expanded="true"]');
    if (!box.current || !row) return;
    // A row is as wide as the ladder: sideways nothing moves.
    const { scrollLeft } = box.current;
    row.scrollIntoView({ block: 'nearest' });
    box.current.scrollLeft = scrollLeft;
  }, [selected]);
  const press = (event: KeyboardEvent, id: string): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open(id);
  };
  return (
    <div class="ladder" ref={box} role="group" aria-label="Ladder: what happened, in order">
      <svg {...sized(width, headHeight)} class="top" aria-hidden="true">
        {scene.head.map(drawn)}
      </svg>
      <svg {...sized(width, bodyHeight)}>
        {[...scene.lines, ...scene.rows.map(({ time }) => time)].map(drawn)}
        {scene.rows.map(({ row: at, className, label, shapes }) => {
          const row = ladder.rows[at];
          if (row === undefined) return undefined;
          if (!opens(row))
            return (
              <g key={row.id} class={className} aria-label={label} role="img">
                {shapes.map(drawn)}
              </g>
            );
          const isOpen = row.id === selected;
          return (
            <g
              key={row.id}
              class={isOpen ? `${className} open` : className}
              aria-label={label}
              aria-expanded={isOpen}
              role="button"
              tabindex={0}
              data-row={row.id}
              onClick={() => open(row.id)}
              onKeyDown={(event) => press(event, row.id)}
            >
              {shapes.map(drawn)}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const sized = (width: number, height: number) => ({ width, height, viewBox: `0 0 ${width} ${height}` });

const drawn = ({ tag: Tag, attributes, text }: Shape, at: number) => (
  <Tag key={at} {...attributes}>
    {text}
  </Tag>
);
