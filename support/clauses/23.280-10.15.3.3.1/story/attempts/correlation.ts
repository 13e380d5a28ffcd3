// Sorts the messages of a scenario into attempts: by requester, regroup group identity, group list, position and whom they are
// for, and by most of them, so that one wrong value neither hides a message nor lays it at the door of another regroup. What
// belongs nowhere is a stray. Two users may give one identity in two MC systems, so an identity stands for an attempt only
// together with its primary.

import { listedGroups, regroupIdOf, type Message } from '../../../../oracle/story/message';
import type { FlowId } from '../../../../procedure/flows';
import { createCancellations } from '../cancelling/cancellations';
import { readAnswerCounts } from './answer-counts';
import { createAnswerSorting } from './answer-sorting';
import { startAttempt, type Attempt, type AttemptDraft } from './attempt';
import { createRequestSorting } from './request-sorting';
import { createResponseSorting } from './response-sorting';
import { createSorting, type Sources, type Stray } from './sorting';
import { readCancelRefusals } from './turned-down';

export interface Correlation {
  readonly attempts: readonly Attempt[];
  readonly strays: readonly Stray[];
}

export function correlate(sources: Sources): Correlation {
  const { messages, places, undelivered, controls, arrivalOf, abilities } = sources;
  const attempts: AttemptDraft[] = [];
  const strays: Stray[] = [];
  const sorting = createSorting(sources, strays);
  const { index } = sorting;
  const requests = createRequestSorting(sorting);
  const responses = createResponseSorting(sorting);
  const answers = createAnswerSorting(sorting, readAnswerCounts(messages, undelivered));
  const cancelRefusals = readCancelRefusals(sources, messages);
  const cancellations = createCancellations(
    index,
    sorting.stray,
    undelivered,
    arrivalOf,
    abilities,
    controls,
    cancelRefusals,
  );

  function begin(message: Message): void {
    const primary = message.to.party ?? places.serverOf(message.from.id);
    if (!primary) return;
    const attempt = startAttempt(message, primary, places.partnersFor(primary, listedGroups(message)));
    cancellations.begin(attempt);
    attempts.push(attempt);
    index.begin(attempt);
  }

  function announce(message: Message): void {
    const attempt = answers.ofReturn(message, attempts);
    if (!attempt) return;
    index.name(attempt, regroupIdOf(message), [attempt.primary, ...attempt.legs.keys()]);
    cancellations.name(attempt, regroupIdOf(message), message.seq);
  }

  const place: ReadonlyMap<FlowId, (message: Message) => void> = new Map([
    ['preconfigured-regroup-request.client-server', begin],
    ['preconfigured-regroup-request-return.server-client', announce],
    ['preconfigured-regroup-reject.server-client', answers.ofReject],
    ['preconfigured-regroup-response.server-client', answers.ofResponse],
    ['preconfigured-regroup-request.server-server', requests.ofPartner],
    ['preconfigured-regroup-request.server-client', requests.ofClient],
    ['preconfigured-regroup-response.client-server', responses.ofClient],
    ['preconfigured-regroup-response.server-server', responses.ofPartner],
    ['preconfigured-regroup-reject.server-server', responses.ofPartnersReject],
  ]);

  for (const message of messages) (place.get(message.flow) ?? cancellations.place)(message);
  return { attempts, strays };
}
