// Decides whom a finding is charged to: the implementation under test, or the harness that played the party.
// Unaware of what was checked and of how many scenarios there are.

import type { PartyName } from '../procedure/roles';
import type { Finding } from './finding';
import type { CheckResult } from './results';

export interface ChargeOptions {
  /** `shall`: only a requirement worded as shall can fail an implementation. */
  readonly strength: 'all' | 'shall';
}

/** What the catalogue says of requirements. */
export interface Binding {
  readonly strengthOf: (requirement: string) => string | undefined;
  /** Whether it binds a role under test. */
  readonly binds: (requirement: string) => boolean;
}

const SHALL: ReadonlySet<string | undefined> = new Set(['shall', 'shall-not']);

/**
 * A breach by a party that the harness plays is an error, never a fail; so in a run where every role is played (`all`)
 * each breach is one. Beside a breach by the implementation it proves nothing, because played parties follow what they
 * are sent: then it is inconclusive. A breach that `strength` leaves out stays a fail and is not judged. A server takes the
 * other server's part in a regroup that was requested there; where that part is not under test, its breach is inconclusive.
 *
 * @param findings of one scenario
 */
export function charge(
  findings: readonly Finding[],
  judged: ReadonlySet<PartyName> | 'all',
  { strengthOf, binds }: Binding,
  { strength }: ChargeOptions,
): CheckResult[] {
  const underTest = (party: PartyName): boolean => judged !== 'all' && judged.has(party);
  const ofPlayed = findings.some(({ party, verdict }) => verdict === 'fail' && underTest(party))
    ? 'inconclusive'
    : 'error';
  return findings.map((finding) => {
    const { requirement, party, verdict } = finding;
    const charged = underTest(party) && binds(requirement);
    const scored = strength === 'all' || SHALL.has(strengthOf(requirement));
    // Not spread, as in the recorder.
    return Object.assign({}, finding, {
      verdict: verdict === 'fail' && !charged ? (underTest(party) ? 'inconclusive' : ofPlayed) : verdict,
      judged: (charged || judged === 'all') && scored,
    });
  });
}

/** A requirement was broken that `strength` leaves out: steps may fail for it, and the scenario does not. */
export const hasUncountedBreach = ({ checks }: { readonly checks: readonly CheckResult[] }): boolean =>
  checks.some(({ verdict, judged }) => verdict === 'fail' && !judged);

/** Whether a check bears on the verdict of its scenario: it judges somebody, or the harness broke. */
export const counts = (check: CheckResult): boolean => check.judged || check.verdict === 'error';
