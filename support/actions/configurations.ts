// What group management servers are made to do to their groups in a scenario, each time until their MC service servers can know of it.

import type { MessageEvent } from '../evidence/trace';
import type { Abilities } from '../ports/abilities';
import type { Act } from '../ports/control';
import type { FlowId } from '../procedure/flows';
import { canonicalId, mentions } from '../procedure/identities';
import { entityOf, type McSystemName, type PartyName } from '../procedure/roles';
import { HarnessFault } from '../verdict/errors';
import type { FixtureBuilder } from './fixture-builder';
import type { Patience } from './patience';
import { PreconditionNotReached } from './precondition';
import { tellOf, type Configuration } from './told';
import type { UpperTester } from './upper-tester';

export interface Configurations {
  /** The group management server of the groups' home makes a temporary group of them. */
  makeTemporary(groups: readonly string[], temporary: string, home: McSystemName): Promise<void>;
  /** The group management server that made a temporary group frees its groups. */
  tearDown(temporary: string): Promise<void>;
  /** A group management server tells what its server knows already. */
  repeat(system: McSystemName, groups: readonly string[]): Promise<void>;
}

export interface ConfiguredScenario {
  readonly fixture: Pick<FixtureBuilder, 'groupId'>;
  readonly tester: Pick<UpperTester, 'act'>;
  readonly patience: Pick<Patience, 'until'>;
  readonly abilities: Pick<Abilities, 'notifiesConfiguration'>;
  /** Of the flow, so far. */
  readonly messages: (flow: FlowId) => readonly MessageEvent[];
  /** Whether the party was never told to begin, because it stands as it is. */
  readonly isStanding: (party: PartyName) => boolean;
}

/** What a group management server can be made to do to groups, which are named apart. */
type Change<A = Exclude<Act, { readonly user: unknown }>> = A extends Act ? Omit<A, 'mcServiceGroupIdList'> : never;

export function createConfigurations(scenario: ConfiguredScenario): Configurations {
  const { fixture, tester, patience, abilities, messages, isStanding } = scenario;
  const made = new Map<string, { readonly groups: readonly string[]; readonly home: McSystemName }>();

  async function configure(home: McSystemName, groups: readonly string[], change: Change): Promise<void> {
    const notifications = () => messages('notify-group-configuration-request.gms-server');
    const before = notifications().length;
    const isNotified = (): boolean => notifications().length > before;
    const mcServiceGroupIdList = groups.map((group) => fixture.groupId(group));
    // It may tell of each group by itself, and may not have told all that it was asked before.
    const isAllTold = () => tellOf(notifications().slice(before), mcServiceGroupIdList, saysSo(change));
    const fetched = () => messages('get-group-configuration-response.gms-server');
    const fetchedBefore = fetched().length;
    await tester.act(entityOf(home, 'gms'), { ...change, mcServiceGroupIdList });
    await patience.until(abilities.notifiesConfiguration ? isAllTold : isNotified);
    // Where it is told which configuration changed and no more, the server knows it once it has fetched it.
    if (notifications().length > 0 && !abilities.notifiesConfiguration)
      await patience.until(() => namesAll(mcServiceGroupIdList, fetched().slice(fetchedBefore)));
    if (!isNotified() && isStanding(entityOf(home, 'server')))
      throw new PreconditionNotReached(
        `the ${home} MC service server did not subscribe to the group configuration in this scenario, so nothing told it what its group management server changed`,
      );
  }

  return {
    async makeTemporary(groups, temporary, home) {
      await configure(home, groups, { kind: 'make-temporary-group', temporaryGroupId: fixture.groupId(temporary) });
      made.set(temporary, { groups, home });
    },
    async tearDown(temporary) {
      const one = made.get(temporary);
      if (one === undefined) throw new HarnessFault(`no step before has made the temporary group ${temporary}`);
      const temporaryGroupId = fixture.groupId(temporary);
      await configure(one.home, one.groups, { kind: 'tear-down-temporary-group', temporaryGroupId });
    },
    repeat: (system, groups) => configure(system, groups, { kind: 'repeat-configuration' }),
  };
}

/** Whether a configuration says of its group what was changed. */
const saysSo =
  (change: Change) =>
  ({ temporaryGroupId: id }: Configuration): boolean =>
    change.kind === 'repeat-configuration' ||
    (typeof id === 'string' && canonicalId(id) === canonicalId(change.temporaryGroupId)) ===
      (change.kind === 'make-temporary-group');

/** Whether the messages name each of the groups, in whatever spelling. */
const namesAll = (groups: readonly string[], messages: readonly MessageEvent[]): boolean =>
  groups.every((group) => messages.some(({ raw }) => mentions(raw, canonicalId(group))));
