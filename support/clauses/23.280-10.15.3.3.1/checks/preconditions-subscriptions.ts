// The two subscriptions within each MC system: the MC service server follows the group configuration in the group
// management server, and the group management server follows the group dynamic data in the MC service server.

import type { FlowId } from '../../../procedure/flows';
import { entityOf, kindOf, systemOf, type McSystemName, type PartyName } from '../../../procedure/roles';
import { together, type Check, type Freedom } from '../../../oracle/check';
import { are, entity, names } from '../../../oracle/saying';
import { check } from '../saying';
import type { Formation } from '../formation';
import { TELLING } from '../story/held-groups/holdings';
import { configurationsOf, listedGroups, type Message } from '../../../oracle/story/message';

/** The groups homed in each MC system that the scenario is about. */
function homedGroups({ places, attempts }: Formation): ReadonlyMap<McSystemName, readonly string[]> {
  const inScope = attempts.filter(({ homes }) => homes.length > 0);
  const listed = new Set(inScope.flatMap(({ groups }) => groups));
  const groups = (places.fixture?.groups ?? []).filter(
    ({ id, preconfigured }) => !preconfigured && (listed.size === 0 || listed.has(id)),
  );
  const systems = places.fixture?.systems.map(({ name }) => name) ?? [];
  return new Map(
    systems.map((name) => [name, groups.filter(({ home }) => home === name).map(({ id }) => id)] as const),
  );
}

interface Subscription {
  readonly request: FlowId;
  readonly response: FlowId;
  readonly subscriber: 'server' | 'gms';
  readonly publisher: 'server' | 'gms';
  readonly of: string;
}

export const CONFIGURATION: Subscription = {
  request: 'subscribe-group-configuration-request.server-gms',
  response: 'subscribe-group-configuration-response.gms-server',
  subscriber: 'server',
  publisher: 'gms',
  of: 'the group configuration',
};

export const DYNAMIC_DATA: Subscription = {
  request: 'subscribe-group-dynamic-data-request.gms-server',
  response: 'subscribe-group-dynamic-data-response.server-gms',
  subscriber: 'gms',
  publisher: 'server',
  of: 'the group dynamic data',
};

/** Messages of a flow between two parties, up to a moment. */
function between(story: Formation, flow: FlowId, from: PartyName, to: PartyName, until: number): readonly Message[] {
  return story.messages.filter(
    (message) => message.flow === flow && message.from.party === from && message.to.party === to && message.seq < until,
  );
}

/** Which groups of an MC system are not subscribed to, and whether that is for want of a request or of its answer. */
export function unsubscribed(
  story: Formation,
  { request, response, subscriber, publisher }: Subscription,
  system: McSystemName,
  groups: readonly string[],
  until = Infinity,
): {
  readonly notRequested: readonly string[];
  readonly notAnswered: readonly string[];
  readonly exchanged: readonly Message[];
} {
  const one = entityOf(system, subscriber);
  const other = entityOf(system, publisher);
  const requests = between(story, request, one, other, until);
  const answers = between(story, response, other, one, until);
  const requested = new Set(requests.flatMap(listedGroups));
  const answered = new Set(answers.flatMap(listedGroups));
  return {
    notRequested: groups.filter((group) => !requested.has(group)),
    notAnswered: groups.filter((group) => requested.has(group) && !answered.has(group)),
    exchanged: [...requests, ...answers],
  };
}

/** In a product that is both, nothing of it has to be a message. */
function inOneProduct(story: Formation, { subscriber, publisher, of }: Subscription): Freedom | undefined {
  const [system] = [...homedGroups(story).keys()].filter((name) =>
    story.isInside(entityOf(name, subscriber), entityOf(name, publisher)),
  );
  if (system === undefined) return undefined;
  const [party, other] = [entityOf(system, subscriber), entityOf(system, publisher)];
  return { party, because: `the ${party} and the ${other} are one product: how it follows ${of} stays inside it` };
}

const follows = (requirement: string, subscription: Subscription): Check =>
  check(
    requirement,
    (story, say) => {
      const first: Message | undefined = story.attempts.find(({ homes }) => homes.length > 0)?.step2;
      return [...homedGroups(story)].flatMap(([system, groups]) => {
        const subscriber = entityOf(system, subscription.subscriber);
        const publisher = entityOf(system, subscription.publisher);
        const since = story.controls.activated ?? first;
        if (groups.length === 0 || !since || story.isInside(subscriber, publisher)) return [];
        const claim = {
          party: subscriber,
          expected: `${entity(subscriber)} is subscribed to ${subscription.of} of ${names(story, groups)} in ${entity(publisher)}`,
          reading: 'A-14',
        };
        const { notRequested, notAnswered, exchanged } = unsubscribed(story, subscription, system, groups, first?.seq);
        if (notRequested.length + notAnswered.length === 0) return [say.pass(claim, 'it is', exchanged)];
        if (story.isHidden(subscriber, publisher))
          return [say.unsure(claim, 'it cannot be seen: both are under test', [since])];
        const lacking = (party: PartyName, observed: string, why = '') => {
          const blamed = { ...claim, party };
          if (first) return [say.fail(blamed, `${observed} before the request${why}`, [...exchanged, first])];
          return [
            say.whenQuiet(blamed, since, (settled) => say.fail(blamed, `${observed}${why}`, [...exchanged, settled])),
          ];
        };
        const unseen = `it did not subscribe to ${names(story, notRequested)}`;
        if (notRequested.length > 0 && story.controls.standing.has(subscriber))
          return first ? [] : [say.unsure(claim, `${unseen} in this scenario; it may have done so before`, [since])];
        if (notRequested.length > 0) return lacking(subscriber, unseen, inWhoseName(story, subscriber, publisher));
        return lacking(publisher, `the subscription to ${names(story, notAnswered)} was not answered`);
      });
    },
    (story) => inOneProduct(story, subscription),
  );

