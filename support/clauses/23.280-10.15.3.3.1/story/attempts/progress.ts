// How far an attempt has come at its primary and its partners, as the messages sorted so far tell: what is still owed, refused or
// held. It is what a message that fits several attempts is told apart by.

import { entityOf, type PartyName } from '../../../../procedure/roles';
import { text, type Message } from '../../../../oracle/story/message';
import { isConcluded, type AttemptDraft, type LegDraft } from './attempt';

/** Whether a message counts as known. */
export type Counts = (answer: Message) => boolean;

/** The requester was told nothing of the end, which a cancellation is too. */
const isUnended = ({ step4a, step12, cancelAnswers }: AttemptDraft): boolean =>
  step4a.length + step12.length === 0 && !cancelAnswers.some((answer) => text(answer, 'result') === 'success');

/** Every partner has answered, and the requester does not know. */
export const isDue = (attempt: AttemptDraft, counts: Counts): boolean =>
  isUnended(attempt) && attempt.homes.every((home) => attempt.legs.get(entityOf(home, 'server'))?.step11.some(counts));

/** A partner has refused, and the requester does not know. */
export const isRefused = (attempt: AttemptDraft, counts: Counts): boolean =>
  isUnended(attempt) && [...attempt.legs.values()].some(({ rejects }) => rejects.some(counts));

export const isUnanswered = (leg: LegDraft | undefined): boolean =>
  leg !== undefined && leg.step5.length > 0 && leg.step11.length + leg.rejects.length === 0;

/** Of those that are alike the last is the likeliest, and what the server has refused is the least likely. */
export function refusedFirst(attempts: readonly AttemptDraft[], server: PartyName | null): readonly AttemptDraft[] {
  const isRefused = ({ primary, step4a, legs }: AttemptDraft): boolean =>
    (server === primary ? step4a : ((server && legs.get(server)?.rejects) ?? [])).length > 0;
  return [...attempts.filter(isRefused), ...attempts.filter((attempt) => !isRefused(attempt))];
}

/** It is formed at the server and not cancelled since; where the server leads it, another was refused there. */
export function isHeldAgainstRefused(
  { primary, step12, cancelAnswers, legs }: AttemptDraft,
  server: PartyName | null,
  among: readonly AttemptDraft[],
): boolean {
  if (server === null) return false;
  const leg = legs.get(server);
  if (server !== primary) return leg !== undefined && leg.step11.length > 0 && leg.cancelAnswers.length === 0;
  const isRefusal = (other: AttemptDraft): boolean => (other.legs.get(server)?.rejects ?? []).length > 0;
  return step12.length > 0 && cancelAnswers.length === 0 && among.some(isRefusal);
}

export const isAsking = (attempt: AttemptDraft, server: PartyName): boolean =>
  server === attempt.primary
    ? !isConcluded(attempt) && attempt.cancelAnswers.length === 0
    : isUnanswered(attempt.legs.get(server));
