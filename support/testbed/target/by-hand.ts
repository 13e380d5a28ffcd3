// How the control of a product is bound: at an address, or by hand. Unaware of what control does.

import { ROLES, type Role } from '../../procedure/roles';
import type { RoleTarget, Target } from './target-model';

export type ByHand = 'static' | 'manual';

const bound = (role: RoleTarget | undefined): string | undefined =>
  role && 'address' in role ? role.control : undefined;

/** Undefined for a role whose control is no human's affair. */
export function byHand(role: RoleTarget | undefined): ByHand | undefined {
  const control = bound(role);
  return control === 'static' || control === 'manual' ? control : undefined;
}

/** Where a product takes control; undefined where it takes none. */
export const controlAddress = (role: RoleTarget | undefined): string | undefined =>
  byHand(role) === undefined ? bound(role) : undefined;

export const rolesByHand = ({ roles }: Pick<Target, 'roles'>, how: ByHand): readonly Role[] =>
  ROLES.filter((role) => byHand(roles[role]) === how);
