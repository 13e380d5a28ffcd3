// Joins the traces of shards into one events.jsonl with one header. What breaks off inside a scenario is left out.

import { openEventsFile, readScenarioTraces, type EventsHeader } from '../record/events-file';

export async function joinEvents(
  files: readonly string[],
  to: string,
  header: Omit<EventsHeader, 'kind' | 'version'>,
): Promise<void> {
  const writer = openEventsFile(to, header);
  try {
    for (const file of files)
      for await (const { lines, scenario } of readScenarioTraces(file, true)) writer.append(lines.join('\n'), scenario);
  } finally {
    writer.close();
  }
}
