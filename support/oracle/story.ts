// The oracle's own account of one scenario, built from its trace alone: the facts declared, who was served and affiliated
// when, and what control was told. What a clause makes of it is the clause's own. It gives no verdict.

import type {
  AsideEvent,
  ControlEvent,
  DeliveryEvent,
  FixtureEvent,
  MalformedEvent,
  MessageEvent,
  PhaseEvent,
  ResentEvent,
  SettledEvent,
  TraceEvent,
} from '../evidence/trace';
import type { Abilities } from '../ports/abilities';
import { canonical } from '../procedure/identities';
import { kindOf } from '../procedure/roles';
import type { Undelivered } from './story/message';
import { readArrivals, type Arrivals } from './story/arrivals';
import { readControls, type Controls } from './story/controls';
import { readForged, type Forged } from './story/forged';
import { refusedForNobody } from './story/for-nobody';
import { bySender } from './story/senders';
import { readLinks, type Links } from './story/links';
import { readMembership, type Membership } from './story/membership';
import { readPlaces, type Places } from './story/places';

export interface PlainAnswer {
  readonly event: DeliveryEvent;
  readonly to: MessageEvent;
  /** The bytes as text. */
  readonly raw: string;
}

export interface Story extends Links {
  /** Of the wire that the messages were on. */
  readonly abilities: Abilities;
  readonly places: Places;
  readonly messages: readonly MessageEvent[];
  /** What of them left once more, in other bytes. */
  readonly resent: readonly ResentEvent[];
  readonly malformed: readonly MalformedEvent[];
  /** What was taken and is none of the information flows. */
  readonly asides: readonly AsideEvent[];
  readonly controls: Controls;
  readonly membership: Membership;
  /** Messages, by id, that did not reach their receiver or that it refused to take. */
  readonly undelivered: Undelivered;
  /** Of those, by id, the ones that their receiver refused to take, with its answer in words. */
  readonly refusals: ReadonlyMap<string, string>;
  /** Of those, by id, the ones that their receiver puts off, for credentials or until it has less to do, with its answer in words. */
  readonly putOff: ReadonlyMap<string, string>;
  /** Of those, by id, the ones that did not come to their receiver, or were not answered, and why. */
  readonly losses: ReadonlyMap<string, string>;
  /** Final responses that are no messages of their own, each with the message that it answers. */
  readonly plainAnswers: readonly PlainAnswer[];
  /** What products wrote in the names of parties that we play. */
  readonly forged: readonly Forged[];
  /** Messages, by id, that arrived at a server though they are for a client. */
  readonly misdirected: ReadonlySet<string>;
  /** When a message reached its receiver. */
  readonly arrivalOf: Arrivals;
  /** Position of the last stimulus; 0 where there was none. */
  readonly stimulus: number;
  /** Position of the last event. */
  readonly end: number;
  /** Whether an event, by id, says that nothing more came. */
  isSilence(id: string): boolean;
  /** The event that says that nothing more came, after a moment. */
  settledAfter(seq: number): SettledEvent | undefined;
  /** The same, or the event that says that what was owed was waited for as long as it is. */
  waitedOutAfter(seq: number): SettledEvent | undefined;
  /** The scenario had ended by then, so that all that its users were made to do is known. */
  isOver(seq: number): boolean;
}

/**
 * @param asRecorded the trace of one scenario, in order; what follows the postamble is clean-up and is not read
 * @param abilities of the wire of the run: what it cannot carry is missing from the trace for no fault of anybody
 * @param endedAt where the scenario ended, of a trace that goes on with what came late
 */
