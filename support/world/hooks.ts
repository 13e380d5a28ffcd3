// Cucumber's hooks: open the testbed once, give each scenario a scope of its own, judge it when it ends, attach result
// and trace for the collector, and clean up.

import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  setDefaultTimeout,
  Status,
  type ITestCaseHookParameter,
} from '@cucumber/cucumber';
import { performance } from 'node:perf_hooks';
import { PreconditionNotReached, Scenario } from '../actions/scenario';
import type { ScenarioResult } from '../verdict/results';
import { UserError } from '../verdict/errors';
import type { Reasoned } from '../verdict/verdict';
import { judge, type Judgement } from './judgement';
import './parameter-types';
import { openRun, type RunContext } from './run-context';
import type { RunParameters } from '../testbed/run-parameters';
import { describeScenario } from './scenario-description';
import { UnmetExpectation } from './unmet-expectation';
import type { McxWorld } from './world';

/** Waits carry their own deadlines; cucumber's would cut a scenario off without a verdict. */
setDefaultTimeout(-1);

let run: RunContext | undefined;

BeforeAll(async function (this: { readonly parameters: RunParameters }) {
  run = await openRun(this.parameters);
});

AfterAll(async function () {
  await run?.testbed.close();
  run = undefined;
});

Before(function (this: McxWorld) {
  const { testbed, recorder, nextScope } = opened();
  this.scenario = new Scenario(nextScope(), testbed, recorder);
  this.startedAt = performance.now();
});

After(async function (this: McxWorld, hook: ITestCaseHookParameter) {
  const context = opened();
  const faults = faultsOf(hook);
  await this.scenario.settle().catch((error: unknown) => faults.push(faultOf(error)));
  const description = describeScenario(hook);
  const judgement = judge(this.scenario.events, description.requirements, faults, context);
  const events = await this.scenario.end();
  const result: ScenarioResult = {
    ...description,
    ...judgement,
    scope: this.scenario.scope,
    durationMs: Math.round(performance.now() - this.startedAt),
    messages: events.filter(({ kind }) => kind === 'message').length,
  };
  this.attach(events.map((event) => JSON.stringify(event)).join('\n'), 'application/vnd.mcx-conformance.events+ndjson');
  this.attach(JSON.stringify(result), 'application/vnd.mcx-conformance.scenario+json');
  if (judgement.verdict !== 'pass' && hook.result?.status === Status.PASSED) throw new Error(explain(judgement));
});

function opened(): RunContext {
  if (!run) throw new Error('the testbed is not open');
  return run;
}

function faultsOf({ result, error }: ITestCaseHookParameter): Reasoned[] {
  if (!result || result.status === Status.PASSED || result.status === Status.UNKNOWN) return [];
  if (result.status === Status.FAILED) return [faultOf(error ?? result.message)];
  return [
    { verdict: 'error', reason: `a step is ${result.status.toLowerCase()}: every step needs one step definition` },
  ];
}

function faultOf(error: unknown): Reasoned {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof UnmetExpectation) return { verdict: 'fail', reason };
  const cannotTell = error instanceof PreconditionNotReached || error instanceof UserError;
  return { verdict: cannotTell ? 'inconclusive' : 'error', reason };
}

const explain = ({ verdict, reason }: Judgement): string => `${verdict}: ${reason}`;
