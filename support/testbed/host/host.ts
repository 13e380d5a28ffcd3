// Runs one reference party on an adapter: what arrives is checked, recorded and handed to its machine in order of arrival;
// what the machine says is recorded and sent. Control takes the same way in. Unaware of which role the party plays.

import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageEvent } from '../../evidence/trace';
import type { Recorder } from '../../evidence/recorder';
import type { Adapter, Again, Json, Prepared, Receiver, Reception } from '../../ports/adapter';
import type { Control, ControlAnswer } from '../../ports/control';
import { lateness } from '../../ports/lateness';
import { leaveOf } from '../../ports/sent';
import type { Behaviour } from '../../ports/testbed';
import type { Abilities } from '../../ports/abilities';
import { isOfRegroup, type FlowBody } from '../../procedure/flows';
import { kindOf, type PartyName } from '../../procedure/roles';
import type { Env, Input, Machine, Send } from '../../reference/machine';
import { inOneLine } from '../../schema/explain';
import { validateFlow } from '../../schema/validate';
import { HarnessFault } from '../../verdict/errors';
import type { Activity } from './activity';
import { createBehaviours } from './behaviours';
import { worded } from './worded';
import type { Faults } from './faults';
import { createOutbox } from './outbox';
import { writersOf } from './writers';

/** What the hosts of one process share. */
export interface Surroundings {
  readonly adapter: Pick<Adapter, 'prepare'>;
  /** Of the wire that the adapter speaks. */
  readonly abilities: Pick<
    Abilities,
    | 'showsMembersOfRegroup'
    | 'findsMembersElsewhere'
    | 'looksWhoCancels'
    | 'returnsRequest'
    | 'assignsIdentities'
    | 'listsGroupsApart'
  >;
  readonly recorder: Recorder;
  readonly activity: Activity;
  readonly faults: Faults;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
  /** A label that no other call in any process has returned. */
  readonly fresh: () => string;
  /** Makes the message ids of this process unlike those of every other. */
  readonly label: string;
  /** The products under test, any of which may send what a party cannot read. */
  readonly products: () => readonly PartyName[];
  /** Aborts when the hosts close. */
  readonly signal: AbortSignal;
}

export interface Host {
  readonly receiver: Receiver;
  readonly control: Control;
  behave(scope: string, behaviour: Behaviour): void;
  /** Sends what it held back of the scope, or the last of it alone. */
  release(scope: string, what: 'all' | 'the-last'): void;
  forget(scope: string): void;
}

interface Held extends Pick<Outgoing, 'send' | 'relayOf'> {
  readonly scope: string | null;
}

interface Outgoing {
  readonly send: Send;
  /** The message that a gateway passes on. */
  readonly relayOf: MessageEvent | undefined;
  readonly done: () => void;
  /** How late our own loop had been in all when the party wanted it sent. */
  readonly lateBefore: number;
}

/** How long a party pauses between two steps that it takes apart: long enough for a message to come between. */
const PAUSE_MS = 2;

/** From here on a message is told to have left late. */
const WORTH_SAYING_MS = 100;

