// A program that a test relies on and not every machine has. Where continuous integration runs, nothing may be missing.

import { spawnSync } from 'node:child_process';

/** Call it inside describe(): its tests are skipped where the program is missing, and fail where CI_REQUIRE_ALL is set. */
export function needs(program: string): void {
  before(function () {
    if (spawnSync(program, ['--version']).status === 0) return;
    if (process.env['CI_REQUIRE_ALL']) throw new Error(`CI_REQUIRE_ALL is set, and ${program} is not installed`);
    process.stderr.write(`skipped: ${program} is not installed\n`);
    this.skip();
  });
}
