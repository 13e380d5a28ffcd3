// Builds servers whose policy depends on what they are just being told, which no policy sees of itself.

import { alteredServer, type Alteration } from '../../altered';
import { on, type Env, type Input, type Machine } from '../../machine';
import type { ServerPolicy } from '../../policies';
import { STEP_2 } from '../elements';

/** What a server has heard so far. */
export interface Heard {
  /** What it is being told now. */
  readonly now: Input | undefined;
  /** Who asks for a regroup just now. */
  requester(): string | undefined;
  /** By group, users who asked to be affiliated to it. */
  readonly joined: ReadonlyMap<string, ReadonlySet<string>>;
  /** Groups that it was told of by control. */
  readonly groups: readonly string[];
}

export const hearingServer =
  (alteration: (heard: Heard) => Alteration<ServerPolicy>) =>
  (env: Env): Machine => {
    let now: Input | undefined;
    const joined = new Map<string, Set<string>>();
    const groups: string[] = [];
    const machine = alteredServer(
      alteration({
        get now() {
          return now;
        },
        requester: () => (now === undefined ? undefined : on(now, STEP_2)?.mcServiceId),
        joined,
        groups,
      }),
    )(env);
    return {
      receive(input) {
        now = input;
        const affiliation = on(input, 'group-affiliation-request.client-server');
        for (const group of affiliation?.mcServiceGroupIdList ?? [])
          joined.set(group, (joined.get(group) ?? new Set()).add(affiliation?.mcServiceId ?? ''));
        if (input.kind === 'command' && input.command.command === 'provision')
          groups.push(...input.command.groups.map(({ mcServiceGroupId }) => mcServiceGroupId));
        return machine.receive(input);
      },
    };
  };
