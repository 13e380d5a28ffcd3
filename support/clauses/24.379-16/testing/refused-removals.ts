// Traces of a removal that the function that controls the regroup refuses: with one defect, and right ones that come near to it.

import type { Defect } from './defects';
import type { Freedom } from './freedoms';
import { traceOf, type Request } from './messages';
import { formedByJan, handedOn, refusedElsewhere } from './requests';

const [toClient, toController] = refusedElsewhere.slice(-2) as [Request, Request];
const answered = (change: Partial<Request>): readonly Request[] => [
  ...formedByJan,
  { ...toClient, ...change },
  toController,
];
const { status: _status, warning: _warning, ...unanswered } = toClient;
const { warning: _none, ...unwarned } = toController;

export const DEFECTS_OF_REFUSED_REMOVALS: readonly Defect[] = [
  ['fail-1', 'a removal that the controlling function refused is answered with 200', answered({ status: 200 })],
  ['fail-2', 'its failure has another Warning than that of the controlling function', answered({ warning: 163 })],
  ['fail-3', 'it is never answered', [...formedByJan, unanswered, toController]],
].map(([row, says, requests]) => ({
  requirement: `GR-16.2.2.3-${row as string}`,
  says: says as string,
  events: traceOf(...(requests as readonly Request[])),
  conforming: traceOf(...refusedElsewhere),
}));

const free = (row: string, says: string, ...requests: readonly Request[]): Freedom => ({
  requirement: `GR-16.2.2.3-${row}`,
  says,
  events: traceOf(...requests),
});

export const FREEDOMS_WITH_REFUSED_REMOVALS: readonly Freedom[] = [
  free('fail-1', 'the failure has another status than the refusal', ...answered({ status: 480 })),
  free('fail-2', 'the refusal has no Warning and the failure has one', ...formedByJan, toClient, unwarned),
  free('fail-2', 'the server has no resources to hand the refusal on', ...answered({ status: 503, warning: 999 })),
  free(
    '2xx-4',
    'what is refused at the controlling function is left unanswered',
    ...formedByJan,
    unanswered,
    toController,
  ),
  free(
    'fail-1',
    'a second function that is asked takes the removal',
    ...formedByJan,
    { ...toClient, status: 200 },
    toController,
    handedOn,
  ),
];
