// The cucumber formatter that turns a run into results.json and events.jsonl, and those into every report.

import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { performance } from 'node:perf_hooks';
import type { WriteStream } from 'node:tty';
import { createCollection, type Collection } from './collection';
import { conclude } from './conclude';
import { collectorOptions, headOf, type CollectorOptions } from './collector-options';
import { onInterrupt } from './interrupt';
import { judgedWithLate, takeLeft } from './late';
import { openEventsFile, type EventsWriter } from '../record/events-file';
import { paintFor } from '../report/summary/paint';
import { createProgress, silent, type Progress } from './progress';
import { markLatest, prepareRunFolder, type RunFolder } from '../record/run-folder';
import { runResult } from './run-result';
import { verdictLine } from '../report/summary/summary';
import { harmless } from '../verdict/harmless';
import type { RunResult } from '../verdict/results';

export default class Collector extends Formatter {
  static override readonly documentation = 'Writes the results of a conformance run and prints what they come to.';

  private readonly options: CollectorOptions;
  private readonly folder: RunFolder;
  private readonly events: EventsWriter;
  private readonly progress: Progress;
  private readonly collection: Collection;
  /** On the monotonic clock. */
  private readonly started: number;
  private readonly stopListening: () => void;
  private interrupted = false;
  /** Every scenario has been run: what is left to do is soon done, and an interrupt would leave half of it. */
  private isOver = false;

  constructor(given: IFormatterOptions) {
    super(given);
    const givenOptions = given.parsedArgvOptions['mcx'] as Partial<CollectorOptions> | undefined; // ours, through cucumber's any
    const now = new Date();
    this.options = collectorOptions(givenOptions, given.cwd, now);
    this.started = performance.now() - (now.getTime() - Date.parse(this.options.startedAt));
    this.folder = prepareRunFolder(this.options.reportsDir, this.options.runId);
    this.events = openEventsFile(this.folder.events, {
      startedAt: this.options.startedAt,
      suite: this.options.suite,
      run: headOf(this.options),
    });
    this.progress = this.options.quiet ? silent : this.shownProgress();
    const attemptOf = given.eventDataCollector.getTestCaseAttempt.bind(given.eventDataCollector);
    this.collection = createCollection(attemptOf, this.events, this.progress);
    given.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      if (!this.interrupted) this.collection.take(envelope);
    });
    this.stopListening = onInterrupt(() => void this.interrupt());
  }

  /** Cucumber calls this when the run is over, also where a feature could not be read. */
  override async finished(): Promise<void> {
    this.isOver = true;
    if (!this.interrupted) await this.end().finally(() => this.stopListening());
    await super.finished();
  }

  /** Cucumber cannot be asked to stop: the process ends once everything is written. */
  private async interrupt(): Promise<void> {
    if (this.isOver) {
      process.stderr.write('note: every scenario has been run, and the reports are being written\n');
      return;
    }
    this.interrupted = true;
    const exitCode = await this.end().catch((error: unknown) => {
      process.stderr.write(`the results could not be written: ${harmless(String(error))}\n`);
      return 4;
    });
    this.stream.write('', () => process.exit(exitCode));
  }

  private async end(): Promise<RunResult['exitCode']> {
    this.progress.finish();
    this.events.close();
    const durationMs = Math.round(performance.now() - this.started);
    const collected = this.collection.collected(this.interrupted);
    const { late } = this.collection;
    takeLeft(this.folder, late);
    const scenarios = await judgedWithLate(this.folder, this.options, collected.scenarios, late);
    const run = runResult(this.options, { ...collected, scenarios }, this.options.startedAt, durationMs);
    const paint = paintFor(this.screen(), process.env);
    const { run: concluded, text } = await conclude(this.folder, run, { paint, baseline: this.options.baseline });
    markLatest(this.options.reportsDir, this.options.runId);
    this.log(this.options.quiet ? `${verdictLine(concluded, paint)}\n` : `\n${text}`);
    return concluded.exitCode;
  }

  private shownProgress(): Progress {
    const screen = this.screen();
    return createProgress({
      write: this.log,
      terminal: screen.isTTY === true && !this.options.log ? { columns: () => screen.columns ?? 80 } : undefined,
      paint: paintFor(screen, process.env),
      total: () => this.options.planned?.length ?? this.collection.due(),
    });
  }

  private screen(): Partial<WriteStream> {
    return this.stream as Partial<WriteStream>; // cucumber's type is wider than process.stdout
  }
}
