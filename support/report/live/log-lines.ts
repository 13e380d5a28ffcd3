// What passes, as lines for whoever looks on: each message, each command of the upper tester, and what was refused or could not be
// read. Pure; unaware of where the lines go.

import type { ControlEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
import { harmless } from '../../verdict/harmless';
import { labelOf } from '../summary/evidence-labels';

/** A line for each thing, or below it also its bytes. */
export type LogDetail = 'lines' | 'bytes';

/** What goes without saying: that a message arrived and was taken, and what is no news of the procedure. */
const SILENT: ReadonlySet<TraceEvent['kind']> = new Set([
  'fixture',
  'transmission',
  'key-log',
  'tapped',
  'one-product',
]);
const EXPECTED: ReadonlySet<string> = new Set(['arrived', 'accepted', 'answered', 'relayed']);

/** @param name of the scenario that the event belongs to, or what else is to stand before it */
export function logLines(event: TraceEvent, name: string, detail: LogDetail): readonly string[] {
  if (SILENT.has(event.kind) || (event.kind === 'delivery' && EXPECTED.has(event.outcome))) return [];
  const line = [`${(event.at / 1000).toFixed(3).padStart(9)} s`, name, harmless(whatOf(event))]
    .filter((part) => part !== '')
    .join('  ');
  const bytes = detail === 'bytes' && 'raw' in event ? (event.raw ?? '') : '';
  return [line, ...(bytes === '' ? [] : bytes.split(/\r?\n/).map((one) => `              | ${harmless(one)}`))];
}

function whatOf(event: TraceEvent): string {
  if (event.kind === 'message') return messageLine(event);
  if (event.kind === 'delivery')
    return `${event.message} ${event.outcome} at ${event.by}${event.detail === '' ? '' : `: ${event.detail}`}`;
  if (event.kind === 'control') return controlLine(event);
  return labelOf(event);
}

function controlLine({ party, command, answer }: ControlEvent): string {
  const { kind } = (command['act'] ?? command['question'] ?? {}) as { readonly kind?: string };
  const what = [command.command, ...(kind === undefined ? [] : [kind])].join(' ');
  return `control: ${what} to ${party}, answered ${answer.status}${why(answer['reason'])}`;
}

const why = (reason: unknown): string => (typeof reason === 'string' ? `: ${reason}` : '');

function messageLine(event: MessageEvent): string {
  const { id, raw, schemaErrors } = event;
  const [first] = schemaErrors;
  const fault =
    first === undefined ? '' : `; not valid: ${first.path} expected ${first.expected}, found ${first.found}`;
  const [, known] = /^Call-ID: *(\S+)/im.exec(raw) ?? [];
  const callId = known === undefined ? '' : `, Call-ID ${known}`;
  return `${labelOf(event)}  [${id}, ${Buffer.byteLength(raw)} bytes${callId}]${fault}`;
}
