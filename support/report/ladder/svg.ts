// A ladder as an SVG file that stands alone: no font, no style and no script from elsewhere. What comes from the wire is
// only ever text in it.

import { inText } from '../../schema/xml-text';
import { element, XML_DECLARATION } from '../element';
import type { Ladder } from './model';
import { sceneOf, type Shape } from './scene';

const STYLE = [
  'svg{background:#fff;font:12px system-ui,sans-serif}',
  'text{text-anchor:middle;fill:#1c2430}.title{font-weight:600;font-size:11px}.place,.time,.said,.phase{fill:#5b6675;font-size:11px}',
  '.time{text-anchor:end}.phase{text-anchor:start;font-style:italic}.label{paint-order:stroke;stroke:#fff;stroke-width:4px}',
  '.step{font-weight:600}.box{fill:#f4f6f9;stroke:#8a95a5}.box.judged{stroke:#2457c5;stroke-width:2}',
  '.life{stroke:#c4ccd8}.life.judged{stroke:#2457c5}.shaft{fill:none;stroke:#1c2430}.tip,.relay{fill:#1c2430}.hit{fill:none}',
  '.rule{stroke:#c4ccd8;stroke-dasharray:2 4}.slip{fill:#f4f6f9;stroke:#c4ccd8}.slip.malformed{stroke:#b3261e}',
  '.invalid .label{fill:#b3261e}',
  '.wait{fill:none;stroke:#b3261e;stroke-dasharray:2 3}.again .shaft{stroke-dasharray:2 3;stroke:#5b6675}.again .tip{fill:#5b6675}',
  '.missing .shaft{stroke-dasharray:6 5}.broken .shaft{stroke:#b3261e}.broken .tip,.broken .label,.broken .phase{fill:#b3261e}',
  '.divergence .shaft{stroke-width:2.5}.divergence .hit{fill:#fbe9e7}',
].join('\n');

export function ladderSvg(ladder: Ladder, title: string): string {
  const { width, head, headHeight, bodyHeight, lines, rows } = sceneOf(ladder, { preamble: false });
  const height = headHeight + bodyHeight;
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    titled(title),
    element('style', {}, inText(STYLE)),
    ...head.map(drawn),
    element(
      'g',
      { transform: `translate(0 ${headHeight})` },
      ...lines.map(drawn),
      ...rows.map(({ className, label, time, shapes }) =>
        element('g', { class: className }, titled(label), ...[time, ...shapes].map(drawn)),
      ),
    ),
  );
  return `${XML_DECLARATION}${svg}`;
}

const titled = (title: string): string => element('title', {}, inText(title));

const drawn = ({ tag, attributes, text }: Shape): string =>
  element(tag, attributes, ...(text === undefined ? [] : [inText(text)]));
