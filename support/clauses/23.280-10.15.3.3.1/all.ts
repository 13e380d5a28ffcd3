// The clause: every check of it, in its order. One for each statement that can be observed.

import type { Clause } from '../../oracle/clause';
import { FIGURE } from './figure';
import { invariants } from './checks/invariants';
import { invariantsOfOrder } from './checks/invariants-of-order';
import { lifetime } from './checks/lifetime';
import { notes } from './checks/notes';
import { preconditions } from './checks/preconditions';
import { preconditionsConfiguration } from './checks/preconditions-configuration';
import { preconditionsSubscriptions } from './checks/preconditions-subscriptions';
import { rollBack } from './checks/roll-back';
import { step1 } from './checks/steps/step-1';
import { step10 } from './checks/steps/step-10';
import { step11 } from './checks/steps/step-11';
import { step12 } from './checks/steps/step-12';
import { step2 } from './checks/steps/step-2';
import { step3 } from './checks/steps/step-3';
import { step3Identity } from './checks/steps/step-3-identity';
import { step4a } from './checks/steps/step-4a';
import { step4b } from './checks/steps/step-4b';
import { step5 } from './checks/steps/step-5';
import { step6 } from './checks/steps/step-6';
import { step7 } from './checks/steps/step-7';
import { step8 } from './checks/steps/step-8';
import { step9 } from './checks/steps/step-9';
import { wire } from './checks/wire';

export const FORMATION: Clause = {
  id: FIGURE.clause,
  checks: [
    ...preconditions,
    ...preconditionsConfiguration,
    ...preconditionsSubscriptions,
    ...step1,
    ...step2,
    ...step3,
    ...step3Identity,
    ...step4a,
    ...step4b,
    ...step5,
    ...step6,
    ...step7,
    ...step8,
    ...step9,
    ...step10,
    ...step11,
    ...step12,
    ...notes,
    ...lifetime,
    ...invariants,
    ...invariantsOfOrder,
    ...rollBack,
    ...wire,
  ],
};
