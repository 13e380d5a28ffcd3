// The ladder of a scenario in the page: the shapes of its scene, each message open to a click or Enter.

import { sceneOf, type Shape } from '../../ladder/scene';
import type { Ladder } from '../../ladder/model';
import { h, s } from './dom';

export function ladderFigure(ladder: Ladder, preamble: boolean, open: (row: number) => void): HTMLElement {
  const scene = sceneOf(ladder, { preamble });
  const { width, headHeight, bodyHeight } = scene;
  const rows = scene.rows.map(({ row, className, label, shapes }) => {
    const opens = ladder.rows[row]?.kind !== 'mark';
    const role = opens ? { role: 'button', tabindex: '0' } : { role: 'img' };
    const group = s('g', { class: className, 'aria-label': label, 'data-row': row, ...role }, ...shapes.map(drawn));
    if (!opens) return group;
    group.addEventListener('click', () => open(row));
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      open(row);
    });
    return group;
  });
  const lines = [...scene.lines, ...scene.rows.map(({ time }) => time)].map(drawn);
  return h(
    'div',
    { class: 'ladder', role: 'group', 'aria-label': 'Ladder: what happened, in order' },
    s('svg', { ...sized(width, headHeight), class: 'top', 'aria-hidden': 'true' }, ...scene.head.map(drawn)),
    s('svg', sized(width, bodyHeight), ...lines, ...rows),
  );
}

const sized = (width: number, height: number) => ({ width, height, viewBox: `0 0 ${width} ${height}` });

const drawn = ({ tag, attributes, text }: Shape): SVGElement => s(tag, attributes, text);
