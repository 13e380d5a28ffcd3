// The differential view: where two products in the same role answer the same stimulus differently although both conform. Each is a
// freedom of the specification, or a hole of it. Only products that were tested alone are set beside each other: then all else is ours.

import { brokeOff } from '../../record/checked-traces';
import { readScenarioTraces } from '../../record/events-file';
import type { Difference } from '../../report/page/matrix-data';
import type { Catalogue } from '../../traceability/catalogue/catalogue';
import type { RunResult } from '../../verdict/results';
import type { Job, Participant } from '../job';
import { answersOf, differenceOf, type Answers } from './answers';

/** A job of one product that has a run. */
export interface AloneRun {
  readonly job: Job;
  readonly run: RunResult;
  readonly events: string;
}

interface Told {
  readonly job: Job;
  readonly product: Participant;
  /** By test purpose and scenario, with the statements that it shows. */
  readonly answers: ReadonlyMap<
    string,
    { readonly tp: string; readonly shows: readonly string[]; readonly did: Answers }
  >;
}

export async function differencesIn(runs: readonly AloneRun[], catalogue: Catalogue): Promise<readonly Difference[]> {
  const all: Told[] = [];
  for (const one of runs) all.push(...(await toldBy(one)));
  return all.flatMap((one, at) =>
    all.slice(at + 1).flatMap((other) => (isSame(one.job, other.job) ? between(one, other, catalogue) : [])),
  );
}

const keyOf = ({ participants: [product], wire, service, profile }: Job): string =>
  JSON.stringify([product?.roles, wire, service, profile]);

const isSame = (one: Job, other: Job): boolean => keyOf(one) === keyOf(other);

async function toldBy({ job, run, events }: AloneRun): Promise<readonly Told[]> {
  const [product] = job.participants;
  if (product === undefined || job.participants.length > 1) return [];
  const answers = new Map<string, { tp: string; shows: readonly string[]; did: Answers }>();
  for await (const { scenario, events: read } of readScenarioTraces(events, brokeOff(run)))
    if (scenario.verdict === 'pass')
      answers.set(JSON.stringify([scenario.tp, scenario.name]), {
        tp: scenario.tp,
        shows: scenario.requirements,
        did: answersOf(read(), product.roles),
      });
  return [{ job, product, answers }];
}

function between(one: Told, other: Told, catalogue: Catalogue): readonly Difference[] {
  const groups = new Map<string, { did: readonly [string, string]; tps: Set<string>; shows: Set<string> }>();
  for (const [key, { tp, shows, did }] of one.answers) {
    const others = other.answers.get(key);
    const difference = others && differenceOf(did, others.did);
    if (difference === undefined) continue;
    const group = groups.get(JSON.stringify(difference)) ?? {
      did: [difference.one, difference.other] as const,
      tps: new Set(),
      shows: new Set(),
    };
    group.tps.add(tp);
    for (const id of shows) group.shows.add(id);
    groups.set(JSON.stringify(difference), group);
  }
  const { wire, service } = one.job;
  const [role] = one.product.roles;
  if (role === undefined) return [];
  return [...groups.values()].map(({ did: [first, second], tps, shows }) => {
    const rows = [...shows]
      .flatMap((id) => catalogue.requirement(id) ?? [])
      .filter(({ owners }) => owners.includes(role));
    return {
      role,
      wire,
      ...(service !== undefined && { service }),
      one: { name: one.product.name, vendor: one.product.vendor, did: first },
      other: { name: other.product.name, vendor: other.product.vendor, did: second },
      testPurposes: [...tps],
      requirements: rows.map(({ id }) => id),
      interpretations: [...new Set(rows.flatMap(({ interpretations }) => interpretations))],
    };
  });
}
