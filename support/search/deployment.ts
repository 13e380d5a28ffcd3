// The reference parties of several MC systems in one process, with no socket and no clock of their own: what one sends stands in
// flight until it is told to arrive, so that whoever holds a deployment decides every order. What happens is written as a run
// writes it. Unaware of what a story is and of verdicts.

import { addresseesOf } from '../actions/inquiry';
import { partiesOf, provisionCommand } from '../actions/provisioning';
import { createRecorder } from '../evidence/recorder';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import type { Act, ControlAnswer, ControlCommand } from '../ports/control';
import type { Fixture } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import { entityOf, kindOf, type McSystemName, type PartyName } from '../procedure/roles';
import type { Input, Machine, Send } from '../reference/machine';
import { createMachine, type Choice } from '../reference/party';
import { inOneLine } from '../schema/explain';
import { validateFlow } from '../schema/validate';

/** What becomes of a message in flight. */
export type Fate =
  | 'arrives'
  /** Its sender is told that it did not arrive. */
  | 'is lost'
  /** Its sender is told that it did not arrive, and it did. */
  | 'is reported lost'
  /** Nobody is told. */
  | 'vanishes'
  /** It arrives, and is still to arrive once more. */
  | 'arrives twice';

export interface Flight {
  readonly event: MessageEvent;
  readonly by: PartyName;
  readonly send: Send;
}

export interface Deployment {
  readonly fixture: Fixture;
  readonly events: readonly TraceEvent[];
  /** Pairs of parties between which messages are in flight, in the order in which they first were. */
  links(): readonly (readonly Flight[])[];
  /** Lets the first message of a link arrive, or get lost. */
  deliver(link: readonly Flight[], fate?: Fate): void;
  /** Parties that have put a step off, as often as they have. */
  paused(): readonly PartyName[];
  /** Lets a party take up the step that it put off first. */
  resume(party: PartyName): void;
  /** Lets everything arrive, what was sent first first, until nothing is in flight and nobody pauses. */
  drain(): void;
  /** A user acts. Recorded where the client does it. */
  act(party: PartyName, act: Act): ControlAnswer;
  command(party: PartyName, command: ControlCommand): ControlAnswer;
  /** Time passes on every party's clock. */
  advance(milliseconds: number): void;
  phase(phase: 'preamble' | 'stimulus', text: string): void;
  /** Nothing more will come: asks what no message shows. */
  settle(): void;
}

/** Which parties are not the faithful ones. */
export type Choices = Partial<Record<PartyName, Choice>>;

const AT_A_CLIENT: FlowId = 'preconfigured-regroup-request.server-client';

/** Nobody listens there. */
const isNowhere = (machines: ReadonlyMap<string, Machine>, address: string): boolean => !machines.has(address);

