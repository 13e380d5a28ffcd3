// What becomes of a regroup that a partner refuses: it is formed whole or not at all, so the primary MC service server
// cancels it at the partners that accepted. That the requester is told is step 4a.

import { boundCases } from '../story/bound';
import type { Check } from '../../../oracle/check';
import { entity } from '../../../oracle/saying';
import { check, describe } from '../saying';

const undoes = check('INV-9', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, partnerReject: refusal, waits, forwarded, heard }) => {
    if (!refusal) return [];
    const forwardedReject = forwarded.find(({ seq }) => seq > refusal.seq);
    const since = forwardedReject ?? refusal;
    // It may wait for the answer of every partner before it undoes anything.
    if (waits && !forwardedReject) return [];
    const claim = {
      party: primary,
      expected: 'a regroup that a partner rejects is cancelled at the partners that accepted it and is not formed',
      reading: 'A-12',
    };
    const formed = attempt.step12.find(({ seq }) => seq > refusal.seq);
    if (formed) return [say.fail(claim, `${describe(story, formed)} was sent`, [refusal, formed])];
    return [
      say.whenQuiet(claim, since, (settled) => {
        const legs = [...attempt.legs.values()];
        const kept = legs.filter(
          ({ step11, cancels }) => step11.some((answer) => heard.has(answer)) && cancels.length === 0,
        );
        if (kept.length === 0) return say.pass(claim, 'nothing is left of it', [since, settled]);
        const evidence = [since, ...kept.flatMap(({ step11 }) => step11), settled];
        const where = kept.map(({ partner }) => entity(partner)).join(' and ');
        return say.fail(claim, `no cancel request went to ${where}`, evidence);
      }),
    ];
  }),
);

export const rollBack: readonly Check[] = [undoes];
