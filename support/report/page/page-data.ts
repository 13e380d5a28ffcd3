// What the page of a run is made of, as data that travels inside it. Types only: the program and the page's script share
// them and nothing else.

import type { Interpretation } from '../../traceability/catalogue/requirement';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import type { Verdict } from '../../verdict/verdict';
import type { Lifeline } from '../ladder/lifelines';
import type { Ladder } from '../ladder/model';

/** What the first view needs. */
export interface PageIndex {
  readonly clauses: readonly PageClause[];
  readonly interpretations: Readonly<Record<string, PageReading>>;
  readonly scenarios: readonly ScenarioEntry[];
  readonly notExecuted: RunResult['notExecuted'];
  readonly causes: readonly Cause[];
  readonly strays: RunResult['strays'];
  /** What the summary says beside the verdicts: the audit of the ICS, the baseline. */
  readonly remarks: readonly string[];
  /** The runs that this one is set against, the oldest first; absent where there are none. */
  readonly against?: Against;
}

export interface Against {
  readonly runs: readonly EarlierFacts[];
  /** Statements that were broken in the latest of them and are not any more. */
  readonly mended: readonly string[];
}

export interface EarlierFacts {
  readonly name: string;
  readonly startedAt: string;
  /** In words. */
  readonly verdict: string;
  /** Whose run it was, and over what. */
  readonly target: string;
}

export interface PageReading extends Omit<Interpretation, 'id'> {
  /** How many checks of the run rest on it, by their verdicts. */
  readonly rests: Readonly<Record<string, number>>;
}

/** What a live page is told of: itself once more, without the scenarios. */
export interface LiveUpdate {
  /** HTML, made by the program that made the page. */
  readonly head: string;
  /** PageIndex, packed. */
  readonly index: string;
  /** How far it is. */
  readonly live: string;
  readonly verdict: Verdict;
}

export interface PageClause {
  readonly name: string;
  readonly parts: readonly ClausePart[];
  readonly figure: PageFigure;
}

export interface PageFigure {
  readonly lifelines: readonly Lifeline[];
  readonly rows: readonly FigureRow[];
}

export interface FigureRow {
  /** Id of the part of the clause. */
  readonly part: string;
  readonly step: string;
  readonly name: string;
  /** Indexes of lifelines: two of a message, one of a step that nobody sees from outside. */
  readonly ends: readonly number[];
  readonly verdict: RowVerdict;
}

/** A step of the figure, or what stands around the steps. */
export interface ClausePart {
  readonly id: string;
  readonly title: string;
  readonly verdict: RowVerdict;
  readonly requirements: readonly RequirementEntry[];
}

/** A verdict, or in a word why there is none. */
export type RowVerdict =
  Verdict | 'not-tested' | 'not-applicable' | 'not-under-test' | 'not-observable' | 'nothing-to-check';

export interface RequirementEntry {
  readonly id: string;
  readonly says: string;
  readonly strength: string;
  readonly owners: readonly string[];
  readonly locator: string;
  readonly verdict: RowVerdict;
  readonly reason: string;
  readonly interpretations: readonly string[];
  /** Test purposes that were written to show it and did. */
  readonly shownBy: readonly string[];
  /** How many scenarios checked it in all. */
  readonly checkedIn: number;
}

/** Why scenarios did not pass: a statement that was broken in all of them, or the reason where no statement tells. */
export interface Cause {
  readonly key: string;
  readonly verdict: ScenarioResult['verdict'];
  readonly requirement?: string;
  readonly party?: string;
  readonly expected?: string;
  readonly observed?: string;
  readonly interpretation?: string;
  readonly reason?: string;
  /** Statements that are folded under it. */
  readonly followers: readonly string[];
  /** Statements that were broken in these scenarios and in no other. */
  readonly alongside: readonly {
    readonly requirement: string;
    readonly party: string;
    readonly observed: string;
    readonly count: number;
  }[];
  /** Anchors of the scenarios. */
  readonly scenarios: readonly string[];
  /** Whether the run that this one is set against had it; absent where there is none. */
  readonly isNew?: boolean;
}

export interface ScenarioEntry {
  /** What a link to it says: the test purpose, and a number where several have the same. */
  readonly anchor: string;
  readonly tp: string;
  readonly name: string;
  readonly verdict: ScenarioResult['verdict'];
  readonly reason: string;
  readonly feature: string;
  readonly role: string;
  readonly steps: readonly string[];
  readonly requirements: readonly string[];
  readonly beyondSpec: boolean;
  readonly messages: number;
  readonly durationMs: number;
  /**
   * What it made of each statement, in the order of the clauses: the first letter of a verdict, upper case where it was
   * written to show the statement, or a dot.
   */
  readonly cells: string;
  /** Its verdict in each of the runs that this one is set against; empty where it was not executed. */
  readonly history?: readonly string[];
}

/** A step of a scenario as its feature file has it, and what became of it. */
export interface PageStep {
  readonly keyword: string;
  readonly text: string;
  readonly table: readonly (readonly string[])[];
  readonly state: 'passed' | 'failed' | 'not reached' | 'not known';
  /** Why it failed, or why what it asks for cannot be seen; empty otherwise. */
  readonly why: string;
}

/** A user or a group of a scenario. */
export interface CastEntry {
  readonly name: string;
  readonly identity: string;
  readonly home: string;
  readonly servedBy: string;
  readonly affiliatedTo: string;
  readonly remark: string;
}

/** What is read when a scenario is opened. */
export interface ScenarioDetail {
  readonly reason: string;
  readonly rule: string;
  readonly place: string;
  readonly rerun: string;
  /** By which a product's own traces find it; empty where it has none. */
  readonly traceId: string;
  readonly steps: readonly PageStep[];
  readonly cast: readonly CastEntry[];
  readonly checks: ScenarioResult['checks'];
  readonly notExecuted: readonly string[];
  readonly ladder: Ladder;
}
