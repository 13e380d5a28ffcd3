import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as All from './all';
import { FORMATION as LOADED } from './all';
import { openFormation } from './testing/opened';
import type * as Expected from './testing/expected';
import type * as Judged from './testing/judged';
import { accountBy, approvedFiles } from './testing/approval/approval';
import { conforming } from './testing/conforming';

const ORACLE = [__dirname, ...['oracle', 'verdict'].map((folder) => path.join(__dirname, '../..', folder))];

const REQUIREMENTS = LOADED.checks.map(({ requirement }) => requirement);
const load = createRequire(__filename);

/** What is decided while a module loads is decided once more. */
function anew<T>(imported: () => T): T {
  const kept = { ...load.cache };
  for (const known of Object.keys(load.cache))
    if (ORACLE.some((folder) => known.startsWith(folder + path.sep))) Reflect.deleteProperty(load.cache, known);
  try {
    return imported();
  } finally {
    Object.assign(load.cache, kept);
  }
}

describe('the oracle, loaded anew,', () => {
  it('says what was approved', () => {
    // The modules' own types.
    const { judged, expectedText, phrasesBeside } = anew(() => ({
      ...(load('./testing/judged') as typeof Judged),
      ...(load('./testing/expected') as typeof Expected),
    }));
    const approved = (file: string): string => readFileSync(path.join(__dirname, 'approved', file), 'utf8');
    const files = approvedFiles(accountBy(judged, phrasesBeside, REQUIREMENTS), REQUIREMENTS);
    for (const [requirement, text] of files) assert.equal(text, approved(`${requirement}.txt`));
    assert.equal(expectedText(), approved('then-phrases.txt'));
  }).timeout(20_000);

  it('lists each check under the requirement that it judges', () => {
    const { FORMATION } = anew(() => load('./all') as typeof All); // the module's own type
    const story = openFormation(conforming().events);
    for (const check of FORMATION.checks)
      for (const { requirement } of check.judge(story, { ordering: 'strict' }))
        assert.equal(requirement, check.requirement);
  });
});
