// Runs the features through cucumber's own programming interface. Knows cucumber's configuration and nothing of verdicts.

import './native-indices';
import { loadConfiguration, runCucumber, type IConfiguration, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { packageRoot } from '../schema/package-root';
import type { RunParameters } from '../testbed/target/run-parameters';

export interface SuiteRun {
  /** Test purposes to run; all of the features where undefined. */
  readonly testPurposes: readonly string[] | undefined;
  /** The feature files that hold them, from the package root: no other is read. */
  readonly features: readonly string[];
  readonly parameters: RunParameters;
  readonly parallel: number;
  /** cucumber's order: `defined` or `random:seed`. */
  readonly order: string;
  readonly formatter: string;
  readonly formatOptions: IConfiguration['formatOptions'];
  /** Support code of a former run in this process, so that it is loaded once. */
  readonly support?: ISupportCodeLibrary;
  readonly stdout?: Writable;
  readonly onMessage?: (envelope: Envelope) => void;
}

const fromSource = __filename.endsWith('.ts');
/** From the package root: the folder that it lies in may have a name that a pattern or a URL would read otherwise. */
const code = (file: string): string => (fromSource ? file : `dist/${file.replace(/\.ts$/, '.js')}`);
const fromRoot = (file: string): string => `./${path.relative(packageRoot, file).replaceAll(path.sep, '/')}`;

export async function runSuite(
  run: SuiteRun,
): Promise<{ readonly success: boolean; readonly support: ISupportCodeLibrary }> {
  const environment = { cwd: packageRoot, ...(run.stdout && { stdout: run.stdout }) };
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: [...run.features],
        requireModule: [path.join(packageRoot, 'tools/load.js')],
        require: [code('support/world/world.ts'), code('support/world/hooks.ts'), code('steps/*.ts')],
        format: [path.isAbsolute(run.formatter) ? fromRoot(run.formatter) : run.formatter],
        formatOptions: run.formatOptions,
        worldParameters: { ...run.parameters },
        parallel: run.parallel,
        order: run.order as 'defined',
        tags: run.testPurposes?.map((tp) => `@tp:${tp}`).join(' or ') ?? '',
        strict: true,
      },
    },
    environment,
  );
  return runCucumber({ ...runConfiguration, ...(run.support && { support: run.support }) }, environment, run.onMessage);
}
