// Which roles of a target are one product: what passes between them inside it is no message that anybody could see.

import { ROLES, type Role } from '../../procedure/roles';
import { controlAddress } from './by-hand';
import type { Target } from './target-model';

/**
 * The roles of each product that has an address. One control makes them one; of those set up by hand, or with a control for each,
 * the target file says so (`sameProductAs`).
 */
export function productsIn({ roles }: Pick<Target, 'roles'>): readonly (readonly Role[])[] {
  const products = new Map<string, Role[]>();
  const nameOf = (role: Role, seen: readonly Role[] = []): string | undefined => {
    const bound = roles[role];
    if (!bound || !('address' in bound)) return undefined;
    const other = bound.sameProductAs;
    if (other !== undefined && !seen.includes(other)) return nameOf(other, [...seen, role]);
    return controlAddress(bound) ?? role;
  };
  for (const role of ROLES) {
    const product = nameOf(role);
    if (product !== undefined) products.set(product, [...(products.get(product) ?? []), role]);
  }
  return [...products.values()];
}
