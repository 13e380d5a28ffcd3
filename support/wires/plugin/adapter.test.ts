import assert from 'node:assert/strict';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendNow } from '../../ports/sent';
import { Unreachable } from '../../ports/unreachable';
import { openPlugin, type Plugin } from './adapter';
import type { SentFlow } from './messages';

const HELLO = { protocol: 1, name: 'test', version: '1', roles: ['partner-server'], control: ['advance', 'release'] };
const SYSTEMS = [
  { name: 'partner' as const, domain: 'p.example', serverId: 'sip:s@p.example', gmsId: 'sip:g@p.example' },
];
const FLOW = { flow: 'log-off-response.server-client', to: 'sip:a@b', body: { n: 1 } };
const never = new AbortController().signal;

/** A plug-in that answers everything, but for what `on` does instead. */
const plugin = (on = '', hello: object = HELLO): string => `
  const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
  say(${JSON.stringify(hello)});
  require('readline').createInterface({ input: process.stdin }).on('line', (text) => {
    const ask = JSON.parse(text); const { id } = ask;
    const ok = () => say({ id, ok: {} });
    ${on}
    ok();
    if (ask.do === 'stop') process.exit(0);
  });`;
const onAdvance = (does: string): string => plugin(`if (ask.command?.command === 'advance') { ${does} return; }`);