/** @param refusing parties that take no regroup request */
export function deploy(fixture: Fixture, choices: Choices = {}, refusing: ReadonlySet<string> = new Set()): Deployment {
  const { scope } = fixture;
  let now = 0;
  let clock = 0;
  const recorder = createRecorder(() => ++now);
  recorder.open(fixture);
  const messages: MessageEvent[] = [];
  const underTest = new Set(Object.keys(choices));
  const machines = new Map<string, Machine>();
  for (const party of partiesOf(fixture))
    machines.set(
      party,
      machineFor(party, () => clock, choices[party]),
    );
  // First come, first served between two parties; what a choice sends late stands in a link of its own.
  const inFlight = new Map<string, Flight[]>();
  let order: Flight[] = [];
  let paused: PartyName[] = [];

  /** What is sent because of a command is written behind it. */
  function give(party: PartyName, input: Input, answered?: (answer: ControlAnswer) => void): void {
    const outputs = machines.get(party)?.receive(input) ?? [];
    for (const output of outputs) if (output.kind === 'answer') answered?.(output.answer);
    for (const output of outputs)
      if (output.kind === 'send') write(party, output);
      else if (output.kind === 'pause') paused.push(party);
  }

  function write(by: PartyName, send: Send): void {
    const { flow, body, address } = send;
    const plain = { ...body };
    const event = recorder.sending(
      { flow, body: plain, raw: JSON.stringify(plain), schemaErrors: validateFlow(flow, plain), wire: {} },
      underTest.has(by) ? 'implementation' : 'harness',
    );
    messages.push(event);
    const flight: Flight = { event, by, send };
    const late = choices[by]?.delays?.[flow] === undefined ? '' : flow;
    const link = `${by}>${address}>${late}`;
    const queue = inFlight.get(link);
    if (queue) queue.push(flight);
    else inFlight.set(link, [flight]);
    order.push(flight);
  }

  function land(
    { event, by, send: { flow, body, address } }: Flight,
    fate: 'arrives' | 'is lost' | 'is reported lost',
  ): void {
    // A machine's address is the name of its party.
    const party = address as PartyName;
    const isRefused = refuses(choices[party], flow) || (flow === AT_A_CLIENT && refusing.has(party));
    const fails = fate !== 'arrives' || isNowhere(machines, address) || isRefused;
    if (fails) {
      recorder.delivered(event, by, 'undeliverable', 'lost on the way');
      give(by, { kind: 'undelivered', flow, body });
      if (fate !== 'is reported lost') return;
    }
    recorder.delivered(event, party, 'arrived', '');
    // A host hands on what its machine can read, and refuses the rest.
    const { schemaErrors } = event;
    if (schemaErrors.length === 0) {
      give(party, { kind: 'flow', flow, body });
      return;
    }
    recorder.delivered(event, by, 'refused', schemaErrors.map(inOneLine).join('; '));
    give(by, { kind: 'undelivered', flow, body });
  }

  function take(flight: Flight, fate: Fate): void {
    if (fate === 'arrives twice') {
      land(flight, 'arrives');
      return;
    }
    for (const [link, queue] of inFlight)
      if (queue[0] === flight) {
        queue.shift();
        if (queue.length === 0) inFlight.delete(link);
        break;
      }
    order = order.filter((other) => other !== flight);
    if (fate !== 'vanishes') land(flight, fate);
  }

  function drain(): void {
    // A cursor, because shift() on a long queue is slow; what is written meanwhile follows.
    for (let next = 0; next < order.length; next += 1) {
      inFlight.clear();
      land(order[next] as Flight, 'arrives'); // The loop's bound says that it is there.
    }
    inFlight.clear();
    order = [];
    const [first] = paused;
    if (first === undefined) return;
    resume(first);
    drain();
  }

  function resume(party: PartyName): void {
    paused = paused.toSpliced(paused.indexOf(party), 1);
    give(party, { kind: 'resume' });
  }

  function command(party: PartyName, wanted: ControlCommand): ControlAnswer {
    let answer: ControlAnswer | undefined;
    give(party, { kind: 'command', command: wanted }, (given) => {
      answer = given;
      recorder.add({ kind: 'control', scope, party, command: { ...wanted }, answer: { ...given } });
    });
    if (answer === undefined) throw new Error(`${party} left the command ${wanted.command} unanswered`);
    return answer;
  }

  return {
    fixture,
    events: recorder.events(scope),
    links: () => [...inFlight.values()],
    deliver([first], fate = 'arrives') {
      if (first) take(first, fate);
    },
    paused: () => paused,
    resume,
    drain,
    act: (party, act) => command(party, { command: 'act', scope, act }),
    command,
    advance(milliseconds) {
      clock += milliseconds;
      for (const party of partiesOf(fixture)) command(party, { command: 'advance', milliseconds });
    },
    phase: (phase, text) => void recorder.add({ kind: 'phase', scope, phase, text }),
    settle() {
      for (const { id, party } of addresseesOf(fixture, messages))
        command(party, { command: 'ask', scope, question: { kind: 'user-notifications', user: id } });
      for (const { name } of fixture.systems)
        command(entityOf(name, 'server'), { command: 'ask', scope, question: { kind: 'regroups' } });
      recorder.add({ kind: 'settled', scope, by: 'idle', waitedMs: 0 });
    },
  };
}

function machineFor(party: PartyName, now: () => number, choice: Choice | undefined): Machine {
  let labels = 0;
  return createMachine(kindOf(party), { now, fresh: () => `${party.replaceAll('-', '')}${++labels}` }, choice);
}

const refuses = (choice: Choice | undefined, flow: FlowId): boolean => choice?.refuses?.includes(flow) ?? false;

/** Where everybody listens: a machine's address is its party. */
export const ADDRESSES = { party: (name: PartyName) => ({ address: name as string, underTest: false }) };

export interface TemporaryGroup {
  readonly home: McSystemName;
  readonly id: string;
  readonly mcServiceGroupIdList: readonly string[];
}

/**
 * Brings about the preconditions of the clause, as a scenario does.
 *
 * @param affiliations MC service group IDs that each user is to be affiliated to, by MC service ID
 * @param temporary groups that their home system has put into a temporary group
 */
export function establish(
  deployment: Pick<Deployment, 'fixture' | 'phase' | 'command' | 'act' | 'drain'>,
  affiliations: ReadonlyMap<string, readonly string[]>,
  temporary?: TemporaryGroup,
): void {
  const { fixture } = deployment;
  const { scope } = fixture;
  deployment.phase('preamble', 'the preconditions of the clause are brought about');
  for (const party of partiesOf(fixture)) deployment.command(party, provisionCommand(party, fixture, ADDRESSES));
  for (const { name } of fixture.systems)
    for (const kind of ['server', 'gms'] as const)
      deployment.command(entityOf(name, kind), { command: 'activate', scope });
  deployment.drain();
  const served = fixture.users.filter(({ inService }) => inService);
  for (const { id, party } of served) deployment.act(party, { kind: 'start-service', user: id });
  deployment.drain();
  for (const { id, party } of served) {
    const mcServiceGroupIdList = affiliations.get(id) ?? [];
    if (mcServiceGroupIdList.length > 0)
      deployment.act(party, { kind: 'affiliate', user: id, mcServiceGroupIdList: [...mcServiceGroupIdList] });
  }
  deployment.drain();
  if (temporary === undefined) return;
  const { home, id: temporaryGroupId, mcServiceGroupIdList } = temporary;
  deployment.act(entityOf(home, 'gms'), {
    kind: 'make-temporary-group',
    temporaryGroupId,
    mcServiceGroupIdList: [...mcServiceGroupIdList],
  });
  deployment.drain();
}
