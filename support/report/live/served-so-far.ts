// The page of a party that is served: what it received and sent as it happens, a ladder for each regroup, and what was wrong with a
// message by its schema. Nothing is judged.

import { stepOf } from '../../clauses/figures';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS } from '../../procedure/flows';
import type { Role } from '../../procedure/roles';
import { ladderOf } from '../ladder/ladder-of';
import type { Ladder, Row } from '../ladder/model';
import { packed } from '../page/escape';
import { PAGE_END, pageOpening } from '../page/page-shell';
import type { ServedDetail, ServedEntry, ServedIndex, ServedProblem, ServedUpdate } from '../page/served-data';
import { servedHead, type ServedParty } from '../page/served-head';
import type { Site } from './page-server';
import { peerOf } from './peer-of';
import { createServedScopes, type Most, type ServedScope } from './served-scopes';

export interface ServedSoFar extends Site {
  take(event: TraceEvent): void;
  /** The party failed on an input. */
  fault(text: string): void;
  /** What is new for readers since it was asked last, as one line; undefined where nothing is. */
  look(): string | undefined;
}

export function createServedSoFar(party: ServedParty, most?: Most): ServedSoFar {
  const scopes = createServedScopes(most);
  let faults: string[] = [];
  const entries = new Map<string, ServedEntry>();
  let isNew = false;
  const { role } = party;

  const index = (): ServedIndex => ({
    entries: [...scopes.all.values()].map(entryFor).reverse(),
    faults,
    dropped: scopes.dropped(),
  });
  const live = (): string => `${role} is served; what it receives and sends appears here as it happens.`;

  /** Most scopes are as they were. */
  function entryFor(scope: ServedScope): ServedEntry {
    const known = entries.get(scope.key);
    const entry = known?.version === scope.version ? known : entryOf(scope, role);
    entries.set(scope.key, entry);
    return entry;
  }

  return {
    take(event) {
      scopes.add(event);
      isNew = true;
    },
    fault(text) {
      faults = [...faults, text.slice(0, LONGEST_FAULT)].slice(-MOST_FAULTS);
      isNew = true;
    },
    look() {
      if (!isNew) return undefined;
      isNew = false;
      const update: ServedUpdate = { index: packed(index()), live: live() };
      return JSON.stringify(update);
    },
    page: () =>
      `${pageOpening({
        entry: 'served',
        title: `${role}, served by ${party.suite.name}`,
        home: party.suite.name,
        about: `${role}, served`,
        side: 'Regroups',
        head: servedHead(party),
        without:
          '<noscript><p>What was received and sent needs JavaScript; nothing is loaded from elsewhere.</p></noscript>',
        index: index(),
        live: live(),
      })}${PAGE_END}`,
    data(id) {
      const scope = scopes.all.get(id);
      return scope && packed(detailOf(scope, role));
    },
  };
}

/** The newest say most. */
const MOST_FAULTS = 100;
const LONGEST_FAULT = 2000;

function entryOf(scope: ServedScope, role: Role): ServedEntry {
  const { key, regroup = '', events, version } = scope;
  const first = events.find((event) => event.kind === 'message');
  return {
    key,
    regroup,
    version,
    messages: events.filter(({ kind }) => kind === 'message').length,
    problems: problemsIn(events, role).length,
    last: lastName(events),
    at: first?.at ?? events[0]?.at ?? 0,
  };
}

function lastName(events: readonly TraceEvent[]): string {
  const last = events.findLast((event): event is MessageEvent => event.kind === 'message');
  if (last === undefined) return '';
  const step = stepOf(last.flow);
  const name = FLOWS.get(last.flow)?.name ?? last.flow;
  return step === undefined ? name : `${step} ${name}`;
}

function detailOf({ key, events, dropped }: ServedScope, role: Role): ServedDetail {
  const placed = events.map((event) => (event.kind === 'message' ? withEnds(event, role) : event));
  const start = placed[0]?.at ?? 0;
  const ladder = ladderOf({ checks: [] }, placed, [], () => undefined);
  return { key, dropped, ladder: shown(ladder, role), problems: problemsIn(events, role), start };
}

/** There is no preamble here: everything is shown, and the served party is marked. */
function shown({ lifelines, rows }: Ladder, role: Role): Ladder {
  return {
    lifelines: lifelines.map((line) => (line.party === role ? { ...line, served: true } : line)),
    rows: rows.map((row): Row => ({ ...row, phase: 'stimulus' })),
    divergence: undefined,
  };
}

/** No scenario says whose an identity is: the flow says who sends it to whom, and the served party is one of them. */
function withEnds(event: MessageEvent, role: Role): MessageEvent {
  const flow = FLOWS.get(event.flow);
  if (flow === undefined) return event;
  const isOurs = event.writtenBy === 'harness';
  const peer = peerOf(role, isOurs ? flow.to : flow.from);
  const [from, to] = isOurs ? [role, peer] : [peer, role];
  return { ...event, from: { ...event.from, party: from }, to: { ...event.to, party: to } };
}

function problemsIn(events: readonly TraceEvent[], role: Role): readonly ServedProblem[] {
  const named = new Map(
    events.map((event) => [
      event.id,
      event.kind === 'message' ? (FLOWS.get(event.flow)?.name ?? event.flow) : event.kind,
    ]),
  );
  return events.flatMap((event): readonly ServedProblem[] => {
    switch (event.kind) {
      case 'message':
        return event.schemaErrors.map(({ path, expected, found }) => ({
          event: event.id,
          text: `${named.get(event.id) ?? ''} ${event.writtenBy === 'harness' ? `by ${role}` : `to ${role}`} is not valid: ${path || 'the message'}: expected ${expected}, found ${found}`,
        }));
      case 'malformed':
        return [{ event: event.id, text: `bytes that are no information flow: ${event.problem}` }];
      case 'delivery':
        return ['refused', 'challenged', 'overloaded', 'undeliverable'].includes(event.outcome)
          ? [
              {
                event: event.message,
                text: `${named.get(event.message) ?? 'a message'} by ${role} was ${event.outcome}: ${event.detail}`,
              },
            ]
          : [];
      default:
        return [];
    }
  });
}
