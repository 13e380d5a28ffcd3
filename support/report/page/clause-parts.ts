// The clauses as the side of the page shows them: the parts of each in their order, with what their statements came to.

import { qualified } from '../../traceability/catalogue/ids';
import type { Coverage, CoverageRow } from '../../traceability/coverage';
import { worst, type Verdict } from '../../verdict/verdict';
import type { Role } from '../../procedure/roles';
import { figureOf } from './clause-figure';
import { clauseName } from '../../verdict/results';
import type { PageClause, RequirementEntry, RowVerdict } from './page-data';

/** A part is known by its step; where there are several clauses, by clause and step. */
export const clauseParts = ({ clauses, rows }: Coverage, underTest: readonly Role[] = []): readonly PageClause[] =>
  clauses.map((clause) => {
    const steps = clause.parts.flatMap(({ step, title }) => {
      const own = rows.filter(({ requirement }) => requirement.clause === clause.id && requirement.step === step);
      const requirements = own.map(entryOf);
      const id = clauses.length === 1 ? step : qualified({ clause: clause.id, id: step });
      return requirements.length === 0 ? [] : [{ step, id, title, verdict: verdictOf(requirements), requirements }];
    });
    return {
      name: clauseName(clause),
      parts: steps.map(({ step: _, ...part }) => part),
      figure: figureOf(
        clause.id,
        steps,
        rows.filter(({ requirement }) => requirement.clause === clause.id),
        underTest,
      ),
    };
  });

const VERDICTS: ReadonlySet<string> = new Set<Verdict>(['pass', 'inconclusive', 'fail', 'error']);
const isVerdict = (word: RowVerdict): word is Verdict => VERDICTS.has(word);

/** The worst of what was told; where nothing was, the most hopeful reason. */
function verdictOf(requirements: readonly RequirementEntry[]): RowVerdict {
  const verdicts = requirements.map(({ verdict }) => verdict).filter(isVerdict);
  const [first, ...rest] = verdicts.map((verdict) => ({ verdict }));
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
