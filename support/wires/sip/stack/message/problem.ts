// What is wrong with the bytes of a message. A lenient reader passes over what is tolerable; a strict one over nothing.

export type ProblemCode =
  | 'body-short'
  | 'body-surplus'
  | 'branch'
  | 'content-length'
  | 'control-character'
  | 'cseq-method'
  | 'head-end'
  | 'header-line'
  | 'header-missing'
  | 'header-repeated'
  | 'header-value'
  | 'line-end'
  | 'request-uri'
  | 'start-line'
  | 'status'
  | 'version'
  | 'whitespace';

export interface Problem {
  readonly code: ProblemCode;
  /** A line of the head, from 1, or the name of a header. */
  readonly where: string;
  readonly expected: string;
  readonly tolerable: boolean;
}

export const explain = ({ where, expected }: Problem): string => `${where}: expected ${expected}`;
