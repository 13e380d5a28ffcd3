import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { lateness } from '../../../ports/lateness';
import { patientClock } from './patient-clock';

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('the clock of SIP transactions', () => {
  it('puts off what is due by what our own loop was late', async () => {
    const before = lateness();
    const start = performance.now();
    const passed = new Promise<number>((resolve) => patientClock.after(50, () => resolve(performance.now() - start)));
    busy(150);
    assert.ok((await passed) >= 49 + Math.min(100, lateness() - before));
  });

  it('runs nothing that is prevented', async () => {
    let ran = false;
    patientClock.after(1, () => (ran = true))();
    await new Promise<void>((resolve) => patientClock.after(30, resolve));
    assert.equal(ran, false);
  });
});
