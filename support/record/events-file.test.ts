import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PhaseEvent, TraceEvent } from '../evidence/trace';
import type { ScenarioResult } from '../verdict/results';
import { openEventsFile, readHeader, readScenarioTraces } from './events-file';
import { aCheck, aFailedScenario, aFailure, aScenario } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';

const HEADER = { startedAt: '2026-01-02T03:04:05.000Z', suite: { name: 'mcx-conformance', version: '0.1.0' } };

const anEvent = (seq: number): PhaseEvent => ({
  kind: 'phase',
  id: `e${seq}`,
  seq,
  at: seq,
  scope: 's1',
  phase: 'stimulus',
  text: 'Ana initiates',
});

const lines = (...events: readonly PhaseEvent[]) => events.map((event) => JSON.stringify(event)).join('\n');

async function all(file: string) {
  const traces: { readonly scenario: ScenarioResult; readonly events: readonly TraceEvent[] }[] = [];
  for await (const { scenario, events } of readScenarioTraces(file)) traces.push({ scenario, events: events() });
  return traces;
}

describe('events.jsonl', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder.path, 'events.jsonl');

  it('gives each scenario back with its own events', async () => {
    const first = aScenario({ tp: 'PGR_A' });
    const second = aScenario({ tp: 'PGR_B' });
    const writer = openEventsFile(file(), HEADER);
    writer.append(lines(anEvent(1), anEvent(2)), first);
    writer.append('', second);
    writer.append(`${lines(anEvent(3))}\n`, first);
    writer.close();
    assert.deepEqual(await all(file()), [
      { scenario: first, events: [anEvent(1), anEvent(2)] },
      { scenario: second, events: [] },
      { scenario: first, events: [anEvent(3)] },
    ]);
  });

  it('ends a line at a line feed alone, whatever a product wrote, wherever the file is cut into pieces', async () => {
    const texts = ['\u2028 and \u2029', '\u0085', 'é'.repeat(700_000), '€'.repeat(500_000)];
    const events = texts.map((text, at) => ({ ...anEvent(at), text }));
    const writer = openEventsFile(file(), HEADER);
    writer.append(lines(...events), aScenario());
    writer.close();
    assert.deepEqual((await all(file()))[0]?.events, events);
  });

  it('begins with a header', () => {
    openEventsFile(file(), HEADER).close();
    assert.deepEqual(JSON.parse(readFileSync(file(), 'utf8')), { kind: 'header', version: 2, ...HEADER });
  });

  it('gives its header back, however much the run is about', async () => {
    const suite = { ...HEADER.suite, name: 'x'.repeat(2_000_000) };
    openEventsFile(file(), { ...HEADER, suite }).close();
    assert.deepEqual((await readHeader(file())).suite, suite);
  });

  it('holds what ended before a crash', () => {
    const writer = openEventsFile(file(), HEADER);
    writer.append(lines(anEvent(1)), aScenario());
    assert.equal(readFileSync(file(), 'utf8').split('\n').length, 4);
    writer.close();
  });

  it('is refused when it is missing, empty, foreign or cut off', async () => {
    await assert.rejects(all(file()), { code: 'MCX-EVENTS-MISSING' });
    writeFileSync(file(), '');
    await assert.rejects(all(file()), { code: 'MCX-EVENTS-TRUNCATED' });
    writeFileSync(file(), '{"kind":"header","version":3}\n');
    await assert.rejects(all(file()), { code: 'MCX-EVENTS-VERSION' });
    openEventsFile(file(), HEADER).close();
    appendFileSync(file(), '{"kind":"pha');
    await assert.rejects(all(file()), { code: 'MCX-EVENTS-TRUNCATED', message: /line 2/ });
  });

  it('is damaged, and not cut off, where others follow a line that nobody can read', async () => {
    const writer = openEventsFile(file(), HEADER);
    writer.append(lines(anEvent(1), anEvent(2)), aScenario());
    writer.close();
    const written = readFileSync(file(), 'utf8').split('\n');
    for (const number of [1, 2, 4])
      for (const edited of ['', 'null', '{"kind":"result"']) {
        writeFileSync(
          file(),
          written
            .with(number - 1, edited)
            .concat(written.slice(1))
            .join('\n'),
        );
        await assert.rejects(all(file()), {
          code: 'MCX-EVENTS-DAMAGED',
          message: new RegExp(`line ${number} is no JSON`),
        });
      }
  });

  it('says what passes once, and each scenario has it all the same', async () => {
    const [one, other] = [
      aScenario(),
      aFailedScenario({ tp: 'PGR_B', checks: [aCheck({ evidence: ['e9'] }), aFailure()] }),
    ];
    const writer = openEventsFile(file(), HEADER);
    writer.append('', one);
    writer.append('', other);
    writer.close();
    assert.equal(readFileSync(file(), 'utf8').split(aCheck().observed).length, 2);
    assert.deepEqual(
      (await all(file())).map(({ scenario }) => scenario),
      [one, other],
    );
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('"passed":0', '"passed":7'));
    await assert.rejects(all(file()), { code: 'MCX-EVENTS-DAMAGED', message: /the check 7, which passed, is not in/ });
  });

  it('is refused where an event refers to one that is not there', async () => {
    const writer = openEventsFile(file(), HEADER);
    writer.append('{"kind":"delivery","id":"e2","at":1,"message":"e1"}', aScenario());
    writer.close();
    await assert.rejects(all(file()), {
      code: 'MCX-EVENTS-DAMAGED',
      message: /e2 refers to the message e1, which no line/,
    });
  });

  it('names the file that cannot be written', () => {
    assert.throws(() => openEventsFile(join(folder.path, 'gone', 'events.jsonl'), HEADER), {
      code: 'MCX-REPORTS-UNWRITABLE',
    });
  });
});
