// Builds servers that take a configuration which they are told for another.

import type { GroupConfiguration } from '../../../ports/control';
import { alteredServer } from '../../altered';
import { on, type Env, type Machine } from '../../machine';

export const NOTIFIED = 'notify-group-configuration-request.gms-server';
const FETCHED = 'get-group-configuration-response.gms-server';

/** @param taking called once for each machine; takes a configuration, as notified or as fetched, for another */
export const configuring =
  (taking: () => (configuration: GroupConfiguration) => GroupConfiguration) =>
  (env: Env): Machine => {
    const machine = alteredServer({})(env);
    const take = taking();
    // What names the group only has it fetched.
    const taken = (one: GroupConfiguration): GroupConfiguration => (Object.keys(one).length === 1 ? one : take(one));
    return {
      receive(input) {
        const told = on(input, NOTIFIED);
        if (told !== undefined) {
          const body = { ...told, groupConfigurations: told.groupConfigurations.map(taken) };
          return machine.receive({ kind: 'flow', flow: NOTIFIED, body });
        }
        const fetched = on(input, FETCHED);
        if (fetched?.groupConfiguration === undefined) return machine.receive(input);
        const body = { ...fetched, groupConfiguration: taken(fetched.groupConfiguration) };
        return machine.receive({ kind: 'flow', flow: FETCHED, body });
      },
    };
  };
