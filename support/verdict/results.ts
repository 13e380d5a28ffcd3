// The result of a scenario and of a run as data: what results.json holds and every report is derived from.

import type { Role } from '../procedure/roles';
import type { Account } from './account';
import type { Finding } from './finding';
import type { Reasoned, Verdict } from './verdict';

/** A finding after it was decided whom it is charged to. */
export interface CheckResult extends Omit<Finding, 'verdict'> {
  /** `error` where the party that broke the requirement is one that the harness plays beside an implementation. */
  readonly verdict: Verdict;
  /** True where the party is judged in this run: it is under test, or every party is played and the suite tests itself. */
  readonly judged: boolean;
}

export interface ScenarioResult extends Account {
  /** Test purpose, without the tag's prefix. */
  readonly tp: string;
  readonly name: string;
  /** Path of the feature file from the package root. */
  readonly uri: string;
  readonly line: number;
  /** The feature's title and the rule that the scenario is an example of. */
  readonly feature: string;
  readonly rule: string | undefined;
  /** Requirement ids that the scenario is tagged with. */
  readonly requirements: readonly string[];
  /** Declared abilities that it depends on; absent where there are none. */
  readonly needs?: readonly string[];
  /** Beyond the clause: what it expects never counts towards conformance, a statement that a product breaks in it does. */
  readonly beyondSpec: boolean;
  /** `not-applicable` where the target declares to lack what it needs, or where it binds no role under test; the reason says which. */
  readonly verdict: Verdict | 'not-applicable';
  readonly reason: string;
  readonly checks: readonly CheckResult[];
  /**
   * What went wrong outside the checks and bears on the verdict: unmet expectations, preconditions not reached, our own
   * errors. No trace shows it. Absent where there is none.
   */
  readonly faults?: readonly Reasoned[];
  /** The step that failed, after which none was executed: from 1, those of the background first. Absent where every step passed. */
  readonly stoppedAt?: number;
  /** What the scenario asks for and the wire cannot show, which is not judged. Absent where there is nothing. */
  readonly notObservable?: readonly NotObservable[];
  readonly scope: string;
  /** Of the `traceparent` header on the HTTP requests that the harness sent in it; absent where it sends a product none. */
  readonly traceId?: string;
  /** Numbers of the first and the last of its own events; absent where there is none, and in results of older suites. */
  readonly span?: { readonly first: number; readonly last: number };
  readonly durationMs: number;
  /** Messages seen, by direction of blame. */
  readonly messages: number;
  /** How many of them came after the scenario had ended, and were judged with it; absent where none did. */
  readonly late?: number;
  /** What was waited for until the deadline, and how late we were ourselves; absent where neither matters. */
  readonly waited?: Waited;
}

export interface Waited {
  /** The longest wait for nothing more to come, in milliseconds. */
  readonly ms: number;
  /** By how much deadlines were put off in all, since our own event loop was late, in milliseconds. */
  readonly lateMs: number;
  /** Statements by which something was owed that did not come until the deadline. */
  readonly owed: readonly string[];
}

export interface NotObservable {
  /** A requirement, or a Then in its words. */
  readonly what: string;
  readonly why: string;
}

export interface NotExecuted {
  readonly tp: string;
  readonly name: string;
  readonly reason: string;
  /** True where it was due and the run ended before it: such a run cannot conform. */
  readonly interrupted?: true;
  /** True where the run was asked for a part of the suite and this is none of it: such a run may pass, and never conforms. */
  readonly notAsked?: true;
  /** Beyond the clause, and no part of what conformance is told by. */
  readonly beyondSpec?: true;
}

/** One item of the ICS: what was claimed, set beside what the run saw. */
export interface AuditEntry {
  readonly item: string;
  readonly claim: 'yes' | 'no' | 'some' | 'not answered';
  /** In words. */
  readonly seen: string;
  /** `contradicts`: claimed no, and done. `not-shown`: not claimed no, and its scenarios ran without showing it. */
  readonly finding: 'agrees' | 'contradicts' | 'not-shown' | 'not-exercised';
}

