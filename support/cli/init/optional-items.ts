// The items that the maker of a product may answer no to, for the comments of a new target file.

import type { Role } from '../../procedure/roles';
import { loadIcs } from '../../traceability/catalogue/ics';

export const optionalItems = (role: Role): readonly { readonly item: string; readonly description: string }[] =>
  loadIcs()
    .tables.filter((table) => table.role === role)
    .flatMap(({ rows }) => rows)
    .filter(({ status }) => status === 'o');