/** @param writtenBy whose bytes these are: a built-in party under test is judged as a stranger */
export function createHost(
  party: PartyName,
  build: (env: Env) => Machine,
  surroundings: Surroundings,
  writtenBy: MessageEvent['writtenBy'] = 'harness',
  own?: Behaviour,
): Host {
  const { adapter, recorder, activity, faults, fresh, label, signal } = surroundings;
  let clockOffset = 0;
  const behaviours = createBehaviours(own);
  const machine = build({
    now: () => surroundings.now() + clockOffset,
    fresh,
    ...(!surroundings.abilities.showsMembersOfRegroup && { regroupGroupsApart: true }),
    ...(!surroundings.abilities.findsMembersElsewhere && { membersNamedApart: true }),
    ...(!surroundings.abilities.looksWhoCancels && { removalsCross: true }),
    ...(!surroundings.abilities.returnsRequest && { saysCauses: true }),
    ...(!surroundings.abilities.assignsIdentities && { assignsNoIdentities: true }),
    asksInParts: (scope) => behaviours.of(scope).asksInParts,
    namesFirst: (scope) => behaviours.of(scope).namesFirst,
    keepsItsRegroups: (scope) => behaviours.of(scope).keepsItsRegroups,
  });
  const relays = kindOf(party) === 'gateway';

  let held: Held[] = [];
  const outbox = createOutbox<Outgoing>((outgoing) => deliver(outgoing));

  function take(input: Input, cause?: MessageEvent): ControlAnswer | undefined {
    let answer: ControlAnswer | undefined;
    try {
      for (const output of machine.receive(input)) {
        if (output.kind === 'answer') answer = output.answer;
        else if (output.kind === 'pause') resumeSoon();
        else emit(output, relays ? cause : undefined);
      }
    } catch (error) {
      const what = describe(input);
      faults.note(new HarnessFault(`the built-in ${party} failed on ${what}: ${String(error)}`, { cause: error }));
    }
    return answer;
  }

  /** What arrives meanwhile is taken first. */
  function resumeSoon(): void {
    const done = activity.begin();
    void sleep(PAUSE_MS, undefined, { signal })
      .then(
        () => take({ kind: 'resume' }),
        () => undefined,
      )
      .finally(done);
  }

  function emit(send: Send, relayOf: MessageEvent | undefined): void {
    const { withholds, holds, words } = behaviourFor(send);
    if (withholds.includes(send.flow)) return;
    // What comes before a regroup, and after, is put as usual.
    const part = isOfRegroup(send.flow) ? worded(send, words, surroundings.abilities) : send;
    // What is held is no activity: everything else goes quiet meanwhile.
    if (holds.includes(send.flow)) held.push({ scope: scopeOf(part), send: part, relayOf });
    else letLeave(part, relayOf);
  }

  function letLeave(send: Send, relayOf: MessageEvent | undefined): void {
    for (let copies = behaviourFor(send).repeats.includes(send.flow) ? 2 : 1; copies > 0; copies -= 1)
      dispatch(send, relayOf);
  }

  function dispatch(send: Send, relayOf: MessageEvent | undefined): void {
    const { delays } = behaviourFor(send);
    const outgoing = { send, relayOf, done: activity.begin(), lateBefore: lateness() };
    const delay = delays[send.flow];
    if (delay === undefined) outbox.push(outgoing);
    else void sleep(delay, undefined, { signal }).then(() => outbox.push(outgoing), outgoing.done);
  }

  function behaviourFor(send: Send): Required<Behaviour> {
    if (behaviours.isEmpty()) return behaviours.of(null);
    return behaviours.of(scopeOf(send));
  }

  const scopeOf = ({ body }: Send): string | null => recorder.scopeOf({ body: { ...body }, raw: JSON.stringify(body) });

  /** Resolves when what comes after it may leave. */
  const deliver = (outgoing: Outgoing): Promise<void> =>
    new Promise((leave) => {
      void carry(outgoing, leave).finally(leave);
    });

  async function carry({ send, relayOf, done, lateBefore }: Outgoing, left: () => void): Promise<void> {
    const taken = once(done);
    try {
      const id = relayOf?.id ?? recorder.reserve();
      const prepared = await adapter.prepare(
        { by: party, messageId: label + id, ...unaddressed(send) },
        { left, taken },
      );
      const event = relayOf ?? recorded(send, prepared, id, lateness() - lateBefore);
      if (relayOf) recorder.relaying(relayOf, party, prepared.carried ? prepared.raw : undefined);
      const became = await leaveOf(prepared)(signal, (again) => resent(event, again));
      if (event === undefined) return;
      const { outcome, detail } = became;
      recorder.delivered(event, party, outcome, detail, 'answer' in became ? became.answer : undefined);
      if (outcome !== 'accepted' && !signal.aborted)
        take({ kind: 'undelivered', flow: send.flow, body: send.body }, event);
    } catch (error) {
      faults.note(
        new HarnessFault(`the built-in ${party} could not send ${send.flow}: ${String(error)}`, { cause: error }),
      );
    } finally {
      taken();
    }
  }

  /** Undefined for what the wire does not carry, which is kept beside the messages. */
  function recorded(send: Send, prepared: Prepared, id: string, lateMs: number): MessageEvent | undefined {
    const { flow, address } = send;
    if (!prepared.carried) {
      recorder.add({ kind: 'not-carried', scope: scopeOf(send), party, flow, why: prepared.why });
      return undefined;
    }
    const { raw, body, errors = validateFlow(flow, body), wire } = prepared;
    const late = lateMs < WORTH_SAYING_MS ? {} : { lateMs: String(Math.round(lateMs)) };
    const facts = { to: address, ...wire, ...late };
    return recorder.sending({ flow, body, raw, schemaErrors: errors, wire: facts, writer: party }, writtenBy, id);
  }

  function resent(event: MessageEvent | undefined, again: Again): void {
    if (event) recorder.add({ kind: 'resent', scope: event.scope, message: event.id, by: party, ...again });
  }

  const ownId = (messageId: string | undefined): string | undefined =>
    messageId?.startsWith(label) ? messageId.slice(label.length) : undefined;

  /** Nothing is quiet as long as a sender waits for it. */
  function confirmed(afterMs: number | undefined): Reception | Promise<Reception> {
    if (afterMs === undefined) return { accepted: true };
    const done = activity.begin();
    const elapsed = sleep(afterMs, undefined, { signal }).then(done, done);
    return elapsed.then(() => ({ accepted: true }));
  }

  const receiver: Receiver = {
    isFull: (messageId) => recorder.isFull(ownId(messageId), party),
    isSomebody: (id, message) => recorder.hasSomebody(id, message),
    onMessage({ flow, body, raw, messageId, wire, verdict }) {
      const ours = ownId(messageId);
      const beyond = recorder.refuses({ flow, body, raw, messageId: ours }, party);
      if (beyond !== undefined) return { accepted: false, problem: beyond, beyondLimits: true };
      const event = recorder.arrived(
        {
          flow,
          body,
          raw,
          wire,
          messageId: ours,
          writer: onlyOne(surroundings.products()),
          check: () => verdict?.errors ?? validateFlow(flow, body),
          // Where a wire has a verdict of its own, it has looked whom the message is for.
          takesItsOwn: verdict === undefined && !relays,
        },
        party,
      );
      const { schemaErrors } = event;
      if (!(verdict?.understood ?? schemaErrors.length === 0))
        return { accepted: false, problem: schemaErrors.map(inOneLine).join('; '), errors: schemaErrors };
      // The schema of the flow is the proof, but for what a wire with a verdict of its own does not carry.
      const input: Input = { kind: 'flow', flow, body: body as unknown as FlowBody };
      const { ignores, lingers } = behaviours.of(event.scope);
      const unwilling = behaviours.refusal(event.scope, flow);
      if (unwilling !== undefined) {
        const problem = `${party} takes no ${flow}`;
        // Whoever is told to refuse is no receiver: what was sent is as good as lost.
        recorder.delivered(event, party, 'undeliverable', problem);
        return { accepted: false, problem, unwilling };
      }
      if (!ignores.includes(flow)) take(input, event);
      return confirmed(lingers[flow]);
    },
    onAside: (seen) => recorder.aside(seen, party),
    onMalformed: (seen) => recorder.malformed(seen, party, writersOf(seen, party, surroundings.products())),
  };

  return {
    receiver,
    control: {
      atOnce: true,
      // eslint-disable-next-line @typescript-eslint/require-await -- a throw has to become a rejection
      async send(command) {
        faults.raise();
        if (command.command === 'advance') clockOffset += command.milliseconds;
        const answer = take({ kind: 'command', command });
        faults.raise();
        if (!answer) throw new HarnessFault(`the built-in ${party} left the command ${command.command} unanswered`);
        return answer;
      },
    },
    behave: (scope, behaviour) => behaviours.add(scope, behaviour),
    release(scope, what) {
      const own = held.filter((one) => one.scope === scope);
      const due = what === 'all' ? own : own.slice(-1);
      held = held.filter((one) => !due.includes(one));
      if (what === 'all') behaviours.release(scope);
      for (const { send, relayOf } of due) letLeave(send, relayOf);
    },
    forget(scope) {
      behaviours.forget(scope);
      held = held.filter((one) => one.scope !== scope);
    },
  };
}

function describe(input: Input): string {
  switch (input.kind) {
    case 'command':
      return `the command ${input.command.command}`;
    case 'resume':
      return 'what it had left for later';
    default:
      return input.flow;
  }
}

/** What does not say who sent it can only be of the product, where there is one. */
const onlyOne = ([first, ...others]: readonly PartyName[]): PartyName | undefined =>
  others.length === 0 ? first : undefined;

function once(run: () => void): () => void {
  let open = true;
  return () => {
    if (open) run();
    open = false;
  };
}

// A spread makes of a typed body the plain record that adapter and trace know.
const unaddressed = ({
  flow,
  address,
  body,
}: Send): { readonly flow: Send['flow']; readonly address: string; readonly body: Json } => ({
  flow,
  address,
  body: { ...body },
});
