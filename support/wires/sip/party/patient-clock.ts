// The time of SIP transactions, put off by what our own event loop is late: a response that was read late is not one that came late.

import { deadlineIn, whenPassed } from '../../../ports/lateness';
import type { Clock } from '../stack/clock';

export const patientClock: Clock = {
  now: Date.now,
  after: (milliseconds, run) => whenPassed(deadlineIn(milliseconds), run),
};
