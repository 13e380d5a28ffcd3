// What messages leave open of the affiliations at a server: who takes part in a regroup where no report says so, and whether somebody
// was affiliated at all who was left out. Pure: it says what there is to ask for.

import type { MessageEvent } from '../evidence/trace';
import { canonical, canonicalId, mentions } from '../procedure/identities';
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

/**
 * Regroup groups that a partner was told in step 5, and of whose members it sent no report; where several requests told it of one, those
 * of which it did not report somebody that it asked, since not every request has to list a group that is followed.
 */
export function untoldRegroups(messages: readonly MessageEvent[], server: PartyName): readonly string[] {
  const requests = messages.filter(({ flow, to }) => flow === `${REQUEST}.server-server` && to.party === server);
  const sent = messages.filter(({ from }) => from.party === server);
  const reports = sent.filter(({ flow }) => flow === REPORT);
  const idsIn = ({ body: { regroupGroupId: id } }: MessageEvent): readonly string[] =>
    typeof id === 'string' ? [canonicalId(id)] : [];
  const namesOne = (id: string) => (message: MessageEvent) => idsIn(message).includes(id);
  return [...new Set(requests.flatMap(idsIn))].filter((id) => {
    if (!reports.some((report) => tellsOf(report, id))) return true;
    if (requests.filter(namesOne(id)).length < 2) return false;
    const requested = sent.filter(({ flow }) => flow === `${REQUEST}.server-client`).filter(namesOne(id));
    const own = reports.filter(({ raw }) => mentions(raw, id));
    return requested.some(({ to }) => !own.some(({ raw }) => mentions(raw, to.id)));
  });
}

/** A report of the regroup group itself; one of a listed group that names it as what that is regrouped into tells of no member. */
const tellsOf = ({ body: { groupDynamicData: data } }: MessageEvent, id: string): boolean =>
  Array.isArray(data) &&
  data.some((one: { readonly mcServiceGroupId?: unknown } | null) => {
    const group = one?.mcServiceGroupId;
    return typeof group === 'string' && canonicalId(group) === id;
  });

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
