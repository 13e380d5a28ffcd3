// Generated from schemas/report by `npm run generate`. Do not edit.

/**
 * results.json: the result of a conformance run, from which every report is derived.
 */
export interface RunResult {
  /**
   * Version of this schema.
   */
  readonly version: 3;
  /**
   * The checks that passed, each once; scenarios refer to them by id.
   */
  readonly passed: readonly PassedCheck[];
  readonly suite: {
    readonly name: string;
    readonly version: string;
  };
  /**
   * What the run is held against.
   *
   * @minItems 1
   */
  readonly clauses: {
    /**
     * Name of its folder in features/: specification and number.
     */
    readonly clause: string;
    readonly specification: string;
    readonly number: string;
    readonly title: string;
    readonly release?: string;
    /**
     * Which change of the specification the text of the clause is.
     */
    readonly change?: string;
    /**
     * Of the specification, or that none is known.
     */
    readonly version?: string;
    /**
     * Over the digests of the sentences of the clause that the suite was written for, sorted, a line each.
     */
    readonly digest?: string;
  }[];
  /**
   * The frozen profile of a certification run; absent from every other run.
   */
  readonly profile?: {
    readonly name: string;
    readonly version: string;
    /**
     * Of the profile's file.
     */
    readonly digest: string;
  };
  readonly target: {
    readonly name: string;
    readonly version: string;
    readonly adapter: string;
    /**
     * Empty where every role is played.
     */
    readonly underTest: readonly (
      'client-1' | 'primary-server' | 'primary-gms' | 'client-2' | 'partner-server' | 'partner-gms'
    )[];
    /**
     * Its answers to the items of the ICS; what is not here counts as yes.
     */
    readonly ics?: {
      [k: string]: 'yes' | 'no' | 'some';
    };
    /**
     * The values that the run was made with, by name, without secrets (IXIT).
     */
    readonly ixit?: {
      [k: string]: string;
    };
  };
  /**
   * How the run was asked for, so that it can be repeated.
   */
  readonly options: {
    [k: string]: string;
  };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly verdict: 'pass' | 'inconclusive' | 'fail' | 'error';
  readonly reason: string;
  readonly exitCode: 0 | 1 | 2 | 3 | 4;
  readonly scenarios: readonly ScenarioResult[];
  readonly notExecuted: {
    readonly tp: string;
    readonly name: string;
    readonly reason: string;
    /**
     * It was due and the run ended before it.
     */
    readonly interrupted?: true;
    /**
     * The run was asked for a part of the suite, and this is none of it.
     */
    readonly notAsked?: true;
    /**
     * Beyond the clause.
     */
    readonly beyondSpec?: true;
  }[];
  /**
   * What went wrong outside every scenario.
   */
  readonly faults?: readonly string[];
  /**
   * The optional items of the ICS: what was claimed, beside what the run saw. Absent from a part of a run.
   */
  readonly audit?: {
    readonly item: string;
    readonly claim: 'yes' | 'no' | 'some' | 'not answered';
    /**
     * What the run saw of it, in words.
     */
    readonly seen: string;
    /**
     * contradicts: claimed no, and done. not-shown: not claimed no, and its scenarios ran without showing it.
     */
    readonly finding: 'agrees' | 'contradicts' | 'not-shown' | 'not-exercised';
  }[];
  /**
   * The known failing checks that the run was set beside. They change the exit code, never the verdict.
   */
  readonly baseline?: {
    readonly file: string;
    /**
     * The day on which its lines were judged.
     */
    readonly day: string;
    readonly lines: {
      readonly requirement: string;
      readonly tp: string;
      readonly issue: string;
      readonly owner: string;
      readonly expires: string;
      readonly note?: string;
      /**
       * known: its check failed. stale: it was made and passed. expired: its day is over. unmatched: its test purpose passed and never made it. not-exercised: the run cannot tell.
       */
      readonly finding: 'known' | 'stale' | 'expired' | 'unmatched' | 'not-exercised';
    }[];
    /**
     * Failing checks that are in no line.
     */
    readonly unlisted: {
      readonly requirement: string;
      readonly tp: string;
    }[];
  };
  /**
   * What was seen and belongs to no scenario that was open. It decides no verdict, but for what a product sent and no party could take.
   */
  readonly strays?: {
    readonly count: number;
    /**
     * Those that a product sent and no party could take; absent where there are none.
     */
    readonly refused?: {
      readonly count: number;
      /**
       * The event of the first in the trace.
       */
      readonly id: string;
      readonly problem: string;
    };
    /**
     * The first few of them.
     */
    readonly first: {
      /**
       * Its event in the trace.
       */
      readonly id: string;
      /**
       * Null for bytes that are no information flow.
       */
      readonly flow: string | null;
      readonly from: string | null;
      readonly to: string;
    }[];
  };
}
export interface PassedCheck {
  /**
   * By which scenarios refer to it.
   */
  readonly id: number;
  /**
   * Requirement id in the catalogue.
   */
  readonly requirement: string;
  /**
   * The party that the requirement binds here.
   */
  readonly party:
    | 'client-1'
    | 'primary-server'
    | 'primary-gms'
    | 'client-2'
    | 'partner-server'
    | 'partner-gms'
    | 'gateway'
    | 'primary-bystanders'
    | 'partner-bystanders'
    | 'second-partner-server'
    | 'second-partner-gms'
    | 'second-partner-bystanders';
  /**
   * True where the party, and a requirement of this strength, is judged in this run.
   */
  readonly judged: boolean;
  /**
   * What had to be seen.
   */
  readonly expected: string;
  /**
   * What was seen.
   */
  readonly observed: string;
  /**
   * Of what is folded under a finding that explains it: the requirement of that. It counts for nothing by itself.
   */
  readonly follows?: string;
  /**
   * The reading that decided, where the clause is ambiguous.
   */
  readonly interpretation?: string;
}
/**
 * The result of one scenario of a conformance run.
 */
