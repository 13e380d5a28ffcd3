import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { formatterHelpers } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { createCollection } from './collection';
import { collectorOptions } from './collector-options';
import { silent } from './progress';
import { runResult } from './run-result';
import type { ScenarioResult } from '../verdict/results';
import { announced, ran, started, type ScenarioCame } from '../report/testing/envelopes';
import { aScenario } from '../report/testing/results';

const came = (tp: string): ScenarioCame => ({ tp, results: [aScenario({ tp, name: `scenario of ${tp}` })] });

describe('a run that ends early', () => {
  const [over, underWay, never] = [came('PGR_A'), came('PGR_B'), came('PGR_C')] as const;

  function endedWhile(interrupted: boolean) {
    const eventBroadcaster = new EventEmitter();
    const data = new formatterHelpers.EventDataCollector(eventBroadcaster);
    const events = { append: () => undefined, close: () => undefined };
    const collection = createCollection((id) => data.getTestCaseAttempt(id), events, silent);
    eventBroadcaster.on('envelope', (envelope: Envelope) => collection.take(envelope));
    const sent = [...announced([over, underWay, never]), started(over), ...ran(over), started(underWay)];
    for (const envelope of sent) eventBroadcaster.emit('envelope', envelope);
    return runResult(collectorOptions(undefined, '', new Date()), collection.collected(interrupted), '', 1);
  }

  it('lists what was interrupted, and calls nothing an error', () => {
    const { scenarios, notExecuted, verdict, exitCode, reason } = endedWhile(true);
    assert.deepEqual([scenarios.map(({ tp }) => tp), verdict, exitCode], [['PGR_A'], 'inconclusive', 3]);
    const told = notExecuted.map((one) => [one.tp, one.reason, one.interrupted]);
    assert.deepEqual(told, [
      ['PGR_B', 'interrupted', true],
      ['PGR_C', 'interrupted', true],
    ]);
    assert.match(reason, /^2 scenarios due and not executed, the first is PGR_B: interrupted$/);
  });

  it('takes a Then that a freedom leaves unmet for why cucumber failed, and nothing else of a scenario that does not apply', () => {
    const ofRun = (scenario: Partial<ScenarioResult>) =>
      runResult(
        collectorOptions(undefined, '', new Date()),
        {
          scenarios: [aScenario({ verdict: 'not-applicable', reason: 'left', ...scenario })],
          skipped: [],
          due: [],
          strays: undefined,
          faults: [],
          failed: true,
          interrupted: false,
        },
        '',
        1,
      ).faults;
    assert.equal(ofRun({ faults: [{ verdict: 'fail', reason: 'expected: somebody takes part' }] }), undefined);
    assert.match(ofRun({})?.join() ?? '', /no scenario says why/);
  });

  it('takes what was under way as an error where nobody ended it', () => {
    const { verdict, scenarios, notExecuted } = endedWhile(false);
    assert.deepEqual([verdict, scenarios.find(({ tp }) => tp === 'PGR_B')?.verdict], ['error', 'error']);
    assert.deepEqual(
      notExecuted.map(({ tp, reason }) => [tp, reason]),
      [['PGR_C', 'the run ended before it']],
    );
  });
});
