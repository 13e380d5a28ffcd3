// Products that ask for credentials before they hear anything: by 401 and 407, with MD5 and SHA-256, with nonces that go stale.
// Who has the credentials is tested as ever; who has none is told so, and fails for nothing; and no secret stands anywhere.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Role } from '../../../support/procedure/roles';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { noErrors, resultsIn, eventsIn } from '../reports';
import { serve, writeTarget, timing } from '../served';

const SECRETS = { MCX_CHALLENGE_USERNAME: 'played', MCX_CHALLENGE_PASSWORD: 'open-7f3k-sesame' };
const KNOWN = ', credentials: { everybody: { username: played, password: { env: MCX_CHALLENGE_PASSWORD } } }';
const RESPONSE = /\bresponse="[0-9a-f]{32}/;

describe('a product that challenges every request', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  before(() => Object.assign(process.env, SECRETS));
  after(() => {
    delete process.env['MCX_CHALLENGE_USERNAME'];
    delete process.env['MCX_CHALLENGE_PASSWORD'];
    delete process.env['MCX_TEST_WRONG'];
  });
  afterEach(endAll);

  async function judged(role: Role, filter: readonly string[], credentials: string, ...options: readonly string[]) {
    const product = await serve(role, '--adapter', 'sip', ...options);
    const control = / {2}control {2}(\S+)\/control\n/.exec(product.printed())?.[1] ?? '';
    const target = writeTarget(
      folder.path,
      'adapter: sip',
      `sip: { timers: { t1: 100 }${credentials} }`,
      `roles: { ${role}: { underTest: true, address: "${product.address}", control: "${control}" } }`,
      timing(1000, 100),
      'scenariosAtOnce: 4',
    );
    const { status, stdout, stderr } = await run('run', '--target', target, '--reports', reports(), ...filter);
    assert.equal(stderr, '');
    const events = eventsIn(reports());
    return { status, stdout, results: resultsIn(reports()), events };
  }

  const challenging: readonly (readonly [Role, readonly string[], string, string])[] = [
    ['primary-server', ['--role', 'primary-server', '--step', '5'], 'SHA-256', 'user-agent'],
    ['partner-server', ['--role', 'partner-server', '--step', '7'], 'MD5', 'proxy'],
    ['client-1', ['--role', 'client-1'], 'MD5', 'user-agent'],
    ['client-2', ['--role', 'client-2'], 'SHA-256', 'proxy'],
  ];
  for (const [role, filter, algorithm, as] of challenging)
    it(`is tested and conforms: ${role}, ${algorithm} as a ${as}`, async () => {
      const options = ['--challenge', algorithm, '--challenge-as', as];
      const { status, stdout, results, events } = await judged(role, filter, KNOWN, ...options);
      assert.equal(status, 0, stdout);
      noErrors(results);
      const resent = events.flatMap((event) => (event.kind === 'resent' ? [event] : []));
      const [code, field] = as === 'proxy' ? ['407', 'Proxy-Authorization'] : ['401', 'Authorization'];
      // Of a client little is asked, and a nonce that the warm-up was given serves some scenarios more.
      assert.ok(resent.length > (role.endsWith('server') ? 2 : 0), `${resent.length} were challenged`);
      for (const { raw, challenge } of resent) {
        assert.match(raw, new RegExp(`^${field}: Digest \\*{5}`, 'm'));
        assert.ok(challenge.startsWith(`SIP/2.0 ${code} `) && challenge.includes(`algorithm=${algorithm}`), challenge);
      }
      // Of a client little is asked: it does not come to more than a nonce is good for.
      if (role.endsWith('server')) assert.ok(resent.some(({ challenge }) => challenge.includes('stale=true')));
      // Each is one message, however often it left.
      const sent = new Set(events.flatMap((event) => (event.kind === 'message' ? [event.id] : [])));
      assert.ok(resent.every(({ message }) => sent.has(message)));
      const files = fs.readdirSync(reports(), { recursive: true, encoding: 'utf8' });
      for (const name of files.map((one) => path.join(reports(), one)).filter((one) => fs.statSync(one).isFile())) {
        const text = fs.readFileSync(name, 'latin1');
        assert.ok(!text.includes(SECRETS.MCX_CHALLENGE_PASSWORD) && !RESPONSE.test(text), name);
      }
    });

  it('is inconclusive where nobody has credentials, and says what it asks for', async () => {
    // Each waits in vain for what is not heard: a few of them tell enough.
    const few = ['--role', 'primary-server', '--step', '5', '--shard', '1/5'];
    const { status, stdout, results } = await judged('primary-server', few, '', '--challenge', 'SHA-256');
    assert.notEqual(status, 0);
    assert.deepEqual([...new Set(results.scenarios.map(({ verdict }) => verdict))], ['inconclusive']);
    assert.match(
      stdout,
      /asks for credentials \(401, realm "mcx-conformance", SHA-256\); name them in sip\.credentials/,
    );
  });

  it('is inconclusive where the credentials are others, and says so', async () => {
    process.env['MCX_TEST_WRONG'] = 'not the password';
    const wrong = ', credentials: { everybody: { username: played, password: { env: MCX_TEST_WRONG } } }';
    const { results, stdout } = await judged('client-2', ['--role', 'client-2'], wrong, '--challenge', 'MD5');
    assert.ok(
      results.scenarios.every(({ verdict }) => verdict === 'inconclusive' || verdict === 'pass'),
      stdout,
    );
    assert.match(stdout, /does not take the credentials of sip\.credentials \(401, realm "mcx-conformance", MD5\)/);
  });

  it('wants its credentials in the environment on either side', async () => {
    delete process.env['MCX_TEST_WRONG'];
    const target = writeTarget(
      folder.path,
      'adapter: sip',
      'sip: { credentials: { client-1: { username: played, password: { env: MCX_TEST_WRONG } } } }',
    );
    const { status, stderr } = await run('run', '--target', target, '--reports', reports());
    assert.equal(status, 2);
    assert.match(stderr, /MCX-SECRET.*MCX_TEST_WRONG for sip\.credentials\.client-1\.password/s);
    await assert.rejects(serve('client-1', '--challenge', 'MD5'), /MCX-ADAPTER/);
  });
});
