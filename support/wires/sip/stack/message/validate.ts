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
  const addProblem = (code: ProblemCode, where: string, expected: string, tolerable = false) =>
    problems.push({ code, where, expected, tolerable });

  const seen = new Set<string>();
  for (const header of message.headers) {
    const { name } = header;
    const key = keyOf(header);
    const rule = HEADER_RULES.get(key);
    if (!rule) continue;
    const result = readOnce(header, rule.read);
    if (!result.ok) addProblem('header-value', name, result.expected, rule.tolerable);
    if (rule.once && seen.has(key)) addProblem('header-repeated', name, 'this header once', rule.tolerable);
    seen.add(key);
  }
  for (const key of MANDATORY) if (!seen.has(key)) addProblem('header-missing', key, 'this header in every message');
  if (message.kind === 'request') {
    if (!seen.has('max-forwards')) addProblem('header-missing', 'max-forwards', 'this header in every request', true);
    validateUri(message.start.uri, addProblem);
    validateMethod(message.start.method, message, addProblem);
  }
  validateBranch(message, addProblem);
  return problems;
}

type AddProblem = (code: ProblemCode, where: string, expected: string, tolerable?: boolean) => void;

function validateUri(text: string, addProblem: AddProblem): void {
  const uri = parseUri(text);
  if (!uri.ok) addProblem('request-uri', 'Request-URI', uri.expected);
  else if ('headers' in uri.value && uri.value.headers.length > 0)
    addProblem('request-uri', 'Request-URI', 'a URI without headers');
}

function validateMethod(method: string, message: SipMessage, addProblem: AddProblem): void {
  const cseq = cseqOf(message);
  if (cseq && cseq.method !== method) addProblem('cseq-method', 'CSeq', `the method of the request, ${method}`);
}

function validateBranch(message: SipMessage, addProblem: AddProblem): void {
  const top = topVia(message);
  if (top && !hasUniqueBranch(top)) addProblem('branch', 'Via', 'a branch that begins with z9hG4bK and goes on', true);
}
