// What a reader of a report is told of a requirement. The catalogue knows it; reports only print it.

export interface RequirementText {
  /** The statement, in own words. */
  readonly says: string;
  /** The clause that it is a statement of. */
  readonly clause?: string;
  /** Step of the figure, or the part of the clause. */
  readonly step: string;
  readonly strength: string;
}

export type RequirementLookup = (id: string) => RequirementText | undefined;

/** The reading taken where the clause is ambiguous, by its id. */
export type InterpretationLookup = (id: string) => { readonly reading: string } | undefined;
