// What each function copies of the request by which it learnt of a regroup, or of its removal, into those that it makes of it:
// the contact preferences and both bodies (16.2.2.4, 16.2.2.5, 16.2.3.1, 16.2.3.2, 16.2.4.1). Contents are compared, not bytes.

import { together, type Check } from '../../../oracle/check';
import { canonicalId, mentions } from '../../../procedure/identities';
import { sameSet } from '../../../oracle/saying';
import { text } from '../../../oracle/story/message';
import { check } from '../saying';
import { parametersIn, sourcesOf, untakenIn, type Leg, type Legs } from '../story/legs';
import { groupsIn, preconfiguredIn, usersIn } from '../story/regroup-body';
import { preferencesIn } from '../story/preferences';
import type { InTwin } from './twins';
import { eachLeg, isOf, type Ask, UNTOLD, type Problem } from './each-leg';

/** Right where it is so beside one of the requests that the sender learnt it by; open where one of them tells nothing. */
const beside =
  (differs: (one: Leg, source: Leg) => Problem) =>
  (one: Leg, story: Legs): Problem => {
    const found = sourcesOf(one, story).map((source) => differs(one, source));
    if (found.includes(undefined)) return undefined;
    return found.length === 0 || found.includes(UNTOLD) ? UNTOLD : found[0];
  };

const FIELDS = ['Accept-Contact', 'Reject-Contact'] as const;

export const copiesContacts = (requirement: string, ask: Ask): Check =>
  eachLeg(
    requirement,
    ask,
    beside((one, source) => {
      const lost = FIELDS.find((name) => !sameSet(preferences(one, name), preferences(source, name)));
      return lost && `its ${lost} is ${shown(one, lost)}, that of what came in ${shown(source, lost)}`;
    }),
  );

/** Parameters in any order. */
const preferences = ({ sip }: Leg, name: string): readonly string[] =>
  preferencesIn(sip, name).map((parameters) => parameters.toSorted().join(';'));

const shown = ({ sip }: Leg, name: string): string => sip.values(name).join(', ') || 'none';

export const copiesInfo = (requirement: string, ask: Ask): Check =>
  eachLeg(
    requirement,
    ask,
    beside((one, source) => {
      if (source.info === undefined) return UNTOLD;
      if (one.info === undefined) return 'it has no information body, and what came in has one';
      const [own, other] = [parametersIn(one.info), parametersIn(source.info)];
      if (own === undefined || other === undefined) return UNTOLD;
      return sameSet(own, other)
        ? undefined
        : `its information body says ${listed(own)}; what came in ${listed(other)}`;
    }),
  );

export const copiesRegroup = (requirement: string, ask: Ask): Check =>
  eachLeg(
    requirement,
    ask,
    beside((one, source) => {
      if (source.regroup === undefined) return UNTOLD;
      if (one.regroup === undefined) return 'it has no regroup body';
      const [own, other] = [preconfiguredIn(one.regroup), preconfiguredIn(source.regroup)];
      if (own !== other) return `its preconfigured group is ${own ?? 'none'}, that of what came in ${other ?? 'none'}`;
      const [groups, wanted] = [groupsIn(one.regroup), groupsIn(source.regroup)];
      return sameSet(groups, wanted) && !isRepeated(groups, wanted)
        ? undefined
        : `its groups are ${listed(groups)}; what came in has ${listed(wanted)}`;
    }),
  );

/** A group stands there more often than in what came in. Whoever takes a list for a set may write each once. */
const isRepeated = (groups: readonly string[], wanted: readonly string[]): boolean =>
  groups.length > wanted.length && groups.length > new Set(groups).size;

/** A removal names the preconfigured group where what came in did, and may where it did not (M-03). */
export const copiesPreconfigured = (requirement: string, ask: Ask): Check =>
  eachLeg(
    requirement,
    ask,
    beside((one, source) => {
      const [own, other] = [preconfiguredIn(one.regroup ?? []), preconfiguredIn(source.regroup ?? [])];
      if (other === undefined) return UNTOLD;
      return own === other ? undefined : `its preconfigured group is ${own ?? 'none'}, that of what came in ${other}`;
    }),
  );

