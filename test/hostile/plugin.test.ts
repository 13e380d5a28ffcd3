// A hostile plug-in: a program that writes, keeps silent, answers or dies as it likes. It is refused or ended in time, within bounded
// memory, what is said of it is one line, and nothing of it is left.

import assert from 'node:assert/strict';
import { sendNow } from '../../support/ports/sent';
import { Unreachable } from '../../support/ports/unreachable';
import { openPlugin, type Plugin } from '../../support/wires/plugin/adapter';
import { harmless } from '../../support/verdict/harmless';

const never = new AbortController().signal;
const MIB = 1_048_576;
const MOST = { memory: 250 * MIB, milliseconds: 15_000 };
const LIMITS = { startMs: 1500, requestMs: 400, stopMs: 300 };
const SYSTEMS = [
  { name: 'partner' as const, domain: 'p.example', serverId: 'sip:s@p.example', gmsId: 'sip:g@p.example' },
];
const HELLO = { protocol: 1, name: 'test', version: '1', roles: ['partner-server'], control: ['advance'] };
const FLOW = { flow: 'log-off-response.server-client', to: 'sip:a@b', body: { n: 1 } };
const flow = JSON.stringify(FLOW);

/** Says hello, and answers what it is asked, but for what it does instead of an answer to `advance`. */
const asked = (does: string, hello: object = HELLO): string => `
  const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
  const raw = (text, then) => process.stdout.write(text, then);
  say(${JSON.stringify(hello)});
  require('readline').createInterface({ input: process.stdin }).on('line', (text) => {
    const ask = JSON.parse(text); const { id } = ask;
    const ok = () => say({ id, ok: {} });
    if (ask.command?.command === 'advance') { ${does}; return; }
    ok();
    if (ask.do === 'stop') process.exit(0);
  });`;
const forEver = 'setInterval(() => 0, 1000);';
const ended = /exited|ended by|was ended|closed|hangs|wrote|no answer|stdin/;

/** Name, program, and how what comes of it is told: at the start, or when it is asked. */
const MODES: readonly (readonly [string, string, RegExp])[] = [
  ['says nothing and waits', forEver, /said no hello within/],
  ['ends before it says hello', 'process.exit(0)', /exited with code 0/],
  ['dies of a signal', 'process.kill(process.pid, "SIGSEGV")', /SIGSEGV/],
  ['closes its output and lives on', `require('fs').closeSync(1); ${forEver}`, /said no hello within/],
  [
    'closes all it has and lives on',
    `for (const fd of [0, 1, 2]) require('fs').closeSync(fd); ${forEver}`,
    /hello|exited/,
  ],
  ['says zero bytes', `process.stdout.write(Buffer.alloc(100000)); ${forEver}`, /hello within/],
  [
    'says random bytes in lines',
    `for (let i = 0; i < 999; i++) process.stdout.write(Buffer.from([i * 7919 % 256, 10])); ${forEver}`,
    /not JSON|not UTF-8/,
  ],
  [
    'says a line without end',
    `setInterval(() => process.stdout.write('x'.repeat(500000)), 1)`,
    /a line of more than 1048576 bytes/,
  ],
  ['says a hello that is a list', `console.log('[]'); ${forEver}`, /hello|object/],
  ['says a hello that is null', `console.log('null'); ${forEver}`, /hello|object/],
  [
    'says a hello 20,000 deep',
    `console.log('{"protocol":' + '['.repeat(20000) + ']'.repeat(20000) + '}'); ${forEver}`,
    /deep|nest|hello|protocol/,
  ],
  [
    'says a hello of a million roles',
    `console.log('{"protocol":1,"name":"x","version":"1","roles":[' + '1,'.repeat(400000) + '1]}'); ${forEver}`,
    /roles|hello/,
  ],
  [
    'says the name __proto__ in its hello',
    `console.log('{"__proto__":{"protocol":1,"roles":["partner-server"]}}'); ${forEver}`,
    /hello|protocol/,
  ],
  [
    'clears the screen in its hello',
    `console.log('\\u001b[2J\\u001b]0;owned\\u0007::error::x'); ${forEver}`,
    /not JSON/,
  ],
  [
    'complains without end and ends',
    `process.stderr.write('\\u001b[2Jx'.repeat(500000) + '\\n::error::x\\n', () => process.exit(9))`,
    /exited with code 9/,
  ],
  [
    'does not end when it is told to',
    `process.on('SIGTERM', () => 0); process.on('SIGHUP', () => 0); ${asked('ok()')}`,
    /^done$/,
  ],
  ['answers nothing', asked(''), /no answer to control|hangs/],
  ['answers after its time', asked('setTimeout(ok, 600)'), /no answer to control|hangs/],
  ['answers twice', asked('ok(); ok()'), /second answer|^done$/],
  ['answers what nobody asked', asked('say({ id: id + 1000, ok: {} })'), /which nobody has asked/],
  ['answers with a negative number', asked('say({ id: -1, ok: {} })'), ended],
  ['answers with a number beyond all numbers', asked(`raw('{"id":1e999,"ok":{}}\\n')`), ended],
  ['answers with a text for a number', asked('say({ id: String(id), ok: {} })'), ended],
  ['answers with neither ok nor not', asked('say({ id })'), ended],
  ['answers with ok and not at once', asked('say({ id, ok: {}, errored: { reason: "x" } })'), /./],
  [
    'answers 20,000 deep',
    asked(`raw('{"id":' + id + ',"ok":{"a":' + '['.repeat(20000) + ']'.repeat(20000) + '}}\\n')`),
    /./,
  ],
  [
    'answers 5000 deep in objects',
    asked(`raw('{"id":' + id + ',"ok":' + '{"a":'.repeat(5000) + '1' + '}'.repeat(5000) + '}\\n')`),
    /./,
  ],
  [
    'answers with the name __proto__',
    asked(`raw('{"id":' + id + ',"ok":{"__proto__":{"userNotifications":[]}}}\\n')`),
    /./,
  ],
  ['answers with a reason of a megabyte', asked('say({ id, errored: { reason: "r".repeat(900000) } })'), /./],
  [
    'answers with a reason that commands a terminal',
    asked('say({ id, errored: { reason: "\\u001b[2J\\n::error::x" } })'),
    /./,
  ],
  ['answers in half a line', asked(`raw('{"id":' + id)`), ended],
  ['answers in half a line and dies', asked(`raw('{"id":' + id + ',"ok"', () => process.exit(0))`), /middle of a line/],
  ['answers with bytes that are no text', asked('process.stdout.write(Buffer.from([0xff, 0xfe, 10]))'), ended],
  [
    'answers in UTF-16',
    asked(`process.stdout.write(Buffer.from(JSON.stringify({ id, ok: {} }) + '\\n', 'utf16le'))`),
    ended,
  ],
  ['dies in place of an answer', asked('process.abort()'), /SIGABRT|exited/],
  ['kills its own group', asked('process.kill(0, "SIGKILL")'), /SIGKILL|exited/],
  ['reads nothing any more', asked('process.stdin.pause()'), ended],
  ['sends flows as fast as it can', asked(`setInterval(() => raw('${flow}\\n'.repeat(500)), 1)`), ended],
  [
    'sends large flows as fast as it can',
    asked(`setInterval(() => raw(JSON.stringify({ ...${flow}, body: { n: 'x'.repeat(900000) } }) + '\\n'), 1)`),
    ended,
  ],
  ['sends a flow that there is not', asked(`say({ ...${flow}, flow: 'nonsense' }); ok()`), /./],
  ['sends a flow whose body is a list', asked(`say({ ...${flow}, body: [] }); ok()`), /./],
  ['sends a flow to nobody', asked(`say({ ...${flow}, to: 7 }); ok()`), /./],
  [
    'sends a flow with keys that climb',
    asked(`raw('{"flow":"../../x","to":"sip:a@b","body":{"__proto__":{"from":1}}}\\n'); ok()`),
    /./,
  ],
  ['sends empty lines without end', asked(`setInterval(() => raw('\\n'.repeat(100000)), 1)`), ended],
  [
    'complains as fast as it can',
    asked(`setInterval(() => process.stderr.write('\\u001b[2J'.repeat(100000)), 1); ok()`),
    /./,
  ],
  ['eats the processor', asked('for (;;) ;'), /no answer|hangs/],
  [
    'starts what outlives it',
    asked(
      `for (let i = 0; i < 5; i++) require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true, stdio: 'ignore' }).unref(); ok()`,
    ),
    /^done$/,
  ],
  [
    'starts what holds its output',
    asked(
      `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true, stdio: ['ignore', 1, 2] }).unref(); ok(); process.exit(0)`,
    ),
    /./,
  ],
];

