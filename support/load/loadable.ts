// Which products one regroup to very many clients can be sent to: a partner server alone, which is reached by address and provisioned by
// control. Pure.

import { rolesUnderTest } from '../testbed/target/roles-under-test';
import type { Target } from '../testbed/target/target';

export interface NotLoadable {
  readonly found: string;
  readonly todo: string;
}

/** @returns undefined where it can take one */
export function whyNotLoadable(
  target: Pick<Target, 'roles'> & { readonly provisioned?: unknown },
): NotLoadable | undefined {
  const party = target.roles['partner-server'];
  const underTest = rolesUnderTest(target);
  const others = underTest.filter((role) => role !== 'partner-server');
  if (party === undefined || !('underTest' in party))
    return {
      found: `under test: ${underTest.join(', ') || 'nothing'}`,
      todo: 'targets/partner-server.yaml is one to copy.',
    };
  if (others.length > 0) return { found: `${others.join(', ')} too`, todo: 'Leave that out of a copy of the file.' };
  if ('plugin' in party) return { found: 'a plug-in', todo: 'Clients of a load are reached by address.' };
  if (target.provisioned !== undefined || ('address' in party && party.control === undefined))
    return {
      found: 'a product that is set up by hand',
      todo: 'Nobody sets up so many users by hand: give it control.',
    };
  return undefined;
}
