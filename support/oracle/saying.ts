// How checks word what they found: pass, fail, or that it cannot be told, always with what was expected and what was seen.
// Silence is only ever judged once something says that nothing more will come.

import { FLOWS, type FlowId } from '../procedure/flows';
import { kindOf, systemOf, type PartyName } from '../procedure/roles';
import { refusalWords } from '../evidence/refusal-words';
import type { Finding } from '../verdict/finding';
import type { Check, Freedom, JudgeOptions } from './check';
import type { Story } from './story';
import { isExcused } from './story/controls';
import type { Message } from './story/message';

/** What is required of a party here. */
export interface Claim {
  readonly party: PartyName;
  readonly expected: string;
  /** The reading that decides, where the clause is ambiguous. */
  readonly reading?: string;
}

interface Event {
  readonly id: string;
  readonly seq: number;
}

export interface Say {
  pass(claim: Claim, observed: string, evidence: readonly Event[]): Finding;
  fail(claim: Claim, observed: string, evidence: readonly Event[]): Finding;
  unsure(claim: Claim, observed: string, evidence: readonly Event[]): Finding;
  /** A message has to come after an event; `once` not twice. `link` names the ends between which it would be seen. */
  comes(claim: Claim, matches: readonly Message[], since: Event, how?: Manner): Finding;
  /** No such message may come after an event. */
  staysAway(claim: Claim, matches: readonly Message[], since: Event): Finding;
  /** Every message has to be right; `problem` says what is wrong with one. None where there is no message. */
  all(
    claim: Claim,
    messages: readonly Message[],
    problem: (message: Message) => string | undefined,
  ): readonly Finding[];
  /** What may have come in place of what is missing, to stand after the words that it is; empty where nothing did. */
  nearMiss(since: Event): string;
  /** For what only the end of the scenario can show. */
  whenQuiet(claim: Claim, since: Event, judge: (settled: Event) => Finding): Finding;
}

interface Manner {
  readonly once?: true;
  readonly link?: readonly [PartyName, PartyName];
}

/** A message in the words of a clause: its flow, its step, and who sent it to whom. */
export type Describe = (story: Story, message: Message) => string;

export interface Saying<S extends Story> {
  /** A check that reads the story as the clause tells it. */
  readonly check: (
    requirement: string,
    judge: (story: S, say: Say, options: JudgeOptions) => readonly Finding[],
    freedom?: (story: S) => Freedom | undefined,
  ) => Check;
  readonly describe: Describe;
}

/** What the words of a clause depend on. */
export interface Telling<S extends Story> {
  /** Step of the clause that a flow is. */
  readonly stepOf: (flow: FlowId) => string | undefined;
  /** The story as the clause tells it. */
  readonly storyOf: (story: Story) => S;
  /** Flows that the clause lets a party leave out. */
  readonly optional: ReadonlySet<FlowId>;
}

/** How the checks of one clause say what they found. What a played party left out because the scenario told it to is nobody's fault. */
export function sayingOf<S extends Story>({ stepOf, storyOf, optional }: Telling<S>): Saying<S> {
  const describe: Describe = (story, message) => {
    const step = stepOf(message.flow);
    const name = FLOWS.get(message.flow)?.name ?? message.flow;
    const more = [step && `step ${step}`, refusalWords(message)].filter((one) => one !== undefined).join(', ');
    return `a ${name}${more && ` (${more})`} from ${sender(story, message)} to ${story.places.nameOf(message.to.id)}`;
  };
  return {
    describe,
    check: (requirement, judge, freedom) => ({
      requirement,
      ...(freedom && { freedom: (story: Story) => freedom(storyOf(story)) }),
      judge: (story, options) =>
        judge(storyOf(story), sayFor(requirement, story, { describe, stepOf }), options).filter(
          ({ verdict, party }) => verdict === 'pass' || !isExcused(story.controls, party, optional),
        ),
    }),
  };
}

