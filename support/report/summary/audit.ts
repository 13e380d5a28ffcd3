// Sets what the ICS of a target claims beside what the run saw: an item answered no that the product does all the same, and
// one answered yes that nothing showed. It never changes a verdict. Unaware of files.

import { claimsOf } from '../../traceability/catalogue/claims';
import type { Ics } from '../../traceability/catalogue/ics';
import type { Scenario } from '../../traceability/scenario';
import type { AuditEntry, RunResult } from '../../verdict/results';
import { showing, type ItemOfRole } from './audit-evidence';
import type { ScenarioTrace } from '../../record/events-file';

interface Subject extends ItemOfRole {
  readonly seen: string[];
}

export async function auditOf(
  run: RunResult,
  traces: AsyncIterable<ScenarioTrace>,
  ics: Ics,
  scenarios: readonly Scenario[],
): Promise<readonly AuditEntry[]> {
  const { underTest, ics: given = {} } = run.target;
  const { tables, answers } = claimsOf(ics, given, underTest);
  const subjects = tables.flatMap(({ role, rows }) =>
    rows.filter(({ seen, feature }) => seen ?? feature).map((row): Subject => ({ role, row, seen: [] })),
  );
  for await (const { events } of traces)
    for (const [subject, message] of showing(events(), subjects, underTest.length === 0)) subject.seen.push(message);
  const needing = needsIn(scenarios);
  return subjects.map((subject) => entryOf(subject, answers[subject.row.item], run, needing));
}

type Needing = ReadonlyMap<string, ReadonlySet<string>>;

function needsIn(scenarios: readonly Scenario[]): Needing {
  const needing = new Map<string, Set<string>>();
  for (const { tp, needs } of scenarios)
    for (const need of needs) needing.set(need, (needing.get(need) ?? new Set()).add(tp));
  return needing;
}

function entryOf(
  { row, seen }: Subject,
  answer: 'yes' | 'no' | 'some' | undefined,
  run: RunResult,
  needing: Needing,
): AuditEntry {
  const claimedItem = { item: row.item, claim: answer ?? ('not answered' as const) };
  if (seen.length > 0) {
    const messages = `${seen.length} ${seen.length === 1 ? 'message' : 'messages'}, the first is ${seen[0] ?? ''}`;
    return { ...claimedItem, seen: messages, finding: answer === 'no' ? 'contradicts' : 'agrees' };
  }
  if (answer === 'no') return { ...claimedItem, seen: 'nothing', finding: 'agrees' };
  if (row.feature === undefined) {
    // Nothing tells when it was due: only a whole run can miss it.
    const whole = run.notExecuted.length === 0;
    return { ...claimedItem, seen: 'nothing', finding: whole ? 'not-shown' : 'not-exercised' };
  }
  const due = needing.get(row.feature) ?? new Set();
  const ran = run.scenarios.filter(({ tp, verdict }) => due.has(tp) && verdict !== 'not-applicable');
  if (ran.length === 0) return { ...claimedItem, seen: 'no scenario that needs it was run', finding: 'not-exercised' };
  const passed = ran.filter(({ verdict }) => verdict === 'pass').length;
  const words = `${passed} of ${ran.length} scenarios that need it passed`;
  if (row.seen !== undefined)
    return { ...claimedItem, seen: `${words}, and no message shows it`, finding: 'not-shown' };
  return { ...claimedItem, seen: words, finding: passed > 0 ? 'agrees' : 'not-shown' };
}

/** With `--audit strict`, a contradicted claim costs an exit code of 0; the verdict stays what it is. */
export function withAudit(run: RunResult, audit: readonly AuditEntry[]): RunResult {
  const contradicted = audit.filter(({ finding }) => finding === 'contradicts').map(({ item }) => item);
  if (run.options['audit'] !== 'strict' || run.exitCode !== 0 || contradicted.length === 0) return { ...run, audit };
  const reason = `${run.reason}; but the run contradicts the ICS (${contradicted.join(', ')}), and the audit is strict`;
  return { ...run, audit, reason, exitCode: 1 };
}