export const namesNoUser = (requirement: string, ask: Ask): Check =>
  eachLeg(requirement, ask, (one, story) => {
    const users = usersIn(one.regroup ?? []);
    return users.length === 0 ? elsewhere(one, story) : `it names ${listed(users)}`;
  });

export const listsNobody = (requirement: string, ask: Ask): Check =>
  eachLeg(requirement, ask, (one, story) => {
    const all = [...usersIn(one.regroup ?? []), ...groupsIn(one.regroup ?? [])];
    return all.length === 0 ? elsewhere(one, story) : `it lists ${listed(all)}`;
  });

/** In a header field or another body: anybody but whom it is for and whoever asked. */
function elsewhere({ message, of, sip }: Leg, { places, legs }: Legs): Problem {
  // One that went astray is for whom its To names.
  const [, meant = ''] = /<([^>]*)>/.exec(sip.values('To')[0] ?? '') ?? [];
  const known = new Set([
    message.to.id,
    canonicalId(meant),
    ...legs.filter((one) => one.leg === 'A' && one.of === of).map(idOf),
  ]);
  const texts = [message.raw, ...sip.parts.map(({ text }) => text)];
  const others = (places.fixture?.users ?? []).filter(({ id }) => !known.has(id));
  const named = others.filter(({ id }) => texts.some((text) => mentions(text, id)));
  return named.length === 0 ? undefined : `it names ${listed(named.map(({ id }) => id))}`;
}

const idOf = ({ message }: Leg): string => message.from.id;

const asserts = ({ sip }: Leg): boolean => sip.values('P-Asserted-Identity').length > 0;

export const assertsItself = (requirement: string, ask: Ask): Check =>
  assertsKnown(requirement, ask, (one) => (asserts(one) ? undefined : 'it asserts no identity'));

/** A removal that a server decides asserts nobody, and what is made of it has nobody to assert (16.2.3.1 7, 16.2.3.3). */
export const assertsWhereItCame = (requirement: string, ask: Ask, inTwin?: InTwin): Check =>
  assertsKnown(requirement, ask, (one, story) => {
    const asMcptt = assertsWhatCame(one, story);
    return inTwin ? inTwin(one, story, asMcptt) : asMcptt;
  });

function assertsWhatCame(one: Leg, story: Legs): Problem {
  const sources = sourcesOf(one, story);
  if (asserts(one)) {
    const asserted = text(one.message, 'from') ?? one.message.from.id;
    const isRight = asserted === one.message.from.id || sources.some((source) => cameBy(asserted, source, story));
    return isRight ? undefined : `it asserts ${asserted}, and the removal did not come by it`;
  }
  const isDue = sources.length > 0 && sources.every((source) => source.leg === 'A' || asserts(source));
  return isDue ? 'it asserts no identity' : UNTOLD;
}

const cameBy = (server: string, one: Leg, story: Legs): boolean =>
  one.message.from.id === server || sourcesOf(one, story).some((source) => cameBy(server, source, story));

/** Which identities a server has its receiver knows: by another it is refused there. */
function assertsKnown(requirement: string, ask: Ask, problem: (one: Leg, story: Legs) => Problem): Check {
  const taken = eachLeg(requirement, ask, (one, story) =>
    one.inTheNameOf === undefined
      ? problem(one, story)
      : `it asserts the identity of the ${one.inTheNameOf}, which did not send it`,
  );
  const refused = check(requirement, (story, say) =>
    untakenIn(story, '403')
      .filter(isOf(ask, story))
      .map(({ by: party, event }) => say.fail({ party, expected: ask.expected }, event.problem, [event])),
  );
  return together(taken, refused);
}

const listed = (items: readonly string[]): string => items.join(', ') || 'nothing';