const HARM = /[\p{Cc}\p{Zl}\p{Zp}]|^::/u;

describe('a hostile plug-in', function () {
  this.timeout(60_000);
  let memory = 0;
  before(() => (memory = process.memoryUsage.rss()));
  after(() => assert.ok(process.memoryUsage.rss() - memory < MOST.memory));

  /** All that is said of it, in the order in which it is asked. */
  async function told(one: Plugin): Promise<readonly string[]> {
    const said: string[] = [];
    for (let question = 0; question < 3; question += 1) {
      const answer = await one.control.send({ command: 'advance', milliseconds: 1 }, never).catch((error: unknown) => {
        assert.ok(error instanceof Unreachable, String(error));
        return { status: error.message };
      });
      said.push(answer.status, 'reason' in answer ? answer.reason : '');
    }
    const message = { flow: 'log-off-response.server-client', address: '', body: {}, messageId: 'm1' } as const;
    said.push((await sendNow(one, message, never)).detail);
    return said;
  }

  for (const [name, script, how] of MODES)
    it(name, async () => {
      const start = Date.now();
      let flows = 0;
      const source = { command: [process.execPath, '-e', script], cwd: process.cwd(), env: {} };
      const opened = await openPlugin(
        { role: 'partner-server', systems: SYSTEMS, source, ...LIMITS },
        () => (flows += 1),
      ).catch((error: unknown) => {
        assert.ok(error instanceof Unreachable, String(error));
        return error.message;
      });
      const said = typeof opened === 'string' ? [opened] : await told(opened);
      if (typeof opened !== 'string') await opened.close();
      assert.ok(Date.now() - start < MOST.milliseconds, `it took ${Date.now() - start} ms`);
      assert.ok(
        said.some((line) => how.test(line)),
        said.join(' | ').slice(0, 2000),
      );
      // As whatever shows it does.
      for (const line of said.map(harmless))
        assert.ok(line.length < 4000 && !HARM.test(line), JSON.stringify(line.slice(0, 500)));
      assert.ok(flows < 10_000);
      assert.equal(({} as { from?: unknown }).from, undefined);
    });
});
