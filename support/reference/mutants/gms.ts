// Defects of the group management servers of the two MC systems.

import { altering, replacing } from '../rewrite';
import { mutantGms, type Mutant } from './mutant';

const primary = mutantGms('primary-gms');
const partner = mutantGms('partner-gms');

const TO_CLIENT = 'notify-group-configuration-request.gms-client';
const TO_PARTNER = 'group-information-notify-request.gms-gms';

export const PRIMARY_GMS: readonly Mutant[] = [
  primary('primary-gms-does-not-follow', 'PRE-5', 'does not subscribe to the dynamic data of its groups', {
    policy: { subscribesToDynamicData: false },
  }),
  primary('shares-nothing', 'PRE-3a', 'does not share the preconfigured group with the partner MC system', {
    policy: { sharesWithPartners: false },
  }),
  primary('shares-no-key-reference', 'PRE-3c', 'shares the preconfigured group without the reference of its key', {
    rewrite: () => altering(TO_PARTNER, (body) => withoutKeys(body)),
  }),
];

export const PARTNER_GMS: readonly Mutant[] = [
  partner('partner-gms-does-not-follow', 'PRE-5', 'does not subscribe to the dynamic data of its groups', {
    policy: { subscribesToDynamicData: false },
  }),
  partner('distributes-nothing', 'PRE-3a', 'keeps the shared preconfigured group from its users', {
    policy: { distributesToClients: false },
  }),
  partner(
    'distributes-identities-only',
    'PRE-3b',
    'tells its users the preconfigured groups but not their configuration',
    {
      rewrite: () =>
        altering(TO_CLIENT, (body) => ({
          ...body,
          groupConfigurations: body.groupConfigurations.map(({ mcServiceGroupId }) => ({ mcServiceGroupId })),
        })),
    },
  ),
  partner('distributes-to-some', 'PRE-3a', 'tells only some of its users of the shared preconfigured group', {
    rewrite: () => {
      let turn = 0;
      return replacing(TO_CLIENT, ({ output }) => (turn++ % 2 === 0 ? [] : [output]));
    },
  }),
  partner(
    'distributes-no-key-reference',
    'PRE-3c',
    'gives its users the configuration without the reference of the key',
    {
      rewrite: () => altering(TO_CLIENT, (body) => withoutKeys(body)),
    },
  ),
];

function withoutKeys<B extends { readonly groupConfigurations: readonly { readonly keyReference?: string }[] }>(
  body: B,
): B {
  return {
    ...body,
    groupConfigurations: body.groupConfigurations.map(({ keyReference: _, ...configuration }) => configuration),
  };
}
