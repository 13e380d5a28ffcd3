// What a peer's refusal says, for the reader of a report. The peer may answer anything.

import type { HttpReply } from './http-client';

type Answered = Extract<HttpReply, { readonly kind: 'answered' }>;

const LONGEST = 500;

export function refusalOf({ status, contentType, text, advice, encoding }: Answered): string {
  const type = contentType.toLowerCase();
  const problemDetails = type.startsWith('application/problem+json') ? problemIn(text) : undefined;
  // A page made for people says less than that it is one.
  const page = type.startsWith('text/html') ? contentType : text;
  const fallback = encoding === '' ? page : encoding;
  return [`${status} ${problemDetails ?? fallback}`.trim(), ...advice]
    .join(', ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
}

function problemIn(text: string): string | undefined {
  try {
    const { title, detail } = Object(JSON.parse(text)) as { readonly title?: unknown; readonly detail?: unknown };
    const problemDetails = [title, detail].filter((part) => typeof part === 'string').join(': ');
    return problemDetails === '' ? undefined : problemDetails;
  } catch {
    return undefined;
  }
}
