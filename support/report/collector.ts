// The cucumber formatter that turns a run into results.json and events.jsonl, and those into every report.

import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { performance } from 'node:perf_hooks';
import type { WriteStream } from 'node:tty';
import type { RunResult } from '../verdict/results';
import { createCollection, type Collection } from './collection';
import { collectorOptions, type CollectorOptions } from './collector-options';
import { deriveReports, filesOf } from './derive';
import { openEventsFile, type EventsWriter } from './events-file';
import { paintFor } from './paint';
import { createProgress, silent, type Progress } from './progress';
import { markLatest, prepareRunFolder, type RunFolder } from './run-folder';
import { writeResults } from './results-file';
import { summary, verdictLine } from './summary';
import { requirementTexts } from './requirement-text';

export default class Collector extends Formatter {
  static override readonly documentation = 'Writes the results of a conformance run and prints what they come to.';

  private readonly options: CollectorOptions;
  private readonly folder: RunFolder;
  private readonly events: EventsWriter;
  private readonly progress: Progress;
  private readonly collection: Collection;
  private readonly startedAt = new Date();
  private readonly started = performance.now();

  constructor(given: IFormatterOptions) {
    super(given);
    const told = given.parsedArgvOptions['mcx'] as Partial<CollectorOptions> | undefined; // ours, through cucumber's any
    this.options = collectorOptions(told, given.cwd, this.startedAt);
    this.folder = prepareRunFolder(this.options.reportsDir, this.options.runId);
    this.events = openEventsFile(this.folder.events, {
      startedAt: this.startedAt.toISOString(),
      suite: this.options.suite,
    });
    this.progress = this.options.quiet ? silent : this.shownProgress();
    const attemptOf = given.eventDataCollector.getTestCaseAttempt.bind(given.eventDataCollector);
    this.collection = createCollection(this.options, attemptOf, this.events, this.progress);
    given.eventBroadcaster.on('envelope', (envelope: Envelope) => this.collection.take(envelope));
  }

  /** Cucumber calls this when the run is over, also where a feature could not be read. */
  override async finished(): Promise<void> {
    this.progress.finish();
    this.events.close();
    const run = this.collection.result(this.startedAt.toISOString(), Math.round(performance.now() - this.started));
    writeResults(this.folder.results, run);
    markLatest(this.options.reportsDir, this.options.runId);
    await this.report(run);
    await super.finished();
  }

  private async report(run: RunResult): Promise<void> {
    const requirement = requirementTexts();
    const evidence = await deriveReports(this.folder, run, requirement);
    const paint = paintFor(this.screen(), process.env);
    const context = { requirement, evidence, files: filesOf(this.folder), paint };
    this.log(this.options.quiet ? `${verdictLine(run, paint)}\n` : `\n${summary(run, context)}`);
  }

  private shownProgress(): Progress {
    const screen = this.screen();
    return createProgress({
      write: this.log,
      terminal: screen.isTTY === true ? { columns: () => screen.columns ?? 80 } : undefined,
      paint: paintFor(screen, process.env),
      total: () => this.collection.total(),
    });
  }

  private screen(): Partial<WriteStream> {
    return this.stream as Partial<WriteStream>; // cucumber's type is wider than process.stdout
  }
}
