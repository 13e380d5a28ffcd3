// What the records of all workers come to: counts, times after step 5, and what of it is the harness's own. Pure.

import type { Alignment } from './clock-alignment';
import type { Counts, Harness, Saturation, Spread, Times, WorkerResult } from './load-result';
import type { ClientRecord, WorkerState } from './messages';

/** What one worker told, or why it did not. */
export interface Told {
  readonly name: string;
  readonly clients: number;
  readonly state: WorkerState;
  readonly records: readonly ClientRecord[] | undefined;
  readonly lost: string | undefined;
  readonly alignment: Alignment | undefined;
  /** From this reading of its clock on. */
  readonly measuredFrom: number;
}

/** Of the process that plays everybody else, on its own clock. */
export interface Conducted {
  readonly step5At: number | undefined;
  readonly step11At: number | undefined;
  readonly step12At: number | undefined;
  readonly latestMs: number;
  readonly lateMs: number;
  /** So many connections a worker takes. */
  readonly mostConnections: number;
  /** Step 9 is a message of the wire. */
  readonly acknowledges: boolean;
}

export interface Summary {
  readonly counts: Counts;
  readonly times: Times | null;
  readonly harness: Harness;
  readonly workers: readonly WorkerResult[];
  /** By number, of workers that told. */
  readonly lost: readonly number[];
  readonly doubled: readonly number[];
}

/** As in a run: what left or was read so late may have cost the product its patience. */
const TOO_LATE_MS = 1000;
const HERE = 'the process that plays everybody else';

export function summarize(told: readonly Told[], conducted: Conducted): Summary {
  const records = told.flatMap((one) => one.records ?? []);
  const lost = records.filter(({ asked }) => asked === 0).map(({ client }) => client);
  const doubled = records.filter(({ asked }) => asked > 1).map(({ client }) => client);
  const clients = told.reduce((sum, one) => sum + one.clients, 0);
  const times = timesOf(told, conducted);
  const isComplete =
    told.every((one) => one.records !== undefined) &&
    records.every(({ asked, taken }) => asked === 1 && (taken || !conducted.acknowledges));
  // Where nothing is missing there is nothing to explain.
  const losses = isComplete ? [] : [...lossesOfOurs(told, conducted)];
  const saturated = [...losses, ...timesOfOurs(told, conducted, times)];
  const has = (what: Saturation['concerns']): boolean => saturated.some(({ concerns }) => concerns === what);
  const ofProduct = (some: readonly number[]): number | null => (some.length > 0 && has('losses') ? null : some.length);
  return {
    counts: {
      asked: clients,
      received: records.length - lost.length,
      lost: ofProduct(lost),
      doubled: ofProduct(doubled),
      acknowledged: conducted.acknowledges ? records.filter(({ taken }) => taken).length : null,
      notTold: clients - records.length,
    },
    times: has('times') ? null : times,
    harness: {
      saturated,
      latestMs: Math.max(conducted.latestMs, ...told.map(({ state }) => state.latestMs)),
      lateMs: Math.max(conducted.lateMs, ...told.map(({ state }) => state.lateMs)),
      refused: told.reduce((sum, { state }) => sum + state.refused, 0),
    },
    workers: told.map((one) => ({
      name: one.name,
      clients: one.clients,
      received: one.records?.filter(({ asked }) => asked > 0).length ?? null,
      ...(one.lost !== undefined && { lost: one.lost }),
      clockUncertaintyMs: one.alignment ? rounded(one.alignment.uncertaintyMs) : null,
      latestMs: one.state.latestMs,
      ...(one.state.trouble !== undefined && { trouble: one.state.trouble }),
    })),
    lost,
    doubled,
  };
}

/** By the nearest rank. */
export function spreadOf(times: readonly number[]): Spread | null {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number): number => rounded(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0);
  return sorted.length === 0 ? null : { first: at(0), median: at(0.5), p99: at(0.99), last: at(1) };
}

const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

function timesOf(told: readonly Told[], { step5At, step11At, step12At }: Conducted): Times | null {
  const aligned = told.filter(({ records }) => records !== undefined);
  if (step5At === undefined || aligned.some(({ alignment }) => alignment === undefined)) return null;
  const after = (of: (record: ClientRecord) => number | undefined): readonly number[] =>
    aligned.flatMap(({ records = [], alignment }) =>
      records.flatMap((record) => {
        const at = of(record);
        return at === undefined || alignment === undefined ? [] : [alignment.toOurs(at) - step5At];
      }),
    );
  const [step7, step9] = [after(({ askedAt }) => askedAt), after(({ answeredAt }) => answeredAt)];
  const all = [...step7, ...step9];
  const span =
    all.reduce((most, at) => Math.max(most, at), -Infinity) - all.reduce((least, at) => Math.min(least, at), Infinity);
  const since = (at: number | undefined): number | null => (at === undefined ? null : rounded(at - step5At));
  return {
    step7: spreadOf(step7),
    step9: spreadOf(step9),
    step11: since(step11At),
    step12: since(step12At),
    messagesPerSecond: span > 0 ? Math.round((all.length * 1000) / span) : null,
    uncertaintyMs: Math.max(0, ...aligned.map(({ alignment }) => rounded(alignment?.uncertaintyMs ?? 0))),
  };
}

/** Why what is missing may be missing by our own fault. */
function* lossesOfOurs(told: readonly Told[], { latestMs, mostConnections }: Conducted): Generator<Saturation> {
  const here = { name: HERE, state: { latestMs, connections: 0 }, lost: undefined };
  for (const { name, state, lost } of [...told, here]) {
    // A product that waits for clients who are gone may give up others.
    if (lost !== undefined) yield { concerns: 'losses', why: `${name} is gone` };
    if (state.latestMs >= TOO_LATE_MS)
      yield { concerns: 'losses', why: `${name} was ${state.latestMs} ms late at a time` };
    if (state.connections >= mostConnections)
      yield { concerns: 'losses', why: `${name} had ${state.connections} connections, as many as it takes` };
  }
}

/** Late for more than half of the time that is measured: what was read then is no time of the product. */
function* timesOfOurs(told: readonly Told[], { lateMs }: Conducted, times: Times | null): Generator<Saturation> {
  const measured = Math.max(times?.step7?.last ?? 0, times?.step9?.last ?? 0, times?.step12 ?? 0);
  for (const { name, state } of [...told, { name: HERE, state: { lateMs } }])
    if (times !== null && state.lateMs > measured / 2)
      yield { concerns: 'times', why: `${name} was late for ${state.lateMs} of ${Math.round(measured)} ms` };
}
