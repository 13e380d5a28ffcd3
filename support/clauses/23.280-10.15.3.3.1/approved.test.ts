import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FORMATION } from './all';
import { accountBy, readApproved, type Approved } from './testing/approval/approval';
import { CORPUS, type Sample } from './testing/corpus';
import { expectedText, phrasesBeside } from './testing/expected';
import { judged } from './testing/judged';

const FOLDER = path.join(__dirname, 'approved');
const PHRASES = 'then-phrases.txt';
const REQUIREMENTS = FORMATION.checks.map(({ requirement }) => requirement);
const files = new Map(
  readdirSync(FOLDER)
    .filter((file) => file !== PHRASES)
    .map((file) => [path.basename(file, '.txt'), readFileSync(path.join(FOLDER, file), 'utf8')]),
);
const approved = readApproved(files);

const HINT = 'if this is what it should say, run `npm run approve`, read the diff and commit it';

describe('what the oracle says of', () => {
  let account: ((sample: Sample) => Approved) | undefined;
  const told = (sample: Sample): Approved => (account ??= accountBy(judged, phrasesBeside, REQUIREMENTS))(sample);

  // A runner that keeps this file loaded and changes the oracle must not be shown the account of the oracle before.
  after(() => (account = undefined));

  for (const sample of CORPUS)
    it(`${sample.says} is approved`, () => {
      assert.deepEqual(sorted(told(sample)), sorted(approved.get(sample.says) ?? new Map()), HINT);
    });

  it('the Then phrases is approved', () => {
    assert.equal(expectedText(), readFileSync(path.join(FOLDER, PHRASES), 'utf8'), HINT);
  });

  it('anything else is not approved', () => {
    const known = new Set(CORPUS.map(({ says }) => says));
    assert.deepEqual([...files.keys()].sort(), REQUIREMENTS.toSorted());
    assert.deepEqual(
      [...approved.keys()].filter((says) => !known.has(says)),
      [],
    );
  });
});

const sorted = (texts: Approved): Readonly<Record<string, string>> =>
  Object.fromEntries([...texts].toSorted(([one], [other]) => (one < other ? -1 : 1)));
