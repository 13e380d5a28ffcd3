// What can be told of a product that is set up by hand without asking anybody: which names of the cast stand at it.

import { STANDING_GROUPS, USERS } from '../procedure/cast';
import type { Provisioned } from '../procedure/provisioned';
import type { Role } from '../procedure/roles';
import type { ByHand } from '../testbed/target/by-hand';
import { ok, warn, type Diagnosis } from '../ports/diagnosis';

export function examineByHand(role: Role, how: ByHand, provisioned: Provisioned | undefined): readonly Diagnosis[] {
  const control =
    how === 'static'
      ? ok(`${role} control`, 'static: nothing is asked of it; what only control can show is inconclusive')
      : ok(`${role} control`, 'manual: an operator is asked, at the terminal or with --operator <name>');
  return [control, fixtures(role, provisioned)];
}

function fixtures(role: Role, provisioned: Provisioned | undefined): Diagnosis {
  const what = `${role} fixtures`;
  if (provisioned === undefined)
    return warn(
      what,
      'the operator sets each scenario up; list what stands at the product in provisioned to be asked less',
    );
  const missing = [
    ...Object.keys(USERS).filter((name) => !provisioned.users.has(name)),
    ...STANDING_GROUPS.filter((name) => !provisioned.groups.has(name)),
  ];
  if (missing.length === 0) return ok(what, 'provisioned lists every user and group of the cast');
  return warn(
    what,
    `provisioned lists all but ${missing.join(', ')}; a scenario in which the product has to know one of them is inconclusive`,
  );
}
