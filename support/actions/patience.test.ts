import assert from 'node:assert/strict';
import { createRecorder, type Recorder } from '../evidence/recorder';
import type { Testbed } from '../ports/testbed';
import { createPatience, type Owed, type OwedAfter } from './patience';

const FIXTURE = { scope: 'k3f9', systems: [], users: [], groups: [], multicastIn: [], gateway: false };
const ANSWER = 'preconfigured-regroup-response.server-server' as const;

/** @param turn of the one product */
const testbed = (deadlineMs: number, quietWindowMs: number, turn?: () => Promise<void>): Testbed =>
  ({
    selfContained: false,
    underTest: ['primary-server'],
    timing: { deadlineMs, quietWindowMs },
    isIdle: () => true,
    party: () => ({ turn }),
  }) as Partial<Record<keyof Testbed, unknown>> as unknown as Testbed; // what waiting asks for

/** A message of the implementation comes after each pause, by the recorder's clock, and then nothing for so long. */
function recorded(pauses: readonly number[], silence = 0): Recorder {
  let now = 0;
  const recorder = createRecorder(() => now);
  recorder.open(FIXTURE);
  for (const pause of pauses) {
    now += pause;
    arrives(recorder);
  }
  now += silence;
  return recorder;
}

function arrives(recorder: Recorder): void {
  const raw = '{"to":"sip:ana.k3f9@primary.example"}';
  recorder.arrived({ flow: ANSWER, body: {}, raw, wire: {}, messageId: undefined, check: () => [] }, 'primary-server');
}

async function settled(
  recorder: Recorder,
  deadlineMs: number,
  quietWindowMs: number,
  turn?: () => Promise<void>,
  owedAfter?: OwedAfter,
) {
  const by = await createPatience('k3f9', testbed(deadlineMs, quietWindowMs, turn), recorder, owedAfter).settle();
  const event = recorder.events('k3f9').at(-1);
  assert.equal(event?.kind, 'settled');
  return { by, waited: event.waitedMs, owed: event.owed };
}

describe('silence of an implementation', () => {
  it('is believed after the quiet window where it answers at once', async () => {
    const { by, waited } = await settled(recorded([1, 1]), 5000, 20);
    assert.equal(by, 'quiet-window');
    assert.ok(waited >= 19);
  });

  it('is believed later where it made longer pauses before', async () => {
    const { by, waited } = await settled(recorded([1, 40, 1]), 5000, 20);
    assert.equal(by, 'quiet-window');
    assert.ok(waited >= 119);
  });

  it('began when the last message came, not when it was asked for', async () => {
    const { by, waited } = await settled(recorded([1, 1_000_000], 3_000_000), 30, 20);
    assert.equal(by, 'quiet-window');
    assert.ok(waited < 1_000_000);
  });

  it('is believed after the deadline, however long the pauses were', async () => {
    const { by, waited } = await settled(recorded([1, 1_000_000]), 60, 20);
    assert.equal(by, 'quiet-window');
    assert.ok(waited >= 59);
  });

  it('is not waited for without end', async () => {
    const recorder = recorded([1]);
    const chatter = setInterval(() => arrives(recorder), 5);
    const { by } = await settled(recorder, 30, 20).finally(() => clearInterval(chatter));
    assert.equal(by, 'deadline');
  });

  it('is not believed while something is owed, before its deadline', async () => {
    const recorder = recorded([1]);
    const since = recorder.elapsed();
    const owes = (): readonly Owed[] =>
      recorder.events('k3f9').filter(({ kind }) => kind === 'message').length > 1
        ? []
        : [{ requirement: 'STEP-11-a', since }];
    setTimeout(() => arrives(recorder), 200);
    const { by, waited, owed } = await settled(recorder, 5000, 20, undefined, owes);
    assert.deepEqual([by, owed], ['quiet-window', undefined]);
    assert.ok(waited >= 219 && waited < 5000);
  });

  it('is believed when the deadline of what is owed has passed, and says what did not come', async () => {
    const owes = (): readonly Owed[] => [{ requirement: 'STEP-11-a', since: 0 }];
    const { by, waited, owed } = await settled(recorded([1]), 150, 20, undefined, owes);
    assert.deepEqual([by, owed], ['quiet-window', ['STEP-11-a']]);
    assert.ok(waited >= 148);
  });

  it('is believed only when the product has had its turn', async () => {
    const recorder = recorded([1]);
    const kinds = () => recorder.events('k3f9').map(({ kind }) => kind);
    let turns = 0;
    await settled(recorder, 5000, 20, () => {
      turns += 1;
      if (turns === 1) arrives(recorder);
      return Promise.resolve();
    });
    assert.equal(turns, 2);
    assert.deepEqual(kinds().slice(-3), ['message', 'delivery', 'settled']);
  });
});

describe('what is waited for', () => {
  const messages = (recorder: Recorder): number =>
    recorder.events('k3f9').filter(({ kind }) => kind === 'message').length;
  /** Message after message, each within the deadline; @returns how many had come when it was waited for no longer */
  async function come(wanted: number, deadlineMs: number): Promise<number> {
    const recorder = recorded([]);
    const coming = setInterval(() => arrives(recorder), deadlineMs * 0.6);
    const patience = createPatience('k3f9', testbed(deadlineMs, 20), recorder);
    await patience.until(() => messages(recorder) >= wanted).finally(() => clearInterval(coming));
    return messages(recorder);
  }

  it('may take as long as each message before it', async () => {
    assert.equal(await come(3, 200), 3);
  });

  it('is given up though messages come without end', async () => {
    const seen = await come(1000, 50);
    assert.ok(seen > 0 && seen < 1000);
  });
});

describe('what is seen', () => {
  const patienceOf = (recorder: Recorder, deadlineMs: number) =>
    createPatience('k3f9', testbed(deadlineMs, 20), recorder);
  const hasCome = (recorder: Recorder) => (): boolean => recorder.events('k3f9').some(({ kind }) => kind === 'message');

  it('has no deadline while what was begun for it goes on', async () => {
    const recorder = recorded([]);
    setTimeout(() => arrives(recorder), 60);
    const isOver = hasCome(recorder);
    await patienceOf(recorder, 10).sees(isOver, new Promise(() => undefined));
    assert.ok(isOver());
  });

  it('is given up at the deadline once that is over', async () => {
    const recorder = recorded([]);
    await patienceOf(recorder, 10).sees(hasCome(recorder), Promise.resolve());
    assert.equal(hasCome(recorder)(), false);
  });

  it('is not waited for where what was begun for it fails', async () => {
    const recorder = recorded([]);
    const failing = Promise.reject(new Error('it cannot'));
    await assert.rejects(patienceOf(recorder, 60_000).sees(hasCome(recorder), failing), /it cannot/);
  });
});
