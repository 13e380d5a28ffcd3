// The precondition that client 2 holds identity, configuration and security information of the preconfigured group: its
// group management server has passed them on, having had them from the group's home (clause 10.2.7).

import { entityOf, kindOf, type McSystemName, type PartyName } from '../../../procedure/roles';
import type { UserFact } from '../../../procedure/fixture';
import { boundCases } from '../story/bound';
import { partnerTasks } from '../story/partner-tasks';
import { together, type Check } from '../../../oracle/check';
import { grouped } from '../../../oracle/grouped';
import { isReferenceOf, keyMaterialIn } from './key-material';
import { names, were } from '../../../oracle/saying';
import { oncePerStory } from '../../../oracle/story';
import { check, describe } from '../saying';
import type { Formation } from '../formation';
import { configurationsOf, userOf, type Configuration, type Message } from '../../../oracle/story/message';

const SHARE = 'group-information-notify-request.gms-gms';
const PASS_ON = 'notify-group-configuration-request.gms-client';
const TELLING_KEYS: ReadonlySet<string> = new Set([SHARE, PASS_ON]);

/** Users of one MC system who need the configuration of one preconfigured group. */
interface Need {
  readonly config: string;
  readonly home: McSystemName;
  readonly system: McSystemName;
  readonly users: readonly UserFact[];
}

function needsOf(story: Formation): readonly Need[] {
  const { places, attempts, controls } = story;
  const asPartners = new Set(attempts.flatMap(({ configId, homes }) => homes.map((home) => `${home} ${configId}`)));
  const inScope = attempts.filter(({ homes }) => homes.length > 0);
  if (!controls.activated && inScope.length === 0) return [];
  const configs = (places.fixture?.groups ?? []).filter(
    ({ id, preconfigured }) =>
      preconfigured && (inScope.length === 0 || inScope.some(({ configId }) => configId === id)),
  );
  return configs.flatMap(({ id: config, home, members }) => {
    const entitled = new Set(members);
    const users = (places.fixture?.users ?? []).filter(
      (user) =>
        user.inService && entitled.has(user.id) && (user.system !== home || asPartners.has(`${user.system} ${config}`)),
    );
    return [...grouped(users, ({ system }) => system)].map(([system, served]) => ({
      config,
      home,
      system,
      users: served,
    }));
  });
}

/** By user: when the first request of step 7 went there. */
const firstRequests = oncePerStory(
  ({ attempts }: Formation): ReadonlyMap<string, number> =>
    new Map(
      attempts
        .flatMap(({ legs }) => [...legs.values()].flatMap(({ step7 }) => step7))
        .reverse()
        .map(({ to, seq }) => [to.id, seq]),
    ),
);

/** By user: the message that told what is looked for of a group, before the first request of step 7 to that user. */
function configurationMessages(
  story: Formation,
  config: string,
  has: (one: Configuration) => boolean,
): ReadonlyMap<string, Message> {
  const requestedAt = firstRequests(story);
  const byUser = new Map<string, Message>();
  for (const message of story.messages) {
    const user = message.to.id;
    if (message.flow !== PASS_ON || byUser.has(user)) continue;
    if (message.seq > (requestedAt.get(user) ?? Infinity)) continue;
    // What names somebody else may be taken for somebody else's.
    if (![undefined, user].includes(userOf(message))) continue;
    if (configurationsOf(message).some((one) => one.groupId === config && has(one))) byUser.set(user, message);
  }
  return byUser;
}

/** The key references with which a system was told of a group by the group's home. */
const sharedKeys = (story: Formation, { config, system }: Need): ReadonlySet<string> =>
  new Set(sharedWith(story, config, system).flatMap(({ keyReference }) => keyReference ?? []));

const sharedWith = (
  story: Formation,
  config: string,
  system: McSystemName,
  before = Infinity,
): readonly Configuration[] =>
  story.messages
    .filter(({ flow, to, seq }) => flow === SHARE && to.party === entityOf(system, 'gms') && seq < before)
    .flatMap(configurationsOf)
    .filter(({ groupId }) => groupId === config);

/** Whoever broke the chain: the group's home that did not share, else the system that did not distribute. */
function responsible(
  story: Formation,
  { config, home, system }: Need,
  left: readonly UserFact[],
  has: (one: Configuration) => boolean,
): PartyName {
  const requestedAt = firstRequests(story);
  // What is shared once they have been asked nobody can pass on before.
  const asked = Math.min(...left.map(({ id }) => requestedAt.get(id) ?? Infinity));
  const shared = sharedWith(story, config, system, asked).some(has);
  const cannotTell = story.isHidden(entityOf(home, 'gms'), entityOf(system, 'gms'));
  return shared || cannotTell ? entityOf(system, 'gms') : entityOf(home, 'gms');
}

