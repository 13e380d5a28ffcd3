// The identity that a client proposes for a regroup: the one that its user named, and where nobody named any, one that stands for
// nothing else (TS 24.379 16.2.1.1, item 7b).

import type { Act } from '../../../oracle/story/controls';
import { names } from '../../../oracle/saying';
import type { Leg, Legs } from '../story/legs';
import { groupsIn, preconfiguredIn } from '../story/regroup-body';
import { isAccepted } from '../story/regroup-state';
import type { Problem } from './each-leg';

export function proposesWrongly(one: Leg, story: Legs): Problem {
  const { of } = one;
  if (of === undefined) return 'it names no regroup';
  const named = namedBy(one, story);
  if (named === undefined) return whatItStandsFor(one, of, story);
  return named === of ? undefined : `it proposes ${names(story, [of])} where its user named ${names(story, [named])}`;
}

/**
 * What the user named in the act that a request carries out; undefined where control shows none, or the user left it to the client.
 * Acts and requests are told apart by the identity, for what was sent in between may not have arrived.
 */
function namedBy({ of, message }: Leg, { legs, controls: { acts } }: Legs): string | undefined {
  const own = acts.filter(({ kind, user }) => kind === 'initiate-regroup' && user === message.from.id);
  if (own.some(({ regroupId }) => regroupId === undefined)) return undefined;
  const requests = legs.filter(
    ({ leg, action, message: { from } }) => leg === 'A' && action === 'create' && from.id === message.from.id,
  );
  const before = requests.filter(({ of: id, seq }) => id === of && seq < message.seq).length;
  const same = own.filter(({ regroupId }) => regroupId === of);
  // More requests than acts are a matter of step 1.
  if (same.length > before || (same.length > 0 && requests.length > own.length)) return of;
  return own.find((act) => isLeft(act, requests))?.regroupId;
}

const isLeft = ({ regroupId }: Act, requests: readonly Leg[]): boolean => requests.every(({ of }) => of !== regroupId);

function whatItStandsFor({ regroup = [], seq }: Leg, of: string, { legs, places }: Legs): Problem {
  if (preconfiguredIn(regroup) === of) return 'it proposes the preconfigured group itself';
  if (groupsIn(regroup).includes(of)) return 'it proposes one of the groups that it lists';
  if (places.group(of) !== undefined) return 'it proposes the identity of another group';
  const accepted = legs.filter((one) => one.leg === 'A' && one.of === of && one.seq < seq && isAccepted(one));
  return accepted.at(-1)?.action === 'create' ? 'it proposes the identity of a regroup that is in force' : undefined;
}
