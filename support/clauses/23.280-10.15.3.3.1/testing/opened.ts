// The story of a trace, as this clause tells it.

import type { TraceEvent } from '../../../evidence/trace';
import { openStory } from '../../../oracle/story';
import { formationOf, type Formation } from '../formation';
import { BY_A_WHOLE_WIRE } from './wires';

export const openFormation = (events: readonly TraceEvent[], abilities = BY_A_WHOLE_WIRE): Formation =>
  formationOf(openStory(events, abilities));
