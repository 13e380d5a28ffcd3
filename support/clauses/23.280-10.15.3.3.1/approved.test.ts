import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { accountBy, readApproved } from './testing/approval';
import { CORPUS, type Sample } from './testing/corpus';
import { expectedText } from './testing/expected';
import { judged } from './testing/judged';

const FOLDER = path.join(__dirname, 'approved');
const PHRASES = 'then-phrases.txt';
const approved = new Map(
  readdirSync(FOLDER)
    .filter((file) => file !== PHRASES)
    .map((file) => [path.basename(file, '.txt'), readApproved(readFileSync(path.join(FOLDER, file), 'utf8'))]),
);

const HINT = 'if this is what it should say, run `npm run approve`, read the diff and commit it';

describe('what the oracle says of', () => {
  let account: ((sample: Sample) => string) | undefined;
  const told = (sample: Sample): string => (account ??= accountBy(judged))(sample);

  // A runner that keeps this file loaded and changes the oracle must not be shown the account of the oracle before.
  after(() => (account = undefined));

  for (const [topic, samples] of CORPUS)
    for (const sample of samples)
      it(`${sample.says} is approved`, () => {
        assert.equal(told(sample), approved.get(topic)?.get(sample.says), HINT);
      });

  it('the Then phrases is approved', () => {
    assert.equal(expectedText([...CORPUS.values()].flat()), readFileSync(path.join(FOLDER, PHRASES), 'utf8'), HINT);
  });

  it('anything else is not approved', () => {
    assert.deepEqual(
      [...approved].map(([topic, accounts]) => [topic, [...accounts.keys()]]).sort(),
      [...CORPUS].map(([topic, samples]) => [topic, samples.map(({ says }) => says)]).sort(),
    );
  });
});