/** A check of a run, by what it is about and where it is made. */
export interface CheckName {
  /** Requirement id. */
  readonly requirement: string;
  /** Test purpose. */
  readonly tp: string;
}

/** A line of a baseline: a failing check that is known, by whom it is mended, and until when it may fail. */
export interface KnownFailure extends CheckName {
  readonly issue: string;
  readonly owner: string;
  /** The last day on which the line holds, YYYY-MM-DD. */
  readonly expires: string;
  readonly note?: string;
}

export interface JudgedLine extends KnownFailure {
  /**
   * `known`: its check failed. `stale`: it was made and passed. `expired`: its day is over. `unmatched`: its test purpose
   * passed and never made it. `not-exercised`: this run cannot tell.
   */
  readonly finding: 'known' | 'stale' | 'expired' | 'unmatched' | 'not-exercised';
}

/** The baseline that a run was set beside. */
export interface BaselineResult {
  readonly file: string;
  /** The day on which its lines were judged, YYYY-MM-DD. */
  readonly day: string;
  readonly lines: readonly JudgedLine[];
  /** Failing checks that are in no line. */
  readonly unlisted: readonly CheckName[];
}

/** A message, or bytes that are none, that came to no scenario that was open. */
export interface Stray {
  /** Of its event in the trace. */
  readonly id: string;
  /** Null for bytes that are no information flow. */
  readonly flow: string | null;
  readonly from: string | null;
  readonly to: string;
}

export interface Strays {
  readonly count: number;
  /** The first few of them. */
  readonly first: readonly Stray[];
  /** Those that a product sent and no party could take: they count, though no scenario is theirs. Absent where there are none. */
  readonly refused?: RefusedStrays;
}

export interface RefusedStrays {
  readonly count: number;
  /** The id of the first in the trace, and what was wrong with it. */
  readonly id: string;
  readonly problem: string;
}

/** A clause that the run is about, and the text of it that the suite was written for. */
export interface RunClause {
  /** Name of its folder: `23.280-10.15.3.3.1`. */
  readonly clause: string;
  /** 3GPP TS 23.280. */
  readonly specification: string;
  readonly number: string;
  readonly title: string;
  /** Absent, as all that follows, from results of older suites. */
  readonly release?: string;
  readonly change?: string;
  readonly version?: string;
  /** Over the digests of its sentences. */
  readonly digest?: string;
}

/** As readers of a specification call it: 3GPP TS 23.280 clause 10.15.3.3.1. */
export const clauseName = ({ specification, number }: Pick<RunClause, 'specification' | 'number'>): string =>
  `${specification} clause ${number}`;

export interface RunResult {
  readonly version: 3;
  readonly suite: { readonly name: string; readonly version: string };
  /** What it is held against. */
  readonly clauses: readonly RunClause[];
  /** The frozen profile of a certification run. */
  readonly profile?: { readonly name: string; readonly version: string; readonly digest: string };
  readonly target: {
    readonly name: string;
    readonly version: string;
    readonly adapter: string;
    /** Empty where every role is played: the run tests the suite itself. */
    readonly underTest: readonly Role[];
    /** Its answers to the ICS; what is not here counts as yes. */
    readonly ics?: Readonly<Record<string, 'yes' | 'no' | 'some'>>;
    /** The values that the run was made with, by name, without secrets (IXIT). */
    readonly ixit?: Readonly<Record<string, string>>;
  };
  /** How the run was asked for, so that it can be repeated: filters, ordering, strength. */
  readonly options: Readonly<Record<string, string>>;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly exitCode: 0 | 1 | 2 | 3 | 4;
  readonly scenarios: readonly ScenarioResult[];
  readonly notExecuted: readonly NotExecuted[];
  /** What went wrong outside every scenario; absent where nothing did. */
  readonly faults?: readonly string[];
  /** Absent from a part of a run. */
  readonly audit?: readonly AuditEntry[];
  /** Absent where there were none. */
  readonly strays?: Strays | undefined;
  /** Where the run was given one. */
  readonly baseline?: BaselineResult;
}
