// The files by which others run the suite: what a cluster, a CI server and the suite itself make of them.

import assert from 'node:assert/strict';
import { buildSync } from 'esbuild';
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import type { Job } from 'kubernetes-models/batch/v1';
import { parse, parseAllDocuments } from 'yaml';
import { program } from '../../support/cli/main';
import { packageRoot } from '../../support/schema/package-root';
import { parseTarget } from '../../support/testbed/target/target-file';

const read = (file: string): string => fs.readFileSync(path.join(packageRoot, file), 'utf8');

interface WorkflowParser {
  readonly parseWorkflow: (
    file: { readonly name: string; readonly content: string },
    trace: unknown,
  ) => { readonly context: { readonly errors: { getErrors(): readonly { readonly message: string }[] } } };
  readonly NoOperationTraceWriter: new () => unknown;
}

/** It is written for bundlers: Node 20 cannot load it as it is. */
function workflowParser(): WorkflowParser {
  const [bundle] = buildSync({
    stdin: { contents: "export * from '@actions/workflow-parser'", resolveDir: packageRoot },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
  }).outputFiles;
  const loaded = new Module('workflow-parser') as Module & { _compile(code: string, file: string): void };
  loaded._compile(bundle?.text ?? '', path.join(packageRoot, 'workflow-parser.js'));
  return loaded.exports as WorkflowParser;
}

/** The words after the name of the program, without what a shell puts in. */
function mustBeKnown(words: readonly string[]): void {
  const [name = '', ...options] = words;
  const command = program().commands.find((one) => one.name() === name) ?? assert.fail(`there is no command ${name}`);
  const known = command.options.map(({ long }) => long);
  for (const option of options.filter((word) => word.startsWith('--'))) assert.ok(known.includes(option), option);
}

describe('the files for those who run the suite', () => {
  it('of Kubernetes are what its schema says, split the run and call what the command line knows', async () => {
    // It is an ECMAScript module, and this is not.
    const { Job: Validated } = await import('kubernetes-models/batch/v1');
    const jobs = parseAllDocuments(read('container/kubernetes.yaml')).map((document) => document.toJS() as unknown);
    assert.equal(jobs.length, 2);
    for (const job of jobs) new Validated(job as ConstructorParameters<typeof Validated>[0]).validate();
    assert.throws(() => {
      new Validated({ ...(jobs[0] as object), spec: { completions: 'four' } } as never).validate();
    });
    const [shards, merge] = jobs.map(
      (job) => (job as Job).spec?.template.spec?.containers[0]?.args?.[0]?.split(' ').slice(1) ?? [],
    );
    mustBeKnown(shards ?? []);
    mustBeKnown(merge ?? []);
    assert.equal((jobs[0] as Job).spec?.completions, 4);
    assert.ok(shards?.join(' ').endsWith('$((JOB_COMPLETION_INDEX + 1))/4'));
  });

  it('of GitHub are what its own parser takes', () => {
    const { parseWorkflow, NoOperationTraceWriter } = workflowParser();
    const faults = (content: string) =>
      parseWorkflow({ name: 'x.yml', content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(({ message }) => message);
    for (const file of ['docs/ci/github-workflow.yml', '.github/workflows/release.yml', '.github/workflows/ci.yml'])
      assert.deepEqual(faults(read(file)), [], file);
    assert.notDeepEqual(faults('on: push\njobs: { a: { step: [] } }'), []);
    const { inputs } = parse(read('action.yml')) as { readonly inputs: object };
    const [, given = ''] =
      /uses: OWNER\/mcx-conformance@TAG\n\s+with:\n([^]*)$/.exec(read('docs/ci/github-workflow.yml')) ?? [];
    for (const [, name = ''] of given.matchAll(/^\s+([\w-]+):/gm)) assert.ok(name in inputs, name);
  });

  it('of Compose start what the command line knows, with a target file that is one', () => {
    const { services } = parse(read('container/compose.yaml')) as {
      readonly services: Readonly<Record<string, { readonly command: readonly string[] }>>;
    };
    for (const { command } of Object.values(services)) mustBeKnown(command);
    const { roles } = parseTarget(read('container/target.yaml'), 'container/target.yaml');
    assert.deepEqual(Object.keys(roles ?? {}), ['primary-server']);
  });
});
