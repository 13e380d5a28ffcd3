// The sources that are mutated, those of the machines, and how a machine is made of one that is. Nothing is written: the faithful
// modules stay as they are, for the neighbours.

import { transformSync } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { EntityKind } from '../../procedure/roles';
import { errored } from '../../reference/answers';
import type { Env, Machine, Send } from '../../reference/machine';
import { packageRoot } from '../../schema/package-root';
import { applied, sourceMutantsOf, type SourceMutant } from './operators';

export type Kind = Exclude<EntityKind, 'gateway'>;

const HOME = 'support/reference';

const loadFaithful = createRequire(__filename);

/** What the kinds of machines have in common. */
const SHARED = ['policies.ts', 'scope.ts'];
const KINDS: readonly Kind[] = ['server', 'gms', 'client'];

const ofKind = (kind: Kind): readonly string[] => [
  `${kind}.ts`,
  ...readdirSync(path.join(packageRoot, HOME, kind))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${kind}/${name}`),
];

/** From the package root. */
export const SOURCES: readonly string[] = [...KINDS.flatMap(ofKind), ...SHARED].map((name) => `${HOME}/${name}`);

/** Which machines are made of a source. */
export function kindsOf(file: string): readonly Kind[] {
  const within = path.posix.relative(HOME, file);
  const own = KINDS.filter((kind) => within === `${kind}.ts` || within.startsWith(`${kind}/`));
  return own.length > 0 ? own : KINDS;
}

const read = (file: string): string => readFileSync(path.join(packageRoot, file), 'utf8');

export const allSourceMutants = (): readonly SourceMutant[] =>
  SOURCES.flatMap((file) => sourceMutantsOf(file, read(file)));

type Exports = Readonly<Record<string, unknown>>;
type Load = (exports: object, require: (id: string) => unknown, module: { exports: object }) => void;

const compiled = new Map<string, Load>();

function compile(file: string, source: string): Load {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', platform: 'node', target: 'es2022' });
  // Its parameters are those that it is given here.
  return compileFunction(code, ['exports', 'require', 'module'], { filename: path.join(packageRoot, file) }) as Load;
}

function faithful(file: string): Load {
  const known = compiled.get(file) ?? compile(file, read(file));
  compiled.set(file, known);
  return known;
}

const BROKE_DOWN = 'it broke down';

const isAddressed = ({ address }: Partial<Send>): boolean => address !== undefined;

/** Whatever a fault in a source makes it throw. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** Sources that do not depend on the mutant are loaded again all the same: they hold no state, and take a millisecond. */
export function builderOf(mutant: SourceMutant, kind: Kind): (env: Env) => Machine {
  const loaded = new Map<string, { exports: object }>();
  const load = (file: string): object => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const run = file === mutant.file ? compile(file, applied(read(file), mutant)) : faithful(file);
    run(module.exports, (id) => imported(file, id), module);
    return module.exports;
  };
  const imported = (by: string, id: string): unknown => {
    const file = path.posix.join(path.posix.dirname(by), id);
    return SOURCES.includes(`${file}.ts`) ? load(`${file}.ts`) : loadFaithful(path.join(packageRoot, file));
  };
  const create = { server: 'createServer', gms: 'createGms', client: 'createClient' }[kind];
  return (load(`${HOME}/${kind}.ts`) as Exports)[create] as (env: Env) => Machine; // what each of the three exports
}

/** What breaks down on an input is, to whoever sent it, a party that does nothing with it. */
export function sturdyBuilderOf(mutant: SourceMutant, kind: Kind): (env: Env) => Machine {
  const build = attempt(() => builderOf(mutant, kind));
  return (env) => {
    const machine = attempt(() => build?.(env));
    return {
      receive(input) {
        const outputs = attempt(() => machine?.receive(input));
        // What is addressed to nobody does not leave.
        if (outputs !== undefined) return outputs.filter((output) => output.kind !== 'send' || isAddressed(output));
        return input.kind === 'command' ? [{ kind: 'answer', answer: errored(BROKE_DOWN) }] : [];
      },
    };
  };
}
