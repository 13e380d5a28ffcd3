// Undoes a scenario over the wire, at products that cannot be told to forget: users who formed a regroup cancel it, users
// de-affiliate and log off, as in operation. Tells what was not confirmed.

import type { Fixture } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import type { MessageEvent } from '../evidence/trace';
import type { Act } from '../ports/control';
import type { Leftover } from './leftovers';
import { remainsOf, type Remains } from './remains';

export interface PostambleTools {
  /** Every message of the scenario so far; read anew after each act. */
  readonly messages: () => readonly MessageEvent[];
  /** Makes the user act; that it cannot be done shows in what is left. */
  readonly act: (user: string, act: Act) => Promise<void>;
  /** Waits until each of the receivers was sent the flow once more. */
  readonly untilMore: (flow: FlowId, receivers: readonly string[], after: number) => Promise<void>;
  /** A human would have to act, for nothing: the identities are never used again. */
  readonly isSpared: (party: PartyName) => boolean;
  readonly isProduct: (party: PartyName | null) => boolean;
  /** Waits for one quiet window. */
  readonly settle: () => Promise<unknown>;
}

export async function playPostamble(fixture: Fixture, tools: PostambleTools): Promise<readonly Leftover[]> {
  const remains = (): Remains => remainsOf(tools.messages());
  const actors = new Set(
    fixture.users
      .filter((user) => user.standsAffiliated === undefined && !tools.isSpared(user.party))
      .map(({ id }) => id),
  );
  const all = async (flow: FlowId, acts: readonly Act[]): Promise<void> => {
    const after = tools.messages().length;
    const possible = acts.flatMap((act) => ('user' in act && actors.has(act.user) ? [{ user: act.user, act }] : []));
    await Promise.allSettled(possible.map(({ user, act }) => tools.act(user, act)));
    const receivers = possible.map(({ user }) => user);
    if (receivers.length > 0) await tools.untilMore(flow, receivers, after);
  };

  const { regroups, affiliations, inService } = remains();
  const holding = [...affiliations].filter(([, groups]) => groups.size > 0);
  const needed = new Set([...regroups.map(({ user }) => user), ...holding.map(([user]) => user)]);
  const absent = [...needed].filter((user) => !inService.has(user));
  await all(
    'service-authorization-response.server-client',
    absent.map((user) => ({ kind: 'start-service', user })),
  );
  await all(
    'preconfigured-regroup-cancel-response.server-client',
    regroups.flatMap(({ user, id }) =>
      id === undefined ? [] : [{ kind: 'cancel-regroup' as const, user, regroupGroupId: id }],
    ),
  );
  await all(
    'group-de-affiliation-response.server-client',
    holding.map(([user, groups]) => ({ kind: 'de-affiliate', user, mcServiceGroupIdList: [...groups] })),
  );
  await all(
    'log-off-response.server-client',
    [...remains().inService].map((user) => ({ kind: 'log-off', user })),
  );
  await tools.settle();
  return leftoversOf(remains(), fixture, temporaryGroups(tools));
}

function leftoversOf(remains: Remains, fixture: Fixture, temporary: readonly string[]): readonly Leftover[] {
  const name = (id: string): string => [...fixture.users, ...fixture.groups].find((fact) => fact.id === id)?.name ?? id;
  return [
    ...remains.regroups.flatMap(({ user, groups, id }) =>
      groups.map((group) => ({
        id: group,
        what: `${name(group)} is in ${id === undefined ? 'a regroup' : `the regroup ${id}`} of ${name(user)}, whose cancellation was not confirmed`,
      })),
    ),
    ...[...remains.affiliations].flatMap(([user, groups]) =>
      [...groups].map((group) => ({
        id: user,
        what: `${name(user)} is affiliated to ${name(group)}, and the de-affiliation was not confirmed`,
      })),
    ),
    ...[...remains.inService].map((user) => ({
      id: user,
      what: `${name(user)} receives MC service, and the log-off was not confirmed`,
    })),
    ...temporary.map((group) => ({ id: group, what: `${name(group)} is in a temporary group` })),
  ];
}

/** Groups that a product was told to be in a temporary group: nobody takes that back. */
const temporaryGroups = ({ messages, isProduct }: PostambleTools): readonly string[] =>
  messages()
    .filter(({ flow, to }) => flow === 'notify-group-configuration-request.gms-server' && isProduct(to.party))
    .flatMap(({ body }) =>
      Array.isArray(body['groupConfigurations']) ? (body['groupConfigurations'] as unknown[]) : [],
    )
    .flatMap((configuration) => {
      const { mcServiceGroupId, temporaryGroupId } = Object(configuration) as Readonly<Record<string, unknown>>;
      return typeof mcServiceGroupId === 'string' && temporaryGroupId !== undefined ? [mcServiceGroupId] : [];
    });
