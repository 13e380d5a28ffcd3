import assert from 'node:assert/strict';
import fs from 'node:fs';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { inspectRecord } from './inspect-record';
import { redactRecord } from './redact-record';
import { ALTERATIONS } from './testing/alterations';
import { namesIn, proveRedaction, proveSeal } from './testing/proof';
import { randomFrom } from './testing/random';
import { ENCODINGS, randomRun } from './testing/random-run';
import { newKey, sealMade, sealSmall } from './testing/small-record';

// Slices by a fixed seed; `npm run prove:seal` makes a hundred thousand and a thousand.
const SEED = 7;

describe('without the key of the lab', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();

  it('no alteration of a record is verified, of whatever kind', () => {
    const { of, verified } = proveSeal(1000, SEED);
    assert.deepEqual(Object.keys(of).toSorted(), Object.keys(ALTERATIONS).toSorted());
    assert.deepEqual(verified, []);
  });

  it('what was not altered is verified, whole or redacted', () => {
    const { files, key } = sealSmall(folder.path);
    for (const classes of [['identities'], ['bytes'], ['addresses'], ['bytes', 'addresses']] as const)
      assert.deepEqual(inspectRecord(redactRecord(files, classes).files, key.publicKey).problems, [], classes.join());
    assert.deepEqual(inspectRecord(files, key.publicKey).problems, []);
  });
});

describe('in a record whose identities were redacted', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();

  it('no name of the run is found, however it was written and wherever a product put it', () => {
    const { names, found } = proveRedaction(20, SEED);
    assert.deepEqual(found, []);
    assert.ok(names > 150);
  });

  it('they would be found, in every way to write them, where they were not redacted', () => {
    const { events, run, names } = randomRun(randomFrom(SEED));
    const { files } = sealMade(folder.path, events, run, newKey());
    assert.ok(namesIn(files, names).length > 0);
    for (const [how, encode] of Object.entries(ENCODINGS))
      for (const spelling of encode('sip:ana.k3f9@primary.example'))
        assert.equal(
          namesIn(new Map([['x', Buffer.from(`<${spelling}>`)]]), ['sip:ana.k3f9@primary.example']).length > 0,
          true,
          how,
        );
    const inBase64 = Buffer.from('From: <sip:ana.k3f9@primary.example>').toString('base64');
    assert.ok(namesIn(new Map([['x', Buffer.from(inBase64)]]), ['sip:ana.k3f9@primary.example']).length > 0);
    fs.rmSync(folder.path, { recursive: true, force: true });
  });
});
