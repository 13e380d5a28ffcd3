import assert from 'node:assert/strict';
import { createRecorder, type Recorder } from '../evidence/recorder';
import type { Testbed } from '../ports/testbed';
import { createPatience } from './patience';

const FIXTURE = { scope: 'k3f9', systems: [], users: [], groups: [], multicastIn: [], gateway: false };
const ANSWER = 'preconfigured-regroup-response.server-server' as const;

const testbed = (deadlineMs: number, quietWindowMs: number): Testbed =>
  ({
    selfContained: false,
    timing: { deadlineMs, quietWindowMs },
    isIdle: () => true,
  }) as Partial<Testbed> as Testbed; // what waiting asks for

/** A message of the implementation comes after each pause, by the recorder's clock. */
function recorded(pauses: readonly number[]): Recorder {
  let now = 0;
  const recorder = createRecorder(() => now);
  recorder.open(FIXTURE);
  for (const pause of pauses) {
    now += pause;
    const raw = '{"to":"sip:ana.k3f9@primary.example"}';
    recorder.arrived(
      { flow: ANSWER, body: {}, raw, wire: {}, messageId: undefined, check: () => [] },
      'primary-server',
    );
  }
  return recorder;
}

async function settled(recorder: Recorder, deadlineMs: number, quietWindowMs: number) {
  const by = await createPatience('k3f9', testbed(deadlineMs, quietWindowMs), recorder).settle();
  const event = recorder.events('k3f9').at(-1);
  assert.equal(event?.kind, 'settled');
  return { by, waited: event.waitedMs };
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

  it('is waited for no longer than the deadline', async () => {
    const { by } = await settled(recorded([1, 1_000_000]), 30, 20);
    assert.equal(by, 'deadline');
  });
});