/** An orphan that is dead may wait for a parent that never asks for it. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+[ZX]/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a plug-in that is a program', function () {
  this.timeout(15_000);
  const opened: Plugin[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  async function open(script: string, more: object = {}, env: Readonly<Record<string, string>> = {}) {
    const flows: SentFlow[] = [];
    const source = { command: [process.execPath, '-e', script], cwd: process.cwd(), env };
    const limits = { startMs: 3000, requestMs: 1000, stopMs: 500, ...more };
    const one = await openPlugin({ role: 'partner-server', systems: SYSTEMS, source, ...limits }, (flow) =>
      flows.push(flow),
    );
    opened.push(one);
    return { ...one, flows };
  }
  const refusedBecause = (script: string, why: RegExp, more = {}, env = {}) =>
    assert.rejects(open(script, more, env), (error) => {
      assert.ok(error instanceof Unreachable, String(error));
      assert.match(error.message, why);
      return true;
    });
  const advance = (one: Plugin) => one.control.send({ command: 'advance', milliseconds: 1 }, never);
  const failsWith = async (one: Plugin, why: RegExp) => {
    await assert.rejects(advance(one), why);
    await assert.rejects(advance(one), Unreachable);
    await assert.rejects(one.control.send({ command: 'hello' }, never), why);
  };

  it('takes flows and control, and its own flows come in their order before the answer', async () => {
    const two = JSON.stringify(FLOW);
    const one = await open(onAdvance(`say(${two}); say({ ...${two}, to: 'sip:c@d' }); ok();`));
    assert.deepEqual(await advance(one), { status: 'done' });
    assert.deepEqual(
      one.flows.map(({ to }) => to),
      ['sip:a@b', 'sip:c@d'],
    );
    assert.equal(one.flows[0]?.raw, two);
    const message = { flow: 'log-off-response.server-client', address: '', body: {}, messageId: 'm1' } as const;
    assert.equal((await sendNow(one, message, never)).outcome, 'accepted');
    const answer = await one.control.send({ command: 'hello' }, never);
    assert.ok(answer.status === 'done' && answer.hello?.name === 'test');
  });

  it('is not asked for what its hello does not list, and an answer that does not fit is errored', async () => {
    const one = await open(onAdvance('say({ id, ok: { userNotifications: [7] } });'));
    assert.equal((await one.control.send({ command: 'activate', scope: 'ab' }, never)).status, 'unsupported');
    const answer = await advance(one);
    assert.ok(answer.status === 'errored');
    assert.match(answer.reason, /userNotifications/);
  });

  it('refuses a message by errored or unsupported', async () => {
    const one = await open(
      plugin(`if (ask.do === 'deliver') { say({ id, errored: { reason: 'no such user' } }); return; }`),
    );
    const message = { flow: 'log-off-response.server-client', address: '', body: {}, messageId: 'm1' } as const;
    assert.deepEqual(await sendNow(one, message, never), { outcome: 'refused', detail: 'errored: no such user' });
  });

  describe('is refused at the start where it', () => {
    const cases: readonly (readonly [string, string, RegExp])[] = [
      ['exits at once', 'process.exit(3)', /it exited with code 3/],
      [
        'prints garbage',
        'console.log("ready!"); setInterval(() => 0, 1000)',
        /a first line that is not JSON: "ready!"/,
      ],
      ['speaks another version', plugin('', { ...HELLO, protocol: 2 }), /protocol version 2, and the harness speaks 1/],
      [
        'takes other roles',
        plugin('', { ...HELLO, roles: ['client-1'] }),
        /takes the roles client-1, and not partner-server/,
      ],
      ['says no hello', 'setInterval(() => 0, 1000)', /said no hello within 300 ms/],
      [
        'does not start',
        plugin(`say({ id, errored: { reason: 'no licence' } }); return;`),
        /it did not start: errored: no licence/,
      ],
      [
        'ends in half a line',
        'process.stdout.write("{\\"proto"); process.exitCode = 0',
        /code 0 in the middle of a line/,
      ],
      [
        'writes a line without end',
        'const b = "x".repeat(65536); setInterval(() => { for (let i = 0; i < 8; i++) process.stdout.write(b) }, 1)',
        /a line of more than 1048576 bytes/,
      ],
    ];
    for (const [what, script, why] of cases)
      it(what, () => refusedBecause(script, why, what.includes('no hello') ? { startMs: 300 } : {}));

    it('is no program at all', async () => {
      const source = { command: ['/no/such/program'], cwd: process.cwd(), env: {} };
      const limits = { role: 'partner-server', systems: SYSTEMS, startMs: 500, requestMs: 1, stopMs: 1 } as const;
      await assert.rejects(
        openPlugin({ ...limits, source }, () => 0),
        /there is no program \/no\/such/,
      );
      const elsewhere = { ...source, cwd: '/no/such/folder' };
      await assert.rejects(
        openPlugin({ ...limits, source: elsewhere }, () => 0),
        /there is no folder \/no\/such/,
      );
    });
  });

  describe('is ended, and every question after told why, where it', () => {
    const cases: readonly (readonly [string, string, RegExp])[] = [
      ['exits in mid-run', 'process.exit(7);', /it exited with code 7/],
      ['prints garbage', 'console.log("debug: advancing");', /a line that is not JSON: "debug: advancing"/],
      ['prints an array', 'console.log("[1]");', /no JSON object: \[1\]/],
      ['answers an id that nobody asked', 'say({ id: 99, ok: {} });', /an answer to id 99, which nobody has asked/],
      [
        'answers twice',
        'say({ id, ok: {} }); say({ id, ok: {} }); setTimeout(() => {}, 50);',
        /a second answer to id \d/,
      ],
      ['answers against the schema', 'say({ id, yes: {} });', /does not fit schemas\/plugin\/answer\.schema\.json/],
      ['sends against the schema', 'say({ flow: "x" });', /does not fit schemas\/plugin\/flow\.schema\.json/],
    ];
    for (const [what, does, why] of cases)
      it(what, async () => {
        const one = await open(onAdvance(does));
        if (what === 'answers twice') {
          await advance(one);
          await sleep(100);
        }
        await failsWith(one, why);
      });

    it('hangs: each question has its time, and the third ends it', async () => {
      const one = await open(onAdvance(''), { requestMs: 50 });
      await assert.rejects(advance(one), /no answer to control within 50 ms/);
      await assert.rejects(advance(one), /no answer to control/);
      await assert.rejects(advance(one), Unreachable);
      await failsWith(one, /it hangs: 3 questions in a row/);
    });
  });

  it('may answer late what was given up', async () => {
    const one = await open(onAdvance('setTimeout(ok, 120);'), { requestMs: 60 });
    await assert.rejects(advance(one), /no answer/);
    await sleep(150);
    const answer = await one.control.send({ command: 'release', scope: 'ab' }, never);
    assert.equal(answer.status, 'done');
  });

  it('may send many flows at once, and later again', async () => {
    const many = `for (let i = 0; i < 1500; i += 1) say(${JSON.stringify(FLOW)}); ok();`;
    const one = await open(onAdvance(many), { requestMs: 10_000 });
    assert.equal((await advance(one)).status, 'done');
    assert.equal(one.flows.length, 1500);
  });

  describe('waits in its pipe where it floods, and is then ended, in bounded memory,', () => {
    const flood = (
      n: string,
    ): string => `const line = JSON.stringify({ ...${JSON.stringify(FLOW)}, body: { n: ${n} } }) + '\\n';
      const pour = () => { while (process.stdout.write(line)); process.stdout.once('drain', pour); }; pour();`;
    const cases: readonly (readonly [string, string, RegExp, number])[] = [
      [
        'by many flows',
        '1',
        /it wrote more than 2000 flows, and then more than 200 a second, for 2000 ms: it floods/,
        3000,
      ],
      ['by large flows', '"x".repeat(1e6)', /it wrote flows of more than 8388608 bytes, .*: it floods/, 14],
    ];
    for (const [what, n, why, most] of cases)
      it(what, async () => {
        const one = await open(onAdvance(flood(n)), { requestMs: 10_000 });
        const before = process.memoryUsage().rss;
        await failsWith(one, why);
        assert.ok(one.flows.length <= most, `${one.flows.length} were taken`);
        assert.ok(process.memoryUsage().rss - before < 100e6);
      });
  });

  it('shows the last of its stderr, without secrets', () =>
    refusedBecause(
      'console.error("cannot log in with " + process.env.PASS); process.exit(1)',
      /code 1; the last of its stderr: cannot log in with \*\*\*$/,
      {},
      { PASS: 'hunter22' },
    ));

  it('is given no more of the environment than is named', async () => {
    process.env['MCX_TEST_SECRET'] = 'x';
    const one = await open(plugin('', HELLO) + `if (process.env.MCX_TEST_SECRET) process.exit(9);`);
    assert.equal((await advance(one)).status, 'done');
    delete process.env['MCX_TEST_SECRET'];
  });

  it('cannot read the environment that this process was started with, nor a key on its command line', async () => {
    if (!fs.existsSync('/proc/self/environ')) return;
    const looks = `const fs = require('fs');
      const read = (what) => { try { return fs.readFileSync('/proc/' + process.ppid + '/' + what, 'latin1'); } catch (error) { return ''; } };
      ${onAdvance(`say({ id, errored: { reason: JSON.stringify([read('environ'), read('cmdline'), process.argv.join(), Object.keys(process.env)]) } });`)}`;
    const one = await open(looks, {}, { PASS: 'hunter22' });
    const answer = await advance(one);
    assert.ok(answer.status === 'errored');
    const [environ, , argv, own] = JSON.parse(answer.reason) as [string, string, string, string[]];
    assert.equal(environ.replaceAll('\0', ''), '');
    assert.doesNotMatch(argv, /hunter22/);
    const promised =
      /^(PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|PYTHON\w*|VIRTUAL_ENV|PASS|MCX_PLUGIN_ID)$/;
    assert.deepEqual(
      own.filter((name) => !promised.test(name)),
      [],
    );
    assert.ok(process.env['PATH'] !== undefined && process.env['PATH'] !== '', 'this process lost its own environment');
  });

  it('is gone after the end, with what it started in a session of its own', async () => {
    if (!fs.existsSync('/proc/self/environ')) return;
    const stubborn = `const child = require('child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => 0); setInterval(() => 0, 1000)'], { detached: true, stdio: 'ignore' });
      child.unref();
      ${onAdvance(`say({ id, errored: { reason: String(child.pid) } });`)}`;
    const one = await open(stubborn, { stopMs: 500 });
    const answer = await advance(one);
    assert.ok(answer.status === 'errored' && isRunning(Number(answer.reason)));
    await one.close();
    await sleep(50);
    assert.ok(!isRunning(Number(answer.reason)));
  });

  it('is gone after the end, and all that it started, whatever it does against that', async () => {
    const stubborn = `process.on('SIGTERM', () => 0);
      const child = require('child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => 0); setInterval(() => 0, 1000)']);
      ${onAdvance(`say({ id, errored: { reason: String(child.pid) } });`)}
      setInterval(() => 0, 1000); process.exit = () => 0;`;
    const one = await open(stubborn, { stopMs: 200 });
    const answer = await advance(one);
    assert.ok(answer.status === 'errored');
    await one.close();
    await sleep(50);
    assert.ok(!isRunning(Number(answer.reason)));
  });
});
