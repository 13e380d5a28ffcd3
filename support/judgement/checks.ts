// The checks of the clauses that a run is about, each under the name that its requirement has where clauses meet.

import { CLAUSES } from '../clauses/all';
import type { Check } from '../oracle/check';
import type { Clause } from '../oracle/clause';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import type { Finding } from '../verdict/finding';

/** @param catalogue of the clauses that the run is about */
export const checksOf = ({ clauses, names }: Catalogue, known: readonly Clause[] = CLAUSES): readonly Check[] =>
  known
    .filter(({ id }) => clauses.some((one) => one.id === id))
    .flatMap(({ id, checks }) => checks.map((check) => named(check, id, names)));

function named(check: Check, clause: string, names: Catalogue['names']): Check {
  const name = names.requirements.nameOf(clause, check.requirement);
  const rename = (finding: Finding): Finding => {
    const { interpretation: own } = finding;
    const interpretation = own && names.interpretations.nameOf(clause, own);
    // Nearly every one is named where clauses meet as it is in its own.
    if (name === finding.requirement && interpretation === own) return finding;
    return { ...finding, requirement: name, ...(interpretation !== undefined && { interpretation }) };
  };
  return { ...check, requirement: name, judge: (story, options) => check.judge(story, options).map(rename) };
}
