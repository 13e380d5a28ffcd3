// Runs scenarios in this process with one built-in party under test, and hands over what they came to. The code of the suite
// is loaded once. Unaware of what a mutant or a variant is.

import { Writable } from 'node:stream';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { EVENTS_MEDIA_TYPE, SCENARIO_MEDIA_TYPE } from '../collect/attempt';
import type { RunParameters } from '../testbed/target/run-parameters';
import { loadTarget } from '../testbed/target/target';
import { targetOfRun } from '../testbed/target/target-of-run';
import type { Scenario } from '../traceability/scenario';
import type { ScenarioResult } from '../verdict/results';
import { runSuite } from '../run/suite-run';
import { handOver, takeOver } from '../world/hand-over';
import { openRun } from '../world/run-context';

export interface Played {
  readonly result: ScenarioResult;
  /** Ids of the events that say that nothing more came. */
  readonly settled: ReadonlySet<string>;
  /** Its events as JSON, one a line. */
  readonly events: string;
}

export type Runner = (
  scenarios: readonly Scenario[],
  parameters: RunParameters,
  /** Told as each scenario ends, before the next begins. */
  ended?: (tp: string) => void,
) => Promise<readonly Played[]>;

/** Of this process: modules that define steps are loaded once, and would define none for a second runner. */
let support: ISupportCodeLibrary | undefined;

export function createRunner(): Runner {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const declared = loadTarget();
  return async (scenarios, parameters, ended) => {
    if (scenarios.length === 0) return [];
    const played: Played[] = [];
    let events = '';
    const onMessage = ({ attachment }: Envelope): void => {
      if (attachment?.mediaType === EVENTS_MEDIA_TYPE) events = attachment.body;
      if (attachment?.mediaType !== SCENARIO_MEDIA_TYPE) return;
      const result = JSON.parse(attachment.body) as ScenarioResult; // ours
      played.push({ result, settled: settledIn(events), events });
      ended?.(result.tp);
    };
    handOver(await openRun(parameters, targetOfRun(declared, parameters)));
    const done = await runSuite({
      testPurposes: scenarios.map(({ tp }) => tp),
      features: [...new Set(scenarios.map(({ uri }) => uri))],
      parameters,
      parallel: 0,
      order: 'defined',
      formatter: 'summary',
      formatOptions: {},
      stdout: nowhere,
      onMessage,
      ...(support && { support }),
    }).finally(() => takeOver()?.testbed.close());
    support = done.support;
    return played;
  };
}

/** @param lines events as JSON, one a line; those that matter are few, so only they are read */
const settledIn = (lines: string): ReadonlySet<string> =>
  new Set(
    lines
      .split('\n')
      .filter((line) => line.includes('"kind":"settled"'))
      .map((line) => (JSON.parse(line) as { readonly id: string }).id), // every event has one
  );
