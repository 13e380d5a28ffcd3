// What a cell of the matrix shows: the verdict of its run, or that it has none, which is nobody's.

import type { CellState } from '../matrix-data';
import { h } from './dom';
import { badge } from './verdict';

export const stateBadge = (state: CellState): HTMLElement =>
  state === 'could-not-be-run' || state === 'not-run'
    ? h(
        'span',
        { class: 'badge not-tested' },
        h('span', { 'aria-hidden': 'true' }, '·'),
        ` ${state.replaceAll('-', ' ')}`,
      )
    : badge(state);
