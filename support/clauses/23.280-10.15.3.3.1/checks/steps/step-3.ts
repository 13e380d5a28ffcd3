// Step 3: the primary MC service server checks the authorization, resolves the groups to their home systems, and looks for
// groups that are already regrouped. Which identity the regroup group gets is in step-3-identity.ts.

import { entityOf, type McSystemName } from '../../../../procedure/roles';
import { isCalledOff, type Leg } from '../../story/attempts/attempt';
import { boundCases, type Case } from '../../story/bound';
import type { Check } from '../../../../oracle/check';
import { entity, names, were } from '../../../../oracle/saying';
import { check } from '../../saying';
import type { Formation } from '../../formation';
import { listedGroups, type Message } from '../../../../oracle/story/message';
import { mayBeAffiliated, mayBeServed } from '../../story/membership/members';
import { pair, possiblyDuring } from '../../../../oracle/story/timeline';

/** Of a request that is not authorized, for groups that are regrouped. */
export const LOOKED_AT_GROUPS_FIRST =
  'a reject came, because a group is already regrouped (a product that looks at the groups first answers ICS item A.1/17 with no)';

/** The attempt went as far as asking partners: neither side of step 4 ended it, nor a cancellation. */
export const goesOn = (one: Case): boolean => {
  const { attempt, authorized, held, reject, negative, saidNothing } = one;
  if (!authorized || held.length > 0 || reject || negative || saidNothing) return false;
  return step5sOf(one).length > 0 || !isCalledOff(attempt);
};

/**
 * Partners may be asked one after another: who comes after one that refused, or has not answered, need not be asked; nobody
 * need be who was not asked yet when the regroup was called off.
 */
export const needAskNoMore = ({ attempt, refusal }: Case): boolean =>
  isCalledOff(attempt) ||
  ([...attempt.legs.values()].some(({ step5 }) => step5.length > 0) &&
    (refusal !== undefined ||
      [...attempt.legs.values()].some(
        ({ step5, step11, rejects }) => step5.length > 0 && step11.length + rejects.length === 0,
      )));

/**
 * A partner may be told of the groups in several requests: once one of them was refused, or while it has not answered one, the next
 * need not come.
 */
export const needNameNoMore = (one: Case, { step5, step11, rejects }: Leg): boolean =>
  step5.length === 0
    ? needAskNoMore(one)
    : isCalledOff(one.attempt) || one.refusal !== undefined || step11.length + rejects.length < step5.length;

export const step5sOf = ({ attempt }: Case): readonly Message[] =>
  [...attempt.legs.values()].flatMap(({ step5 }) => step5);

const checksAuthorization = check('STEP-3-a', (story, say) =>
  boundCases(story).map((one) => {
    const { attempt, primary, requester, authorized, held, mayReject, reject, negative, positive } = one;
    const who = names(story, [requester]);
    const claim = {
      party: primary,
      expected: authorized
        ? `${who}, who is authorized, is treated as authorized (step 3)`
        : `${who}, who is not authorized to initiate a preconfigured regroup, is refused (step 3)`,
    };
    const [step5] = step5sOf(one);
    if (authorized) {
      // The regroup group of others is no group to the primary, and beyond the clause.
      const isStrange = (group: string): boolean =>
        story.places.group(group) === undefined && !held.some((one) => one.group === group);
      if (negative && attempt.groups.some(isStrange)) return say.unsure(claim, 'it lists what is no group', [negative]);
      if (negative) return say.fail(claim, `${who} was told that the regroup is not authorized`, [negative]);
      const taken = positive ?? step5 ?? attempt.step12[0];
      if (taken) return say.pass(claim, 'the request was taken up', [taken]);
      if (reject)
        return say.pass(claim, 'it was not for want of authorization that the request was rejected', [reject]);
    } else {
      const taken = positive ?? step5 ?? attempt.step12[0] ?? attempt.ownStep7[0];
      if (taken) return say.fail(claim, 'the request was taken up', [attempt.step2, taken]);
      if (negative) return say.pass(claim, `${who} was told so`, [negative]);
      if (reject && mayReject) return say.unsure({ ...claim, reading: 'A-03' }, LOOKED_AT_GROUPS_FIRST, [reject]);
    }
    return say.unsure(claim, 'no answer tells', [attempt.step2]);
  }),
);

