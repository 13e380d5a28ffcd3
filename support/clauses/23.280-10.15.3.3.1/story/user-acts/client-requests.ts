// Every preconfigured regroup request to a client, whoever sent it and whatever it belongs to.

import { grouped } from '../../../../oracle/grouped';
import { oncePerStory, type Story } from '../../../../oracle/story';
import type { Message } from '../../../../oracle/story/message';

const byReceiver = oncePerStory(({ messages }: Story): ReadonlyMap<string, readonly Message[]> =>
  grouped(
    messages.filter(({ flow }) => flow === 'preconfigured-regroup-request.server-client'),
    ({ to }) => to.id,
  ),
);

/** Those to one user, in their order. */
export const requestsTo = (story: Story, user: string): readonly Message[] => byReceiver(story).get(user) ?? [];
