// Cucumber's hooks: open the testbed once, give each scenario a scope of its own, judge it when it ends, attach result
// and trace for the collector, and clean up.

import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  setDefaultTimeout,
  setParallelCanAssign,
  Status,
  type ITestCaseHookParameter,
  type ITestStepHookParameter,
} from '@cucumber/cucumber';
import type { Pickle } from '@cucumber/messages';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Scenario } from '../actions/scenario';
import { PreconditionNotReached } from '../actions/precondition';
import type { SettledEvent, TraceEvent } from '../evidence/trace';
import { inLines } from '../evidence/trace-lines';
import { scenarioNotApplicable } from '../judgement/applicability';
import { judge, type Judgement } from '../judgement/judgement';
import { owedAfter } from '../judgement/owed';
import { openStory } from '../oracle/story';
import { abilitiesOf } from '../ports/abilities';
import { traceIdOf } from '../ports/trace-context';
import type { RunParameters } from '../testbed/target/run-parameters';
import { notObservableOn } from '../traceability/wire';
import { NOTHING_EXPECTED } from '../verdict/account';
import { UserError } from '../verdict/errors';
import { harmless, harmlessIn } from '../verdict/harmless';
import type { ScenarioResult } from '../verdict/results';
import type { Reasoned } from '../verdict/verdict';
import './parameter-types';
import { isProductShared, takeOver } from './hand-over';
import { openRun, type RunContext } from './run-context';
import {
  EVENTS_MEDIA_TYPE,
  identityOf,
  LATE_MEDIA_TYPE,
  SCENARIO_MEDIA_TYPE,
  UnmetExpectation,
  VerdictAnnounced,
} from '../collect/attempt';
import { leaveLate } from '../collect/late';
import { warmUp } from './warm-up';
import type { McxWorld } from './world';

/** Waits carry their own deadlines; cucumber's would cut a scenario off without a verdict. */
setDefaultTimeout(-1);

/** A clock is moved for all scenarios that a product has in hand, so such a scenario has a shared product for itself. */
const movesTheClock = ({ steps }: Pickle): boolean => steps.some(({ text }) => text.endsWith('hours pass'));
setParallelCanAssign(
  (pickle, running) => running.length === 0 || !isProductShared() || ![pickle, ...running].some(movesTheClock),
);

let run: RunContext | undefined;

BeforeAll(async function (this: { readonly parameters: RunParameters }) {
  const isWorker = process.env['CUCUMBER_WORKER_ID'] !== undefined;
  // A worker whose run was ended would hold its ports for ever.
  if (isWorker) process.once('disconnect', () => process.exit(1));
  const opening = () => openRun(this.parameters);
  run = takeOver() ?? (await (isWorker ? opening().catch(leaveToOthers) : opening()));
  await warmUp(run);
});

