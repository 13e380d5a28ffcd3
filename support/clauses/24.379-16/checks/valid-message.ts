// Each request is a MESSAGE as RFC 3261 8.1.1 and RFC 3428 have it, which the procedures ask for where they have one made (16.2.1.2,
// 16.2.2.4, 16.2.2.5, 16.2.3.1 to 16.2.3.3, 16.2.4.1 to 16.2.4.3). A lenient reader passes over what is missed here.

import type { Check } from '../../../oracle/check';
import type { Leg, Legs } from '../story/legs';
import { endsWithLf } from './valid-sip';
import { eachLeg, UNTOLD, type Ask, type Problem } from './each-leg';

const MANDATORY = ['Via', 'Max-Forwards', 'From', 'To', 'Call-ID', 'CSeq'] as const;

/** What never left has not all of it. */
function fault({ message, sip }: Leg, { undelivered }: Legs): Problem {
  if (undelivered.get(message.id) === 'undeliverable') return UNTOLD;
  const missing = MANDATORY.find((name) => sip.values(name).length === 0);
  if (missing !== undefined) return `it has no ${missing}`;
  if (!sip.values('From').some((value) => /;\s*tag\s*=\s*\S/i.test(value))) return 'its From has no tag';
  if (!sip.values('CSeq').some((value) => /^\d+\s+MESSAGE$/.test(value))) return 'its CSeq does not name MESSAGE';
  return endsWithLf(message.raw) ? 'a line of it ends with LF alone' : undefined;
}

export const isValidMessage = (requirement: string, ask: Omit<Ask, 'expected'>): Check => {
  const what = ask.action === 'create' ? 'creation' : 'removal';
  return eachLeg(requirement, { ...ask, expected: `a ${what} on leg ${ask.leg} is a valid MESSAGE (RFC 3261)` }, fault);
};
