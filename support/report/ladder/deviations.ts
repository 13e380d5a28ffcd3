// Where a trace shows what broke a check: at a message, at the moment of quiet, or at an arrow that never came. Unaware of
// how it is drawn.

import type { SettledEvent, TraceEvent } from '../../evidence/trace';
import { arrowOf } from '../../clauses/figures';
import { FLOWS, type Flow } from '../../procedure/flows';
import { kindOf, type EntityKind, type PartyName } from '../../procedure/roles';
import type { CheckResult, ScenarioResult } from '../../verdict/results';
import { breachesOf } from '../summary/failures';
import type { RequirementLookup } from '../summary/requirement-text';

/** An arrow of the figure that a failed check names and that nobody sent. */
export interface Absent {
  readonly flow: Flow;
  readonly step: string;
  readonly from: PartyName;
  readonly to: PartyName;
  /** The event that called for it. */
  readonly after: string;
  /** The event at which nothing more came. */
  readonly until: SettledEvent;
  readonly expected: string;
  readonly requirements: string[];
}

export interface Deviations {
  /** Ids of events, with the requirements whose breach they show. */
  readonly at: ReadonlyMap<string, readonly string[]>;
  readonly absent: readonly Absent[];
}

export function deviationsOf(
  scenario: Pick<ScenarioResult, 'checks'>,
  events: readonly TraceEvent[],
  requirement: RequirementLookup,
): Deviations {
  const byId = new Map(events.flatMap((event) => [[event.id, event] as const]));
  const at = new Map<string, string[]>();
  const absent = new Map<string, Absent>();
  for (const { check } of breachesOf(scenario)) {
    const evidence = check.evidence.flatMap((id) => byId.get(id) ?? []).toSorted((one, other) => one.seq - other.seq);
    const missing = absentBy(check, evidence, requirement);
    const last = evidence.at(-1);
    if (missing !== undefined) {
      const key = [missing.step, missing.from, missing.to, missing.after].join(' ');
      const known = absent.get(key) ?? missing;
      absent.set(key, known);
      if (!known.requirements.includes(check.requirement)) known.requirements.push(check.requirement);
    } else if (last !== undefined) {
      const shown = at.get(last.id) ?? [];
      at.set(last.id, shown.includes(check.requirement) ? shown : [...shown, check.requirement]);
    }
  }
  return { at, absent: [...absent.values()] };
}

/** A check that waited until everything was quiet, and whose step's message is not in what it saw, missed that message. */
function absentBy(
  { requirement: id, party, expected }: CheckResult,
  evidence: readonly TraceEvent[],
  requirement: RequirementLookup,
): Absent | undefined {
  const { step = '', clause, strength } = requirement(id) ?? {};
  const arrow = arrowOf(step, clause);
  const quiet = evidence.find((event): event is SettledEvent => event.kind === 'settled');
  const flow = arrow && FLOWS.get(arrow.flow);
  if (arrow === undefined || flow === undefined || quiet === undefined || strength === 'shall-not') return undefined;
  if (evidence.some((event) => event.kind === 'message' && event.flow === flow.id)) return undefined;
  const { from, to } = arrow;
  const sender = isOf(party, flow.from) ? party : from;
  return {
    flow,
    step,
    from: sender,
    to,
    after: (evidence.find(({ seq }) => seq < quiet.seq) ?? quiet).id,
    until: quiet,
    expected,
    requirements: [],
  };
}

const isOf = (party: PartyName, kind: EntityKind): boolean => kindOf(party) === kind;
