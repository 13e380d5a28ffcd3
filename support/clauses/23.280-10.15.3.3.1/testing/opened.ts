// The story of a trace, as this clause tells it.

import type { TraceEvent } from '../../../evidence/trace';
import { openStory } from '../../../oracle/story';
import { formationOf, type Formation } from '../formation';

export const openFormation = (events: readonly TraceEvent[]): Formation => formationOf(openStory(events));
