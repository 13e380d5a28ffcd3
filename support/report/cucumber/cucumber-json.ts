// The messages of a run as Cucumber JSON, by cucumber's own formatter, for tools that read no messages yet.

import type * as Cucumber from '@cucumber/cucumber';
import { EventEmitter } from 'node:events';
import type { Message } from './messages';

export function cucumberJson(envelopes: readonly Message[]): string {
  // Cucumber takes a while to load, and only this format needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const { JsonFormatter, formatterHelpers } = require('@cucumber/cucumber') as typeof Cucumber;
  const eventBroadcaster = new EventEmitter();
  const eventDataCollector = new formatterHelpers.EventDataCollector(eventBroadcaster);
  let json = '';
  // The formatter asks for nothing else where no step has a definition.
  const options = {
    eventBroadcaster,
    eventDataCollector,
    parsedArgvOptions: {},
    log: (text: string) => (json += text),
  };
  new JsonFormatter(options as unknown as ConstructorParameters<typeof JsonFormatter>[0]);
  for (const envelope of envelopes) eventBroadcaster.emit('envelope', envelope);
  return `${json}\n`;
}
