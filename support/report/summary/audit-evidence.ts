// Which messages of one scenario show an item of the ICS. Unaware of what is claimed and of other scenarios.

import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import type { Role } from '../../procedure/roles';
import type { IcsRow } from '../../traceability/catalogue/ics';
import type { GroupDynamicData } from '../../procedure/generated/flow-bodies';

export interface ItemOfRole {
  readonly role: Role;
  readonly row: IcsRow;
}

/** What happened in the scenario before a message, as far as an item can depend on it. */
interface Before {
  /** The MC service IDs that sent a flow, as `flow id`. */
  readonly sent: Set<string>;
  /** The regroup groups that a role was told in a flow, as `flow role id`. */
  readonly received: Set<string>;
  /** Regroup groups that nobody has begun to cancel. */
  readonly regroups: Set<string>;
}

const CANCEL = 'preconfigured-regroup-cancel-request';

/** @param ofHarness messages that the harness wrote show something too: where it plays every role */
export function showing<T extends ItemOfRole>(
  events: readonly TraceEvent[],
  items: readonly T[],
  ofHarness: boolean,
): readonly (readonly [shown: T, message: string])[] {
  const before: Before = { sent: new Set(), received: new Set(), regroups: new Set() };
  return events.flatMap((event) => {
    if (event.kind !== 'message') return [];
    const shown =
      ofHarness || event.writtenBy === 'implementation' ? items.filter((one) => shows(event, one, before)) : [];
    keep(event, before);
    return shown.map((one) => [one, event.id] as const);
  });
}

function keep({ flow, from, to, body }: MessageEvent, { sent, received, regroups }: Before): void {
  sent.add(`${flow} ${from.id}`);
  const regroup = body['regroupGroupId'];
  if (typeof regroup !== 'string') return;
  received.add(`${flow} ${to.party ?? ''} ${regroup}`);
  if (flow.startsWith(CANCEL)) regroups.delete(regroup);
  else if (!flow.startsWith('preconfigured-regroup-cancel')) regroups.add(regroup);
}

function shows({ flow, from, to, body }: MessageEvent, { role, row: { seen } }: ItemOfRole, before: Before): boolean {
  if (seen?.flow !== flow || from.party !== role) return false;
  if (seen.to !== undefined && to.party !== seen.to) return false;
  const has = ([key, value]: readonly [string, string]): boolean =>
    value === '*' ? body[key] !== undefined && body[key] !== null : body[key] === value;
  if (!Object.entries(seen.with ?? {}).every(has)) return false;
  if (
    seen.takenFrom !== undefined &&
    !before.received.has(`${seen.takenFrom} ${role} ${String(body['regroupGroupId'])}`)
  )
    return false;
  return seen.endsPartAfter === undefined || endsPart(body, seen.endsPartAfter, before);
}

/** Reports that somebody who sent the flow is affiliated no longer to a regroup group that is not being cancelled. */
function endsPart(body: MessageEvent['body'], after: string, { sent, regroups }: Before): boolean {
  const reported = body['groupDynamicData'];
  if (!Array.isArray(reported)) return false;
  // Of an implementation: whatever its schema found stands in the trace too.
  return (reported as readonly (Partial<GroupDynamicData> | null)[]).some(
    (entry) =>
      regroups.has(entry?.mcServiceGroupId ?? '') &&
      Array.isArray(entry?.deAffiliated) &&
      entry.deAffiliated.some((user) => sent.has(`${after} ${user}`)),
  );
}
