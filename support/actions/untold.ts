// What messages leave open of the affiliations at a server: who takes part in a regroup where no report says so, and whether somebody
// was affiliated at all who was left out. Pure: it says what there is to ask for.

import type { MessageEvent } from '../evidence/trace';
import { canonical, canonicalId } from '../procedure/identities';
import type { PartyName } from '../procedure/roles';
import { remainsOf } from './remains';

export interface LeftOutUser {
  readonly user: string;
  readonly group: string;
}

const REQUEST = 'preconfigured-regroup-request';
const AFFILIATED = 'group-affiliation-response.server-client';
const GIVING_UP: ReadonlySet<string> = new Set([
  'log-off-request.client-server',
  'group-de-affiliation-request.client-server',
]);
const REPORT = 'notify-group-dynamic-data-request.server-gms';

/** Regroup groups that a partner was told in step 5, and of whose members it sent no report. */
export function untoldRegroups(messages: readonly MessageEvent[], server: PartyName): readonly string[] {
  const told = messages.filter(({ flow, to }) => flow === `${REQUEST}.server-server` && to.party === server);
  const reports = messages.filter(({ flow, from }) => flow === REPORT && from.party === server).map(({ raw }) => raw);
  const ids = told.flatMap(({ body }) => (typeof body['regroupGroupId'] === 'string' ? [body['regroupGroupId']] : []));
  return [...new Set(ids)].filter((id) => !reports.some((raw) => raw.includes(id)));
}

/**
 * Users whom the server confirmed to be affiliated to a group of its own that was listed to it, who gave up nothing since, and to whom
 * nobody sent a request. Of a group that another MC system hosts it need not tell.
 *
 * @param own groups that the server hosts
 */
export function leftOut(
  messages: readonly MessageEvent[],
  server: PartyName,
  own: ReadonlySet<string>,
): readonly LeftOutUser[] {
  const all = canonical(messages.filter(({ flow }) => flow.startsWith(REQUEST) || flow === AFFILIATED));
  const listed = new Set(
    all
      .filter(({ flow, to }) => flow.startsWith(REQUEST) && to.party === server)
      .flatMap(({ body: { mcServiceGroupIdList: groups } }): readonly unknown[] =>
        Array.isArray(groups) ? groups : [],
      ),
  );
  const gone = new Set(messages.filter(({ flow }) => GIVING_UP.has(flow)).map(({ from }) => canonicalId(from.id)));
  const sent = new Set(all.filter(({ flow }) => flow === `${REQUEST}.server-client`).map(({ to }) => to.id));
  const confirmed = new Set(
    all
      .filter(({ flow, from, body }) => flow === AFFILIATED && from.party === server && body['result'] === 'success')
      .map(({ to }) => to.id),
  );
  return [...remainsOf(messages).affiliations].flatMap(([user, groups]) => {
    const group = [...groups].find((one) => listed.has(one) && own.has(one));
    const isLeftOut = confirmed.has(user) && !sent.has(user) && !gone.has(user);
    return group !== undefined && isLeftOut ? [{ user, group }] : [];
  });
}
