// A verdict as a sign, a word and a colour; the colour never stands alone.

import type { RowVerdict, ScenarioEntry } from '../page-data';
import { h } from './dom';

export type Word = RowVerdict | ScenarioEntry['verdict'];

const SIGNS: Readonly<Record<Word, readonly [sign: string, word: string]>> = {
  pass: ['✓', 'pass'],
  fail: ['✗', 'fail'],
  error: ['!', 'error'],
  inconclusive: ['?', 'inconclusive'],
  'not-applicable': ['–', 'not applicable'],
  'not-tested': ['·', 'not tested'],
  'not-under-test': ['·', 'not under test'],
  'not-observable': ['·', 'not observable'],
  'nothing-to-check': ['·', 'nothing to check'],
};

export const wordOf = (verdict: Word): string => SIGNS[verdict][1];
export const signOf = (verdict: Word): string => SIGNS[verdict][0];

/** For a page that is drawn once. */
export const badge = (verdict: Word): HTMLElement =>
  h(
    'span',
    { class: `badge ${verdict}` },
    h('span', { 'aria-hidden': 'true' }, signOf(verdict)),
    ` ${wordOf(verdict)}`,
  );
