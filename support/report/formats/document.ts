// A plain document of headings, sentences and tables, written as Markdown or as one HTML page without scripts. What the
// implementation said can hold anything and is shown as text.

import { harmless } from '../../verdict/harmless';
import { inText } from '../../schema/xml-text';
import { element, inLines } from '../element';

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface Document {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (...sentences: readonly string[]): Block => ({ kind: 'text', text: sentences.join(' ') });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head,
  rows,
});

export const asMarkdown = ({ title, blocks }: Document): string =>
  [`# ${marked(title)}`, ...blocks.map(markdownOf)].map((part) => `${part}\n`).join('\n');

function markdownOf(block: Block): string {
  if (block.kind === 'heading') return `## ${marked(block.text)}`;
  if (block.kind === 'text') return marked(block.text);
  return [block.head, block.head.map(() => '---'), ...block.rows.map((row) => row.map(marked))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const marked = (plain: string): string =>
  harmless(plain)
    .replace(/[\\`*[\]<>|~&]/g, '\\$&')
    .replace(/(?<!\w)_|_(?!\w)/g, '\\_')
    .replace(/\s*\n\s*/g, ' ');

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
  'table{border-collapse:collapse;width:100%;margin:1rem 0}' +
  'th,td{border:1px solid #8888;padding:.3rem .5rem;text-align:left;vertical-align:top}' +
  '@media print{body{font-size:10pt;margin:0}tr{break-inside:avoid}}';

export function asHtml({ title, blocks }: Document): string {
  const policy = {
    'http-equiv': 'Content-Security-Policy',
    content: "default-src 'none'; style-src 'unsafe-inline'",
  };
  const head = [
    element('meta', { charset: 'utf-8' }),
    element('meta', policy),
    element('title', {}, inText(title)),
    element('style', {}, inText(STYLE)),
  ];
  const body = [element('h1', {}, inText(title)), ...blocks.map(htmlOf)];
  const html = [element('head', {}, inLines(head)), element('body', {}, inLines(body))];
  return `<!doctype html>\n${element('html', { lang: 'en' }, inLines(html))}\n`;
}

function htmlOf(block: Block): string {
  if (block.kind === 'heading') return element('h2', {}, inText(block.text));
  if (block.kind === 'text') return element('p', {}, inText(block.text));
  const head = block.head.map((cell) => element('th', { scope: 'col' }, inText(cell)));
  const rows = block.rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, inText(cell)))));
  return element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, inLines(rows)));
}
