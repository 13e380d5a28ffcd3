// The values of the simple headers: numbers, CSeq, Content-Type, an event, a list of tokens.

import { listOf, reading, type Cursor, type Reading } from './cursor';
import { readParameters, type Parameters } from './parameters';

export interface CSeq {
  readonly number: number;
  readonly method: string;
}

export interface MediaType {
  /** In lower case. */
  readonly type: string;
  readonly subtype: string;
  readonly parameters: Parameters;
}

export interface Token {
  readonly token: string;
  readonly parameters: Parameters;
}

const DIGITS = /\d+/y;
const SPACE = /[ \t]+/y;

const readNumber = (cursor: Cursor, limit: number): number => {
  const digits = cursor.take(DIGITS, 'a number');
  return Number(digits) < limit
    ? Number(digits)
    : cursor.unfit(`a number below ${limit} in place of ${digits.slice(0, 30)}`);
};

/** @param limit the first number that is too large */
export const parseNumber = (text: string, limit: number): Reading<number> =>
  reading(text, (cursor) => readNumber(cursor, limit));

/** A length in bytes, as Content-Length has it. */
export const parseLength = (text: string): Reading<number> => parseNumber(text, 2 ** 32);

export const parseCSeq = (text: string): Reading<CSeq> =>
  reading(text, (cursor) => ({
    number: readNumber(cursor, 2 ** 31),
    method: cursor.take(SPACE, 'a space') && cursor.token('a method'),
  }));

export const parseMediaType = (text: string): Reading<MediaType> => reading(text, readMediaType);

function readMediaType(cursor: Cursor): MediaType {
  const type = cursor.token('a media type').toLowerCase();
  if (!cursor.takes('/')) cursor.unfit('/ and a subtype');
  const subtype = cursor.token('a media subtype').toLowerCase();
  return { type, subtype, parameters: readParameters(cursor) };
}

/** As they stand in Event, Supported, Require, Allow and their like. */
export const parseToken = (text: string): Reading<Token> => reading(text, readToken);
export const parseTokens = (text: string): Reading<readonly Token[]> => reading(text, listOf(readToken));

const readToken = (cursor: Cursor): Token => ({ token: cursor.token(), parameters: readParameters(cursor) });

const WORD = /[\w\-.!%*+`'~()<>:\\"/[\]?{}]+(?:@[\w\-.!%*+`'~()<>:\\"/[\]?{}]+)?/y;

export const parseCallId = (text: string): Reading<string> => reading(text, (cursor) => cursor.take(WORD, 'a Call-ID'));

export interface Warning {
  readonly code: number;
  readonly agent: string;
  readonly text: string;
}

const readWarning = (cursor: Cursor): Warning => ({
  code: Number(cursor.take(/\d{3}(?= )/y, 'a code of three digits')),
  agent: cursor.space().take(/[^\s"]+/y, 'who warns'),
  text: cursor.space().quoted(),
});

export const parseWarnings = (text: string): Reading<readonly Warning[]> => reading(text, listOf(readWarning));
