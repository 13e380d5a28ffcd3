// What a product did not take: messages that it refused or that never came to it, and what it wrote in the name of others. What
// played parties leave undone for want of it is nobody's fault. Pure.

import type { MessageEvent } from '../evidence/trace';
import type { Story } from '../oracle/story';
import type { PartyName } from '../procedure/roles';
import { isUnderTest, type JudgementContext } from './judgement-context';

/** Products, each with what there is to say of it, in words that follow its name. */
export type Reasons = ReadonlyMap<PartyName, string>;

/** The products that took nothing, be it of messages or of control. */
export function unreachable(story: Story, run: JudgementContext): Reasons {
  const gone = new Map(notReached(story, run, () => true));
  for (const party of story.controls.lost) if (isUnderTest(party, run) && !gone.has(party)) gone.set(party, LOST);
  return gone;
}

/** The products that a message did not come to. */
function notReached(
  { messages, undelivered, putOff, losses }: Story,
  run: JudgementContext,
  counts: (message: MessageEvent) => boolean,
): Reasons {
  const gone = new Map<PartyName, string>();
  for (const message of messages) {
    const { id, to } = message;
    if (to.party === null || !isUnderTest(to.party, run) || undelivered.get(id) !== 'undeliverable') continue;
    if (counts(message)) gone.set(to.party, putOff.get(id) ?? gone.get(to.party) ?? lost(losses.get(id)));
  }
  return gone;
}

const LOST = 'could not be reached';
const lost = (why = ''): string => (why === '' ? LOST : `${LOST}: ${why}`);

/** The products that would not take a message, each with the first of them. */
export function refusals(
  { messages, refusals: answers }: Story,
  run: JudgementContext,
  counts: (message: MessageEvent) => boolean = () => true,
): Reasons {
  const refusing = new Map<PartyName, string>();
  for (const message of messages) {
    const { id, to, flow } = message;
    const answer = answers.get(id);
    if (answer === undefined || !counts(message)) continue;
    if (to.party !== null && isUnderTest(to.party, run) && !refusing.has(to.party))
      refusing.set(to.party, `refused ${flow}: ${answer}`);
  }
  return refusing;
}

/** The products that may have written in the name of a party that we play, each with the first of what was. */
export function inOtherNames({ forged: [first] }: Story, { judged }: JudgementContext): Reasons {
  if (first === undefined || judged === 'all') return new Map();
  const { message, inTheNameOf, writers } = first;
  const why = `wrote ${message.flow} in the name of the ${inTheNameOf} (${message.id})`;
  return new Map((writers.length > 0 ? writers : [...judged]).map((party) => [party, why]));
}

export function inWords(those: Reasons): string {
  const reasons = [...new Set(those.values())];
  const parties = (reason: string): string =>
    [...those]
      .filter(([, why]) => why === reason)
      .map(([party]) => party)
      .join(' and the ');
  return reasons.map((reason) => `the ${parties(reason)} ${reason}`).join('; ');
}

/** In words, where a product did not have what it had to take. */
export function whatIsUntaken(
  story: Story,
  run: JudgementContext,
  isOwed: (message: MessageEvent) => boolean,
): string | undefined {
  const [refusing, gone] = [refusals(story, run, isOwed), notReached(story, run, isOwed)];
  if (refusing.size > 0) return `${inWords(refusing)}; that is a valid message, and ${UNTOLD}`;
  return gone.size > 0 ? `${inWords(gone)}; it was sent a valid message, and ${UNTOLD}` : undefined;
}

const UNTOLD = 'what it would have come to nobody can tell';
