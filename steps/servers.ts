// Steps about MC service servers and group management servers: what reaches them and what they answer.

import { Given, Then, type DataTable } from '@cucumber/cucumber';
import {
  serverAnswers,
  serverReceives,
  serverReceivesNo,
  serverRejects,
  stepsInOrder,
  subscribedToConfiguration,
  subscribedToDynamicData,
} from '../support/clauses/23.280-10.15.3.3.1/expectations/expectations';
import { entityOf, type McSystemName } from '../support/procedure/roles';
import type { McxWorld } from '../support/world/world';

Given('the {system} MC service server answers late', function (this: McxWorld, system: McSystemName) {
  this.scenario.answersLast(system);
});

Given(
  'the {system} MC service server answers late, and the last request first',
  function (this: McxWorld, system: McSystemName) {
    this.scenario.answersLast(system, true);
  },
);

Given('the {system} MC service server answers twice', function (this: McxWorld, system: McSystemName) {
  this.scenario.behaves(entityOf(system, 'server'), { repeats: ['preconfigured-regroup-response.server-server'] });
});

Given('the {system} MC service server asks its partners twice', function (this: McxWorld, system: McSystemName) {
  this.scenario.behaves(entityOf(system, 'server'), { repeats: ['preconfigured-regroup-request.server-server'] });
});

Given(
  'the {system} MC service server asks its partners for one group at a time',
  function (this: McxWorld, system: McSystemName) {
    this.scenario.behaves(entityOf(system, 'server'), { asksInParts: true });
  },
);

Given(
  'the {system} MC service server names members before it asks its partners',
  function (this: McxWorld, system: McSystemName) {
    this.scenario.behaves(entityOf(system, 'server'), { namesFirst: true });
  },
);

Given(
  'the {system} MC service server lets no other server remove its regroups',
  function (this: McxWorld, system: McSystemName) {
    return this.takesLiberty(entityOf(system, 'server'), { keepsItsRegroups: true });
  },
);

Given('the {system} MC service server says no more than it must', function (this: McxWorld, system: McSystemName) {
  this.scenario.behaves(entityOf(system, 'server'), { words: 'brief' });
});

Given('the {system} MC service server says more than anybody knows', function (this: McxWorld, system: McSystemName) {
  this.scenario.behaves(entityOf(system, 'server'), { words: 'extended' });
});

Given('the {system} MC service server writes hosts in capitals', function (this: McxWorld, system: McSystemName) {
  this.scenario.behaves(entityOf(system, 'server'), { words: 'in-capitals' });
});

Given('the {system} MC service server does not answer', function (this: McxWorld, system: McSystemName) {
  return this.deviates(entityOf(system, 'server'), { ignores: ['preconfigured-regroup-request.server-server'] });
});

Given(
  'the {system} MC service server takes no requests of its partners',
  function (this: McxWorld, system: McSystemName) {
    this.scenario.behaves(entityOf(system, 'server'), { refuses: ['preconfigured-regroup-request.server-server'] });
  },
);

Given('the {system} MC service server does not answer cancellations', function (this: McxWorld, system: McSystemName) {
  return this.deviates(entityOf(system, 'server'), { ignores: ['preconfigured-regroup-cancel-request.server-server'] });
});

Then('the {system} MC service server receives a {flow}', function (this: McxWorld, system: McSystemName, flow: string) {
  return this.sees(serverReceives(system, flow));
});

Then(
  'the {system} MC service server receives no {flow}',
  function (this: McxWorld, system: McSystemName, flow: string) {
    return this.sees(serverReceivesNo(system, flow));
  },
);

Then(
  'the {system} MC service server answers with a {flow}',
  function (this: McxWorld, system: McSystemName, flow: string) {
    return this.sees(serverAnswers(system, flow));
  },
);

Then(
  'the {system} MC service server answers with a preconfigured regroup reject: {reason}',
  function (this: McxWorld, system: McSystemName, reason: string) {
    return this.sees(serverRejects(system, reason));
  },
);

Then('the steps follow each other in this order:', function (this: McxWorld, table: DataTable) {
  const rows = table.hashes().map((row) => ({ step: row['step'] ?? '', from: row['from'] ?? '', to: row['to'] ?? '' }));
  return this.sees(stepsInOrder(rows, this.parameters.ordering));
});

Then(
  'the {system} MC service server is subscribed to the configuration of {groups}',
  function (this: McxWorld, system: McSystemName, groups: string[]) {
    return this.sees(
      subscribedToConfiguration(
        system,
        groups.map((group) => this.groupId(group)),
      ),
    );
  },
);

Then(
  'the {system} group management server is subscribed to the dynamic data of {groups}',
  function (this: McxWorld, system: McSystemName, groups: string[]) {
    return this.sees(
      subscribedToDynamicData(
        system,
        groups.map((group) => this.groupId(group)),
      ),
    );
  },
);
