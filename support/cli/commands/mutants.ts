// mcx-conformance mutants: has each mutant and each variant of a built-in party tried, tells what came of it and writes the
// kill matrix; or leaves out checks at random and sees whether they are missed. Unaware of how one is tried.

import { randomInt } from 'node:crypto';
import { MUTANTS } from '../../reference/mutants/all';
import { VARIANTS } from '../../reference/variants/all';
import { MEMORY } from '../../wires/memory/wire';
import type { WireName } from '../../ports/wire';
import { packageVersion } from '../../schema/package-root';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { isRole, ROLES } from '../../procedure/roles';
import { listedBuiltIns, renderBuiltIns } from '../../testbed/target/listed-built-ins';
import { UserError } from '../../verdict/errors';
import { wholeNumber } from '../whole-number';
import { printJson, printLines, type AsJson } from '../print';
import { instead } from '../../verdict/nearest';
import { ablate, chosen, omissionsOn, type Ablation } from '../../trials/ablation';
import { killMatrix, type Tried } from '../../trials/matrix';
import { neighboursOf } from '../../trials/neighbours';
import { openPool, type Pool } from '../../trials/pool';
import { triedIn, wireOf, type Differences, type MutantTrial, type Task, type Trial } from '../../trials/trial';
import { writeMatrix } from '../../trials/write-matrix';

export interface MutantsOptions extends AsJson {
  readonly list?: true;
  /** With `list`. */
  readonly role?: string;
  readonly id?: readonly string[];
  /** One for each wire of the catalogue at most. */
  readonly wire: readonly WireName[];
  readonly reports: string;
  readonly ablate?: true;
  readonly count: string;
  readonly seed?: string;
  /** In how many scenarios a variant is tried at most, and a mutant beside those that show its statement. */
  readonly sample?: string;
  readonly neighbours?: string;
}

export async function mutants(options: MutantsOptions): Promise<void> {
  if (options.list) {
    list(options);
    return;
  }
  mustBeListed(options);
  if (options.ablate) return leaveOut(options);
  if (options.neighbours !== undefined) return tryBesideNeighbours(options, options.neighbours);
  const started = new Date();
  const most = options.sample === undefined ? undefined : wholeNumber('--sample', options.sample);
  const wires = distinct(options.wire);
  refuseUnknown(options.id ?? [], [...new Set(wires.flatMap(knownOn))]);
  const tried: Tried[] = [];
  for (const wire of wires) {
    if (wires.length > 1) process.stdout.write(`On ${wireOf(wire).name}, carried by ${wire}:\n`);
    const wanted = knownOn(wire).filter((id) => options.id?.includes(id) ?? true);
    const pool = openPool(wire, wanted.length);
    const trials = await tryAll(wire, wanted, pool, inOrder(print), most).finally(() => pool.close());
    tried.push({ carriedBy: wire, trials });
  }
  const folder = writeMatrix(
    options.reports,
    killMatrix(loadEveryClause(), tried, {
      suite: { name: 'mcx-conformance', version: packageVersion },
      startedAt: started.toISOString(),
      durationMs: Date.now() - started.getTime(),
      complete: options.id === undefined && most === undefined,
    }),
  );
  process.stdout.write(`${tried.map(totals).join('')}kill matrix: ${folder}\n`);
  const bad = tried.flatMap(({ trials }) => trials).filter(({ outcome }) => BAD.includes(outcome));
  if (bad.length > 0) process.exitCode = 1;
}

function list({ role, id, json }: MutantsOptions): void {
  if (role !== undefined && !isRole(role))
    throw new UserError('MCX-ROLE', `there is no role ${role}${instead(role, ROLES)}`);
  const all = listedBuiltIns(role === undefined ? {} : { role });
  refuseUnknown(
    id ?? [],
    all.map((one) => one.id),
  );
  const wanted = all.filter((one) => id?.includes(one.id) ?? true);
  if (json) printJson(wanted);
  else printLines(renderBuiltIns(wanted));
}

function mustBeListed({ json, role }: MutantsOptions): void {
  if (json ?? role !== undefined)
    throw new UserError(
      'MCX-USAGE',
      `${json ? '--json' : '--role'} is for mutants --list; the kill matrix is written as JSON by every trial`,
    );
}

