// What is wrong with a record, each under a code that scripts can tell apart.

export type ProblemCode =
  `MCX-VERIFY-${'SEAL' | 'KEY' | 'VERSION' | 'FILE' | 'EVENTS' | 'RESULTS' | 'STATEMENT' | 'PROFILE' | 'REDACTION' | 'VERDICTS'}`;

export interface Problem {
  readonly code: ProblemCode;
  readonly what: string;
}

export const problem = (what: ProblemCode extends `MCX-VERIFY-${infer P}` ? P : never, text: string): Problem => ({
  code: `MCX-VERIFY-${what}`,
  what: text,
});