export function openStory(asRecorded: readonly TraceEvent[], abilities: Abilities, endedAt = Infinity): Story {
  const events = bySender(asRecorded, abilities);
  const messages: MessageEvent[] = [];
  const resent: ResentEvent[] = [];
  const malformed: MalformedEvent[] = [];
  const asides: AsideEvent[] = [];
  const answered: DeliveryEvent[] = [];
  const controlEvents: ControlEvent[] = [];
  const settled: SettledEvent[] = [];
  const waitedOut: SettledEvent[] = [];
  const undelivered = new Map<string, 'refused' | 'undeliverable'>();
  const refusals = new Map<string, string>();
  const putOff = new Map<string, string>();
  const losses = new Map<string, string>();
  const forged = readForged(events);
  const toClients = new Set<string>();
  const misdirected = new Set<string>();
  let fixture: FixtureEvent | undefined;
  let stimulus: PhaseEvent | undefined;
  let end = 0;
  reading: for (const event of events) {
    switch (event.kind) {
      case 'message': {
        const forNobody = forged.has(event.id) ? undefined : refusedForNobody(event, events);
        if (forNobody) {
          malformed.push(forNobody);
          break;
        }
        messages.push(inOneSpelling(forged.get(event.id)?.message ?? event));
        if (event.flow.endsWith('-client')) toClients.add(event.id);
        break;
      }
      case 'resent':
        resent.push(event);
        break;
      case 'malformed':
        // Where products sent more than is taken there are no bytes.
        if (!event.beyondLimits) malformed.push(event);
        break;
      case 'aside':
        asides.push(event);
        break;
      case 'control':
        controlEvents.push(commandInOneSpelling(event));
        break;
      case 'settled':
        waitedOut.push(event);
        // A deadline that passed while messages still came says nothing about those that did not.
        if (event.by !== 'deadline') settled.push(event);
        break;
      case 'fixture':
        fixture = event;
        break;
      case 'delivery':
        if (event.outcome === 'undeliverable' || (event.outcome === 'refused' && !undelivered.has(event.message)))
          undelivered.set(event.message, event.outcome);
        if (event.outcome === 'undeliverable') losses.set(event.message, event.detail);
        if (event.answer !== undefined) answered.push(event);
        if (event.outcome === 'arrived' && kindOf(event.by) === 'server' && toClients.has(event.message))
          misdirected.add(event.message);
        if (event.outcome === 'refused') refusals.set(event.message, event.detail);
        if (event.outcome === 'challenged' || event.outcome === 'overloaded') {
          undelivered.set(event.message, 'undeliverable');
          putOff.set(event.message, event.detail);
        }
        break;
      case 'phase':
        if (event.phase === 'postamble') break reading;
        if (event.phase === 'stimulus') stimulus = event;
    }
    end = event.seq;
  }

  const places = readPlaces(canonical(fixture?.fixture));
  const controls = readControls(controlEvents);
  const links = readLinks(events);
  return {
    abilities,
    places,
    messages,
    resent,
    malformed,
    asides,
    controls,
    membership: readMembership(messages, controls, places, links.isHidden),
    undelivered,
    refusals,
    putOff,
    losses,
    plainAnswers: plainAnswersIn(answered, messages),
    forged: [...forged.values()].filter(({ message }) => message.seq <= end),
    misdirected,
    arrivalOf: readArrivals(events),
    stimulus: stimulus?.seq ?? 0,
    end,
    ...links,
    isSilence: (id) => settled.some((event) => event.id === id),
    settledAfter: (seq) => settled.find((event) => event.seq > seq),
    isOver: (seq) => seq > endedAt,
    waitedOutAfter: (seq) => waitedOut.find((event) => event.seq > seq),
  };
}

function plainAnswersIn(events: readonly DeliveryEvent[], messages: readonly MessageEvent[]): readonly PlainAnswer[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return events.flatMap((event) => {
    const to = byId.get(event.message);
    return to === undefined || event.answer === undefined ? [] : [{ event, to, raw: event.answer }];
  });
}

const spelt = new WeakMap<MessageEvent, MessageEvent>();
const speltCommands = new WeakMap<ControlEvent, ControlEvent>();

function commandInOneSpelling(event: ControlEvent): ControlEvent {
  const kept = speltCommands.get(event) ?? canonical(event);
  speltCommands.set(event, kept);
  return kept;
}

/** The message with its identities as all of the story spells them; what stood on the wire stays in `raw`. */
function inOneSpelling(event: MessageEvent): MessageEvent {
  const known = spelt.get(event);
  if (known) return known;
  const { from, to, body } = event;
  const same = { from: canonical(from), to: canonical(to), body: canonical(body) };
  const kept = same.from === from && same.to === to && same.body === body ? event : { ...event, ...same };
  spelt.set(event, kept);
  return kept;
}

/** What is made of a story is made once, however many checks ask for it. */
export function oncePerStory<S extends Story, T>(compute: (story: S) => T): (story: S) => T {
  const known = new WeakMap<S, { readonly value: T }>();
  return (story) => {
    const kept = known.get(story) ?? { value: compute(story) };
    known.set(story, kept);
    return kept.value;
  };
}
