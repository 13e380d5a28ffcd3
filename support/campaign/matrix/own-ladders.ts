// Ladders of what a participant broke, for its own eyes: messages that it sent or was sent and commands that its control was given. What
// the others told each other in the same run is not in them, nor is any byte, name of a vendor or finding of theirs.

import type { TraceEvent } from '../../evidence/trace';
import type { Role } from '../../procedure/roles';
import { brokeOff } from '../../record/checked-traces';
import { readScenarioTraces } from '../../record/events-file';
import { ladderOf } from '../../report/ladder/ladder-of';
import { ladderSvg } from '../../report/ladder/svg';
import type { RequirementLookup } from '../../report/summary/requirement-text';
import type { RunResult, ScenarioResult } from '../../verdict/results';

export interface OfParticipant {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Of which a ladder is wanted. */
  readonly testPurposes: ReadonlySet<string>;
}

/** By test purpose; the first of its scenarios that this participant did not pass. */
export async function ownLadders(
  { run, events }: { readonly run: RunResult; readonly events: string },
  { name, roles, testPurposes }: OfParticipant,
  requirement: RequirementLookup,
): Promise<ReadonlyMap<string, string>> {
  const drawn = new Map<string, string>();
  for await (const { scenario, events: read } of readScenarioTraces(events, brokeOff(run))) {
    const { tp } = scenario;
    if (!testPurposes.has(tp) || drawn.has(tp)) continue;
    const checks = ownChecks(scenario, roles);
    if (checks.every(({ verdict }) => verdict !== 'fail')) continue;
    const ladder = ladderOf({ checks }, ownEvents(read(), roles), roles, requirement);
    drawn.set(tp, ladderSvg(ladder, `${tp}: what ${name} sent and was sent`));
  }
  return drawn;
}

const ownChecks = ({ checks }: ScenarioResult, roles: readonly Role[]): ScenarioResult['checks'] =>
  checks.filter(({ party }) => roles.some((role) => role === party));

export function ownEvents(events: readonly TraceEvent[], roles: readonly Role[]): readonly TraceEvent[] {
  const isOwn = (party: string | null): boolean => roles.some((role) => role === party);
  const messages = new Set(
    events.flatMap((event) =>
      event.kind === 'message' && (isOwn(event.from.party) || isOwn(event.to.party)) ? [event.id] : [],
    ),
  );
  return events.filter((event) => {
    switch (event.kind) {
      case 'message':
        return messages.has(event.id);
      case 'delivery':
      case 'resent':
        return messages.has(event.message);
      case 'control':
      case 'malformed':
      case 'aside':
        return isOwn(event.party);
      case 'phase':
      case 'settled':
        return true;
      default:
        return false;
    }
  });
}
