// Step 3, last part: when the primary MC service server assigns an MC service group ID to the regroup group.

import { boundCases, type Case } from '../../story/bound';
import type { Check } from '../../../../oracle/check';
import { names } from '../../../../oracle/saying';
import { check } from '../../saying';
import type { Formation } from '../../formation';
import { regroupIdFor } from '../../story/attempts/attempt';
import { regroupIdOf, type Message } from '../../../../oracle/story/message';

/**
 * Identities that the regroup group cannot have: the group that lends its configuration, every ordinary group, and a temporary group of
 * which the primary knows.
 */
const isTaken = ({ places, holdings }: Formation, { attempt, primary }: Case, id: string): boolean =>
  id === attempt.configId ||
  attempt.groups.includes(id) ||
  places.group(id) !== undefined ||
  holdings.isTemporaryGroup(id, primary, attempt.step2.seq);

/** Attempts that were authorized and returned an identity. */
const assigning = (story: Formation): readonly (Case & { readonly positive: Message })[] =>
  boundCases(story).flatMap((one) =>
    one.authorized && one.held.length === 0 && one.positive ? [{ ...one, positive: one.positive }] : [],
  );

const assignsWhereNoneGiven = check('STEP-3-g', (story, say) =>
  assigning(story)
    .filter(({ attempt }) => attempt.givenId === undefined)
    .flatMap((one) =>
      say.all(
        {
          party: one.primary,
          expected: 'a new MC service group ID is assigned where the request gives none (step 3 i)',
        },
        [one.positive],
        (message) => {
          const id = regroupIdOf(message);
          if (id === undefined) return 'it carries none';
          const other = story.attempts.find(
            (attempt) =>
              attempt !== one.attempt &&
              regroupIdFor(attempt) === id &&
              story.holdings.inForce(attempt, one.primary, message.seq) !== 'no',
          );
          return isTaken(story, one, id) || other ? `${names(story, [id])} is in use already` : undefined;
        },
      ),
    ),
);

const assignsWhereNotAccepted = check('STEP-3-h', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary, authorized, held, positive, reject } = one;
    const { givenId, step2 } = attempt;
    if (givenId === undefined || !authorized || held.length > 0 || !isTaken(story, one, givenId)) return [];
    const claim = {
      party: primary,
      expected: `another MC service group ID is assigned, since ${names(story, [givenId])} is that of another group (step 3 ii)`,
      reading: 'A-04',
    };
    if (positive === undefined)
      return reject && story.holdings.isTemporaryGroup(givenId, primary, step2.seq)
        ? [say.pass(claim, 'the request was rejected in its place', [reject])]
        : [];
    return say.all(claim, [positive], (message) =>
      regroupIdOf(message) === givenId ? 'it carries the one that was given' : undefined,
    );
  }),
);

const usesTheGivenOne = check('STEP-3-i', (story, say) =>
  assigning(story).flatMap((one) => {
    const { givenId } = one.attempt;
    if (givenId === undefined || isTaken(story, one, givenId) || one.mayReject) return [];
    return say.all(
      {
        party: one.primary,
        expected: `the MC service group ID that was given, ${names(story, [givenId])}, is used (step 3)`,
        reading: 'A-04',
      },
      [one.positive],
      (message) => {
        const id = regroupIdOf(message);
        return id === undefined || id === givenId ? undefined : `it carries ${names(story, [id])}`;
      },
    );
  }),
);

const assignsNoneInVain = check('STEP-3-j', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, negative }) =>
    say.all(
      { party: primary, expected: 'no MC service group ID is assigned to a request that is not authorized (step 3)' },
      negative ? [negative] : [],
      (message) => {
        const id = regroupIdOf(message);
        return id === undefined || id === attempt.givenId ? undefined : `it carries ${names(story, [id])}`;
      },
    ),
  ),
);

export const step3Identity: readonly Check[] = [
  assignsWhereNoneGiven,
  assignsWhereNotAccepted,
  usesTheGivenOne,
  assignsNoneInVain,
];
