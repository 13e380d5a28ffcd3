import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../schema/package-root';
import { program } from './main';

const read = (file: string): string => fs.readFileSync(path.join(packageRoot, file), 'utf8');
const commands = new Map(program().commands.map((command) => [command.name(), command]));

/** The lines of a script that call this program, from the name of its command on. */
const callsIn = (script: string): readonly string[] =>
  script.split('\n').flatMap((line) => /(?:npx (?:--no )?mcx-conformance|node "\$MCX") (.*)/.exec(line)?.[1] ?? []);

function mustExist(calls: readonly string[]): void {
  assert.ok(calls.length > 0, 'expected a call of mcx-conformance');
  for (const call of calls) {
    const [name = ''] = call.split(' ');
    const command = commands.get(name);
    assert.ok(command, `there is no command ${name}`);
    const known = command.options.map(({ long }) => long);
    for (const [option] of call.matchAll(/(?<![\w-])--[a-z-]+/g))
      assert.ok(known.includes(option), `${name} knows no ${option}`);
  }
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id?: string;
      readonly if?: string;
      readonly uses?: string;
      readonly run?: string;
      readonly shell?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

describe('the GitHub action', () => {
  const action = parse(read('action.yml')) as Action; // ours
  const { steps } = action.runs;
  const scripts = steps.filter(({ run }) => run !== undefined);

  it('calls what the command line knows', () => {
    assert.equal(action.runs.using, 'composite');
    mustExist(scripts.flatMap(({ run = '' }) => callsIn(run)));
  });

  it('has a shell for each script, and no input inside one', () => {
    for (const { id, run = '', shell } of scripts) {
      assert.equal(shell, 'bash', id);
      assert.ok(!run.includes('${{'), id);
    }
  });

  it('uses the inputs that it has, each of them, and its own steps', () => {
    const text = read('action.yml');
    const used = new Set([...text.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name));
    assert.deepEqual([...used].toSorted(), Object.keys(action.inputs).toSorted());
    const ids = steps.flatMap(({ id }) => id ?? []);
    for (const [, id = ''] of text.matchAll(/steps\.([\w-]+)\./g)) assert.ok(ids.includes(id), id);
    const set = scripts.map(({ run = '' }) => run).join('\n');
    for (const [, output = ''] of text.matchAll(/outputs\.([\w-]+) \}\}/g))
      assert.ok(set.includes(`"${output}=`), output);
  });

  it('tells and keeps what came of it, also where the run failed', () => {
    const after = steps.slice(steps.findIndex(({ id }) => id === 'run') + 1);
    assert.equal(after.length, 3);
    for (const step of after) assert.equal(step.if, 'always()');
    assert.match(after.at(-1)?.uses ?? '', /^actions\/upload-artifact@/);
  });
});

describe('the GitLab snippet', () => {
  interface Job {
    readonly script: readonly string[];
    readonly artifacts: { readonly when: string; readonly reports: { readonly junit: string } };
  }
  const jobs = parse(read('docs/ci/gitlab-ci.yml')) as Readonly<Record<string, Job>>; // ours

  it('calls what the command line knows, and keeps JUnit where the run failed', () => {
    const all = Object.values(jobs);
    mustExist(all.flatMap(({ script }) => script.flatMap(callsIn)));
    for (const { script, artifacts } of all) {
      assert.equal(artifacts.when, 'always');
      assert.equal(artifacts.reports.junit, 'reports/*/junit.xml');
      assert.ok(script.some((line) => line.includes('--reports reports')));
    }
  });
});

describe('the guide to CI', () => {
  it('speaks of inputs that the action has', () => {
    const { inputs } = parse(read('action.yml')) as Action;
    const [, used = ''] =
      /```yaml\n- uses: [^\n]*\n {2}with:\n([^`]*)```/.exec(read('docs/use-it-as-a-ci-gate.md')) ?? [];
    const names = [...used.matchAll(/^ {4}([\w-]+):/gm)].map(([, name]) => name ?? '');
    assert.ok(names.length > 0);
    for (const name of names) assert.ok(name in inputs, name);
  });
});
