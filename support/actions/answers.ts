// Which request a client sends for what its user did, and which answer ends it, so that the next act need not guess from silence that
// the last one is over.
// An initiation may end in several ways, and is waited for by what the feature says of it.

import type { MessageEvent } from '../evidence/trace';
import type { Act } from '../ports/control';
import type { FlowId } from '../procedure/flows';
import { tellOf } from './told';

interface Exchange {
  readonly request: FlowId;
  readonly answer: FlowId;
}

const EXCHANGES: Partial<Record<Act['kind'], Exchange>> = {
  'start-service': {
    request: 'service-authorization-request.client-server',
    answer: 'service-authorization-response.server-client',
  },
  'log-off': { request: 'log-off-request.client-server', answer: 'log-off-response.server-client' },
  affiliate: {
    request: 'group-affiliation-request.client-server',
    answer: 'group-affiliation-response.server-client',
  },
  'de-affiliate': {
    request: 'group-de-affiliation-request.client-server',
    answer: 'group-de-affiliation-response.server-client',
  },
  'cancel-regroup': {
    request: 'preconfigured-regroup-cancel-request.client-server',
    answer: 'preconfigured-regroup-cancel-response.server-client',
  },
};

type Since = (now: readonly MessageEvent[]) => boolean;

/** @returns what has come beside what was seen before */
function further(before: readonly MessageEvent[], is: (message: MessageEvent) => boolean) {
  const had = before.filter(is).length;
  return (now: readonly MessageEvent[]): readonly MessageEvent[] => now.filter(is).slice(had);
}

/** @returns whether the client has asked its server for it since, told as the answer is */
export function requestFor(act: Act, before: readonly MessageEvent[]): Since {
  const exchange = EXCHANGES[act.kind];
  if (exchange === undefined || !('user' in act)) return () => true;
  const requests = further(before, ({ flow, from }) => flow === exchange.request && from.id === act.user);
  return (now) => requests(now).length > 0;
}

/** @returns whether the answer to the act, of all groups that it names, has come since, told from what was seen before it and what has been seen now */
export function answerTo(act: Act, before: readonly MessageEvent[]): Since {
  const exchange = EXCHANGES[act.kind];
  if (exchange === undefined || !('user' in act)) return () => true;
  const answers = further(before, ({ flow, to }) => flow === exchange.answer && to.id === act.user);
  const groups = 'mcServiceGroupIdList' in act ? act.mcServiceGroupIdList : [];
  return (now) => answers(now).length > 0 && tellOf(answers(now), groups);
}
