// Steps about MC service users: what they may do, what they do, and what they are told.

import { Given, Then, When } from '@cucumber/cucumber';
import { proceedsNoFurther, usersNotified } from '../support/clauses/23.280-10.15.3.3.1/expectations/expectations';
import type { McxWorld } from '../support/world/world';

Given(
  '{user} {permission} initiate a preconfigured regroup',
  function (this: McxWorld, user: string, mayInitiateRegroup: boolean) {
    this.scenario.fixture.user(user, { mayInitiateRegroup });
  },
);

Given(
  '{user} has regrouped {groups} into {group}',
  function (this: McxWorld, user: string, groups: string[], into: string) {
    this.scenario.regroupedBefore({ user, groups, into });
  },
);

Given('{user} receives no MC service', function (this: McxWorld, user: string) {
  this.scenario.fixture.user(user, { inService: false });
});

Given('{user} is known to no MC system', function (this: McxWorld, user: string) {
  this.scenario.fixture.stranger(user);
});

When('{user} initiates a preconfigured regroup of {groups}', function (this: McxWorld, user: string, groups: string[]) {
  return this.initiates({ user, groups, into: undefined });
});

When(
  '{user} initiates a preconfigured regroup of {groups} into {group}',
  function (this: McxWorld, user: string, groups: string[], into: string) {
    return this.initiates({ user, groups, into });
  },
);

When(
  '{user} initiates a preconfigured regroup of {groups} into {group} with the configuration of {group}',
  function (this: McxWorld, user: string, groups: string[], into: string, configuration: string) {
    return this.initiates({ user, groups, into, configuration });
  },
);

When(
  '{user} initiates a preconfigured regroup of {groups} while {user} initiates one of {groups}',
  function (this: McxWorld, one: string, groups: string[], other: string, others: string[]) {
    return this.initiates({ user: one, groups, into: 'Joint-8' }, { user: other, groups: others, into: 'Joint-9' });
  },
);

When(
  '{user} initiates a preconfigured regroup of {groups} while {user} initiates one of {groups}, both with the configuration of {group}',
  function (this: McxWorld, one: string, groups: string[], other: string, others: string[], configuration: string) {
    return this.initiates(
      { user: one, groups, into: 'Joint-8', configuration },
      { user: other, groups: others, into: 'Joint-9', configuration },
    );
  },
);

When('{user} cancels the first regroup', function (this: McxWorld, user: string) {
  return this.acts(`${user} cancels the first regroup`, user, () => this.scenario.cancel(user, 'first'));
});

When('{user} cancels the regroup', function (this: McxWorld, user: string) {
  return this.acts(`${user} cancels the regroup`, user, () => this.scenario.cancel(user));
});

When('the MC system of {user} asks the others to cancel the regroup', function (this: McxWorld, user: string) {
  return this.demandsCancellation(user);
});

When('the MC system of {user} ends the regroup', function (this: McxWorld, user: string) {
  return this.acts(`the MC system of ${user} ends the regroup`, user, () => this.scenario.endAtServer(user));
});

When('{user} may no longer initiate a preconfigured regroup', function (this: McxWorld, user: string) {
  return this.acts(`${user} may no longer initiate`, user, () => this.scenario.withdrawAuthorization(user));
});

When('{user} affiliates to {groups}', function (this: McxWorld, user: string, groups: string[]) {
  return this.acts(`${user} affiliates`, user, () => this.scenario.affiliation('affiliate', user, groups));
});

When('{user} ceases to be affiliated to {groups}', function (this: McxWorld, user: string, groups: string[]) {
  return this.acts(`${user} de-affiliates`, user, () => this.scenario.affiliation('de-affiliate', user, groups));
});

When('{user} logs on again', function (this: McxWorld, user: string) {
  return this.acts(`${user} logs on again`, user, () => this.scenario.startService(user));
});

When('{user} logs off', function (this: McxWorld, user: string) {
  return this.acts(`${user} logs off`, user, () => this.scenario.logOff(user));
});

Then(
  '{users} {be} told of the {event}',
  function (this: McxWorld, users: string[], be: boolean, event: 'regrouping' | 'cancellation') {
    return this.sees(usersNotified(this.ids(users), event, be));
  },
);

Then('{user} proceeds no further', function (this: McxWorld, user: string) {
  return this.sees(proceedsNoFurther(this.id(user)));
});