const resolvesGroups = check('STEP-3-b', (story, say) =>
  boundCases(story)
    .filter(goesOn)
    .map((one) => {
      const { attempt, primary } = one;
      const claim = {
        party: primary,
        expected: 'each listed group is named in step 5 to the MC service server of its group home system (step 3)',
      };
      const unnamed = attempt.groups.flatMap((id) => {
        const home = story.places.group(id)?.home;
        const leg = home && attempt.homes.includes(home) ? attempt.legs.get(entityOf(home, 'server')) : undefined;
        return leg && !leg.step5.some((message) => listedGroups(message).includes(id)) ? [{ id, leg }] : [];
      });
      const lost = unnamed.flatMap(({ id, leg }) => (needNameNoMore(one, leg) ? [] : [id]));
      const named = unnamed.length === 0 ? 'all were' : 'all that still had to be were';
      if (lost.length === 0) return say.pass(claim, named, [attempt.step2, ...step5sOf(one)]);
      return say.whenQuiet(claim, attempt.step2, (settled) =>
        say.fail(claim, `${names(story, lost)} ${were(lost)} not`, [attempt.step2, settled]),
      );
    }),
);

const checksAffiliations = check('STEP-3-c', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary }) => {
    const served = story.places.fixture?.users.filter(({ id }) => story.places.serverOf(id) === primary) ?? [];
    if (served.length < 2 && attempt.ownStep7.length === 0) return [];
    const claim = {
      party: primary,
      expected:
        'of the users that it serves, the primary MC service server asks only those affiliated to a listed group (step 3)',
    };
    const wrong = attempt.ownStep7.filter(
      ({ to, seq }) => !mayBeAffiliated(to.id, attempt.groups, attempt, story, seq),
    );
    return [say.staysAway(claim, wrong, attempt.step2)];
  }),
);

/** A partner that is home of no listed group may be asked where it serves somebody concerned. */
const servesSomebody = (story: Formation, { attempt }: Case, system: McSystemName): boolean =>
  attempt.groups.some((group) =>
    [...(story.membership.everAffiliated.get(group) ?? [])].some(
      (user) =>
        mayBeServed(user, entityOf(system, 'server'), attempt, story.membership, story.end) &&
        possiblyDuring(story.membership.affiliation, pair(user, group), attempt.step2.seq, story.end),
    ),
  );

const findsHomeSystems = check('STEP-3-d', (story, say) =>
  boundCases(story)
    .filter(goesOn)
    .map((one) => {
      const { attempt, primary } = one;
      const claim = {
        party: primary,
        expected: 'the partner MC systems asked are the group home systems of the listed groups (step 3)',
        reading: 'A-16',
      };
      const requestedSystems = (story.places.fixture?.systems ?? [])
        .map(({ name }) => name)
        .filter((name) => attempt.legs.get(entityOf(name, 'server'))?.step5.length);
      const needless = requestedSystems.filter(
        (name) => !attempt.homes.includes(name) && !servesSomebody(story, one, name),
      );
      const servers = (systems: readonly McSystemName[]): string =>
        `${systems.map((name) => entity(entityOf(name, 'server'))).join(' and ')} ${were(systems)}`;
      if (needless.length > 0) return say.fail(claim, `${servers(needless)} asked, though home of none`, step5sOf(one));
      const missing = needAskNoMore(one) ? [] : attempt.homes.filter((name) => !requestedSystems.includes(name));
      if (missing.length === 0) return say.pass(claim, `${servers(requestedSystems)} asked`, step5sOf(one));
      return say.whenQuiet(claim, attempt.step2, (settled) =>
        say.fail(claim, `${servers(missing)} not asked`, [attempt.step2, settled]),
      );
    }),
);

const looksForRegroupedGroups = check('STEP-3-f', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary, authorized, held, positive } = one;
    const listed = held.filter(({ asRegroupGroup }) => !asRegroupGroup);
    const [first] = listed;
    if (!authorized || !first) return [];
    const group = names(story, [first.group]);
    const claim = {
      party: primary,
      expected: `the primary MC service server finds that ${group} is already regrouped into ${names(story, [first.by])} and does not go on (step 3)`,
      reading: 'A-10',
    };
    const [taken] = [positive, ...step5sOf(one), ...attempt.step12, ...attempt.ownStep7].filter(
      (message) => message !== undefined,
    );
    return [say.staysAway(claim, taken ? [taken] : [], attempt.step2)];
  }),
);

export const step3: readonly Check[] = [
  checksAuthorization,
  resolvesGroups,
  checksAffiliations,
  findsHomeSystems,
  looksForRegroupedGroups,
];