const BAD: readonly Trial['outcome'][] = ['survived', 'astray', 'accused', 'idle'];

/** The long ones first, so that no process is left alone with one at the end. */
function knownOn(wire: WireName): readonly string[] {
  const { variants = [], mutants: own = [] } = wireOf(wire).trials?.() ?? {};
  return [...VARIANTS, ...MUTANTS, ...variants, ...own].map(({ id }) => id);
}

function totals({ carriedBy, trials }: Tried, _index: number, { length }: readonly Tried[]): string {
  const count = (...outcomes: readonly Trial['outcome'][]): number =>
    trials.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const unseen = count('unseen');
  return (
    `${length > 1 ? `${wireOf(carriedBy).name}: ` : ''}mutants: ${count('killed', 'astray')} of ${count('killed', 'astray', 'survived')} killed by the requirement they break, ` +
    `${count('astray')} accused of what they do not break; ` +
    (unseen > 0 ? `${unseen} mutants and variants cannot be seen on ${wireOf(carriedBy).name}; ` : '') +
    `variants: ${count('accused')} of ${count('free', 'accused', 'idle')} accused\n`
  );
}

/** Memory carries the bytes of http-json: the two would stand in one column. */
function distinct(given: readonly WireName[]): readonly WireName[] {
  const wires = [...new Set(given)];
  if (new Set(wires.map(wireOf)).size === wires.length) return wires;
  throw new UserError(
    'MCX-USAGE',
    '--wire memory and --wire http-json carry the same bytes and share a column of the kill matrix; name one of them',
  );
}

async function tryAll(
  wire: WireName,
  wanted: readonly string[],
  pool: Pool,
  tell: (trial: Trial, index: number) => void,
  most: number | undefined,
): Promise<readonly Trial[]> {
  const { variants: ofWire = [], enough } = wireOf(wire).trials?.() ?? {};
  // By sockets a mutant is tried in the scenarios that show its requirement: all in which it differs would take hours.
  const altered = [...VARIANTS, ...(enough === undefined ? MUTANTS : [])].filter(({ id }) => wanted.includes(id));
  const roles = [...new Set(altered.map(({ role }) => role))];
  const differencesByRole = await pool.carryOut<Differences>(
    roles.map((role) => ({
      kind: 'differences',
      role,
      ids: altered.filter((one) => one.role === role).map(({ id }) => id),
    })),
  );
  const differences = new Map(differencesByRole.flatMap((some) => Object.entries(some)));
  const isVariant = new Set([...VARIANTS, ...ofWire].map(({ id }) => id));
  return pool.carryOut<Trial>(
    wanted.map((id): Task => {
      const testPurposes = differences.get(id);
      const some = most === undefined ? {} : { most };
      if (isVariant.has(id)) return { kind: 'variant', id, testPurposes: testPurposes ?? [], ...some };
      return { kind: 'mutant', id, ...(testPurposes && { testPurposes }), ...some };
    }),
    tell,
  );
}

/** Two reports of the same suite can be compared line by line. */
function inOrder(tell: (trial: Trial) => void): (trial: Trial, index: number) => void {
  const waiting = new Map<number, Trial>();
  let next = 0;
  return (trial, index) => {
    waiting.set(index, trial);
    for (let due = waiting.get(next); due !== undefined; due = waiting.get(next)) {
      tell(due);
      next += 1;
    }
  };
}

const SHOWN = {
  killed: 'killed  ',
  survived: 'SURVIVED',
  astray: 'ASTRAY  ',
  free: 'free    ',
  accused: 'ACCUSED ',
  idle: 'IDLE    ',
  unseen: 'unseen  ',
} as const;

function print(trial: Trial): void {
  const { outcome, role, id } = trial;
  process.stdout.write(`${SHOWN[outcome]}  ${role.padEnd(14)}  ${id.padEnd(40)}  ${detailOf(trial)}\n`);
}

