// Step 1: the user of MC service client 1 initiates the regroup and names the groups, the regroup group if its identity is
// at hand, and the group that lends its configuration.

import type { Check } from '../../../../oracle/check';
import type { Formation } from '../../formation';
import { namesOf } from '../../story/attempts/attempt';
import { goneOnWith } from '../../story/user-acts/going-on';
import { initiationsOf, type Initiation } from '../../story/user-acts/initiations';
import { names } from '../../../../oracle/saying';
import { check } from '../../saying';
import type { Act } from '../../../../oracle/story/controls';
import { regroupIdOf, type Message } from '../../../../oracle/story/message';
import { spokenOf } from '../../elements';
import { isMissing, isSame, shown, valueIn, type Value } from '../carried';

const byTheUser = check('STEP-1-a', (story, say) =>
  initiationsOf(story)
    .filter(({ requests, astray }) => requests.length + astray.length > 0)
    .map(({ user, party, tried, requests: all, astray }) => {
      const requests = all.filter((request) => !goneOnWith(story).has(request));
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

interface Pair {
  readonly request: Message;
  readonly act: Act | undefined;
}

/**
 * Each request beside the act that it carries out, where there is one. Where there are more requests than acts, those that
 * say what an act says belong to it, and the others to the acts that are left.
 */
function pairs({ requests, acts }: Initiation): readonly Pair[] {
  if (requests.length <= acts.length) return requests.map((request, index) => ({ request, act: acts[index] }));
  const alike = requests.map((request) => ({ request, act: acts.find((act) => isCarriedOut(act, request)) }));
  const left = acts.filter((act) => alike.every((one) => one.act !== act));
  return alike.map(({ request, act }) => ({ request, act: act ?? left.shift() }));
}

const isCarriedOut = ({ elements }: Act, { flow, body }: Message): boolean =>
  ['STEP-1-b', 'STEP-1-c', 'STEP-1-d']
    .flatMap((requirement) => spokenOf(requirement, flow))
    .every(([element]) => isSame(valueIn(elements, element), valueIn(body, element)));

/** It is the identity of a regroup that the same user asked for before, and none that the client proposes of its own. */
function isOfEarlier({ attempts }: Formation, earlier: readonly Pair[], value: Value): boolean {
  const isProposed = earlier.some(
    ({ request, act }) => regroupIdOf(request) === value && act?.elements['regroupGroupId'] !== value,
  );
  const regroups = attempts.filter(({ step2 }) => earlier.some(({ request }) => request.id === step2.id));
  return !isProposed && regroups.some((attempt) => namesOf(attempt).some((name) => name === value));
}

/**
 * Whether the elements that come from the user are what the user named.
 * @param has how a request has them: it lists groups, it gives an identity
 * @param none what it has where an element is missing that has to be there; undefined where the user may name none
 */
const asTheUserNamed = (requirement: string, expected: string, has: string, none: string | undefined): Check =>
  check(requirement, (story, say) =>
    initiationsOf(story).flatMap((initiation) =>
      pairs(initiation).flatMap(({ request, act }, at, all) =>
        say.all({ party: initiation.party, expected }, [request], () => {
          for (const [element, source] of spokenOf(requirement, request.flow)) {
            const value = valueIn(request.body, element);
            if (none !== undefined && isMissing(value)) return `it ${has} ${none}`;
            const named = source === 'the user' && act ? valueIn(act.elements, element) : undefined;
            // A client may propose one of its own, but not one that it has from a regroup before.
            if (named === undefined && !(act && isOfEarlier(story, all.slice(0, at), value))) continue;
            if (isSame(named, value)) continue;
            return `it ${has} ${shown(story, { element, value }, 'none')} where the user named ${shown(story, { element, value: named }, 'nobody')}`;
          }
          return undefined;
        }),
      ),
    ),
  );

const listsGroups = asTheUserNamed(
  'STEP-1-b',
  'the request lists the MC service groups that the user wants regrouped (step 1)',
  'lists',
  'no group',
);

const namesRegroupGroup = asTheUserNamed(
  'STEP-1-c',
  'the request gives the MC service group ID of the regroup group if the user has one (step 1)',
  'gives',
  undefined,
);

const namesConfiguration = asTheUserNamed(
  'STEP-1-d',
  'the request gives the MC service group ID of the group that lends its configuration (step 1)',
  'gives',
  'none',
);

export const step1: readonly Check[] = [byTheUser, listsGroups, namesRegroupGroup, namesConfiguration];
