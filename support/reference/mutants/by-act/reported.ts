// Defects of the partner MC service server in whom it affiliates to the regroup group, and to which group: seen in what it reports.

import type { FlowBody } from '../../../procedure/flows';
import { on, type Output } from '../../machine';
import { send } from '../../outbox';
import { altering, sent, type Rewrite, type Turn } from '../../rewrite';
import { STEP_10, STEP_5, STEP_9 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';

const partner = mutantServer('partner-server');

/** Its last report of who takes part in a regroup. */
interface Told {
  readonly regroup: string;
  readonly body: FlowBody<typeof STEP_10>;
  readonly address: string;
}

/** @param joining users whom it affiliates to the regroup group of its last report, once it has made one */
const affiliatingToo =
  (joining: (turn: Turn) => string | undefined): (() => Rewrite) =>
  () => {
    let last: Told | undefined;
    return (turn) => {
      for (const output of turn.outputs) last = toldIn(output) ?? last;
      const user = joining(turn);
      if (last === undefined || user === undefined) return turn.outputs;
      const groupDynamicData = [{ mcServiceGroupId: last.regroup, affiliated: [user] }];
      return [...turn.outputs, send(STEP_10, last.address, { ...last.body, groupDynamicData })];
    };
  };

function toldIn(output: Output): Told | undefined {
  const body = sent(output, STEP_10);
  const regroup = body?.groupDynamicData.find(({ regroupGroupId }) => regroupGroupId !== undefined)?.regroupGroupId;
  if (output.kind !== 'send' || body === undefined || regroup === undefined) return undefined;
  return { regroup, body, address: output.address };
}

/** Takes the group that lends its configuration for the regroup group. */
function affiliatingToWhatIsLent(): Rewrite {
  const lent = new Map<string, string>();
  const report = altering(STEP_10, (body) => ({
    ...body,
    groupDynamicData: body.groupDynamicData.map((entry) => ({
      ...entry,
      mcServiceGroupId: lent.get(entry.mcServiceGroupId) ?? entry.mcServiceGroupId,
    })),
  }));
  return (turn) => {
    const request = on(turn.input, STEP_5);
    if (request !== undefined) lent.set(request.regroupGroupId, request.preconfiguredGroupId);
    return report(turn);
  };
}

export const REPORTED_BY_PARTNER_SERVER: readonly Mutant[] = [
  partner(
    'affiliates-who-comes-from-elsewhere',
    'STEP-10-a',
    'affiliates to the regroup group whoever comes to a regrouped group from another MC system',
    { rewrite: affiliatingToo(({ input }) => on(input, 'group-affiliation-request.server-server')?.mcServiceId) },
  ),
  partner('affiliates-whoever-acknowledges', 'POST-2b', 'affiliates whoever acknowledges, though the user has left', {
    rewrite: affiliatingToo(({ input }) => on(input, STEP_9)?.mcServiceId),
  }),
  partner(
    'affiliates-to-what-is-lent',
    'STEP-10-a',
    'affiliates its clients to the group that lends its configuration',
    {
      rewrite: () => affiliatingToWhatIsLent(),
    },
  ),
];
