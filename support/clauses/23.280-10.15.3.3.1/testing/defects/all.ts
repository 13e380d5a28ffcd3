// Every defect that the oracle is tested with.

import { afterwards } from './afterwards';
import { answer } from './answer';
import { completion } from './completion';
import type { Defect } from './defect';
import { partner } from './partner';
import { preconditions } from './preconditions';
import { request } from './request';
import { strange } from './strange';
import { whole } from './whole';

export const DEFECTS: readonly Defect[] = [
  ...preconditions,
  ...request,
  ...answer,
  ...partner,
  ...completion,
  ...whole,
  ...strange,
  ...afterwards,
];