export interface ScenarioResult {
  /**
   * Test purpose, without the tag's prefix; the scenario's name where it is tagged with none.
   */
  readonly tp: string;
  readonly name: string;
  /**
   * Path of the feature file from the package root.
   */
  readonly uri: string;
  readonly line: number;
  readonly feature: string;
  /**
   * The rule that the scenario is an example of.
   */
  readonly rule?: string;
  /**
   * Requirement ids that the scenario is tagged with.
   */
  readonly requirements: readonly string[];
  /**
   * Declared abilities that the scenario depends on.
   */
  readonly needs?: readonly string[];
  /**
   * Robustness beyond the clause: never counts towards conformance.
   */
  readonly beyondSpec: boolean;
  readonly verdict: 'pass' | 'inconclusive' | 'fail' | 'error' | 'not-applicable';
  readonly reason: string;
  /**
   * In full where it did not pass; one that passed refers to the table of those.
   */
  readonly checks: readonly (Check | Reference)[];
  /**
   * Ids of the tagged requirements that bind a role under test and apply to it.
   */
  readonly expected: readonly string[];
  /**
   * Those of the expected that a check said something about for a party under test.
   */
  readonly executed: readonly string[];
  /**
   * The rest of the expected: the scenario broke off before them, or their condition never arose.
   */
  readonly notExecuted: readonly string[];
  /**
   * What went wrong outside the checks and bears on the verdict; no trace shows it.
   */
  readonly faults?: {
    readonly verdict: 'pass' | 'inconclusive' | 'fail' | 'error';
    readonly reason: string;
  }[];
  /**
   * What the scenario asks for and the wire of the run cannot show: requirements, and Thens in their words. It is not judged.
   *
   * @minItems 1
   */
  readonly notObservable?: {
    readonly what: string;
    readonly why: string;
  }[];
  /**
   * Scope of the scenario in the trace.
   */
  readonly scope: string;
  /**
   * Trace id of the traceparent header (W3C Trace Context) on the HTTP requests, messages and control, that the harness sent in it; absent where it sends a product none.
   */
  readonly traceId?: string;
  /**
   * Numbers of the first and the last of its own events in the trace. Absent where there is none, and in results of older suites.
   */
  readonly span?: {
    readonly first: number;
    readonly last: number;
  };
  readonly durationMs: number;
  readonly messages: number;
  /**
   * The step that failed, after which none was executed: from 1, those of the background first. Absent where every step passed.
   */
  readonly stoppedAt?: number;
  /**
   * How many of its messages came after it had ended, and were judged with it. Absent where none did.
   */
  readonly late?: number;
  /**
   * What was waited for until the deadline and how late the event loop of the harness was. Absent where neither matters.
   */
  readonly waited?: {
    /**
     * The longest wait for nothing more to come, in milliseconds.
     */
    readonly ms: number;
    /**
     * By how much deadlines were put off in all, in milliseconds.
     */
    readonly lateMs: number;
    /**
     * Statements by which something was owed that did not come until the deadline.
     */
    readonly owed: readonly string[];
  };
}
export interface Check {
  /**
   * Requirement id in the catalogue.
   */
  readonly requirement: string;
  /**
   * The party that the requirement binds here.
   */
  readonly party:
    | 'client-1'
    | 'primary-server'
    | 'primary-gms'
    | 'client-2'
    | 'partner-server'
    | 'partner-gms'
    | 'gateway'
    | 'primary-bystanders'
    | 'partner-bystanders'
    | 'second-partner-server'
    | 'second-partner-gms'
    | 'second-partner-bystanders';
  /**
   * error where a party that the harness plays broke the requirement.
   */
  readonly verdict: 'pass' | 'inconclusive' | 'fail' | 'error';
  /**
   * True where the party, and a requirement of this strength, is judged in this run.
   */
  readonly judged: boolean;
  /**
   * What had to be seen.
   */
  readonly expected: string;
  /**
   * What was seen.
   */
  readonly observed: string;
  /**
   * Ids of the trace events that decided.
   */
  readonly evidence: readonly string[];
  /**
   * Of what is folded under a finding that explains it: the requirement of that. It counts for nothing by itself.
   */
  readonly follows?: string;
  /**
   * The reading that decided, where the clause is ambiguous.
   */
  readonly interpretation?: string;
}
export interface Reference {
  /**
   * Id in the table of the checks that passed.
   */
  readonly passed: number;
  /**
   * Ids of the trace events that decided.
   */
  readonly evidence: readonly string[];
}
