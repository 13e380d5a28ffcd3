// The end of a scenario, when everything is quiet and control is asked, and a whole conforming one.

import { entityOf } from '../../../procedure/roles';
import { JOINT } from './cast';
import { prepared } from './preparation';
import { regroups, type Wish } from './formation';
import { type TraceBuilder } from './trace-builder';

/** Everything is quiet, and control is asked what no message shows. */
export function settles(t: TraceBuilder, inForce: readonly string[] = [JOINT]): void {
  t.settle();
  for (const { name } of t.fixture.systems.slice(0, 2))
    t.control(
      entityOf(name, 'server'),
      { command: 'ask', question: { kind: 'regroups' } },
      { regroupGroupIds: inForce },
    );
  for (const { id, party } of t.fixture.users) {
    const told = t.events.flatMap((event) =>
      event.kind === 'message' && event.flow === 'preconfigured-regroup-request.server-client' && event.to.id === id
        ? [{ kind: 'regrouped', regroupGroupId: event.body['regroupGroupId'] }]
        : [],
    );
    if (told.length > 0)
      t.control(
        party,
        { command: 'ask', question: { kind: 'user-notifications', user: id } },
        { userNotifications: told },
      );
  }
}

/** A conforming trace of the whole procedure. */
export function conforming(change: Partial<Wish> = {}): TraceBuilder {
  const t = prepared();
  t.stimulus();
  regroups(t, change);
  settles(t, [change.id ?? JOINT]);
  return t;
}
