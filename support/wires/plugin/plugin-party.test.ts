import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createRecorder } from '../../evidence/recorder';
import type { TraceEvent } from '../../evidence/trace';
import { UserError } from '../../verdict/errors';
import { createAddressees } from '../../testbed/host/addressees';
import { checkPlugin, type PluginCheckResult } from './plugin-check';
import { loadTarget } from '../../testbed/target/target';
import { openTestbed } from '../../testbed/testbed';

const PLUGIN = `module.exports = ({ send }) => ({
  hello: { protocol: 1, name: 'm', version: '1', roles: ['partner-server'], control: ['provision', 'activate', 'release'] },
  start: ({ role }) => (role === 'partner-server' ? { ok: {} } : { errored: { reason: role } }),
  control({ command }) {
    if (command.command === 'activate')
      for (const [flow, to] of [['log-off-response.server-client', 'sip:dan.ab@partner.example'], ['log-off-respons.server-client', 'sip:dan.ab@partner.example'], ['log-off-response.server-client', 'sip:nobody@x.example']])
        send({ flow, to, body: { from: 'sip:mcx-server@partner.example', to, mcServiceId: to } });
    return command.command === 'no-such-command' ? { unsupported: { reason: 'none' } } : { ok: {} };
  },
  deliver: async ({ body }) => (body.mcServiceId ? { ok: {} } : { errored: { reason: 'nobody' } }),
  stop: () => ({ ok: {} }),
});`;

const FIXTURE = {
  scope: 'ab',
  systems: [],
  groups: [],
  multicastIn: [],
  users: [
    {
      name: 'Dan',
      id: 'sip:dan.ab@partner.example',
      system: 'partner',
      party: 'client-2',
      mayInitiateRegroup: false,
      inService: true,
    },
  ],
  gateway: true,
} as const;