const holds = (
  requirement: string,
  what: string,
  hasIt: (one: Configuration, sharedKeys: ReadonlySet<string>) => boolean,
): Check =>
  check(requirement, (story, say) =>
    needsOf(story).flatMap((need) => {
      const keys = sharedKeys(story, need);
      const has = (one: Configuration): boolean => hasIt(one, keys);
      const { config, system, users } = need;
      const gms = entityOf(system, 'gms');
      const ids = users.map(({ id }) => id);
      const claim = {
        party: gms,
        expected: `${names(story, ids)} ${users.length === 1 ? 'holds' : 'hold'} ${what} of ${names(story, [config])} before being asked`,
      };
      const messageByUser = configurationMessages(story, config, has);
      const left = users.filter(({ id }) => !messageByUser.has(id));
      const since = story.controls.activated ?? story.attempts[0]?.step2;
      if (!since) return [];
      const passedOn = users.flatMap(({ id }) => messageByUser.get(id) ?? []);
      if (left.length === 0) return [say.pass(claim, 'the group management server has passed it on', passedOn)];
      if (left.every(({ party }) => story.isHidden(gms, party)))
        return [
          say.unsure(claim, 'it cannot be seen: group management server and client are both under test', [since]),
        ];
      const blamed = { ...claim, party: responsible(story, need, left, has) };
      if (story.controls.standing.has(blamed.party))
        return story.attempts.length > 0
          ? []
          : [say.unsure(blamed, 'nobody was told in this scenario; they may have been before', [since])];
      return [
        say.whenQuiet(blamed, since, (settled) => {
          if (mayTellNobody(story, blamed.party, need)) return say.unsure(blamed, TELLS_NOBODY, [since, settled]);
          const untold = left.map(({ id }) => id);
          return say.fail(blamed, `${names(story, untold)} ${were(untold)} not told`, [since, settled]);
        }),
      ];
    }),
  );

/**
 * Where a notification tells no more than that something changed, it stands in a subscription of who is told, which is no flow; nor is
 * there a protocol between group management servers (ADR 0007). Whoever tells anybody all the same is held to telling everybody.
 */
function mayTellNobody({ abilities, messages }: Formation, gms: PartyName, { home, system }: Need): boolean {
  const owed = gms === entityOf(home, 'gms') && home !== system ? SHARE : PASS_ON;
  return !abilities.notifiesConfiguration && !messages.some(({ flow, from }) => from.party === gms && flow === owed);
}

const TELLS_NOBODY =
  'it told nobody, and nobody had subscribed; where operators see to it otherwise, answer A.5/2 or A.6/1 of the ICS with no';

const identity = holds('PRE-3a', 'the MC service group identity', () => true);
const configuration = holds('PRE-3b', 'the group configuration', ({ describes }) => describes);
const keyReference = holds(
  'PRE-3c',
  'the security information',
  // Whoever holds another key than the one that was shared cannot follow.
  ({ keyReference }, shared) => keyReference !== undefined && (shared.size === 0 || shared.has(keyReference)),
);

type Given = ReadonlyMap<string, Configuration['elements']>;

const givenByControl = ({ controls }: Formation, party: PartyName): Given =>
  controls.configured.get(party) ?? new Map();

/** Of each group what a group management server was given: by control, as its home, or by the home that shared it. */
const givenByAnybody = (story: Formation, party: PartyName): Given =>
  new Map([
    ...givenByControl(story, party),
    ...story.messages
      .filter(({ flow, to }) => flow === SHARE && to.party === party)
      .flatMap(configurationsOf)
      .map(({ groupId, elements }) => [groupId, elements] as const),
  ]);

