// The scenario itself as its feature file has it, each step with what became of it in the run, and the cast by name. The features
// of today count; where they have no such scenario any more there is no text. Pure.

import type { Fixture } from '../../procedure/fixture';
import type { TraceEvent } from '../../evidence/trace';
import type { PhasedStep, Scenario } from '../../traceability/scenario';
import type { ScenarioResult } from '../../verdict/results';
import type { CastEntry, PageStep } from './page-data';

const KEYWORDS: Readonly<Record<PhasedStep['phase'], string>> = { given: 'Given', when: 'When', then: 'Then' };

export function stepsOf(scenario: ScenarioResult, features: readonly Scenario[]): readonly PageStep[] {
  const written = features.find(({ tp, name }) => tp === scenario.tp && name === scenario.name);
  const { stoppedAt = Infinity, notObservable = [], faults = [] } = scenario;
  const hidden = new Map(notObservable.map(({ what, why }) => [what, why]));
  return (written?.allSteps ?? []).map(({ phase, text, table }, at, all) => ({
    keyword: phase === all[at - 1]?.phase ? 'And' : KEYWORDS[phase],
    text,
    table,
    state: stateOf(at + 1, scenario),
    why: at + 1 === stoppedAt ? whyNot(text, faults[0]?.reason ?? '') : (hidden.get(text) ?? ''),
  }));
}

/** That what a step says did not come about goes without saying. */
const whyNot = (text: string, reason: string): string => (reason === `expected: ${text}` ? '' : reason);

function stateOf(number: number, { verdict, stoppedAt, faults }: ScenarioResult): PageStep['state'] {
  if (verdict === 'not-applicable') return 'not reached';
  // Results of an older suite do not say which step it was.
  if (stoppedAt === undefined) return faults === undefined ? 'passed' : 'not known';
  if (number === stoppedAt) return 'failed';
  return number > stoppedAt ? 'not reached' : 'passed';
}

/** What the scenario declares, and what its users asked to be affiliated to before its stimulus. */
export function castOf(events: readonly TraceEvent[]): readonly CastEntry[] {
  const fixture = events.findLast((event) => event.kind === 'fixture')?.fixture;
  if (fixture === undefined) return [];
  const groups = new Map(fixture.groups.map(({ id, name }) => [id, name]));
  const affiliated = affiliationsIn(events);
  const named = (ids: readonly string[]): string => [...new Set(ids)].map((id) => groups.get(id) ?? id).join(', ');
  return [
    ...fixture.users.map(({ name, id, system, inService, standsAffiliated = [], mayInitiateRegroup }) => ({
      name,
      identity: id,
      home: homeOf(id, fixture),
      servedBy: inService ? system : 'nobody',
      affiliatedTo: named([...standsAffiliated, ...(affiliated.get(id) ?? [])]),
      remark: mayInitiateRegroup ? 'may initiate a regroup' : '',
    })),
    ...fixture.groups.map(({ name, id, home, preconfigured, members }) => ({
      name,
      identity: id,
      home,
      servedBy: '',
      affiliatedTo: '',
      remark: preconfigured ? 'preconfigured' : `members ${memberNames(members, fixture)}`,
    })),
  ];
}

const memberNames = (ids: readonly string[], { users }: Fixture): string =>
  ids.map((member) => users.find(({ id }) => id === member)?.name ?? member).join(', ') || 'none';

/** The MC system whose server has an identity of the same domain. */
function homeOf(id: string, { systems }: Fixture): string {
  const domain = (of: string): string | undefined => of.split('@')[1];
  return systems.find(({ serverId }) => domain(serverId) === domain(id))?.name ?? '';
}

function affiliationsIn(events: readonly TraceEvent[]): ReadonlyMap<string, readonly string[]> {
  const affiliated = new Map<string, string[]>();
  for (const event of events) {
    if (event.kind === 'phase' && event.phase === 'stimulus') break;
    if (event.kind !== 'message' || event.flow !== 'group-affiliation-request.client-server') continue;
    const { mcServiceGroupIdList: ids } = event.body;
    const known = affiliated.get(event.from.id) ?? [];
    affiliated.set(event.from.id, known);
    if (Array.isArray(ids)) known.push(...ids.map(String));
  }
  return affiliated;
}