describe('a product behind a plug-in', () => {
  let folder = '';
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-plugin-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function targetWith(plugin: string, script = PLUGIN) {
    fs.writeFileSync(path.join(folder, 'p.js'), script);
    const file = path.join(folder, 't.yaml');
    const role = `roles: { partner-server: { underTest: true, plugin: ${plugin} } }`;
    fs.writeFileSync(file, `name: x\nversion: "1"\n${role}\n`);
    return loadTarget(file);
  }

  it('is found beside the target file, and what it sends reaches whom it is for', async () => {
    const target = targetWith('{ module: ./p.js }');
    const now = () => performance.now();
    const recorder = createRecorder(now);
    const seen: TraceEvent[] = [];
    recorder.listen((event) => seen.push(event));
    const testbed = await openTestbed(target, { recorder, now });
    try {
      assert.equal(testbed.selfContained, false);
      const party = testbed.party('partner-server');
      assert.deepEqual(
        [party.underTest, party.address, testbed.underTest],
        [true, 'plugin:partner-server', ['partner-server']],
      );
      testbed.openScope(FIXTURE);
      const signal = new AbortController().signal;
      assert.deepEqual(await party.control.send({ command: 'activate', scope: 'ab' }, signal), { status: 'done' });
      const [message] = seen.filter((event) => event.kind === 'message');
      assert.deepEqual(
        [message?.flow, message?.to.party, message?.writtenBy, message?.scope],
        ['log-off-response.server-client', 'client-2', 'implementation', 'ab'],
      );
      const malformed = seen.flatMap((event) => (event.kind === 'malformed' ? [event.problem] : []));
      assert.match(malformed[0] ?? '', /no information flow; did you mean log-off-response/);
      assert.match(malformed[1] ?? '', /"sip:nobody@x.example", an identity of nobody/);
    } finally {
      await testbed.close();
    }
  });

  it('that does not start is told of in one line', async () => {
    const open = (plugin: string, script?: string) => {
      const now = () => performance.now();
      return openTestbed(targetWith(plugin, script), { recorder: createRecorder(now), now });
    };
    const refused = (code: string, exitCode: number, said: RegExp) => (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual([error.code, error.exitCode], [code, exitCode]);
      assert.match(error.message, said);
      assert.ok(!error.message.includes('\n'));
      return true;
    };
    await assert.rejects(open('{ command: [node, -e, "process.exit(4)"] }'), refused('MCX-PLUGIN', 3, /code 4/));
    await assert.rejects(open('{ module: ./none.js }'), refused('MCX-PLUGIN', 3, /none\.js/));
    await assert.rejects(open('{ module: ./p.js }', 'module.exports = 7'), refused('MCX-PLUGIN', 3, /no function/));
    await assert.rejects(
      open('{ command: [node], env: { A: MCX_NOT_SET } }'),
      refused('MCX-PLUGIN-ENV', 2, /MCX_NOT_SET.*partner-server\.plugin\.env\.A/),
    );
  });

  it('is refused in a target file with its line and key', () => {
    const faulty = (plugin: string) => () => targetWith(plugin);
    assert.throws(faulty('{ comand: [x] }'), /line 3, roles\.partner-server\.plugin\.comand: .*did you mean command\?/);
    assert.throws(faulty('{ command: [x], module: y }'), /plugin: expected exactly one of command, module/);
    assert.throws(faulty('{ module: y, cwd: z }'), /plugin\.command: expected to be present beside cwd/);
    assert.throws(faulty('{ command: [x], env: { A: "b c" } }'), /plugin\.env\.A: expected/);
    const beside = '{ module: y } }, client-2: { underTest: true, address: "http://127.0.0.1:1"';
    assert.throws(faulty(beside), /partner-server\.plugin: expected no plugin beside roles\.client-2\.address/);
  });

  it('can be checked alone', async () => {
    const { systems } = targetWith('{ module: ./p.js }');
    const check = async (script: string) => {
      const file = path.join(fs.mkdtempSync(path.join(folder, 'c-')), 'p.js');
      fs.writeFileSync(file, script);
      const results: PluginCheckResult[] = [];
      const limits = { startMs: 500, requestMs: 500, stopMs: 500 };
      const passed = await checkPlugin({
        source: { module: file },
        systems,
        ...limits,
        onResult: (r) => results.push(r),
      });
      return { passed, failed: results.filter((result) => !result.passed).map(({ name }) => name) };
    };
    assert.deepEqual(await check(PLUGIN), { passed: true, failed: [] });
    const lenient = await check(PLUGIN.replace("{ errored: { reason: 'nobody' } }", '{ ok: {} }'));
    assert.deepEqual(lenient.failed, ['it answers an information flow that does not fit its schema with errored']);
    const knowsAll = await check(PLUGIN.replace("{ unsupported: { reason: 'none' } }", '{ ok: {} }'));
    assert.deepEqual(knowsAll.failed, ['it answers a command that there is not with unsupported']);
    assert.equal((await check(PLUGIN.replace('protocol: 1', 'protocol: 2'))).failed.length, 1);
  });
});

describe('addressees', () => {
  const { systems } = loadTarget();
  const addressees = createAddressees(systems, () => null);
  const server = 'preconfigured-regroup-response.server-server';
  const find = (flow: string, to: string, raw: string) => addressees.find('partner-server', { flow, to, raw });

  it('are users of a scope that was opened, servers, and the gateway between MC systems where there is one', () => {
    addressees.open(FIXTURE);
    assert.equal(find('x', 'sip:dan.ab@partner.example', ''), 'client-2');
    assert.equal(find(server, 'sip:mcx-server@primary.example', 'no scope'), 'primary-server');
    assert.equal(find(server, 'sip:mcx-server@primary.example', 'sip:dan.ab@partner.example'), 'gateway');
    assert.equal(find('x.server-gms', 'sip:gms@partner.example', 'sip:dan.ab@partner.example'), 'partner-gms');
    assert.equal(find('x', 'sip:dan.cd@partner.example', ''), undefined);
  });
});
