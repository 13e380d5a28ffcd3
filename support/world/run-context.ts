// What all scenarios of one process share: the open testbed, its recorder, the catalogue, and how verdicts are charged.
// Opened once before the first scenario and closed after the last; parties live as long as products do.

import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createLeftovers, type Leftovers } from '../actions/leftovers';
import { createRecorder, type Recorder } from '../evidence/recorder';
import type { TraceEvent } from '../evidence/trace';
import { checksOf } from '../judgement/checks';
import type { JudgementContext } from '../judgement/judgement-context';
import type { Testbed } from '../ports/testbed';
import { createLog, type Log } from '../collect/log';
import { createCapture } from '../testbed/network/capture';
import { credentialsOf } from '../testbed/target/credentials';
import { controlAddress } from '../testbed/target/by-hand';
import { createOperator, type Operator } from '../testbed/control/operator';
import { loadTarget, type Target } from '../testbed/target/target';
import { targetOfRun } from '../testbed/target/target-of-run';
import { openTestbed } from '../testbed/testbed';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { claimsOf } from '../traceability/catalogue/claims';
import { loadIcs } from '../traceability/catalogue/ics';
import { parseShard } from '../traceability/shard';
import type { RunParameters } from '../testbed/target/run-parameters';
import { wireNamed } from '../wires/registry';

export interface RunContext extends JudgementContext {
  readonly target: Target;
  readonly testbed: Testbed;
  readonly recorder: Recorder;
  /** What was seen since the last call and belongs to no open scenario: kept in the trace, never part of a verdict. */
  readonly takeStrays: () => readonly TraceEvent[];
  /** What was seen since the last call of scenarios that have ended: it is judged with them when the run is over. */
  readonly takeLate: () => readonly TraceEvent[];
  /** Remembers that a scenario has ended, and whether something was owed then. */
  readonly noteEnd: (events: readonly TraceEvent[]) => void;
  /** Until when something of it is still listened for where no scenario follows, on the clock of the events. */
  readonly listenUntil: () => number;
  /** What sockets carried since the last call, if that is captured. */
  readonly takeCaptured: () => readonly TraceEvent[];
  /** The text without the secrets of the target: nothing is written with them. */
  readonly hide: (text: string) => string;
  /** Of what passes, where somebody looks on. */
  readonly log: Log | undefined;
  /** What scenarios could not clear away at products that cannot forget. */
  readonly leftovers: Leftovers;
  /** Some product is sent requests over HTTP, which carry the trace context of their scenario. */
  readonly traced: boolean;
  /** A scope that no other scenario of any process has had. */
  readonly nextScope: () => string;
}

/** @param target where this process has read the target file already */
export async function openRun(
  parameters: RunParameters,
  target: Target = targetOfRun(loadTarget(parameters.target), parameters),
): Promise<RunContext> {
  const catalogue = loadEveryClause().about(parameters.clause);
  const now = () => performance.now();
  const recorder = createRecorder(now, eventPrefix(parameters), target.limits);
  const strays: TraceEvent[] = [];
  const late: TraceEvent[] = [];
  let listenUntil = 0;
  recorder.listen((event) => {
    if (event.scope === null) strays.push(event);
    else if (!recorder.isOpen(event.scope)) late.push(event);
  });
  const scopes = `x${randomBytes(3).toString('hex')}`;
  const { front: entrance } = parameters;
  const front = entrance === undefined ? undefined : { entrance, scopes };
  const credentials = credentialsOf(target, process.env);
  const log =
    parameters.log === undefined
      ? undefined
      : createLog(
          parameters.log === 'bytes' ? 'bytes' : 'lines',
          (text) => credentials.hide(text),
          (text) => process.stderr.write(text),
        );
  if (log) recorder.listen(log.take);
  const { captureTls = false } = parameters;
  const capture =
    parameters.capture || captureTls
      ? createCapture({
          elapsed: () => recorder.elapsed(),
          prefix: eventPrefix(parameters),
          mask: (text) => credentials.mask(text),
          tls: captureTls,
          most: CAPTURED * target.limits.bytes,
        })
      : undefined;
  const testbed = await openTestbed(target, {
    recorder,
    now,
    operator: operatorFor(target, parameters),
    wire: parameters.wire,
    capture,
    ...(front && { front }),
  });
  const wire = wireNamed(target.adapter);
  let scenarios = 0;
  return {
    target,
    testbed,
    recorder,
    catalogue,
    wire,
    claims: claimsOf(loadIcs(), target.ics, testbed.underTest, wire),
    judged: testbed.underTest.length === 0 ? 'all' : new Set(testbed.underTest),
    ordering: parameters.ordering ?? 'strict',
    strength: parameters.strength ?? 'all',
    readings: parameters.readings ?? 'registered',
    checks: checksOf(catalogue).filter(({ requirement }) => requirement !== parameters.without),
    hide: (text) => credentials.hide(text),
    log,
    leftovers: createLeftovers(),
    takeStrays: () => strays.splice(0),
    takeLate: () => late.splice(0),
    noteEnd(events) {
      if (testbed.selfContained) return;
      const { deadlineMs, quietWindowMs } = target.timing;
      const owed = events.findLast((event) => event.kind === 'settled' && event.owed !== undefined);
      listenUntil = Math.max(listenUntil, recorder.elapsed() + quietWindowMs, (owed?.at ?? -Infinity) + deadlineMs);
    },
    listenUntil: () => listenUntil,
    takeCaptured: () => capture?.take() ?? [],
    traced: Object.values(target.roles).some(
      (role) => 'address' in role && (target.adapter === 'http-json' || controlAddress(role) !== undefined),
    ),
    nextScope: () => `${scopes}${(++scenarios).toString(36)}`,
  };
}

/** It stands in four files: trace, attachment, capture of the run and of the scenario. */
const CAPTURED = 1 / 3;

function operatorFor({ timing }: Target, { operator: name }: RunParameters): Operator | undefined {
  if (name === undefined) return undefined;
  return createOperator({ name, input: process.stdin, output: process.stdout, limitMs: timing.operatorMs });
}

/** Ids of events are unlike each other in all processes of one run. */
const eventPrefix = ({ shard }: RunParameters): string =>
  `${shard === undefined ? '' : `s${parseShard(shard).index}.`}${process.env['CUCUMBER_WORKER_ID'] ?? '0'}-`;
