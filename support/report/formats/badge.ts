// A badge: as the JSON that shields.io reads from an endpoint, and as a picture that needs no server.

import { partOfSuite } from '../../verdict/part-of-suite';
import { inText } from '../../schema/xml-text';
import { element } from '../element';
import { verdictWords } from '../summary/verdict-words';
import type { ReportSource } from './derived-report';

const COLOURS = { pass: '#2e7d32', inconclusive: '#9a6700', fail: '#c62828', error: '#6a1b9a' } as const;
const PART = '#1d4f91';
const HEIGHT = 20;
const CHARACTER = 6.6;
const MARGIN = 7;

export const badgeJson = (source: ReportSource): string =>
  `${JSON.stringify({ schemaVersion: 1, ...textsOf(source), color: colourOf(source) })}\n`;

export function badgeSvg(source: ReportSource): string {
  const { label, message } = textsOf(source);
  const left = widthOf(label);
  const width = left + widthOf(message);
  const texts = [
    [label, MARGIN],
    [message, left + MARGIN],
  ] as const;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: HEIGHT,
      role: 'img',
      'aria-label': `${label}: ${message}`,
    },
    element('rect', { width, height: HEIGHT, rx: 3, fill: '#424a53' }),
    element('rect', { x: left, width: width - left, height: HEIGHT, rx: 3, fill: colourOf(source) }),
    element(
      'g',
      { fill: '#fff', 'font-family': 'Verdana,DejaVu Sans,sans-serif', 'font-size': 11 },
      ...texts.map(([text, x]) => element('text', { x, y: 14, textLength: widthOf(text) - 2 * MARGIN }, inText(text))),
    ),
  );
  return `${svg}\n`;
}

const textsOf = ({ run }: ReportSource) => ({
  label: run.clauses.map(({ specification, number }) => `${specification.replace('3GPP ', '')} ${number}`).join(', '),
  message: verdictWords(run),
});

/** A part of the suite that passed is no green. */
const colourOf = ({ run }: ReportSource): string =>
  run.verdict === 'pass' && partOfSuite(run) ? PART : COLOURS[run.verdict];

/** The letters are stretched to it, whatever font is at hand. */
const widthOf = (text: string): number => Math.round(text.length * CHARACTER) + 2 * MARGIN;
