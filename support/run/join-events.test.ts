import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEventsFile, readScenarioTraces } from '../record/events-file';
import { joinEvents } from './join-events';
import { aScenario } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';

const suite = { name: 'mcx-conformance', version: '0.1.0' };
const header = { startedAt: '2026-01-02T03:04:05.000Z', suite } as const;

describe('joining the traces of shards', () => {
  const folder = useTemporaryFolder();
  const file = (name: string) => join(folder.path, name);

  function written(name: string, tps: readonly string[], rest = ''): string {
    const events = openEventsFile(file(name), header);
    for (const tp of tps) events.append(`{"kind":"mark","id":"${tp}"}`, aScenario({ tp }));
    events.close();
    if (rest) writeFileSync(file(name), rest, { flag: 'a' });
    return file(name);
  }

  async function read(name: string): Promise<readonly (readonly [string, number])[]> {
    const seen: (readonly [string, number])[] = [];
    for await (const { scenario, events } of readScenarioTraces(file(name))) seen.push([scenario.tp, events().length]);
    return seen;
  }

  it('keeps every scenario with its events below one header', async () => {
    await joinEvents([written('a', ['TP_1', 'TP_3']), written('b', ['TP_2'])], file('all'), header);
    assert.deepEqual(await read('all'), [
      ['TP_1', 1],
      ['TP_3', 1],
      ['TP_2', 1],
    ]);
  });

  it('leaves out what a shard that died did not finish', async () => {
    const torn = written(
      'a',
      ['TP_1'],
      '{"kind":"mark","id":"x"}\n{"kind":"result","scenario":{"tp":"TP_2","checks":{}',
    );
    await joinEvents([torn, written('b', ['TP_3'])], file('all'), header);
    assert.deepEqual(await read('all'), [
      ['TP_1', 1],
      ['TP_3', 1],
    ]);
  });

  it('names the file that cannot be written', async () => {
    await assert.rejects(joinEvents([], join(folder.path, 'gone', 'all'), header), { code: 'MCX-REPORTS-UNWRITABLE' });
  });
});
