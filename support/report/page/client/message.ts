// What stands behind an arrow or a note: who to whom, whether it was valid, the bytes, and what became of it.

import type { Ladder, MessageFacts, Row } from '../../ladder/model';
import { inWords } from '../../ladder/scene';
import { h, linkTo, paragraph } from './dom';

export function openMessage(dialog: HTMLDialogElement, { lifelines }: Ladder, row: Row, onClose: () => void): void {
  const close = h('button', { type: 'button', class: 'close' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(
    h('header', {}, h('h2', { id: 'message-title' }, titleOf(row)), close),
    paragraph(inWords(row, lifelines), 'quiet'),
    ...(row.breaks.length > 0
      ? [h('p', { class: 'breach' }, 'Breaks ', ...row.breaks.flatMap((id) => [linkTo(id), ' ']))]
      : []),
    ...contentOf(row),
  );
  dialog.onclose = onClose;
  if (!dialog.open) dialog.showModal();
}

function titleOf(row: Row): string {
  if (row.kind === 'arrow' || row.kind === 'missing')
    return `${row.step === undefined ? '' : `Step ${row.step}: `}${row.name}`;
  return row.kind === 'note' && row.of === 'malformed' ? 'Bytes that are no information flow' : row.text;
}

function contentOf(row: Row): readonly HTMLElement[] {
  switch (row.kind) {
    case 'arrow':
      return messageContent(row.message, row.id);
    case 'missing':
      return [paragraph(`Expected: ${row.expected}`), paragraph('Nobody sent it before everything was quiet.')];
    case 'note':
      return row.of === 'control' ? [code('Command and answer', pretty(row.detail))] : [code('Bytes', row.detail)];
    case 'mark':
      return [];
  }
}

function messageContent(message: MessageFacts, id: string): readonly HTMLElement[] {
  const { from, to, raw, body, schemaErrors, writtenBy, wire, deliveries, flow } = message;
  const { headers, ...others } = wire;
  const facts: readonly (readonly [string, string])[] = [
    ['event', id],
    ['flow', flow],
    ['from', from],
    ['to', to],
    ['written by', writtenBy === 'harness' ? 'the harness' : 'the implementation under test'],
    ...Object.entries(others).map(([name, value]) => [`wire: ${name}`, value] as const),
    ...deliveries.map(({ by, outcome, detail }) => [`${outcome} at`, `${by} ${detail}`] as const),
  ];
  return [
    h(
      'p',
      { class: schemaErrors.length === 0 ? 'valid' : 'invalid' },
      schemaErrors.length === 0 ? '✓ valid by its schema' : '✗ not valid by its schema',
    ),
    h(
      'ul',
      { class: 'plain' },
      ...schemaErrors.map(({ path, expected, found }) =>
        h('li', {}, `${path || 'the message'}: expected ${expected}, found ${found}`),
      ),
    ),
    code('Message', body === undefined ? pretty(raw) : JSON.stringify(body, null, 2)),
    code('Bytes', raw),
    ...(headers === undefined ? [] : [code('Headers', headers)]),
    h('dl', { class: 'facts' }, ...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
  ];
}

const code = (title: string, text: string): HTMLElement =>
  h('section', {}, h('h3', {}, title), h('pre', { tabindex: '0', 'aria-label': title }, text));

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
