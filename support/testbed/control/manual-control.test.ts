import assert from 'node:assert/strict';
import type { Question } from './operator';
import { lookQuestion } from './manual-questions';
import { manualControl } from './manual-control';

const ANA = 'sip:ana@primary.example';
const never = new AbortController().signal;
const ASK = { command: 'ask', scope: 'x1', question: { kind: 'user-notifications', user: ANA } } as const;
const ACT = { command: 'act', scope: 'x1', act: { kind: 'log-off', user: ANA } } as const;

function answering(...lines: readonly string[]) {
  const texts: string[] = [];
  const operator = {
    name: 'Olga',
    close: () => undefined,
    ask<T>({ text, read }: Question<T>) {
      const value = read(lines[texts.length] ?? '');
      texts.push(text);
      return Promise.resolve(value === undefined ? { refused: 'the operator gave no answer' } : { value });
    },
  };
  return { texts, control: manualControl('client-1', { operator, provisioned: undefined, now: () => 0 }) };
}

const WHO = { operator: 'Olga', answeredAt: '1970-01-01T00:00:00.000Z' };

describe('control by hand', () => {
  it('asks for acts, and tells who answered when', async () => {
    const { control, texts } = answering('done', 'cannot: no such key', 'maybe');
    assert.deepEqual(await control.send(ACT, never), { status: 'done', ...WHO });
    assert.deepEqual(await control.send(ACT, never), {
      status: 'unsupported',
      reason: 'the operator cannot: no such key',
      ...WHO,
    });
    assert.deepEqual(await control.send(ACT, never), {
      status: 'unsupported',
      reason: 'the operator gave no answer',
      ...WHO,
    });
    assert.equal(texts[0], `At client-1: log ${ANA} off.`);
  });

  it('asks nobody for what no human can do, and passes nothing where there is nobody', async () => {
    const { control, texts } = answering();
    for (const command of [
      { command: 'activate', scope: 'x1' },
      { command: 'release', scope: 'x1' },
      { command: 'advance', milliseconds: 1 },
    ] as const)
      assert.equal((await control.send(command, never)).status, 'unsupported');
    assert.deepEqual(texts, []);
    const alone = manualControl('client-1', { operator: undefined, provisioned: undefined, now: () => 0 });
    const answer = await alone.send(ACT, never);
    assert.match(answer.status === 'unsupported' ? answer.reason : '', /run with --operator <name>/);
  });

  it('asks to set up, unless the target file says what stands', async () => {
    const provision = {
      command: 'provision',
      scope: 'x1',
      system: 'primary',
      users: [],
      groups: [],
      systems: [{ name: 'primary', serverId: 's', gmsId: 'g', serverAddress: 'http://s', gmsAddress: 'http://g' }],
    } as const;
    const { control, texts } = answering('done');
    assert.equal((await control.send(provision, never)).status, 'done');
    assert.match(texts[0] ?? '', /^Configure client-1 .*\n {4}the primary MC system: server s at http:\/\/s/);
    const standing = { send: () => Promise.resolve({ status: 'done' as const }) };
    const told = manualControl('client-1', { operator: undefined, provisioned: standing, now: () => 0 });
    assert.deepEqual(await told.send(provision, never), { status: 'done' });
  });

  const read = (line: string) => lookQuestion('client-1', ASK).read(line);
  it('reads what a device shows', () => {
    assert.deepEqual(read('none'), { status: 'done', userNotifications: [] });
    assert.deepEqual(read('Regrouped sip:j@x.example, cancelled'), {
      status: 'done',
      userNotifications: [
        { kind: 'regrouped', regroupGroupId: 'sip:j@x.example' },
        { kind: 'cancelled', regroupGroupId: null },
      ],
    });
    for (const line of ['', 'regruped', 'regrouped yesterday', 'done', 'regrouped,'])
      assert.equal(read(line), undefined, line);
    const look = { command: 'ask', scope: 'x1', question: { kind: 'regroups' } } as const;
    assert.deepEqual(lookQuestion('s', look).read('sip:a@x, sip:b@x'), {
      status: 'done',
      regroupGroupIds: ['sip:a@x', 'sip:b@x'],
    });
    assert.equal(lookQuestion('s', look).read('done'), undefined);
  });
});
