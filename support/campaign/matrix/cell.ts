// A cell of the matrix from a job and its run: the verdict of each participant by its own bytes alone, and which statement they broke.
// Pure.

import { isRole, type Role } from '../../procedure/roles';
import { failuresOf } from '../../report/summary/failures';
import { anchorsOf } from '../../report/page/page-index';
import type { Broken, Cell, ParticipantResult } from '../../report/page/matrix-data';
import { counts as bears } from '../../verdict/charge';
import { notCounted } from '../../verdict/counted';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import type { Verdict } from '../../verdict/verdict';
import { subjectOf, type Job, type Outcome, type Participant } from '../job';

export interface Earlier {
  readonly id: string;
  readonly cells: readonly Cell[];
}

type Says = (requirement: string) => string;

export interface About {
  readonly says: Says;
  readonly earlier: readonly Earlier[];
  readonly page?: string;
}

/** @param run undefined where it could not be run, or was not */
export function cellOf(
  job: Job,
  outcome: Outcome | undefined,
  run: RunResult | undefined,
  { says, earlier, page }: About,
): Cell {
  const { participants, wire, service, profile, load } = job;
  const subject = subjectOf(job);
  const before = earlier.flatMap(({ id, cells }) => {
    const cell = cells.find((one) => one.subject === subject);
    return cell === undefined ? [] : [{ id, cell }];
  });
  const counted = run?.scenarios.filter((scenario) => !notCounted(scenario)) ?? [];
  const { broken, unexplained } = failuresOf(counted);
  return {
    subject,
    job: job.id,
    wire,
    ...(service !== undefined && { service }),
    ...(profile !== undefined && { profile }),
    ...(load !== undefined && { load }),
    state: run?.verdict ?? (outcome === undefined ? 'not-run' : 'could-not-be-run'),
    reason: run === undefined ? whyNot(outcome) : (run.reason.split('\n', 1)[0] ?? ''),
    counts: countsOf(run?.scenarios ?? []),
    participants: participants.map((participant) => ({
      ...participant,
      ...resultOf(participant, participants, { run, counted, broken, says }),
      before: before.flatMap(({ id, cell }) => {
        const verdict = cell.participants.find(({ name }) => name === participant.name)?.verdict;
        return verdict === undefined ? [] : [{ id, verdict }];
      }),
    })),
    unexplained: unexplained
      .filter(({ verdict }) => verdict !== 'inconclusive')
      .map(({ verdict, reason, scenarios }) => `${verdict}: ${reason} (${scenarios.map(({ tp }) => tp).join(', ')})`),
    seconds: Math.round((outcome?.durationMs ?? 0) / 100) / 10,
    ...(run !== undefined && page !== undefined && { page }),
    before: before.map(({ id, cell }) => ({ id, state: cell.state })),
  };
}

const whyNot = (outcome: Outcome | undefined): string =>
  outcome?.state === 'could-not-be-run' ? outcome.reason : 'it has not been run yet';

interface Seen {
  readonly run: RunResult | undefined;
  readonly counted: readonly ScenarioResult[];
  readonly broken: ReturnType<typeof failuresOf>['broken'];
  readonly says: Says;
}

function resultOf(
  { name, roles }: Participant,
  all: readonly Participant[],
  { run, counted, broken: everybodys, says }: Seen,
): Pick<ParticipantResult, 'verdict' | 'broken' | 'inconclusive'> {
  if (run === undefined) return { broken: [], inconclusive: 0 };
  const anchors = anchorsOf(run.scenarios);
  const isOwn = (party: string): party is Role => isRole(party) && roles.includes(party);
  const broken = everybodys.flatMap(({ requirement, verdict, check, scenarios }): readonly Broken[] => {
    if (verdict !== 'fail' || !isOwn(check.party)) return [];
    const { expected, observed, evidence, party: role } = check;
    const excuses = all.filter((other) => other.name !== name).map((other) => other.name);
    const testPurposes = [...new Set(scenarios.map(({ tp }) => tp))];
    const anchor = scenarios[0] && anchors.get(scenarios[0]);
    const what = { requirement, says: says(requirement), role, expected, observed, evidence, testPurposes, excuses };
    return [{ ...what, ...(anchor !== undefined && { anchor }) }];
  });
  const own = counted.flatMap(({ checks }) => checks.filter((check) => isOwn(check.party) && bears(check)));
  const inconclusive = own.filter(({ verdict }) => verdict === 'inconclusive').length;
  return { verdict: verdictOf(own.length, broken.length, inconclusive), broken, inconclusive };
}

/** A run that shows nothing of a product says nothing of it. */
function verdictOf(checks: number, broken: number, inconclusive: number): Verdict {
  if (broken > 0) return 'fail';
  return checks === 0 || inconclusive > 0 ? 'inconclusive' : 'pass';
}

function countsOf(scenarios: readonly ScenarioResult[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { verdict } of scenarios) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
