// Freedoms of the MC service clients and of the group management servers.

import { alteredClient, alteredGms } from '../altered';
import { send } from '../outbox';
import { extending, replacing } from '../rewrite';
import type { Variant } from './variant';

/** Elements that no schema lists; every flow permits them. */
export const UNKNOWN_ELEMENTS = { vendorExtension: { release: 'x', values: [1, 2, 3] }, traceHint: 'local' };

export const CLIENT_VARIANTS: readonly Variant[] = [
  {
    id: 'client-1-sends-more',
    role: 'client-1',
    freedom: 'WIRE-1',
    says: 'adds information elements that nobody knows to every message',
    build: alteredClient({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  },
  {
    id: 'never-acknowledges',
    role: 'client-2',
    freedom: 'STEP-9-a',
    says: 'acknowledges no regroup request',
    build: alteredClient({ policy: { acknowledges: () => false } }),
  },
  {
    id: 'client-2-sends-more',
    role: 'client-2',
    freedom: 'WIRE-1',
    says: 'adds information elements that nobody knows to every message',
    build: alteredClient({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  },
];

export const GMS_VARIANTS: readonly Variant[] = [
  {
    id: 'primary-gms-sends-more',
    role: 'primary-gms',
    freedom: 'WIRE-1',
    says: 'adds information elements that nobody knows to every message',
    build: alteredGms({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  },
  {
    id: 'shares-each-group-apart',
    role: 'primary-gms',
    freedom: 'SCOPE-3',
    says: 'shares each preconfigured group with the partner in a message of its own',
    build: alteredGms({
      rewrite: () =>
        replacing('group-information-notify-request.gms-gms', ({ body, address }) =>
          body.groupConfigurations.map((configuration) =>
            send('group-information-notify-request.gms-gms', address, {
              ...body,
              groupConfigurations: [configuration],
            }),
          ),
        ),
    }),
  },
  {
    id: 'follows-each-group-apart',
    role: 'partner-gms',
    freedom: 'PRE-5',
    says: 'subscribes to the dynamic data of each group in a request of its own',
    build: alteredGms({
      rewrite: () =>
        replacing('subscribe-group-dynamic-data-request.gms-server', ({ body, address }) =>
          body.mcServiceGroupIdList.map((group) =>
            send('subscribe-group-dynamic-data-request.gms-server', address, {
              ...body,
              mcServiceGroupIdList: [group],
            }),
          ),
        ),
    }),
  },
];