function detailOf(trial: Trial): string {
  if (trial.kind === 'variant') {
    const { freedom, outcome, accusations } = trial;
    if (outcome === 'unseen')
      return `${freedom}: it differs from the faithful party in no scenario that this wire brings about`;
    if (outcome === 'idle') return `${freedom}: it differs from the faithful party in no scenario`;
    return `${freedom} in ${triedIn(trial)}${accusations.length > 0 ? `  ${accusations.slice(0, 2).join('; ')}` : ''}`;
  }
  const { requirement, outcome, killers, beyond } = trial;
  if (outcome === 'unseen') return `${requirement}  ${trial.why ?? ''}`;
  const also = killers.filter((killer) => killer.requirement !== requirement).map((killer) => killer.requirement);
  const wrongly = killers.find((killer) => beyond.includes(killer.requirement));
  return (
    `${requirement}${outcome === 'survived' ? ' did not catch it' : ''}` +
    (also.length > 0 ? `  (also ${also.join(', ')})` : '') +
    (wrongly
      ? `  wrongly: ${wrongly.requirement} in ${wrongly.tp}: ${wrongly.observed}`
      : beyond.length > 0
        ? `  wrongly: ${beyond.join(', ')}`
        : '')
  );
}

/** Mutants alone, each in the scenarios that show what it breaks; nothing is written, for it is no whole trial. */
async function tryBesideNeighbours(options: MutantsOptions, most: string): Promise<void> {
  const wanted = wholeNumber('--neighbours', most);
  const seed = options.seed === undefined ? randomInt(2 ** 31) : wholeNumber('--seed', options.seed);
  const [wire = MEMORY.name] = options.wire;
  const mutants = MUTANTS.map(({ id }) => id);
  refuseUnknown(options.id ?? [], mutants);
  const tasks = mutants
    .filter((id) => options.id?.includes(id) ?? true)
    .map((id): Task => ({ kind: 'mutant', id, neighbours: neighboursOf(id, wanted, seed) }));
  const pool = openPool(wire, tasks.length);
  const told = inOrder((trial) => {
    if (trial.outcome !== 'killed') print(trial);
  });
  const trials = await pool.carryOut<MutantTrial>(tasks, told).finally(() => pool.close());
  const killed = trials.filter(({ killers, requirement }) =>
    killers.some((killer) => killer.requirement === requirement),
  );
  const astray = trials.filter(({ outcome }) => outcome === 'astray').length;
  process.stdout.write(
    `beside ${wanted} neighbours that use freedoms (--seed ${seed}): ${killed.length} of ${trials.length} mutants killed by the requirement they break, beside ${astray} somebody is accused falsely\n`,
  );
  if (astray > 0) process.exitCode = 1;
}

async function leaveOut({ wire, count, seed: given }: MutantsOptions): Promise<void> {
  const wanted = count === 'all' ? Infinity : wholeNumber('--count', count);
  const seed = given === undefined ? randomInt(2 ** 31) : wholeNumber('--seed', given, 0);
  const [only = MEMORY.name] = wire;
  const omissions = chosen(omissionsOn(wireOf(only), loadEveryClause()), wanted, seed);
  const pool = openPool(only, 2 * omissions.length);
  const ablations = await ablate(omissions, pool, printAblation).finally(() => pool.close());
  const missed = ablations.filter(({ survivor }) => survivor !== undefined).length;
  const alone = ablations.filter(({ survivor, noticedBy }) => survivor !== undefined && noticedBy.length === 0).length;
  process.stdout.write(
    `checks left out: ${missed} of ${ablations.length} missed, of ${alone} nothing else notices the mutant (--seed ${seed})\n`,
  );
  if (missed < ablations.length || missed === 0) process.exitCode = 1;
}

function printAblation({ requirement, survivor, noticedBy }: Ablation): void {
  const others = noticedBy.length > 0 ? `; noticed only by ${noticedBy.join(', ')}` : '; nothing else notices';
  const result =
    survivor === undefined ? 'NOT MISSED: no mutant survives for want of it' : `missed: ${survivor} survives${others}`;
  process.stdout.write(`${requirement.padEnd(10)}  ${result}\n`);
}

function refuseUnknown(ids: readonly string[], known: readonly string[]): void {
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new UserError(
    'MCX-BUILT-IN',
    `there is no mutant or variant ${unknown}${instead(unknown, known)} (mutants --list shows all)`,
  );
}
