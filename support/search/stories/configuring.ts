// What group management servers do to their groups in a story: one temporary group stands at a time. Pure but for what it remembers.

import type { Act } from '../../ports/control';
import { entityOf, type McSystemName, type PartyName } from '../../procedure/roles';
import type { TemporaryGroup } from '../deployment';
import type { Configuring, Setup } from './story';

export interface Configured {
  readonly by: PartyName;
  readonly act: Act;
}

export interface Configurations {
  /** What stands before the first move. */
  readonly before: TemporaryGroup | undefined;
  /** Undefined where there is nothing to do it to: a second temporary group, or none to be torn down. */
  actOf(move: Configuring): Configured | undefined;
}

export const TEMPORARY_GROUP = 'Temp-5';

/** @param groupId of a name of the cast */
export function createConfigurations(
  { groups: known, temporary = [] }: Setup,
  groupId: (name: string) => string,
): Configurations {
  const id = groupId(TEMPORARY_GROUP);
  const before = together(temporary);
  let standing = before;

  /** Groups of one home: that of the first which has one. */
  function together(names: readonly string[]): TemporaryGroup | undefined {
    const homeOf = (name: string): McSystemName | undefined => known.find((group) => group.name === name)?.home;
    const home = names.map(homeOf).find((one) => one !== undefined);
    if (home === undefined) return undefined;
    return { home, id, mcServiceGroupIdList: names.filter((name) => homeOf(name) === home).map(groupId) };
  }

  return {
    before,
    actOf({ change, groups }) {
      const isTornDown = change === 'tear-down-temporary-group';
      const changed = isTornDown ? standing : together(groups);
      if (changed === undefined || (change === 'make-temporary-group' && standing !== undefined)) return undefined;
      if (change !== 'repeat-configuration') standing = isTornDown ? undefined : changed;
      const by = entityOf(changed.home, 'gms');
      const mcServiceGroupIdList = [...changed.mcServiceGroupIdList];
      if (change === 'repeat-configuration') return { by, act: { kind: change, mcServiceGroupIdList } };
      return { by, act: { kind: change, temporaryGroupId: id, mcServiceGroupIdList } };
    },
  };
}