/** What is shared and passed on is what was given, and not what there is of another group or of another time. */
const asGiven = (
  requirement: string,
  element: string,
  givenTo: (story: Formation, party: PartyName) => Given,
  isOwed: (one: Configuration) => boolean,
): Check =>
  check(requirement, (story, say) => {
    const givenOf = new Map<PartyName, Given>();
    return story.messages.flatMap((message) => {
      const { flow, from } = message;
      if (!TELLING_KEYS.has(flow) || from.party === null) return [];
      const given = givenOf.get(from.party) ?? givenTo(story, from.party);
      givenOf.set(from.party, given);
      const other = configurationsOf(message).find((one) => {
        const value = given.get(one.groupId)?.[element];
        return value !== undefined && isOwed(one) && one.elements[element] !== value;
      });
      if (other === undefined) return [];
      const value = other.elements[element];
      const claim = {
        party: from.party,
        expected: `the ${element} of ${names(story, [other.groupId])} is told as it was given`,
      };
      const observed = value === undefined ? 'it is left out' : `it is ${JSON.stringify(value)}`;
      return [say.fail(claim, `${describe(story, message)}: ${observed}`, [message])];
    });
  });
// Whoever tells the identity alone, or no key at all, is another matter, and so is who passes on another key than was shared.
const sameFlag = asGiven('PRE-3b', 'preconfiguredGroupUseOnly', givenByAnybody, ({ describes }) => describes);
const sameKey = asGiven('PRE-3c', 'keyReference', givenByControl, ({ keyReference: key }) => key !== undefined);

/** Members in two MC systems can communicate if both hold the same key. */
const sharesOneKey = check('PRE-3c', (story, say) => {
  const shares = story.messages.filter(({ flow }) => flow === SHARE);
  const told = shares.flatMap((message) => configurationsOf(message).map((one) => ({ message, one })));
  return [...grouped(told, ({ message, one }) => `${message.from.id} ${one.groupId}`).values()].flatMap((each) => {
    // A key may be renewed: of each system the last counts.
    const last = new Map(each.filter(({ one }) => one.keyReference).map((share) => [share.message.to.id, share]));
    const [first, ...others] = last.values();
    const other = others.find(({ one }) => one.keyReference !== first?.one.keyReference);
    const party = first?.message.from.party;
    if (!first || !party || others.length === 0) return [];
    const claim = {
      party,
      expected: `each MC system is told of the same security information of ${names(story, [first.one.groupId])}`,
    };
    return [
      other
        ? say.fail(claim, 'two were told of different keys', [first.message, other.message])
        : say.pass(
            claim,
            'each was',
            [...last.values()].map(({ message }) => message),
          ),
    ];
  });
});

/** No key travels in any step, be it that of another scenario. */
const keysStayOut = check('PRE-3d', (story, say) => {
  const delivered = new Set(
    story.messages
      .filter(({ flow }) => TELLING_KEYS.has(flow))
      .flatMap(configurationsOf)
      .flatMap(({ keyReference }) => keyReference ?? []),
  );
  const isDelivered = isReferenceOf([...delivered], story.places.fixture?.scope);
  const steps = boundCases(story).flatMap(({ attempt }) => [
    attempt.step2,
    ...attempt.step4a,
    ...attempt.step4b,
    ...attempt.ownStep7,
    ...attempt.ownStep9,
    ...[...attempt.legs.values()].flatMap(({ step5, step7, step9, step11, rejects }) => [
      ...step5,
      ...step7,
      ...step9,
      ...step11,
      ...rejects,
    ]),
    ...attempt.step12,
  ]);
  return [...grouped(steps, ({ from }) => from.party)].flatMap(([party, messages]) => {
    if (party === null) return [];
    const claim = { party, expected: 'no step carries key material: the key was delivered beforehand' };
    return say.all(claim, messages, ({ body }) => {
      const path = keyMaterialIn(body, isDelivered);
      return path === undefined ? undefined : `it carries ${path}`;
    });
  });
});

/** No client looks for a key between steps 7 and 11. */
const keysAreThere = check('PRE-3c', (story, say) =>
  partnerTasks(story).flatMap(({ leg }) => {
    const last = leg.step11.at(-1);
    const requestedAt = new Map(leg.step7.map(({ to, seq }) => [to.id, seq]));
    return story.messages.flatMap((message) => {
      const { party, id } = message.from;
      const since = requestedAt.get(id);
      if (message.flow !== 'get-group-configuration-request.server-gms' || since === undefined) return [];
      if (!party || kindOf(party) !== 'client' || message.seq < since || message.seq > (last?.seq ?? Infinity))
        return [];
      const claim = { party, expected: 'a client that is asked already holds configuration and security information' };
      return [say.fail(claim, `${describe(story, message)} was sent`, [message])];
    });
  }),
);

export const preconditionsConfiguration: readonly Check[] = [
  identity,
  together(configuration, sameFlag),
  together(keyReference, sharesOneKey, sameKey, keysAreThere),
  keysStayOut,
];
