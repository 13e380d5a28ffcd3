import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceEvent } from '../evidence/trace';
import { schemaFiles } from '../schema/schema-files';
import type { RunResult } from '../verdict/results';
import { readCheckedTraces } from './checked-traces';
import { openEventsFile } from './events-file';
import { aRun, aScenario } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';

const phase = (seq: number): TraceEvent => ({
  kind: 'phase',
  id: `e${seq}`,
  seq,
  at: seq,
  scope: 's1',
  phase: 'stimulus',
  text: 'Ana initiates a regroup',
});

describe('the checked trace of a run', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder.path, 'events.jsonl');

  beforeEach(() => {
    const { startedAt, suite } = aRun();
    const events = openEventsFile(file(), { startedAt, suite });
    events.append([phase(1), phase(2)].map((event) => JSON.stringify(event)).join('\n'), aScenario());
    events.close();
  });

  async function read(run: RunResult = aRun()): Promise<number> {
    let count = 0;
    for await (const { events } of readCheckedTraces(file(), run)) count += events.length;
    return count;
  }
  const edit = (from: string, to: string): void =>
    writeFileSync(file(), readFileSync(file(), 'utf8').replace(from, to));
  const refused = (says: RegExp, code = 'MCX-EVENTS-DAMAGED'): Promise<void> =>
    assert.rejects(read(), (error: Error & { code: string }) => {
      assert.match(error.message, says);
      assert.equal(error.code, code);
      return !error.message.includes('\n');
    });

  it('is handed over scenario by scenario', async () => assert.equal(await read(), 2));

  it('is refused where an event is none', async () => {
    edit('"stimulus"', '"stimulant"');
    await refused(/an event of PGR_PSRV_BV_01 is none: at \/phase expected .*stimulus/);
  });

  it('is refused where one of its events is gone, and not for a stray among them or what was captured', async () => {
    const { startedAt, suite } = aRun();
    const write = (...events: readonly object[]): void => {
      const writer = openEventsFile(file(), { startedAt, suite });
      writer.append(events.map((event) => JSON.stringify(event)).join('\n'), aScenario());
      writer.close();
    };
    const sent = { kind: 'transmission', id: 't2', seq: 2, at: 1, scope: null, protocol: 'sip', transport: 'udp' };
    const carried = { ...sent, source: '127.0.0.1:1', destination: '[::1]:2', bytes: '' };
    write(phase(1), phase(3), { ...phase(2), scope: null }, carried);
    assert.equal(await read(), 4);
    rmSync(file());
    write(phase(1), phase(3), carried);
    await refused(/an event of PGR_PSRV_BV_01 is missing, the one numbered 2/);
    rmSync(file());
    write(phase(1), { ...carried, source: 'somewhere' });
    await refused(/at \/source expected/);
  });

  it('is refused where the first or the last of its events is gone, or all are', async () => {
    const { startedAt, suite } = aRun();
    const scenario = aScenario({ span: { first: 1, last: 3 } });
    const run = aRun({ scenarios: [scenario] });
    const write = (...events: readonly TraceEvent[]): void => {
      const writer = openEventsFile(file(), { startedAt, suite });
      writer.append(events.map((event) => JSON.stringify(event)).join('\n'), scenario);
      writer.close();
    };
    write(phase(1), phase(2), phase(3));
    assert.equal(await read(run), 3);
    for (const [events, missing] of [
      [[phase(2), phase(3)], 1],
      [[phase(1), phase(2)], 3],
      [[], 1],
    ] as const) {
      write(...events);
      await assert.rejects(read(run), new RegExp(`is missing, the one numbered ${missing}`));
    }
  });

  it('is refused where it claims numbers without end, and is not counted through', async () => {
    const { startedAt, suite } = aRun();
    const much = Number.MAX_SAFE_INTEGER;
    for (const [span, events] of [
      [{ first: 1, last: much }, [phase(1)]],
      [{ first: 1, last: 2 ** 60 }, [phase(1), phase(2 ** 53), phase(2 ** 60)]],
      [undefined, [phase(1), phase(much)]],
    ] as const) {
      const scenario = aScenario(span && { span });
      const writer = openEventsFile(file(), { startedAt, suite });
      writer.append(events.map((event) => JSON.stringify(event)).join('\n'), scenario);
      writer.close();
      await assert.rejects(read(aRun({ scenarios: [scenario] })), /is missing, the one numbered 2\b/);
    }
  });

  it('is not refused for what came late for another scenario, in whose trace it stands', async () => {
    const { startedAt, suite } = aRun();
    const one = aScenario({ tp: 'PGR_A', span: { first: 1, last: 2 } });
    const other = aScenario({ tp: 'PGR_B', scope: 's2', span: { first: 3, last: 5 } });
    const run = aRun({ scenarios: [one, other] });
    const write = (late: readonly TraceEvent[], ofOther: readonly TraceEvent[]): void => {
      const writer = openEventsFile(file(), { startedAt, suite });
      const inLines = (events: readonly TraceEvent[]) => events.map((event) => JSON.stringify(event)).join('\n');
      writer.append(inLines([phase(1), phase(2), ...late]), one);
      writer.append(inLines(ofOther.map((event) => ({ ...event, scope: 's2' }))), other);
      writer.close();
    };
    write([phase(4)], [phase(3), phase(5)]);
    assert.equal(await read(run), 5);
    write([], [phase(3), phase(5)]);
    await assert.rejects(read(run), /an event of PGR_B is missing, the one numbered 4/);
    write([{ ...phase(4), id: 'w2-e4' }], [phase(3), phase(5)]);
    await assert.rejects(read(run), /an event of PGR_B is missing/, 'another process counts by itself');
  });

  it('is refused where its events changed places', async () => {
    edit('"seq":1', '"seq":3');
    await refused(/out of order: expected one after 3, found 2/);
  });

  it('is refused where it tells another result', async () => {
    edit('"verdict":"pass","reason"', '"verdict":"fail","reason"');
    await refused(/tells another result of PGR_PSRV_BV_01 than results\.json/);
  });

  it('is refused where a scenario is missing on either side', async () => {
    const other = aScenario({ tp: 'PGR_PSRV_BV_02' });
    await assert.rejects(read(aRun({ scenarios: [aScenario(), other] })), /no trace of PGR_PSRV_BV_02/);
    await assert.rejects(read(aRun({ scenarios: [] })), /a trace of PGR_PSRV_BV_01, which results\.json does not/);
  });

  it('is refused where it breaks off or is of another version', async () => {
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), text.slice(0, -20));
    await refused(/breaks off in line 4/, 'MCX-EVENTS-TRUNCATED');
    writeFileSync(file(), text.replace('"version":2', '"version":3'));
    await refused(/version 1 or 2/, 'MCX-EVENTS-VERSION');
  });

  it('knows every kind of event', () => {
    const kinds: Record<TraceEvent['kind'], true> = {
      message: true,
      delivery: true,
      resent: true,
      'not-carried': true,
      malformed: true,
      aside: true,
      control: true,
      fixture: true,
      phase: true,
      settled: true,
      tapped: true,
      'one-product': true,
      transmission: true,
      'key-log': true,
    };
    const { kind } = schemaFiles().get('report/event.schema.json')?.['properties'] as { kind: { enum: string[] } };
    assert.deepEqual(kind.enum, Object.keys(kinds));
  });
});
