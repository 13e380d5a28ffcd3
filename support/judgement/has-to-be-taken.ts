// Which messages a product may not refuse: valid ones, but for those of which whether they are taken is its own affair.

import type { MessageEvent } from '../evidence/trace';
import type { Story } from '../oracle/story';

/** Who may cancel is the server's affair, and a refusal is an answer to it. */
const ASKS_SERVER_TO_CANCEL = /^preconfigured-regroup-cancel-request\..*-server$/;
const SUBSCRIBES = 'subscribe-group-dynamic-data-request.gms-server';

/** Where only a subscription to the regroup group would show its members a server need not take it, for it may have no document of it. */
export const hasToBeTaken = ({ flow, schemaErrors }: MessageEvent, { abilities }: Pick<Story, 'abilities'>): boolean =>
  schemaErrors.length === 0 &&
  !ASKS_SERVER_TO_CANCEL.test(flow) &&
  (abilities.showsMembersOfRegroup || flow !== SUBSCRIBES);
