// For which parties the harness listens: those that it plays, and products with a tap in front of them.

import { isRole, PARTIES, type PartyName } from '../../procedure/roles';
import { tappedIn } from './tap';
import type { Target } from '../target/target-model';

export function listenersOf(target: Pick<Target, 'roles'>): readonly PartyName[] {
  const tapped: readonly PartyName[] = tappedIn(target);
  return PARTIES.filter((party) => {
    const role = isRole(party) ? target.roles[party] : undefined;
    const isProduct = role !== undefined && ('address' in role || 'plugin' in role);
    return !isProduct || tapped.includes(party);
  });
}