interface Words extends Pick<Telling<Story>, 'stepOf'> {
  readonly describe: Describe;
}

/** A message of the clause that came since in a name that nobody has: it may be the one that is missing. */
function inAnotherName(story: Story, since: Event, { describe, stepOf }: Words): string {
  const nearMiss = story.messages.find(
    ({ seq, from, flow }) => seq > since.seq && from.party === null && stepOf(flow) !== undefined,
  );
  return nearMiss === undefined ? '' : `; ${describe(story, nearMiss)} was, in a name that nobody has`;
}

function sayFor(requirement: string, story: Story, words: Words): Say {
  const { describe } = words;
  const findingOf =
    (verdict: Finding['verdict']) =>
    ({ party, expected, reading }: Claim, observed: string, evidence: readonly Event[]): Finding => ({
      requirement,
      party,
      verdict,
      expected,
      observed,
      evidence: evidence.map(({ id }) => id),
      ...(reading !== undefined && { interpretation: reading }),
    });
  const pass = findingOf('pass');
  const fail = findingOf('fail');
  const unsure = findingOf('inconclusive');
  const whenQuiet: Say['whenQuiet'] = (claim, since, judge) => {
    const settled = story.settledAfter(since.seq);
    return settled ? judge(settled) : unsure(claim, 'the scenario ended before everything was quiet', [since]);
  };

  const nearMiss: Say['nearMiss'] = (since) => inAnotherName(story, since, words);

  return {
    pass,
    fail,
    unsure,
    whenQuiet,
    nearMiss,
    comes(claim, messages, since, { once, link } = {}) {
      const [first, second] = messages;
      if (first && second && once) return fail(claim, `${messages.length} were sent`, messages);
      if (first) return pass(claim, `it was sent by ${sender(story, first)}`, messages);
      if (link && story.isHidden(...link)) return unsure(claim, 'it cannot be seen: both ends are under test', [since]);
      return whenQuiet(claim, since, (settled) =>
        fail(claim, `none was sent before everything was quiet${nearMiss(since)}`, [since, settled]),
      );
    },
    staysAway(claim, messages, since) {
      const [first] = messages;
      if (first) return fail(claim, `${describe(story, first)} was sent`, [since, ...messages]);
      return whenQuiet(claim, since, (settled) => pass(claim, 'none was sent', [since, settled]));
    },
    all(claim, messages, problem) {
      for (const message of messages) {
        const wrong = problem(message);
        if (wrong !== undefined) return [fail(claim, `${describe(story, message)}: ${wrong}`, [message])];
      }
      return messages.length > 0 ? [pass(claim, 'as expected', messages)] : [];
    },
  };
}

const sender = (story: Story, { from }: Message): string => story.places.nameOf(from.id) || 'an unknown sender';

const SHOWN = 3;

/** Ana, Ben and Med-7; a long list is cut. */
export function names(story: Story, ids: readonly string[]): string {
  const known = ids.map((id) => story.places.nameOf(id));
  if (known.length > SHOWN + 1) return `${known.slice(0, SHOWN).join(', ')} and ${known.length - SHOWN} others`;
  const last = known.at(-1) ?? 'nobody';
  return known.length < 2 ? last : `${known.slice(0, -1).join(', ')} and ${last}`;
}

/** The verb that goes with names: Ana is, Ana and Ben are. */
export const are = (ids: readonly string[]): string => (ids.length === 1 ? 'is' : 'are');
export const were = (ids: readonly string[]): string => (ids.length === 1 ? 'was' : 'were');

/** A server or group management server by what it is: the second partner MC service server. */
export const entity = (party: PartyName): string =>
  `the ${systemOf(party)?.replace('-', ' ') ?? ''} ${kindOf(party) === 'gms' ? 'group management server' : 'MC service server'}`;

export const sameSet = (one: readonly string[], other: readonly string[]): boolean => {
  const known = new Set(one);
  return known.size === new Set(other).size && other.every((item) => known.has(item));
};
