// How the events of a scenario stand in the trace: a JSON text a line, without what a reader can tell without it. What every event
// of an older trace says in full is read by the same rules. Pure.

import type { ControlEvent, DeliveryEvent, Endpoint, MessageEvent, TraceEvent } from './trace';

/** An event as it stands in a line: anything may be left out, and a text may stand in place of what an earlier event says. */
type Line = Readonly<Record<string, unknown>>;

/** What several parties are told alike, each by a command of its own. */
const TOLD_ALIKE = ['systems', 'users', 'groups'] as const;
/** What is shorter is not worth a reference. */
const WORTH = 30;
const DONE = JSON.stringify({ status: 'done' });

/**
 * @param scope of the scenario whose events they are: an event of another, or of none, says so and stands for itself
 * @returns a line feed between two lines, none at the end
 */
export function inLines(events: readonly TraceEvent[], scope?: string): string {
  /** By what they say, the first events that said it. */
  const first = new Map<string, string>();
  const messages = new Map<string, MessageEvent>();
  const alike = <T>(name: string, value: T, id: string): T | string => {
    const text = JSON.stringify(value);
    const known = first.get(name + text);
    if (known !== undefined) return known;
    if (text.length > WORTH) first.set(name + text, id);
    return value;
  };

  function own(event: TraceEvent): object {
    if (event.kind === 'message') {
      messages.set(event.id, event);
      return { ...messageLine(event), wire: alike('wire', event.wire, event.id) };
    }
    if (event.kind === 'control') return { ...controlLine(event), command: commandLine(event) };
    if (event.kind !== 'delivery') return event;
    const isReceiver = messages.get(event.message)?.to.party === event.by;
    return { ...deliveryLine(event), by: isReceiver ? undefined : event.by };
  }

  function commandLine({ command, id }: ControlEvent): Line {
    if (command.command !== 'provision') return command;
    const told = TOLD_ALIKE.filter((name) => name in command);
    return { ...command, ...Object.fromEntries(told.map((name) => [name, alike(name, command[name], id)])) };
  }

  return events
    .map((event) => {
      const isOwn = event.scope === scope;
      const line = isOwn ? own(event) : event;
      return JSON.stringify({
        ...line,
        scope: isOwn ? undefined : event.scope,
        seq: isOwn ? seqLine(event) : event.seq,
      });
    })
    .join('\n');
}

const seqLine = ({ id, seq }: TraceEvent): number | undefined => (seq === numberIn(id) ? undefined : seq);

const messageLine = (event: MessageEvent): Line => ({
  ...event,
  from: endLine(event.from, event.body['from']),
  to: endLine(event.to, event.body['to']),
  raw: event.raw === JSON.stringify(event.body) ? undefined : event.raw,
  schemaErrors: event.schemaErrors.length === 0 ? undefined : event.schemaErrors,
  writtenBy: event.writtenBy === 'harness' ? undefined : event.writtenBy,
});

const endLine = ({ party, id }: Endpoint, said: unknown): Line => (id === said ? { party } : { party, id });

const deliveryLine = (event: DeliveryEvent): Line => ({
  ...event,
  outcome: event.outcome === 'arrived' ? undefined : event.outcome,
  detail: event.detail === '' ? undefined : event.detail,
});

const controlLine = (event: ControlEvent): Line => ({
  ...event,
  answer: JSON.stringify(event.answer) === DONE ? undefined : event.answer,
});

/** What `inLines` made of the events of a scenario. */
export const fromLines = (text: string, scope: string): readonly TraceEvent[] =>
  eventsFrom(
    text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as object])),
    scope,
  );

/**
 * @param lines in order, read
 * @param scope of the scenario with which they stand
 * @throws RangeError where a line refers to what no line before it says
 */
export function eventsFrom(lines: readonly object[], scope: string | null): readonly TraceEvent[] {
  const earlier = new Map<string, TraceEvent>();
  return lines.map((line) => {
    const event = eventFrom(line as Line, scope, earlier);
    earlier.set(event.id, event);
    return event;
  });
}

function eventFrom(line: Line, scope: string | null, earlier: ReadonlyMap<string, TraceEvent>): TraceEvent {
  const placed = { scope, seq: numberIn(String(line['id'])), ...line };
  /** What an event of that kind, which a text in place of a value names, says there. */
  const said = (value: unknown, of: TraceEvent['kind'], pick: (event: Line) => unknown): unknown => {
    if (typeof value !== 'string') return value;
    const event = earlier.get(value) as Line | undefined;
    if (event?.['kind'] === of) return pick(event);
    throw new RangeError(`${String(line['id'])} refers to the ${of} ${value}, which no line before it tells of`);
  };
  // What else is wrong with it is for the schema to say.
  if (line['kind'] === 'message') {
    const { from, to, body, wire, raw = JSON.stringify(body) } = line as Line & { readonly body?: Line };
    return {
      schemaErrors: [],
      writtenBy: 'harness',
      ...placed,
      raw,
      from: { id: body?.['from'], ...(from as object) },
      to: { id: body?.['to'], ...(to as object) },
      wire: said(wire, 'message', (event) => event['wire']),
    } as unknown as TraceEvent;
  }
  if (line['kind'] === 'delivery') {
    const receiver = (event: Line): unknown => (event['to'] as Endpoint).party;
    const by = 'by' in line ? line['by'] : said(line['message'], 'message', receiver);
    return Object.assign({ outcome: 'arrived', detail: '' }, placed, { by }) as unknown as TraceEvent;
  }
  if (line['kind'] === 'control') {
    const { command } = line as { readonly command: Line };
    const told = TOLD_ALIKE.filter((name) => typeof command[name] === 'string').map(
      (name): readonly [string, unknown] => [
        name,
        said(command[name], 'control', (event) => (event['command'] as Line)[name]),
      ],
    );
    const whole = told.length === 0 ? command : { ...command, ...Object.fromEntries(told) };
    return { answer: { status: 'done' }, ...placed, command: whole } as unknown as TraceEvent;
  }
  return placed as unknown as TraceEvent;
}

/** Ids end with the number that an event was given with them, which is most often its place. */
const numberIn = (id: string): number | undefined => {
  const digits = /e(\d+)$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
};
