// Renders Allure results as the Allure report with what is installed: allure-commandline, which needs Java, or Allure 3, which
// does not. Nothing is downloaded; without either nothing is lost.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

export type Rendered =
  { readonly rendered: true; readonly index: string } | { readonly rendered: false; readonly reason: string };

/** Runs a program to its end, in a folder where one is named; rejects where it cannot be started or fails. */
export type RunProgram = (program: string, args: readonly string[], cwd?: string) => Promise<unknown>;

/** The script of a package, from its root; undefined where it is not installed. */
export type FindScript = (packageName: string, script: string) => string | undefined;

export interface Renderers {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: RunProgram;
  readonly find: FindScript;
}

const TIME_LIMIT_MS = 120_000;
/** Left to itself, Allure tells a service of the web how many results of what kind there are. */
export const SILENT = { ALLURE_NO_ANALYTICS: '1' };

const INSTALLED: Renderers = {
  env: process.env,
  run: (program, args, cwd) =>
    promisify(execFile)(program, args, { cwd, timeout: TIME_LIMIT_MS, env: { ...process.env, ...SILENT } }),
  find: findScript,
};

export async function renderAllureReport(
  resultsDir: string,
  reportDir: string,
  { env, run, find }: Renderers = INSTALLED,
): Promise<Rendered> {
  const rendered: Rendered = { rendered: true, index: join(reportDir, 'index.html') };
  const allure2 = find('allure-commandline', 'bin/allure');
  const allure3 = find('allure', 'cli.js');
  const notRendered = (why: string): Rendered => ({
    rendered: false,
    reason: `${why}. The results are in ${resultsDir} all the same, and as JUnit beside it.`,
  });
  const java = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const hasJava = allure2 !== undefined && (await succeeds(run(java, ['-version'])));
  try {
    if (allure2 !== undefined && hasJava)
      await run(process.execPath, [allure2, 'generate', resultsDir, '--clean', '-o', reportDir]);
    // It takes what it reads as a pattern: a folder may have a name that is one.
    else if (allure3 !== undefined)
      await run(
        process.execPath,
        [allure3, 'generate', basename(resultsDir), '--output', resolve(reportDir)],
        dirname(resultsDir),
      );
    else if (allure2 !== undefined)
      return notRendered(
        `allure-commandline needs Java 8 or newer, and "${java} -version" did not run; Allure 3 needs none: npm install allure`,
      );
    else
      return notRendered(
        'Neither Allure 3 nor allure-commandline is installed, here or beside mcx-conformance; to have the page: npm install allure',
      );
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return notRendered(`${hasJava ? 'allure-commandline' : 'Allure 3'} failed: ${why}`);
  }
  return rendered;
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

/** Beside the suite, or in the project that somebody stands in. */
function findScript(packageName: string, script: string): string | undefined {
  const folders = [...(require.resolve.paths(packageName) ?? []), ...foldersAbove(process.cwd())];
  return folders.map((folder) => join(folder, packageName, script)).find((file) => existsSync(file));
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return [join(folder, 'node_modules'), ...(above === folder ? [] : foldersAbove(above))];
}
