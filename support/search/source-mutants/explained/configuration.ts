// Configuration.

import { OTHER_WIRE, POLICY, FETCHING } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE } from './where-it-shows';

const CONFIGURATION = [
  'notify-group-configuration-request.gms-server',
  'notify-group-configuration-request.gms-client',
  'get-group-configuration-response.gms-server',
  'group-information-notify-request.gms-gms',
  'act',
];
const FOLLOWED = 'PRE-4 asks for the subscription; what is notified by it, this clause leaves to clause 10.1.5.';

export const ABOUT_CONFIGURATION: readonly Explained[] = [
  row(
    'server/subscriptions.ts',
    'activate',
    'freedom',
    'The groups homed there are followed; to follow more is free.',
    {
      shows: ['subscribe-group-configuration-request.server-gms'],
      by: 'PRE-4',
    },
  ),
  row(
    'server/subscriptions.ts',
    'namesGroupOnly fetch onConfiguration followRegroup onSubscription',
    'outside',
    OTHER_WIRE,
    {
      shows: NOWHERE,
    },
  ),
  row('server/subscriptions.ts', 'namesGroupOnly onConfiguration', 'freedom', FETCHING, {
    changes: ['namesGroupOnly(configuration)', 'Object.keys(configuration).length === 1'],
    by: 'STEP-3-e',
  }),
  row('gms.ts', 'activate', 'freedom', 'The groups homed there are followed; to follow more is free.', {
    shows: ['subscribe-group-dynamic-data-request.gms-server'],
    by: 'PRE-5',
  }),
  row('gms.ts', 'act behaviours.flows', 'outside', FOLLOWED, { shows: CONFIGURATION }),
  row(
    'gms/distribution.ts',
    'share distribute',
    'outside',
    'PRE-3 asks for the preconfigured group; who is told of other groups is clause 10.2.7.',
    {
      changes: [
        'homed.filter((group) => group.shareWith.includes(partner.name))',
        'groups.filter((group) => group.configuration?.preconfiguredGroupUseOnly === true || group.shareWith.…',
        'group.configuration?.preconfiguredGroupUseOnly === true || group.shareWith.length > 0 → true',
        'group.configuration?.preconfiguredGroupUseOnly === true → group.configuration?.preconfiguredGroupUseOnly !== true',
        'group.shareWith.length > 0 → group.shareWith.length >= 0',
        'group.shareWith.length > 0 → group.shareWith.length <= 0',
      ],
    },
  ),
  row('gms/distribution.ts', 'share distribute onSharedInformation configurationsOf', 'equivalent', POLICY, {
    shows: NOWHERE,
  }),
  row('gms/distribution.ts', 'onSharedInformation', 'freedom', FETCHING, {
    shows: ['get-group-configuration-response.gms-server'],
    by: 'STEP-3-e',
  }),
  row(
    'gms/subscriptions.ts',
    'onGet scopeOfServer',
    'outside',
    'What a group management server answers to whoever fetches is clause 10.1.5.',
    {
      shows: ['get-group-configuration-response.gms-server'],
    },
  ),
  row('gms/subscriptions.ts', 'notifyServer onSubscription', 'outside', FOLLOWED, { shows: CONFIGURATION }),
  row('gms/state.ts', 'learn', 'outside', FOLLOWED, { shows: CONFIGURATION }),
  row(
    'gms/subscriptions.ts',
    'onDynamicData',
    'outside',
    'What a group management server makes of dynamic data, this clause does not say.',
    {
      shows: NOWHERE,
    },
  ),
  row('gms/subscriptions.ts', 'meet', 'outside', OTHER_WIRE, {
    shows: ['subscribe-group-dynamic-data-request.gms-server'],
  }),
];
