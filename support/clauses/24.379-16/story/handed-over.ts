// The removals that a server handed on to the function that controls the regroup, for a user of its own (16.2.2.3), and what came of
// them there.

import type { Answer, Leg, Legs } from './legs';

const isRemovalOf =
  ({ of }: Leg) =>
  (other: Leg): boolean =>
    other.action === 'remove' && other.of === of;

/** The requests on leg B that a server made of what its user asked, until a user of its own asks for the same again. */
export function handedOver(one: Leg, { legs }: Legs): readonly Leg[] {
  const { party } = one.message.to;
  const later = legs.filter(({ seq }) => seq > one.seq).filter(isRemovalOf(one));
  const again = later.findIndex(({ leg, message }) => leg === 'A' && message.to.party === party);
  return (again < 0 ? later : later.slice(0, again)).filter(({ leg, by }) => leg === 'B' && by === party);
}

/** What the controlling function refused it with, the last where it was asked more than once; undefined where it did not. */
export function refusedByController(one: Leg, story: Legs): Answer | undefined {
  const answers = handedOver(one, story).map(({ answer }) => answer);
  const isRefused = answers.length > 0 && answers.every((answer) => answer !== undefined && answer.status >= 300);
  return isRefused ? answers.at(-1) : undefined;
}
