import assert from 'node:assert/strict';
import { createHash, createHmac, verify } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import type { Statement } from '../verdict/test-result';
import { seal } from './envelope';
import { inspectRecord } from './inspect-record';
import { readRecord, RECORD, writeRecord, type RecordFiles } from './record-folder';
import { redactRecord } from './redact-record';
import type { Shown } from './redaction';
import { ANA, newKey, sealSmall, type Small } from './testing/small-record';

const CHANGES = 1000;

describe('a sealed record', () => {
  let folder = '';
  let small: Small;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-record-'));
    small = sealSmall(folder);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const problemsIn = (files: RecordFiles, key = small.key.publicKey) =>
    inspectRecord(files, key).problems.map(({ code, what }) => `${code}: ${what}`);
  const changed = (name: string, change: (text: string) => string): RecordFiles =>
    new Map([...small.files, [name, Buffer.from(change(small.files.get(name)?.toString('utf8') ?? ''))]]);
  const swapped = (text: string, one: number, other: number): string => {
    const lines = text.trimEnd().split('\n');
    const [first = '', second = ''] = [lines[one], lines[other]];
    return `${lines.with(one, second).with(other, first).join('\n')}\n`;
  };

  it('is what was sealed', () => {
    assert.deepEqual(problemsIn(small.files), []);
    assert.equal(inspectRecord(small.files).statement?.predicate.result, 'PASSED');
  });

  it('says it in the shape that in-toto publishes', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    const schema = path.join(__dirname, '..', 'verdict', 'testing', 'in-toto-test-result.schema.json');
    const check = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')) as object);
    assert.ok(check(inspectRecord(small.files).statement), JSON.stringify(check.errors));
  });

  it(`is not, after any of ${CHANGES} changes of a single byte`, () => {
    const names = [...small.files.keys()];
    const place = fc.record({ name: fc.constantFrom(...names), at: fc.nat(), xor: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(place, ({ name, at, xor }) => {
        const bytes = Buffer.from(small.files.get(name) ?? '');
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ xor;
        assert.notDeepEqual(problemsIn(new Map([...small.files, [name, bytes]])), [], `${name}, byte ${index}`);
      }),
      { numRuns: CHANGES },
    );
  });

  it('names the file that was removed, added or changed', () => {
    for (const name of small.files.keys()) {
      if (name === RECORD.envelope) continue;
      const without = new Map([...small.files].filter(([one]) => one !== name));
      assert.ok(
        problemsIn(without).some((one) => one === `MCX-VERIFY-FILE: ${name} was removed`),
        name,
      );
    }
    const more = new Map([...small.files, ['deep/more.txt', Buffer.from('x')]]);
    assert.deepEqual(problemsIn(more), ['MCX-VERIFY-FILE: deep/more.txt was added']);
    assert.deepEqual(problemsIn(changed('deep/report.html', (text) => `${text}!`)), [
      'MCX-VERIFY-FILE: deep/report.html was changed',
    ]);
  });

  it('names the event that was removed, added, changed or put elsewhere', () => {
    const told = (change: (text: string) => string) => problemsIn(changed(RECORD.events, change))[1];
    const lines = (text: string): string[] => text.trimEnd().split('\n');
    assert.equal(
      told((text) => swapped(text, 2, 5)),
      'MCX-VERIFY-EVENTS: events.jsonl, line 3: events were put in another order',
    );
    assert.equal(
      told((text) => `${lines(text).toSpliced(4, 1).join('\n')}\n`),
      'MCX-VERIFY-EVENTS: events.jsonl, line 5: an event was removed',
    );
    assert.equal(
      told((text) => `${lines(text).toSpliced(4, 0, '{"kind":"x"}').join('\n')}\n`),
      'MCX-VERIFY-EVENTS: events.jsonl, line 5: an event was added',
    );
    assert.equal(
      told((text) => text.replace('"seq":3', '"seq":9')),
      'MCX-VERIFY-EVENTS: events.jsonl, line 5: the event was changed',
    );
    assert.equal(
      told((text) => text.slice(0, -1)),
      'MCX-VERIFY-EVENTS: events.jsonl breaks off, or is no text',
    );
  });

  it('says that another key sealed it, or that the seal was made by nobody', () => {
    const [other] = problemsIn(small.files, newKey().publicKey);
    assert.match(other ?? '', /^MCX-VERIFY-KEY: it was sealed by [0-9a-f]{64}, not by the key that was given/);
    const resealed = sealSmall(fs.mkdtempSync(path.join(folder, 'other-')));
    const forged = new Map([...small.files, [RECORD.envelope, resealed.files.get(RECORD.envelope) ?? Buffer.alloc(0)]]);
    assert.match(problemsIn(forged)[0] ?? '', /^MCX-VERIFY-SEAL: record.dsse.json: the signature does not fit/);
    assert.match(problemsIn(changed(RECORD.envelope, () => '{}'))[0] ?? '', /^MCX-VERIFY-SEAL: .* no DSSE envelope/);
  });

  it('says which test purposes of the profile it lacks', () => {
    const { files, key } = sealSmall(fs.mkdtempSync(path.join(folder, 'few-')), ['PGR_PSRV_BV_01']);
    assert.deepEqual(problemsIn(files, key.publicKey), [
      'MCX-VERIFY-PROFILE: the profile requires PGR_PSRV_BV_02, not executed in the run',
    ]);
  });

  it('is signed as DSSE has it, which needs none of this code to see', () => {
    const envelope = JSON.parse(small.files.get(RECORD.envelope)?.toString('utf8') ?? '') as {
      readonly payloadType: string;
      readonly payload: string;
      readonly signatures: readonly [{ readonly sig: string }];
    };
    const payload = Buffer.from(envelope.payload, 'base64');
    const type = 'application/vnd.in-toto+json';
    assert.equal(envelope.payloadType, type);
    const signed = Buffer.concat([Buffer.from(`DSSEv1 28 ${type} ${payload.length} `), payload]);
    assert.ok(verify(null, signed, small.key.publicKey, Buffer.from(envelope.signatures[0].sig, 'base64')));
    const statement = JSON.parse(payload.toString('utf8')) as {
      readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
    };
    for (const { name, digest } of statement.subject)
      assert.equal(
        digest.sha256,
        createHash('sha256')
          .update(small.files.get(name) ?? '')
          .digest('hex'),
        name,
      );
  });

  /** Whoever holds the key may sign anything. */
  const signed = (statement: unknown): readonly string[] =>
    problemsIn(new Map([...small.files, [RECORD.envelope, Buffer.from(seal(statement, small.key))]]));
  const sealed = (): Statement => structuredClone(inspectRecord(small.files).statement as Statement); // it is verified

  it('of another version is refused, with the version and the suite named', () => {
    const statement = sealed();
    const configuration = statement.predicate.configuration.filter(({ name }) => name !== 'record');
    assert.deepEqual(signed({ ...statement, predicate: { ...statement.predicate, configuration } }), [
      'MCX-VERIFY-VERSION: it is a record of version 1, sealed by mcx-conformance 0, and this program verifies version 2: have its run sealed again, or use the program that sealed it',
    ]);
  });

  it('is not verified where the statement says something else than the results', () => {
    const { predicate, ...rest } = sealed();
    const [, ...later] = predicate.passedTests;
    const digest = { sha256: '0'.repeat(64) };
    const changed = (name: string, change: object) =>
      predicate.configuration.map((one) => (one.name === name ? { ...one, ...change } : one));
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ result: 'WARNED' }, /^MCX-VERIFY-STATEMENT: it says WARNED, and the results say PASSED$/],
      [{ passedTests: later }, /^MCX-VERIFY-STATEMENT: passedTests of the statement is not that of the results$/],
      [{ failedTests: predicate.passedTests }, /^MCX-VERIFY-STATEMENT: failedTests/],
      [{ configuration: changed('profile', { digest }) }, /^MCX-VERIFY-STATEMENT: profile/],
      [{ configuration: changed('product', { annotations: {} }) }, /^MCX-VERIFY-STATEMENT: product/],
      [{ configuration: changed('suite', { annotations: { name: 'x' } }) }, /^MCX-VERIFY-STATEMENT: suite/],
      [{ configuration: changed('clause:23.280-10.15.3.3.1', { annotations: {} }) }, /^MCX-VERIFY-STATEMENT: clause:/],
      [{ configuration: changed('record', { annotations: { version: 2 } }) }, /^MCX-VERIFY-STATEMENT: record/],
      [{ configuration: changed('events', { digest }) }, /^MCX-VERIFY-EVENTS/],
      [{ configuration: [...predicate.configuration, { name: 'more', uri: 'urn:x' }] }, /^MCX-VERIFY-STATEMENT: more/],
    ];
    for (const [change, says] of cases)
      assert.match(signed({ ...rest, predicate: { ...predicate, ...change } })[0] ?? '', says);
  });

  it('is not broken by a statement that is none', () => {
    const { predicate, ...rest } = sealed();
    for (const none of [
      ...[
        null,
        7,
        'x',
        [],
        {},
        { ...rest },
        { ...rest, predicate: null },
        { ...rest, predicate: { ...predicate, configuration: {} } },
      ],
      { ...rest, subject: [null], predicate },
      { ...rest, subject: [{ name: 7, digest: { sha256: 'x' } }], predicate },
      { ...rest, predicate: { ...predicate, configuration: [null] } },
      { ...rest, predicate: { ...predicate, passedTests: [7] } },
    ])
      assert.deepEqual(signed(none), ['MCX-VERIFY-SEAL: it seals something else than the result of a test run']);
  });

  it('holds no private key', () => {
    for (const [name, bytes] of small.files) assert.doesNotMatch(bytes.toString('utf8'), /PRIVATE KEY/, name);
  });

  it('is refused where it is none, and never written over', () => {
    const none = (error: unknown): boolean => error instanceof UserError && error.code === 'MCX-RECORD';
    assert.throws(() => readRecord(path.join(folder, 'nowhere')), none);
    assert.throws(() => readRecord(path.join(folder, 'run')), none);
    assert.throws(() => readRecord(path.join(folder, 'run', 'ics.md', 'below')), none);
    fs.symlinkSync('/etc/hosts', path.join(small.folder, 'link'));
    assert.throws(() => readRecord(small.folder), none);
    assert.throws(() => writeRecord(small.folder, small.files), /MCX|is there already/);
  });

  describe('that was redacted', () => {
    it('holds nothing of what is withheld, and the seal still fits', () => {
      const { files, openings } = redactRecord(small.files, ['identities', 'bytes', 'addresses']);
      assert.deepEqual(problemsIn(files), []);
      for (const [name, bytes] of files)
        assert.doesNotMatch(bytes.toString('utf8'), /ana\.k3f9|lab-7|127\.0\.0\.1/, name);
      for (const [hash, { value, salt }] of Object.entries(openings)) {
        const again = createHmac('sha256', Buffer.from(salt, 'hex')).update(JSON.stringify(value)).digest('hex');
        assert.equal(hash, again);
      }
      assert.ok(Object.values(openings).some(({ value }) => value === ANA));
    });

    it('still tells which clauses it is about, though their numbers look like addresses', () => {
      const { files } = redactRecord(small.files, ['identities', 'bytes', 'addresses']);
      const { clauses, scenarios } = JSON.parse(files.get(RECORD.results)?.toString('utf8') ?? '') as RunResult;
      assert.deepEqual(clauses, [{ clause: '23.280-10.15.3.3.1', number: '16.2.1.2' }]);
      assert.equal(scenarios[0]?.uri, 'features/23.280-10.15.3.3.1/f.feature');
    });

    it('shows what is not withheld, with what a verifier needs of it and no more', () => {
      const { files, classes } = redactRecord(small.files, ['bytes']);
      assert.deepEqual(classes, ['bytes']);
      assert.deepEqual(problemsIn(files), []);
      assert.match(files.get(RECORD.events)?.toString('utf8') ?? '', /ana\.k3f9/);
      assert.ok(!files.has(RECORD.seed));
      const seed = small.files.get(RECORD.seed)?.toString('utf8').trim() ?? '';
      const salt = createHmac('sha256', Buffer.from(seed, 'hex')).update(JSON.stringify(ANA)).digest('hex');
      const { shown } = JSON.parse(files.get(RECORD.salts)?.toString('utf8') ?? '') as {
        readonly shown: readonly Shown[];
      };
      assert.deepEqual(
        shown.find(({ value }) => value === ANA),
        { value: ANA, classes: ['identities'], salts: [salt] },
      );
    });

    it('withholds the bytes with the names that stand in them, and says so', () => {
      const { classes } = redactRecord(small.files, ['identities']);
      assert.deepEqual(classes, ['identities', 'bytes']);
    });

    it('is not what was sealed once more than that was changed', () => {
      const { files } = redactRecord(small.files, ['identities', 'bytes', 'addresses']);
      const touched = (name: string, change: (text: string) => string): RecordFiles =>
        new Map([...files, [name, Buffer.from(change(files.get(name)?.toString('utf8') ?? ''))]]);
      const cases: readonly (readonly [string, (text: string) => string])[] = [
        [RECORD.events, (text) => text.replace('"seq":3', '"seq":4')],
        [
          RECORD.events,
          (text) => text.replace(/(hash:hmac-sha256:i:)[0-7]/, '$18').replace(/(hash:hmac-sha256:i:)[9a-f]/, '$10'),
        ],
        [RECORD.events, (text) => swapped(text, 2, 3)],
        [RECORD.results, (text) => text.replace('"pass"', '"fail"')],
        [RECORD.redaction, (text) => text.replace('ics.md', 'ics.mc')],
        [RECORD.redaction, (text) => text.replace('"bytes",', '')],
        [RECORD.salts, (text) => text.replace('[]', '[1]')],
        [RECORD.redaction, () => '{'],
        [RECORD.profile, (text) => text.replace('BV_02', 'BV_03')],
      ];
      for (const [name, change] of cases) assert.notDeepEqual(problemsIn(touched(name, change)), [], name);
    });
  });
});
