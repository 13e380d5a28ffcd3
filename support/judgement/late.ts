// What came after its scenario had ended, judged with it: a message that nothing allows breaks its statement then too; one that
// was owed shows that the deadline was too short for this product, and then its silence proves nothing. Which messages are
// owed no list says: the checks are asked with and without what came late. What could not be taken is a fault whenever it
// comes. Pure.

import { judgeStory } from '../oracle/judge';
import { openStory } from '../oracle/story';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import { abilitiesOf } from '../ports/abilities';
import type { Check } from '../oracle/check';
import type { Wire } from '../ports/wire';
import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import type { Finding } from '../verdict/finding';

/** By which a regroup is formed: no clean-up brings one about, whatever else it makes a product send. */
const FORMING = /^preconfigured-regroup-(?!cancel)/;
const isForming = ({ flow }: { readonly flow: FlowId }): boolean => FORMING.test(flow);

interface LateContext {
  readonly judged: ReadonlySet<PartyName> | 'all';
  readonly ordering: 'strict' | 'lenient';
  readonly checks: readonly Check[];
  readonly wire: Wire;
}

/**
 * The findings of a scenario in the light of what came after it.
 *
 * @param findings of the scenario until it ended
 * @param events all of it, the clean-up and what came later among them
 */
export function withLate(
  findings: readonly Finding[],
  events: readonly TraceEvent[],
  run: LateContext,
): readonly Finding[] {
  const { judged } = run;
  if (judged === 'all') return findings;
  const end = events.findIndex((event) => event.kind === 'phase' && event.phase === 'postamble');
  const before = end < 0 ? events : events.slice(0, end);
  const after = end < 0 ? [] : events.slice(end + 1);
  const late = lateIn(after);
  const untaken = after.filter(({ kind }) => kind === 'malformed');
  if (late.length === 0 && untaken.length === 0) return findings;
  const judge = (read: readonly TraceEvent[]): readonly Finding[] =>
    judgeStory(openStory(read, abilitiesOf(run.wire), events[end]?.seq), { ordering: run.ordering }, run.checks);
  const broken = (read: readonly TraceEvent[]): readonly Finding[] =>
    judge(read).filter(({ verdict, party }) => verdict === 'fail' && judged.has(party));
  const unsettled = (read: readonly TraceEvent[]): readonly TraceEvent[] =>
    read.filter(({ kind }) => kind !== 'settled');

  const said = new Set(broken(unsettled(before)).map(inWords));
  const found = new Set(findings.filter(({ verdict }) => verdict === 'fail').map(inWords));
  const whole = judge([...before, ...late]);
  // Of some messages it is certain only when all is quiet that nobody wanted them; by silence alone nothing is forbidden.
  const settledIds = idsOf(before.filter(({ kind }) => kind === 'settled'));
  const bySight = whole.filter(
    (finding) => finding.verdict === 'fail' && judged.has(finding.party) && !cites(settledIds)(finding),
  );
  const uncalled = [...broken(unsettled([...before, ...late])), ...bySight].filter(
    cites(idsOf(late.filter(isForming))),
  );
  // Whatever a clean-up makes a product send, it is to be readable.
  const unread = untaken.length === 0 ? [] : broken(unsettled([...before, ...after])).filter(cites(idsOf(untaken)));
  const forbidden = [...new Map([...uncalled, ...unread].map((one) => [inWords(one), one])).values()]
    .filter((finding) => !said.has(inWords(finding)) && !found.has(inWords(finding)))
    .map((finding) => ({ ...finding, observed: `${finding.observed}; it came after the scenario had ended` }));

  const still = new Set(whole.filter(({ verdict }) => verdict === 'fail').map(inWords));
  const bySilence = (finding: Finding): boolean =>
    finding.verdict === 'fail' && judged.has(finding.party) && !said.has(inWords(finding));
  const owedLate = findings.filter((finding) => bySilence(finding) && !still.has(inWords(finding)));
  const behind = new Set(owedLate.map(({ party }) => party));
  if (behind.size === 0) return [...findings, ...forbidden];
  const settledAt = before.findLast(({ kind }) => kind === 'settled')?.at ?? before.at(-1)?.at ?? 0;
  const paidBy = ({ requirement, party }: Finding): MessageEvent | undefined =>
    late.find(({ id }) =>
      whole.some((one) => one.requirement === requirement && one.party === party && one.evidence.includes(id)),
    );
  const inTheLightOfIt = (finding: Finding): Finding => {
    if (finding.verdict !== 'fail') return finding;
    if (owedLate.includes(finding)) return cameLate(finding, paidBy(finding), settledAt);
    if (bySilence(finding) && behind.has(finding.party)) return wasBehind(finding, finding.party);
    // Played parties do without whatever has not come yet.
    const [product] = behind;
    return product !== undefined && !judged.has(finding.party) ? wasBehind(finding, product) : finding;
  };
  return [...findings.map(inTheLightOfIt), ...forbidden];
}

/** How to have it told what this product does. */
const RAISE = 'to judge it, raise timing.deadlineMs in the target file';

const cameLate = (finding: Finding, paid: MessageEvent | undefined, deadline: number): Finding => ({
  ...finding,
  verdict: 'inconclusive',
  observed: `${finding.observed}${paid === undefined ? '; it came after the deadline' : `; it came ${Math.max(1, Math.round(paid.at - deadline))} ms after the deadline (${paid.id})`}: ${RAISE}`,
  evidence: [...finding.evidence, ...(paid === undefined ? [] : [paid.id])],
});

const wasBehind = (finding: Finding, party: PartyName): Finding => ({
  ...finding,
  verdict: 'inconclusive',
  observed: `${finding.observed}; the ${party} sent others of its messages after the deadline, so what is missing proves nothing: ${RAISE}`,
});

/**
 * Messages of products after the scenario, up to the first that one of ours wrote: what follows a party that has forgotten the
 * scenario proves nothing. Where users acted to undo it, only what forms a regroup.
 */
function lateIn(after: readonly TraceEvent[]): readonly MessageEvent[] {
  const isUndone = after.some((event) => event.kind === 'control' && event.command.command === 'act');
  const late: MessageEvent[] = [];
  for (const event of after) {
    if (event.kind !== 'message') continue;
    if (event.writtenBy === 'implementation') {
      if (!isUndone || isForming(event)) late.push(event);
    } else if (isForming(event)) break;
  }
  return late;
}

const idsOf = (events: readonly TraceEvent[]): ReadonlySet<string> => new Set(events.map(({ id }) => id));

const cites =
  (ids: ReadonlySet<string>) =>
  ({ evidence }: Finding): boolean =>
    evidence.some((id) => ids.has(id));

const inWords = ({ requirement, party, expected, observed }: Finding): string =>
  [requirement, party, expected, observed].join('\n');
