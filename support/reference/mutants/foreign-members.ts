// Asks users who are served elsewhere: what a server does that takes every affiliated member for its own.

import { on } from '../machine';
import { send } from '../outbox';
import { replacing, type Rewrite } from '../rewrite';
import { STEP_7 } from './elements';

/** Remembers who affiliated from elsewhere, and asks them too, by way of the server that serves them. */
export function askForeignMembers(): Rewrite {
  const foreign = new Map<string, { readonly id: string; readonly serverId: string }[]>();
  return (turn) => {
    const affiliated = on(turn.input, 'group-affiliation-request.server-server');
    for (const group of affiliated?.mcServiceGroupIdList ?? []) {
      const entry = { id: affiliated?.mcServiceId ?? '', serverId: affiliated?.from ?? '' };
      foreign.set(group, [...(foreign.get(group) ?? []), entry]);
    }
    let isDone = false;
    return replacing(STEP_7, ({ body, output }, { peers }) => {
      if (isDone) return [output];
      isDone = true;
      const others = (body.mcServiceGroupIdList ?? []).flatMap((group) => foreign.get(group) ?? []);
      return [
        output,
        ...others.flatMap(({ id, serverId }) => {
          const system = peers.otherSystems(body.mcServiceId).find((other) => other.serverId === serverId);
          return system === undefined ? [] : [send(STEP_7, system.serverAddress, { ...body, to: id, mcServiceId: id })];
        }),
      ];
    })(turn);
  };
}
