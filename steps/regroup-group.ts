// Steps about the regroup group: its identity, who is affiliated to it, whether it is in force.

import { Then } from '@cucumber/cucumber';
import {
  affiliatedToRegroupGroup,
  regroupGroupIs,
  regroupInForce,
} from '../support/clauses/23.280-10.15.3.3.1/expectations/expectations';
import type { McxWorld } from '../support/world/world';

Then('{users} {be} affiliated to the regroup group', function (this: McxWorld, users: string[], be: boolean) {
  return this.sees(affiliatedToRegroupGroup(this.ids(users), be));
});

Then('the regroup group {be} {group}', function (this: McxWorld, be: boolean, group: string) {
  return this.sees(regroupGroupIs(this.groupId(group), be));
});

Then('the regroup {force} in force', function (this: McxWorld, inForce: boolean) {
  return this.sees(regroupInForce(inForce));
});
