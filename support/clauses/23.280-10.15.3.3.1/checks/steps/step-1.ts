// Step 1: the user of MC service client 1 initiates the regroup and names the groups, the regroup group if its identity is
// at hand, and the group that lends its configuration.

import type { Check } from '../../../../oracle/check';
import { initiationsOf, type Initiation } from '../../story/initiations';
import { names, sameSet } from '../../../../oracle/saying';
import { check } from '../../saying';
import type { Formation } from '../../formation';
import type { Act } from '../../../../oracle/story/controls';
import { configIdOf, listedGroups, regroupIdOf, type Message } from '../../../../oracle/story/message';

const byTheUser = check('STEP-1-a', (story, say) =>
  initiationsOf(story)
    .filter(({ requests, astray }) => requests.length + astray.length > 0)
    .map(({ user, party, tried, requests, astray }) => {
      const claim = {
        party,
        expected: `${names(story, [user])}'s client requests a regroup only when its user initiates one (step 1)`,
      };
      const last = requests.at(-1);
      if (!last || requests.length <= tried.length)
        return say.pass(claim, 'its user initiated it', [...requests, ...astray]);
      if (!story.controls.actors.has(party))
        return say.unsure(claim, 'the client has no control that would show what its user did', requests);
      // The event of an act may stand after the request that it caused.
      return say.whenQuiet(claim, last, () =>
        say.fail(claim, `${requests.length} requests were sent, and the user initiated ${tried.length}`, requests),
      );
    }),
);

/** Each request beside the act that it carries out, where there is one. */
function pairs({
  requests,
  acts,
}: Initiation): readonly { readonly request: Message; readonly act: Act | undefined }[] {
  return requests.map((request, index) => ({ request, act: acts[index] }));
}

/** @param problem what is wrong with a request, beside the act that it carries out */
const asTheUserSaid = (
  requirement: string,
  expected: string,
  problem: (story: Formation, request: Message, act: Act | undefined) => string | undefined,
): Check =>
  check(requirement, (story, say) =>
    initiationsOf(story).flatMap((initiation) =>
      pairs(initiation).flatMap(({ request, act }) =>
        say.all({ party: initiation.party, expected }, [request], () => problem(story, request, act)),
      ),
    ),
  );

const listsGroups = asTheUserSaid(
  'STEP-1-b',
  'the request lists the MC service groups that the user wants regrouped (step 1)',
  (story, request, act) => {
    const listed = listedGroups(request);
    if (listed.length === 0) return 'it lists no group';
    if (act && !sameSet(listed, act.groups))
      return `it lists ${names(story, listed)} where the user named ${names(story, act.groups)}`;
    return undefined;
  },
);

const namesRegroupGroup = asTheUserSaid(
  'STEP-1-c',
  'the request gives the MC service group ID of the regroup group if the user has one (step 1)',
  (story, request, act) => {
    const given = regroupIdOf(request);
    if (act?.regroupId === undefined || given === act.regroupId) return undefined;
    return `it gives ${given ? names(story, [given]) : 'none'} where the user named ${names(story, [act.regroupId])}`;
  },
);

const namesConfiguration = asTheUserSaid(
  'STEP-1-d',
  'the request gives the MC service group ID of the group that lends its configuration (step 1)',
  (story, request, act) => {
    const given = configIdOf(request);
    if (given === undefined) return 'it gives none';
    if (act?.configId === undefined || given === act.configId) return undefined;
    return `it gives ${names(story, [given])} where the user named ${names(story, [act.configId])}`;
  },
);

export const step1: readonly Check[] = [byTheUser, listsGroups, namesRegroupGroup, namesConfiguration];