/** What a product did not let one worker have, others may have had: they run what is left, and this one says why it does not. */
function leaveToOthers(error: unknown): never {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.code}: ${harmless(error.message)}\n`);
  // Any other code would be an error of ours.
  process.exit(0);
}

AfterAll(async function (this: { readonly parameters: RunParameters }) {
  const { lateTo } = this.parameters;
  if (run && lateTo !== undefined) await leaveLast(run, lateTo);
  await run?.testbed.close();
  run = undefined;
});

/** No scenario is left to hand it in: it is listened for one quiet window more, and where something was owed one deadline. */
async function leaveLast({ listenUntil, recorder, takeLate, hide }: RunContext, folder: string): Promise<void> {
  const left = listenUntil() - recorder.elapsed();
  if (left > 0) await sleep(left);
  const late = inLines(takeLate());
  if (late !== '') leaveLate(folder, process.env['CUCUMBER_WORKER_ID'] ?? '0', hide(late));
}

Before(function (this: McxWorld, hook: ITestCaseHookParameter) {
  const context = opened();
  const { testbed, recorder, nextScope, leftovers, wire, log } = context;
  const [scope, { tp }] = [nextScope(), identityOf(hook.pickle, hook.gherkinDocument)];
  log?.begin(scope, tp);
  this.startedAt = performance.now();
  this.wire = wire;
  this.scenario = new Scenario(scope, testbed, recorder, {
    name: tp,
    leftovers,
    owedAfter: (events) => owedAfter(events, context),
  });
  return declaredNotApplicable(hook) === undefined ? undefined : 'skipped';
});

/** By the time of After, cucumber 12 has forgotten the error of a step that others follow. */
AfterStep(function (this: McxWorld, { error, pickle, pickleStep }: ITestStepHookParameter) {
  this.thrown ??= error;
  if (this.thrown !== undefined) this.stoppedAt ??= pickle.steps.indexOf(pickleStep) + 1;
});

After(async function (this: McxWorld, hook: ITestCaseHookParameter) {
  const context = opened();
  const lacking = declaredNotApplicable(hook) ?? this.notApplicable;
  if (lacking !== undefined) {
    const judgement = { verdict: 'not-applicable', reason: lacking, checks: [], ...NOTHING_EXPECTED } as const;
    attachResult(this, hook, { judgement, faults: [] }, []);
    return;
  }
  const faults = faultsOf(hook, this.thrown);
  await this.scenario.settle().catch((error: unknown) => faults.push(faultOf(error)));
  const own = await this.scenario.end();
  context.noteEnd(own);
  const { requirements } = identityOf(hook.pickle, hook.gherkinDocument);
  const judgement = judge(openStory(own, abilitiesOf(context.wire)), requirements, faults, context, own);
  attachResult(this, hook, { judgement, faults }, [...own, ...context.takeStrays(), ...context.takeCaptured()]);
  const failed = judgement.verdict !== 'pass' && judgement.verdict !== 'not-applicable';
  if (failed && hook.result?.status === Status.PASSED)
    throw new VerdictAnnounced(context.hide(`${judgement.verdict}: ${harmless(judgement.reason)}`));
});

const declaredNotApplicable = (hook: ITestCaseHookParameter): string | undefined =>
  scenarioNotApplicable(identityOf(hook.pickle, hook.gherkinDocument), opened());

function opened(): RunContext {
  if (!run) throw new Error('the testbed is not open');
  return run;
}

function attachResult(
  world: McxWorld,
  hook: ITestCaseHookParameter,
  { judgement, faults }: { readonly judgement: Judgement; readonly faults: readonly Reasoned[] },
  events: readonly TraceEvent[],
): void {
  const result: ScenarioResult = {
    ...identityOf(hook.pickle, hook.gherkinDocument),
    ...harmlessIn(judgement),
    ...notObservableIn(world, hook),
    ...(faults.length > 0 && { faults: harmlessIn(faults) }),
    ...(world.stoppedAt !== undefined && { stoppedAt: world.stoppedAt }),
    scope: world.scenario.scope,
    ...(opened().traced && { traceId: traceIdOf(world.scenario.scope) }),
    ...spanOf(events, world.scenario.scope),
    durationMs: Math.round(performance.now() - world.startedAt),
    messages: events.filter(({ kind }) => kind === 'message').length,
    ...waitedIn(events, world.scenario.scope),
  };
  const { hide, takeLate } = opened();
  world.attach(hide(inLines(events, result.scope)), EVENTS_MEDIA_TYPE);
  const late = inLines(takeLate());
  if (late !== '') world.attach(hide(late), LATE_MEDIA_TYPE);
  world.attach(hide(JSON.stringify(result)), SCENARIO_MEDIA_TYPE);
}

function spanOf(events: readonly TraceEvent[], scope: string): Pick<ScenarioResult, 'span'> {
  const own = events.filter((event) => event.scope === scope);
  const [first, last] = [own[0]?.seq, own.at(-1)?.seq];
  return first === undefined || last === undefined ? {} : { span: { first, last } };
}

/** Less is what a machine that has nothing else to do is late. */
const WORTH_SAYING_MS = 100;

function waitedIn(events: readonly TraceEvent[], scope: string): Pick<ScenarioResult, 'waited'> {
  const settled = events.filter((event) => event.kind === 'settled' && event.scope === scope) as SettledEvent[]; // just filtered
  const owed = [...new Set(settled.flatMap((event) => event.owed ?? []))];
  const lateMs = settled.reduce((sum, event) => sum + (event.lateMs ?? 0), 0);
  if (owed.length === 0 && lateMs < WORTH_SAYING_MS) return {};
  return { waited: { ms: Math.max(...settled.map(({ waitedMs }) => waitedMs)), lateMs, owed } };
}

function notObservableIn(world: McxWorld, hook: ITestCaseHookParameter): Pick<ScenarioResult, 'notObservable'> {
  const { wire, catalogue } = opened();
  const requirements = identityOf(hook.pickle, hook.gherkinDocument).requirements.flatMap((id) => {
    const why = notObservableOn(wire, id, catalogue);
    return why === undefined ? [] : [{ what: id, why }];
  });
  const all = [...requirements, ...world.notShown];
  return all.length > 0 ? { notObservable: all } : {};
}

function faultsOf({ result }: ITestCaseHookParameter, thrown: unknown): Reasoned[] {
  if (!result || result.status === Status.PASSED || result.status === Status.UNKNOWN) return [];
  if (result.status === Status.FAILED) return [faultOf(thrown ?? result.message)];
  return [{ verdict: 'error', reason: `a step is ${result.status.toLowerCase()}: every step needs one definition` }];
}

function faultOf(error: unknown): Reasoned {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof UnmetExpectation) return { verdict: 'fail', reason };
  const cannotTell = [PreconditionNotReached, UserError].some((type) => error instanceof type);
  return { verdict: cannotTell ? 'inconclusive' : 'error', reason };
}
