// Every check of the oracle, in the order of the clause. One for each statement that can be observed.

import type { Check } from './check';
import { invariants } from './invariants';
import { invariantsOfOrder } from './invariants-of-order';
import { lifetime } from './lifetime';
import { notes } from './notes';
import { preconditions } from './preconditions';
import { preconditionsConfiguration } from './preconditions-configuration';
import { preconditionsSubscriptions } from './preconditions-subscriptions';
import { rollBack } from './roll-back';
import { step1 } from './step-1';
import { step10 } from './step-10';
import { step11 } from './step-11';
import { step12 } from './step-12';
import { step2 } from './step-2';
import { step3 } from './step-3';
import { step3Identity } from './step-3-identity';
import { step4a } from './step-4a';
import { step4b } from './step-4b';
import { step5 } from './step-5';
import { step6 } from './step-6';
import { step7 } from './step-7';
import { step8 } from './step-8';
import { step9 } from './step-9';
import { wire } from './wire';

export const ALL: readonly Check[] = [
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
];
