// Renders Allure results as the Allure report with allure-commandline. That needs Java; without it nothing is lost.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Rendered =
  { readonly rendered: true; readonly index: string } | { readonly rendered: false; readonly reason: string };

/** Runs a program to its end; rejects where it cannot be started or fails. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<unknown>;

const TIME_LIMIT_MS = 120_000;
/** Left to itself, Allure tells a service of the web how many results of what kind there are. */
export const SILENT = { ALLURE_NO_ANALYTICS: '1' };
const runProgram: RunProgram = (program, args) =>
  promisify(execFile)(program, args, { timeout: TIME_LIMIT_MS, env: { ...process.env, ...SILENT } });

export async function renderAllureReport(
  resultsDir: string,
  reportDir: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  run: RunProgram = runProgram,
): Promise<Rendered> {
  const java = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  try {
    await run(java, ['-version']);
  } catch {
    return notRendered(
      `Java 8 or newer is needed to render the Allure report, and "${java} -version" did not run`,
      resultsDir,
    );
  }
  try {
    await run(process.execPath, [
      require.resolve('allure-commandline/bin/allure'),
      'generate',
      resultsDir,
      '--clean',
      '-o',
      reportDir,
    ]);
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return notRendered(`allure-commandline failed: ${why}`, resultsDir);
  }
  return { rendered: true, index: join(reportDir, 'index.html') };
}

const notRendered = (why: string, resultsDir: string): Rendered => ({
  rendered: false,
  reason: `${why}. The results are in ${resultsDir} all the same, and as JUnit beside it.`,
});
