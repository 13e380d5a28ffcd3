// What a played party sends, put as it is free to put it. Pure; unaware of who sends it.

import type { Abilities } from '../../ports/abilities';
import type { Wording } from '../../ports/testbed';
import type { FlowId } from '../../procedure/flows';
import type { Send } from '../../reference/machine';
import { UNKNOWN_ELEMENTS, inCapitals, withIdentities, without } from '../../reference/rewrite';

const LIST = 'mcServiceGroupIdList';

/** What need not be said: the requester (STEP-5-d, A-08), the regrouped groups (STEP-7-b), the group that is held. */
const OMITTED: Partial<Record<FlowId, readonly string[]>> = {
  'preconfigured-regroup-request.server-server': ['mcServiceId'],
  'preconfigured-regroup-reject.server-server': ['mcServiceId'],
  'preconfigured-regroup-request.server-client': [LIST],
  'preconfigured-regroup-reject.server-client': ['regroupGroupId'],
};

/** @param abilities where each request has to list all groups, none leaves them out */
export function worded(send: Send, words: Wording, abilities: Pick<Abilities, 'listsGroupsApart'>): Send {
  const of = (body: object): Send => ({ ...send, body }) as Send; // of the same flow
  switch (words) {
    case 'as-usual':
      return send;
    case 'brief':
      return of(
        without<Record<string, unknown>>(
          { ...send.body },
          ...(OMITTED[send.flow] ?? []).filter((name) => name !== LIST || abilities.listsGroupsApart),
        ),
      );
    case 'extended':
      return of({ ...send.body, ...UNKNOWN_ELEMENTS });
    case 'in-capitals':
      return of({ ...withIdentities(send.body, inCapitals), ...routed(send.body) });
  }
}

/** Who sends it to whom, and about which user, is what it is routed by on its way. */
const routed = (body: Send['body']): object =>
  Object.fromEntries(Object.entries(body).filter(([name]) => ['from', 'to', 'mcServiceId'].includes(name)));
