// The roles that a target puts under test.

import { isRole, type Role } from '../../procedure/roles';
import type { Target } from './target';

export const rolesUnderTest = ({ roles }: Pick<Target, 'roles'>): readonly Role[] =>
  Object.entries(roles).flatMap(([role, binding]) => (isRole(role) && 'underTest' in binding ? [role] : []));
