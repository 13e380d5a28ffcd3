// What a reader of a report is told of a requirement. The catalogue knows it; reports only print it.

export interface RequirementText {
  /** The statement, in own words. */
  readonly says: string;
  /** Step of the figure, or the part of the clause. */
  readonly step: string;
  readonly strength: string;
}

export type RequirementLookup = (id: string) => RequirementText | undefined;

export const requirementTexts = (): RequirementLookup => () => undefined;
