// The clause: every check of it, in its order. One for each statement that can be observed and has a check.

import type { Clause } from '../../oracle/clause';
import { answers } from './checks/answers';
import { asked } from './checks/asked';
import { baseSip } from './checks/base-sip';
import { asksForRegroup } from './checks/client';
import { newcomers } from './checks/newcomers';
import { refusedRemovals } from './checks/refused-removals';
import { removals } from './checks/removals';
import { removalsTold } from './checks/removals-told';
import { toClients, toController, toParticipating, toPartners } from './checks/servers';
import { twins } from './checks/twins';
import { FIGURE } from './figure';

export const STAGE_3: Clause = {
  id: FIGURE.clause,
  checks: [
    ...asksForRegroup,
    ...toClients,
    ...toController,
    ...toPartners,
    ...toParticipating,
    ...answers,
    ...removals,
    ...removalsTold,
    ...refusedRemovals,
    ...newcomers,
    ...asked,
    ...twins,
    ...baseSip,
  ],
};
