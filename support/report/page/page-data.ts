// What the page of a run is made of, as data that travels inside it. Types only: the program and the page's script share
// them and nothing else.

import type { Interpretation } from '../../traceability/catalogue/requirement';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import type { Verdict } from '../../verdict/verdict';
import type { Ladder } from '../ladder/model';

/** What the first view needs. */
export interface PageIndex {
  readonly clauses: readonly PageClause[];
  readonly interpretations: Readonly<Record<string, Omit<Interpretation, 'id' | 'affects'>>>;
  readonly scenarios: readonly ScenarioEntry[];
  readonly notExecuted: RunResult['notExecuted'];
  /** Each broken requirement once. */
  readonly broken: readonly BrokenEntry[];
  readonly strays: RunResult['strays'];
  /** What the summary says beside the verdicts: the audit of the ICS, the baseline. */
  readonly remarks: readonly string[];
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

export interface BrokenEntry {
  readonly requirement: string;
  readonly verdict: Verdict;
  readonly party: string;
  readonly expected: string;
  readonly observed: string;
  /** Statements that are folded under it. */
  readonly followers: readonly string[];
  /** Anchors of the scenarios. */
  readonly scenarios: readonly string[];
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
}

/** What is read when a scenario is opened. */
export interface ScenarioDetail {
  readonly reason: string;
  readonly rule: string;
  readonly place: string;
  readonly rerun: string;
  readonly checks: ScenarioResult['checks'];
  readonly notExecuted: readonly string[];
  readonly ladder: Ladder;
}
