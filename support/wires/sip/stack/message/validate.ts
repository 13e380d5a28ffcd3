// What the headers of a message say, held against RFC 3261: each that must stand there does, once where it may stand once,
// with a value that reads, and those that speak of the same thing agree.

import { HEADER_RULES, MANDATORY } from './header-rules';
import { keyOf, readOnce, type SipMessage } from './message';
import type { Problem, ProblemCode } from './problem';
import { cseqOf, topVia } from './typed';
import { parseUri } from './uri';
import { hasUniqueBranch } from './via';

export function validate(message: SipMessage): readonly Problem[] {
  const problems: Problem[] = [];
  const found = (code: ProblemCode, where: string, expected: string, tolerable = false) =>
    problems.push({ code, where, expected, tolerable });

  const seen = new Set<string>();
  for (const header of message.headers) {
    const { name } = header;
    const key = keyOf(header);
    const rule = HEADER_RULES.get(key);
    if (!rule) continue;
    const result = readOnce(header, rule.read);
    if (!result.ok) found('header-value', name, result.expected, rule.tolerable);
    if (rule.once && seen.has(key)) found('header-repeated', name, 'this header once', rule.tolerable);
    seen.add(key);
  }
  for (const key of MANDATORY) if (!seen.has(key)) found('header-missing', key, 'this header in every message');
  if (message.kind === 'request') {
    if (!seen.has('max-forwards')) found('header-missing', 'max-forwards', 'this header in every request', true);
    validateUri(message.start.uri, found);
    validateMethod(message.start.method, message, found);
  }
  validateBranch(message, found);
  return problems;
}

type Found = (code: ProblemCode, where: string, expected: string, tolerable?: boolean) => void;

function validateUri(text: string, found: Found): void {
  const uri = parseUri(text);
  if (!uri.ok) found('request-uri', 'Request-URI', uri.expected);
  else if ('headers' in uri.value && uri.value.headers.length > 0)
    found('request-uri', 'Request-URI', 'a URI without headers');
}

function validateMethod(method: string, message: SipMessage, found: Found): void {
  const cseq = cseqOf(message);
  if (cseq && cseq.method !== method) found('cseq-method', 'CSeq', `the method of the request, ${method}`);
}

function validateBranch(message: SipMessage, found: Found): void {
  const top = topVia(message);
  if (top && !hasUniqueBranch(top)) found('branch', 'Via', 'a branch that begins with z9hG4bK and goes on', true);
}
