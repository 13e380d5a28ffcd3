// Freedoms of the partner MC service server.

import { alteredServer } from '../altered';
import { send } from '../outbox';
import { altering, extending, replacing, sent, without } from '../rewrite';
import { UNKNOWN_ELEMENTS } from './clients-and-gms';
import type { Variant } from './variant';

const STEP_7 = 'preconfigured-regroup-request.server-client';
const STEP_10 = 'notify-group-dynamic-data-request.server-gms';
const STEP_11 = 'preconfigured-regroup-response.server-server';

const variant = (id: string, freedom: string, says: string, build: Variant['build']): Variant => ({
  id,
  role: 'partner-server',
  freedom,
  says,
  build,
});

export const PARTNER_SERVER_VARIANTS: readonly Variant[] = [
  variant(
    'answers-for-each-client',
    'A-13',
    'answers the primary once for each client that it asked',
    alteredServer({
      rewrite: () =>
        replacing(STEP_11, ({ body, address, output }, { outputs }) => {
          const asked = outputs.flatMap((each) => sent(each, STEP_7)?.mcServiceId ?? []);
          return asked.length === 0
            ? [output]
            : asked.map((mcServiceId) => send(STEP_11, address, { ...body, mcServiceId }));
        }),
    }),
  ),
  variant(
    'answers-with-the-requester',
    'A-13',
    'names the requester in its answer, not a client of its own',
    alteredServer({
      rewrite: () => {
        let requester: string | undefined;
        const rename = altering(STEP_11, (body) => ({ ...body, mcServiceId: requester ?? body.mcServiceId }));
        return (turn) => {
          if (turn.input.kind === 'flow' && turn.input.flow === 'preconfigured-regroup-request.server-server') {
            requester = 'mcServiceId' in turn.input.body ? turn.input.body.mcServiceId : undefined;
          }
          return rename(turn);
        };
      },
    }),
  ),
  variant(
    'reports-each-change-apart',
    'STEP-10-a',
    'sends each change of dynamic data in a notification of its own',
    alteredServer({
      policy: { idsPerNotify: 1 },
      rewrite: () =>
        replacing(STEP_10, ({ body, address }) =>
          body.groupDynamicData.map((entry) => send(STEP_10, address, { ...body, groupDynamicData: [entry] })),
        ),
    }),
  ),
  variant(
    'keeps-the-part-of-who-logs-off',
    'POST-3',
    'keeps a member affiliated to the regroup group who logs off',
    alteredServer({ policy: { logOffEndsRegroup: false } }),
  ),
  variant(
    'tells-clients-no-groups',
    'STEP-7-b',
    'does not list the regrouped groups to its clients',
    alteredServer({ rewrite: () => altering(STEP_7, (body) => without(body, 'mcServiceGroupIdList')) }),
  ),
  variant(
    'fetches-no-configuration',
    'STEP-3-e',
    'fetches no configuration for a regroup that starts with it, though it knows none',
    alteredServer({ policy: { fetchConfiguration: 'never' } }),
  ),
  variant(
    'partner-server-sends-more',
    'WIRE-1',
    'adds information elements that nobody knows to every message',
    alteredServer({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  ),
];
