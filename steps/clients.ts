// Steps about MC service clients: what reaches them.

import { Given, Then } from '@cucumber/cucumber';
import { USERS } from '../support/procedure/cast';
import {
  hasConfigurationAndKey,
  onlyOneFormed,
  receivesNothingMore,
  reject,
  requestReturn,
  userReceives,
  userReceivesNo,
} from '../support/clauses/23.280-10.15.3.3.1/expectations/expectations';
import type { McxWorld } from '../support/world/world';

Given('{user} does not acknowledge regroup requests', function (this: McxWorld, user: string) {
  this.scenario.behaves(USERS[user]?.party ?? 'client-2', {
    withholds: ['preconfigured-regroup-response.client-server'],
  });
});

/** Late beside an answer at once, and early for every deadline. */
const LATE_MS = 15;
/** Longer than anybody who sends again waits before (T1 of RFC 3261 is 500 ms), and early for every deadline. */
const LINGERS_MS = 700;

Given('{user} acknowledges regroup requests late', function (this: McxWorld, user: string) {
  this.scenario.behaves(USERS[user]?.party ?? 'client-2', {
    delays: { 'preconfigured-regroup-response.client-server': LATE_MS },
  });
});

Given('{user} acknowledges regroup requests last of all', function (this: McxWorld, user: string) {
  this.scenario.acknowledgesLast(user);
});

Given('{user} is slow to take regroup requests', function (this: McxWorld, user: string) {
  this.scenario.behaves(USERS[user]?.party ?? 'client-2', {
    lingers: { 'preconfigured-regroup-request.server-client': LINGERS_MS },
  });
});

Given('{user} takes no regroup requests', function (this: McxWorld, user: string) {
  this.scenario.behaves(USERS[user]?.party ?? 'client-2', {
    refuses: ['preconfigured-regroup-request.server-client'],
  });
});

Then(
  '{user} receives a preconfigured regroup request return: {authorization}',
  function (this: McxWorld, user: string, authorized: boolean) {
    return this.sees(requestReturn(this.id(user), authorized));
  },
);

Then(
  '{user} receives a preconfigured regroup reject: {reason}',
  function (this: McxWorld, user: string, reason: string) {
    return this.sees(reject(this.id(user), reason));
  },
);

Then('{users} receive(s) a {flow}', function (this: McxWorld, users: string[], flow: string) {
  return this.sees(userReceives(this.ids(users), flow));
});

Then('{users} receive(s) no {flow}', function (this: McxWorld, users: string[], flow: string) {
  return this.sees(userReceivesNo(this.ids(users), flow));
});

Then('{user} receives nothing more', function (this: McxWorld, user: string) {
  return this.sees(receivesNothingMore(this.id(user)));
});

Then(
  'only one of {user} and {user} receives a preconfigured regroup response',
  function (this: McxWorld, one: string, other: string) {
    return this.sees(onlyOneFormed(this.id(one), this.id(other)));
  },
);

Then(
  '{users} has/have the configuration and the key reference of {group}',
  function (this: McxWorld, users: string[], group: string) {
    return this.sees(hasConfigurationAndKey(this.ids(users), this.groupId(group)));
  },
);
