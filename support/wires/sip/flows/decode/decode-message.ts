// A MESSAGE with a regroup body as the flow that it carries. Who sends and who takes it tell the leg.

import { info } from '../../bodies/info';
import { regroup, type Regroup } from '../../bodies/regroup';
import { headersOf, type SipRequest } from '../../stack/message/message';
import type { Listening } from '../context';
import { refused, type DecodedFlow, type DecodedRequest } from './decoded';
import { header, headerFaults } from '../headers';
import { endsOf, type Ends } from '../ends';
import { contentOf } from './read-content';

export function decodeMessage(request: SipRequest, context: Listening): DecodedRequest {
  const ends = endsOf(request, context);
  if (ends.kind === 'refused') return ends;
  if (ends.sender === 'gms') return refused(403, `expected a client or server as sender, found ${ends.from}`);
  const content = contentOf(request, context, context.library);
  if (!content.has(regroup)) {
    const expected = regroup.mediaType(context);
    const accept = header('Accept', `${expected}, ${info.mediaType(context)}, multipart/mixed`);
    return refused(415, `expected a body of ${expected}, found none`, accept);
  }
  const what = content.read(regroup);
  const about = content.has(info) ? content.read(info) : undefined;
  if (!what) return refused(400, `expected a regroup body, found ${content.problems.map(inWords).join('; ')}`);
  const flow = flowOf(ends, what);
  const strict = [...content.strict, ...faultsOf(request, ends, what, context)];
  const contacts = CONTACTS.flatMap((name) => headersOf(request, name).map((value) => header(name, value)));
  const copies = what.regroupUri !== undefined && {
    copies: [
      { at: ends.to, of: what.regroupUri, action: what.regroupAction },
      { contacts, info: about, preconfiguredGroup: what.preconfiguredGroup },
    ] as const,
  };
  return { kind: 'flows', flows: [flow], strict, problems: content.problems, settles: [], ...copies };
}

const CONTACTS = ['Accept-Contact', 'Reject-Contact'] as const;

/** A removal that a server decided itself has no contact preferences, nor have those that are made of it. */
function faultsOf(request: SipRequest, { sender }: Ends, what: Regroup, context: Listening) {
  const faults = headerFaults(request, sender === 'client' ? 'client' : 'entity', context);
  const decided = what.regroupAction === 'remove' && sender !== 'client';
  return decided ? faults.filter(({ path }) => path !== '/Accept-Contact') : faults;
}

const inWords = ({ path, expected, found }: { path: string; expected: string; found: string }): string =>
  `${path || 'the body'}: expected ${expected}, found ${found}`;

function flowOf(ends: Ends, what: Regroup): DecodedFlow {
  const { from, to } = ends;
  const regroupGroupId = what.regroupUri === undefined ? {} : { regroupGroupId: what.regroupUri };
  const users = what.usersForRegroup && { mcServiceUserIdList: what.usersForRegroup };
  if (what.regroupAction === 'remove') {
    if (ends.sender === 'client') {
      const body = { from, to, mcServiceId: from, ...regroupGroupId };
      return { flow: 'preconfigured-regroup-cancel-request.client-server', body };
    }
    if (ends.receiver === 'client') {
      const body = { from, to, mcServiceId: to, ...regroupGroupId };
      return { flow: 'preconfigured-regroup-cancel-request.server-client', body };
    }
    const body = { from, to, ...regroupGroupId, ...users };
    return { flow: 'preconfigured-regroup-cancel-request.server-server', body };
  }
  const common = {
    from,
    to,
    ...regroupGroupId,
    ...(what.preconfiguredGroup !== undefined && { preconfiguredGroupId: what.preconfiguredGroup }),
    ...(what.groupsForRegroup && { mcServiceGroupIdList: what.groupsForRegroup }),
  };
  if (ends.sender === 'client') {
    const body = { ...common, mcServiceId: from, ...users };
    return { flow: 'preconfigured-regroup-request.client-server', body };
  }
  if (ends.receiver === 'client')
    return { flow: 'preconfigured-regroup-request.server-client', body: { ...common, mcServiceId: to } };
  return { flow: 'preconfigured-regroup-request.server-server', body: { ...common, ...users } };
}
