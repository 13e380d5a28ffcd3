// One target file of those of several products, so that one run puts all of them under test. What two of them say differently is
// a contradiction, but for times and loads, where the more patient one counts. Pure.

import { isDeepStrictEqual } from 'node:util';
import { ROLES } from '../procedure/roles';
import { UserError } from '../verdict/errors';
import { DEFAULT_TIMING } from '../testbed/target/target';
import type { TargetFile } from '../testbed/target/target-model';
import type { Entry } from './campaign-file';

type Values = Readonly<Record<string, unknown>>;

export function joinedTarget(entries: readonly Entry[]): TargetFile {
  const files = entries.map(({ product, target }) => ({ product: product.name, target }));
  const byHand = files.find(({ target }) => target.provisioned !== undefined);
  if (byHand && files.length > 1)
    throw contradiction(files, `${byHand.product} is set up by hand (provisioned), and can only be tested alone`);
  const roles = Object.fromEntries(
    ROLES.flatMap((role) => {
      const given = files.flatMap(({ target }) => target.roles?.[role] ?? []);
      const chosen = given.find((one) => 'underTest' in one) ?? given[0];
      return chosen === undefined ? [] : [[role, chosen]];
    }),
  );
  const timings = files.map(({ target }) => ({ ...DEFAULT_TIMING, ...target.timing }));
  // Where one says nothing, it takes part in one scenario at a time.
  const scenariosAtOnce = Math.min(...files.map(({ target }) => target.scenariosAtOnce ?? 1));
  return {
    ...merged(files),
    name: entries.map(({ product }) => product.name).join(' + '),
    version: entries.map(({ product }) => product.version).join(' + '),
    roles,
    scenariosAtOnce,
    ...(files.some(({ target }) => target.timing !== undefined) && { timing: timings.reduce(larger) }),
    ...(files.some(({ target }) => target.allow !== undefined) && {
      allow: [...new Set(files.flatMap(({ target }) => target.allow ?? []))],
    }),
    ...answersOf(entries),
  }; // of files that were read as ones
}

/** What one product answers no to is of its own role: the others say nothing of it. */
function answersOf(entries: readonly Entry[]): Pick<TargetFile, 'ics'> {
  const answers = entries.flatMap(({ target }) => Object.entries(target.ics ?? {}));
  return answers.length === 0 ? {} : { ics: Object.fromEntries(answers) };
}

interface Named {
  readonly product: string;
  readonly target: TargetFile;
}

/** What is told apart by product, or settled above. */
const SETTLED: readonly string[] = ['name', 'version', 'roles', 'ics', 'scenariosAtOnce', 'timing', 'allow'];

function merged(files: readonly Named[]): Record<string, unknown> {
  const owners = new Map<string, string>();
  const join = (one: Values, other: Values, by: string, path: string): Record<string, unknown> => {
    const result: Record<string, unknown> = { ...one };
    for (const [key, value] of Object.entries(other)) {
      const at = path === '' ? key : `${path}.${key}`;
      const before = result[key];
      if (before === undefined) {
        result[key] = value;
        owners.set(at, by);
      } else if (isObject(before) && isObject(value)) result[key] = join(before, value, by, at);
      else if (!isDeepStrictEqual(before, value))
        throw contradiction(
          files,
          `${owners.get(at) ?? files[0]?.product ?? ''} says ${at}: ${JSON.stringify(before)}, ${by} says ${JSON.stringify(value)}`,
        );
    }
    return result;
  };
  const said = (target: TargetFile): Values =>
    Object.fromEntries(Object.entries(target).filter(([key]) => !SETTLED.includes(key)));
  return files.reduce<Record<string, unknown>>((all, { product, target }) => join(all, said(target), product, ''), {});
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Times = typeof DEFAULT_TIMING;

const larger = (one: Times, other: Times): Times => ({
  deadlineMs: Math.max(one.deadlineMs, other.deadlineMs),
  quietWindowMs: Math.max(one.quietWindowMs, other.quietWindowMs),
  operatorMs: Math.max(one.operatorMs, other.operatorMs),
});

const contradiction = (files: readonly Named[], why: string): UserError =>
  new UserError(
    'MCX-CAMPAIGN-COMBINATION',
    `${files.map(({ product }) => product).join(' and ')} cannot be tested together: ${why}. Make their target files agree, or leave one of them out.`,
  );
