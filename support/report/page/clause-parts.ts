// The clause as the side of the page shows it: its parts in the order of the figure, each with what its statements came to.

import type { Coverage, CoverageRow } from '../../traceability/coverage';
import { worst, type Verdict } from '../../verdict/verdict';
import type { ClausePart, RequirementEntry, RowVerdict } from './page-data';

const PARTS: readonly (readonly [step: string, title: string])[] = [
  ['scope', 'Scope'],
  ['pre', 'Preconditions'],
  ['1', 'Step 1 · initiate'],
  ['2', 'Step 2 · request'],
  ['3', 'Step 3 · check and resolve'],
  ['4a', 'Step 4a · reject'],
  ['4b', 'Step 4b · request return'],
  ['5', 'Step 5 · request to the partner'],
  ['6', 'Step 6 · partner checks'],
  ['7', 'Step 7 · request to client 2'],
  ['8', 'Step 8 · notify the user'],
  ['9', 'Step 9 · response of client 2'],
  ['10', 'Step 10 · affiliate'],
  ['11', 'Step 11 · response of the partner'],
  ['12', 'Step 12 · response to client 1'],
  ['post', 'Lifetime'],
  ['note', 'Notes'],
  ['figure', 'Figure'],
  ['invariant', 'Invariants across the steps'],
  ['wire', 'Wire'],
];

export function clauseParts({ rows }: Coverage): readonly ClausePart[] {
  const known = new Set(PARTS.map(([step]) => step));
  const others = new Set(rows.map(({ requirement }) => requirement.step).filter((step) => !known.has(step)));
  return [...PARTS, ...[...others].map((step) => [step, step] as const)].flatMap(([step, title]) => {
    const requirements = rows.filter(({ requirement }) => requirement.step === step).map(entryOf);
    return requirements.length === 0 ? [] : [{ id: step, title, verdict: verdictOf(requirements), requirements }];
  });
}

const VERDICTS: ReadonlySet<string> = new Set<Verdict>(['pass', 'inconclusive', 'fail', 'error']);
const isVerdict = (word: RowVerdict): word is Verdict => VERDICTS.has(word);

/** The worst of what was told; where nothing was, the most hopeful reason. */
function verdictOf(requirements: readonly RequirementEntry[]): RowVerdict {
  const told = requirements.map(({ verdict }) => verdict).filter(isVerdict);
  const [first, ...rest] = told.map((verdict) => ({ verdict }));
  if (first !== undefined) return rest.reduce((one, other) => worst(one, other), first).verdict;
  const reasons = new Set(requirements.map(({ verdict }) => verdict));
  return UNTOLD.find((reason) => reasons.has(reason)) ?? 'nothing-to-check';
}

const UNTOLD: readonly RowVerdict[] = ['not-tested', 'not-applicable', 'not-under-test', 'not-observable'];

function entryOf({ requirement, state, reason, verdict, shownBy, testPurposes }: CoverageRow): RequirementEntry {
  const { id, says, strength, owners, locator, interpretations } = requirement;
  const untold = state === 'excluded' || state === 'tested' ? 'nothing-to-check' : state;
  return {
    id,
    says,
    strength,
    owners,
    locator,
    interpretations,
    reason,
    shownBy,
    verdict: verdict !== undefined && state === 'tested' ? verdict : untold,
    checkedIn: testPurposes.length,
  };
}
