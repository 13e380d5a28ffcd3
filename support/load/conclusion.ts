// What a load came to, from its summary and what was judged: one verdict and one result. Pure.

import type { Role } from '../procedure/roles';
import { packageVersion } from '../schema/package-root';
import type { Target } from '../testbed/target/target';
import type { LoadFinding, LoadResult } from './load-result';
import type { Summary } from './summary';

interface Judged {
  readonly findings: readonly LoadFinding[];
  readonly clients: number;
}

export function resultOf(
  target: Target,
  {
    startedAt,
    preparedInMs,
    summary,
    judged,
    underTest,
  }: {
    readonly startedAt: string;
    readonly preparedInMs: number;
    readonly summary: Summary;
    readonly judged: Judged;
    readonly underTest: readonly Role[];
  },
): LoadResult {
  const { counts, times, harness, workers } = summary;
  const { name, version, adapter } = target;
  return {
    version: 1,
    suite: packageVersion,
    startedAt,
    product: { name, version, adapter, underTest },
    ...conclusion(summary, judged.findings),
    preparedInMs,
    clients: counts,
    times,
    harness,
    workers,
    findings: judged.findings,
    judged: judged.clients,
  };
}

function conclusion(
  { counts, harness, workers, times }: Summary,
  [found]: readonly LoadFinding[],
): Pick<LoadResult, 'verdict' | 'reason' | 'exitCode'> {
  if (found) return { verdict: 'fail', reason: `${found.party} broke ${found.requirement}`, exitCode: 1 };
  const cannotTell = (reason: string) => ({ verdict: 'inconclusive', reason, exitCode: 3 }) as const;
  const gone = workers.filter(({ lost }) => lost !== undefined);
  if (gone.length > 0)
    return cannotTell(
      `${counts.notTold} of ${counts.asked} clients could not be told: ${gone.map((one) => `${one.name}: ${one.lost ?? ''}`).join('; ')}`,
    );
  const [saturated] = harness.saturated;
  if (saturated) return cannotTell(`the harness is saturated: ${saturated.why}`);
  if (times === null) return cannotTell('clocks could not be aligned, or no regroup request left the primary');
  const odd = [
    [counts.lost, 'were not sent step 7'],
    [counts.doubled, 'were sent step 7 more than once'],
  ] as const;
  for (const [count, what] of odd)
    if (count !== 0)
      return cannotTell(`${String(count)} clients ${what}, and no statement was seen to be broken by it`);
  if (counts.acknowledged !== null && counts.acknowledged < counts.received)
    return cannotTell(`the step 9 of ${counts.received - counts.acknowledged} clients was not taken`);
  return { verdict: 'pass', reason: '', exitCode: 0 };
}
