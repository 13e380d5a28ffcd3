// A program that a test relies on and not every machine has. Where continuous integration runs, nothing may be missing.

import { spawnSync } from 'node:child_process';

/** Call it inside describe(): its tests are skipped where the program is missing, and fail where CI_REQUIRE_ALL is set. */
export function needs(program: string, ...versionArguments: readonly string[]): void {
  before(function () {
    const args = versionArguments.length === 0 ? ['--version'] : versionArguments;
    // SIPp ends with a status of its own after it told its version.
    if (spawnSync(program, args).error === undefined) return;
    if (process.env['CI_REQUIRE_ALL']) throw new Error(`CI_REQUIRE_ALL is set, and ${program} is not installed`);
    process.stderr.write(`skipped: ${program} is not installed\n`);
    this.skip();
  });
}