/** Who asks in the name of a user is taken for its client, and has subscribed to nothing of the procedure. */
function inWhoseName({ asides }: Formation, subscriber: PartyName, publisher: PartyName): string {
  const asked = asides.find(
    ({ party, writer }) => party === publisher && (writer === null || kindOf(writer) === 'client'),
  );
  return asked === undefined
    ? ''
    : `: what reached the ${publisher} is ${asked.says}, and the ${subscriber} has to assert its own identity`;
}

/** What is granted and then taken back is no subscription. */
const staysSubscribed = check('PRE-4', (story, say) =>
  [...homedGroups(story).keys()].flatMap((system) => {
    const [server, gms] = [entityOf(system, 'server'), entityOf(system, 'gms')];
    const granted = between(story, CONFIGURATION.response, gms, server, Infinity);
    const endings: readonly Ending[] = [
      ...story.messages.flatMap(({ id, seq, from, to, wire }) => ({
        id,
        seq,
        by: from.party,
        at: to.party,
        ended: wire['ended'],
      })),
      ...story.asides.map(({ id, seq, writer, party, ended, forGood }) => ({
        id,
        seq,
        by: writer,
        at: party,
        ended: forGood ? ended : undefined,
      })),
    ].filter(({ by, at, ended }) => by === gms && at === server && ended !== undefined);
    const [last] = endings.slice(-1);
    if (last === undefined || endings.length < granted.length) return [];
    const expected = `${entity(server)} stays subscribed to ${CONFIGURATION.of} in ${entity(gms)}`;
    return [say.fail({ party: gms, expected }, `it was ended ${last.ended}`, [...granted, last])];
  }),
);

interface Ending {
  readonly id: string;
  readonly seq: number;
  readonly by: PartyName | null;
  readonly at: PartyName | null;
  readonly ended: string | undefined;
}

/** A server learns by its subscription which groups are regrouped: of each that its group management server made part of a temporary group. */
const tellsOfTemporaryGroups = check('PRE-4', (story, say) => {
  if (!story.abilities.notifiesConfiguration) return [];
  return story.controls.acts.flatMap(({ kind, done, event, groups, temporaryId }) => {
    const system = systemOf(event.party);
    if (kind !== 'make-temporary-group' || !done || temporaryId === undefined || system === undefined) return [];
    const [gms, server] = [entityOf(system, 'gms'), entityOf(system, 'server')];
    const { notRequested, notAnswered } = unsubscribed(story, CONFIGURATION, system, groups, event.seq);
    if (notRequested.length + notAnswered.length > 0 || story.isHidden(gms, server)) return [];
    const claim = {
      party: gms,
      expected: `${entity(server)} is told that ${names(story, groups)} ${are(groups)} in the temporary group ${names(story, [temporaryId])}`,
    };
    const telling = story.messages.filter(
      ({ flow, from, to }) => TELLING.has(flow) && from.party === gms && to.party === server,
    );
    const told = new Set(
      telling
        .flatMap(configurationsOf)
        .flatMap(({ groupId, temporaryGroupId }) => (temporaryGroupId === temporaryId ? groupId : [])),
    );
    const untold = groups.filter((group) => !told.has(group));
    const freeing = freed(story, telling, groups, temporaryId);
    if (freeing) return [say.fail(claim, 'it was told later that one of them is not', [event, freeing])];
    if (untold.length === 0) return [say.pass(claim, 'it was', telling)];
    return [
      say.whenQuiet(claim, event, (settled) =>
        say.fail(claim, `it was not told of ${names(story, untold)}`, [event, settled]),
      ),
    ];
  });
});

/** Who had been told so is told of the group without its temporary group, and nobody tore that down. */
function freed(
  { controls }: Formation,
  telling: readonly Message[],
  groups: readonly string[],
  temporaryId: string,
): Message | undefined {
  const kept = groups.filter(
    (group) => !controls.acts.some((act) => act.kind === 'tear-down-temporary-group' && act.groups.includes(group)),
  );
  const told = new Set<string>();
  return telling.find((message) =>
    configurationsOf(message).some(({ groupId, temporaryGroupId }) => {
      if (temporaryGroupId === temporaryId) told.add(groupId);
      return temporaryGroupId === undefined && kept.includes(groupId) && told.has(groupId);
    }),
  );
}

export const preconditionsSubscriptions: readonly Check[] = [
  together(follows('PRE-4', CONFIGURATION), staysSubscribed, tellsOfTemporaryGroups),
  follows('PRE-5', DYNAMIC_DATA),
];
