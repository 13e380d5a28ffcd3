// Freedoms of the primary MC service server.

import { alteredServer } from '../altered';
import { altering, extending, without } from '../rewrite';
import { UNKNOWN_ELEMENTS } from './clients-and-gms';
import type { Variant } from './variant';

const variant = (id: string, freedom: string, says: string, build: Variant['build']): Variant => ({
  id,
  role: 'primary-server',
  freedom,
  says,
  build,
});

export const PRIMARY_SERVER_VARIANTS: readonly Variant[] = [
  variant(
    'one-request-for-each-group',
    'A-11',
    'sends a partner one request for each group that is homed there, each with the whole list',
    alteredServer({
      policy: {
        stepFiveLists: (listed, partner, homes) => listed.filter((id) => homes.get(id) === partner).map(() => listed),
      },
    }),
  ),
  variant(
    'always-fetches-the-configuration',
    'STEP-3-e',
    'fetches the configuration of the preconfigured group though it knows it',
    alteredServer({ policy: { fetchConfiguration: 'always' } }),
  ),
  variant(
    'asks-own-members-in-parallel',
    'A-15',
    'asks the members that it serves while the partner is asked',
    alteredServer({ policy: { asksOwnMembers: 'in-parallel' } }),
  ),
  variant(
    'asks-no-own-members',
    'A-15',
    'leaves the members that it serves alone',
    alteredServer({ policy: { asksOwnMembers: 'never' } }),
  ),
  variant(
    'spares-the-requester',
    'A-21',
    'sends no regroup request to the requester, who knows already',
    alteredServer({ policy: { asksRequester: false } }),
  ),
  variant(
    'leaves-partner-groups-to-the-partner',
    'A-09',
    'checks only groups homed with it before it asks the partner',
    alteredServer({
      policy: {
        isRegrouped: (group, heldBy) =>
          group.home === group.scope.own.name &&
          (group.configuration?.temporaryGroupId !== undefined || heldBy !== undefined),
      },
    }),
  ),
  variant(
    'assigns-in-another-domain',
    'A-25',
    'assigns regroup IDs in a domain of their own',
    alteredServer({ policy: { nameRegroupGroup: (label) => `sip:${label}@regroups.example` } }),
  ),
  variant(
    'rejects-briefly',
    'A-24',
    'names no group in a reject',
    alteredServer({
      rewrite: () => altering('preconfigured-regroup-reject.server-client', (body) => without(body, 'regroupGroupId')),
    }),
  ),
  variant(
    'asks-anonymously',
    'STEP-5-d',
    'does not name the requester to the partner',
    alteredServer({
      rewrite: () => altering('preconfigured-regroup-request.server-server', (body) => without(body, 'mcServiceId')),
    }),
  ),
  variant(
    'primary-server-sends-more',
    'WIRE-1',
    'adds information elements that nobody knows to every message',
    alteredServer({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  ),
];
