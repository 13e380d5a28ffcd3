// A certification as a lab and whoever relies on it go through it: keygen, certify, seal, verify, redact; and what is refused.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { serve, targetFor, writeTarget } from '../served';

const PROFILE = 'http-json-client-2';

describe('a certification', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);
  const at = (name: string): string => path.join(folder.path, name);

  async function refused(code: string, ...args: readonly string[]): Promise<void> {
    const { status, stdout, stderr } = await run(...args);
    assert.equal(status, 2, stdout + stderr);
    assert.match(stderr, new RegExp(`^${code}: [^\\n]+\\n$`));
  }

  it('is sealed, verified, and redacted so that it still is', async () => {
    await run('keygen', at('lab.key'));
    const target = targetFor(await serve('client-2'), folder.path);
    const certified = await run('certify', '--target', target, '--profile', PROFILE, '--reports', at('reports'));
    assert.equal(certified.status, 0, certified.stdout + certified.stderr);
    const digests = /^results\.json {2}SHA-256 [0-9a-f]{64}\nevents\.jsonl {2}SHA-256 [0-9a-f]{64}$/m;
    const [left] = digests.exec(certified.stdout) ?? [];
    assert.match(certified.stdout, /^To be sealed, .*: npx mcx-conformance seal \S+ --key <file>$/m);
    const [name = ''] = fs.readdirSync(at('reports')).filter((one) => one !== 'latest.json');
    const seal = ['seal', at(`reports/${name}`), '--key', at('lab.key'), '--out', at('record')];
    const sealed = await run(...seal);
    assert.equal(sealed.status, 0, sealed.stdout + sealed.stderr);
    assert.ok(left !== undefined && sealed.stdout.startsWith(left), 'what is sealed is what certify left');
    await refused('MCX-RECORD-EXISTS', ...seal);
    fs.renameSync(at(`reports/${name}/ics.md`), at('ics.md'));
    await refused('MCX-SEAL', ...seal.with(-1, at('other')));
    fs.symlinkSync(at('ics.md'), at(`reports/${name}/ics.md`));
    await refused('MCX-SEAL', ...seal.with(-1, at('other')));

    const known = await run('verify', at('record'), '--key', at('lab.key.pub'));
    assert.equal(known.status, 0, known.stdout);
    assert.match(known.stdout, /^Verified: a product 1 as client-2, \d+ test purposes, PASSED \(pass\)\.$/m);
    const unknown = await run('verify', at('record'));
    assert.match(unknown.stdout, /nobody has said/);

    const withheld = ['--fields', 'identities,bytes,addresses', '--openings', at('openings.json')];
    assert.equal((await run('redact', at('record'), ...withheld, '--out', at('shared'))).status, 0);
    const shared = await run('verify', at('shared'), '--key', at('lab.key.pub'));
    assert.equal(shared.status, 0, shared.stdout);
    assert.match(shared.stdout, /^Redacted: identities, bytes, addresses; /m);
    for (const file of fs.readdirSync(at('shared')))
      assert.doesNotMatch(fs.readFileSync(path.join(at('shared'), file), 'utf8'), /sip:ben/, file);

    // A registry has a folder for each vendor.
    fs.cpSync(at('record'), at('registry/acme/of-today'), { recursive: true });
    const listed = await run('registry', at('registry'), '--key', at('lab.key.pub'), '--out', at('site'));
    assert.equal(listed.status, 0, listed.stdout + listed.stderr);
    assert.match(listed.stdout, /^accepted {2}acme\/of-today: PASSED$/m);
    assert.match(fs.readFileSync(at('site/index.html'), 'utf8'), /<th scope="row">acme<\/th><td>.*a product 1/);
    fs.appendFileSync(at('registry/acme/of-today/events.jsonl'), '\n');
    const changed = await run('registry', at('registry'), '--out', at('site'));
    assert.equal(changed.status, 1);
    assert.match(changed.stdout, /^refused {3}acme\/of-today: MCX-VERIFY-/m);
    assert.doesNotMatch(fs.readFileSync(at('site/index.html'), 'utf8'), /a product 1/);

    // Whoever changes trace and results alike is told by the seal; and a lab that seals wrong verdicts by its trace.
    fs.appendFileSync(at('record/summary.md'), 'conforms!');
    const touched = await run('verify', at('record'));
    assert.equal(touched.status, 1);
    assert.equal(touched.stdout, 'MCX-VERIFY-FILE: summary.md was changed\nNot verified.\n');
    await refused('MCX-REDACT', 'redact', at('record'), ...withheld, '--out', at('again'));
  });

  it('is made over SIP in the same way, and what is shared of it names nobody', async () => {
    await run('keygen', at('lab.key'));
    const product = await serve('client-2', '--adapter', 'sip');
    const control = / {2}control {2}(\S+)\/control\n/.exec(product.printed())?.[1] ?? '';
    const roles = `roles: { client-2: { underTest: true, address: "${product.address}", control: "${control}" } }`;
    const target = writeTarget(folder.path, 'adapter: sip', roles);
    const certified = await run('certify', '--target', target, '--profile', 'sip-client-2', '--reports', at('reports'));
    assert.equal(certified.status, 0, certified.stdout + certified.stderr);
    const [name = ''] = fs.readdirSync(at('reports')).filter((one) => one !== 'latest.json');
    await run('seal', at(`reports/${name}`), '--key', at('lab.key'), '--out', at('record'));
    const withheld = ['--fields', 'identities', '--openings', at('openings.json'), '--out', at('shared')];
    const redacted = await run('redact', at('record'), ...withheld);
    assert.equal(redacted.status, 0, redacted.stderr);
    for (const record of ['record', 'shared']) {
      const { status, stdout } = await run('verify', at(record), '--key', at('lab.key.pub'));
      assert.equal(status, 0, stdout);
    }
    const traced = fs.readFileSync(at('record/events.jsonl'), 'utf8');
    const names = new Set(traced.match(/(?:sips?|tel):[^"\\<>;,\s]+/g));
    assert.ok(names.size > 100);
    const shared = fs.readdirSync(at('shared')).map((file) => fs.readFileSync(path.join(at('shared'), file), 'latin1'));
    const isShared = (text: string): boolean => shared.some((file) => file.includes(text));
    // Within base64 a name may begin at any of three places: its first two letters and its last are in groups with others.
    const spellings = (id: string): readonly string[] => [
      id,
      ...[0, 1, 2].map((skipped) =>
        Buffer.from(id).subarray(skipped).toString('base64').replace(/=+$/, '').slice(0, -2),
      ),
      Buffer.from(id).toString('hex'),
    ];
    assert.deepEqual(
      [...names].filter((id) => spellings(id).some(isShared)),
      [],
    );
  });

  it('is refused before anything runs', async () => {
    await run('keygen', at('lab.key'));
    const target = writeTarget(folder.path, 'roles: { client-2: { underTest: true, address: "http://127.0.0.1:9" } }');
    const certify = (profile: string, ...more: readonly string[]) => [
      ...['certify', '--target', target, '--profile', profile, ...more],
    ];
    await refused('MCX-PROFILE', ...certify('http-json-client-9'));
    await refused('MCX-PROFILE', ...certify('http-json-client-1'));
    await refused('MCX-USAGE', ...certify(PROFILE, '--key', at('lab.key')));
    await refused('MCX-KEY', 'seal', at('nowhere'), '--key', at('nowhere.key'));
    await refused('MCX-KEY', 'seal', at('nowhere'), '--key', at('lab.key.pub'));
    await refused('MCX-RESULTS-MISSING', 'seal', at('nowhere'), '--key', at('lab.key'));
    for (const option of ['--tp=PGR_CL2_BV_01', '--baseline=b.yaml', '--strength=shall', '--shard=1/2'])
      await refused('MCX-USAGE', ...certify(PROFILE, option));
    writeTarget(
      folder.path,
      'roles: { client-2: { underTest: true, address: "http://127.0.0.1:9" } }',
      'timing: { deadlineMs: 500 }',
    );
    await refused('MCX-PROFILE-TIMING', ...certify(PROFILE));
    const denied = writeTarget(
      folder.path,
      'roles: { client-2: { underTest: true, address: "http://127.0.0.1:9" } }',
      'ics: { A.4/1: no }',
    );
    assert.equal(denied, target);
    await refused('MCX-ICS', ...certify(PROFILE));
    fs.writeFileSync(at('inside.cjs'), 'process.exit(7);');
    const inside = 'roles: { partner-server: { underTest: true, plugin: { module: inside.cjs } } }';
    await refused(
      'MCX-CERTIFY-MODULE',
      'certify',
      '--target',
      writeTarget(folder.path, inside),
      '--profile',
      'plugin-partner-server',
    );
    await refused('MCX-RECORD', 'verify', at('nowhere'));
    await refused('MCX-KEY-EXISTS', 'keygen', at('lab.key'));
  });
});
