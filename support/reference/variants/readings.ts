// Readings of what the clause leaves open about moments: which steps are one action, and what comes between two of them.

import { alteredServer } from '../altered';
import { faithfulServer, type ServerPolicy } from '../policies';
import { variantOf, type Variant } from './variant';

/** Steps 3, 4b and 5 are three moments, and so are 11 (with whoever is asked then) and 12. */
export const PRIMARY_APART: Partial<ServerPolicy> = { apart: ['step-4b', 'step-5', 'step-12'] };

/** Steps 7, 10 and 11 are three moments. */
export const PARTNER_APART: Partial<ServerPolicy> = { apart: ['step-10', 'step-11'] };

/** Only what step 12 has confirmed can be cancelled. */
export const CANCELS_WHAT_IS_FORMED: Partial<ServerPolicy> = {
  mayCancel: (user, regroup) => regroup.status !== 'forming' && faithfulServer.mayCancel(user, regroup),
};

export const READING_VARIANTS: readonly Variant[] = [
  variantOf('primary-server')(
    'primary-takes-its-steps-apart',
    'A-32',
    'checks, returns and asks its partners, and hears of step 11 and responds, at moments of their own',
    alteredServer({ policy: PRIMARY_APART }),
  ),
  variantOf('primary-server')(
    'cancels-only-what-is-formed',
    'A-32',
    'refuses to cancel a regroup that is still being formed',
    alteredServer({ policy: CANCELS_WHAT_IS_FORMED }),
  ),
  variantOf('primary-server')(
    'yields-to-a-crossing-request',
    'A-31',
    'gives up a regroup that is still being formed where another MC system asks for one of its groups, and takes part in that one',
    alteredServer({ policy: { yieldsToCrossing: true } }),
  ),
  variantOf('primary-server')(
    'ends-with-its-requester',
    'A-36',
    'gives up a regroup that is still being formed when its requester logs off',
    alteredServer({ policy: { endsWithRequester: true } }),
  ),
  variantOf('partner-server')(
    'partner-takes-its-steps-apart',
    'A-33',
    'asks its clients, affiliates them and answers at moments of their own',
    alteredServer({ policy: PARTNER_APART }),
  ),
];
