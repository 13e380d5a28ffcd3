// Steps about the MC systems as a whole: which groups they hold, how they reach each other, what leaves them.

import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { GROUPS } from '../support/procedure/cast';
import { noGroupRegrouped, nothingLeaves } from '../support/clauses/23.280-10.15.3.3.1/expectations/expectations';
import type { McSystemName } from '../support/procedure/roles';
import type { McxWorld } from '../support/world/world';

const names = (cell: string | undefined): string[] => (cell ?? '').split(',').flatMap((name) => name.trim() || []);

Given('these MC service groups:', function (this: McxWorld, table: DataTable) {
  for (const row of table.hashes()) {
    const home = (row['home MC system'] ?? '').replace(' ', '-') as McSystemName;
    this.scenario.fixture.group(
      row['group'] ?? '',
      home,
      names(row['affiliated members']),
      names(row['other members']),
    );
  }
});

Given('{groups} is/are in the temporary group {group}', function (this: McxWorld, groups: string[], temporary: string) {
  const home = GROUPS[groups[0] ?? '']?.home ?? 'primary';
  this.scenario.temporaryGroupBefore(groups, temporary, home);
});

Given('the {system} MC system sends regroup requests by multicast', function (this: McxWorld, system: McSystemName) {
  this.scenario.fixture.multicast(system);
});

Given('the MC systems reach each other through MC gateway servers', function (this: McxWorld) {
  this.scenario.fixture.gateway();
});

When(
  '{groups} is/are put into the temporary group {group}',
  async function (this: McxWorld, groups: string[], temporary: string) {
    const home = GROUPS[groups[0] ?? '']?.home ?? 'primary';
    await this.scenario.stimulus(`${temporary} is made`, () =>
      this.scenario.configurations.makeTemporary(groups, temporary, home),
    );
  },
);

When('the temporary group {group} is torn down', async function (this: McxWorld, temporary: string) {
  await this.scenario.stimulus(`${temporary} is torn down`, () => this.scenario.configurations.tearDown(temporary));
});

When(
  'the {system} group management server repeats the configuration of {groups}',
  async function (this: McxWorld, system: McSystemName, groups: string[]) {
    await this.scenario.stimulus(`the ${system} group management server repeats a configuration`, () =>
      this.scenario.configurations.repeat(system, groups),
    );
  },
);

When('the MC systems are ready', async function (this: McxWorld) {
  await this.scenario.stimulus('the MC systems are ready', () => Promise.resolve());
});

When('{int} hours pass', async function (this: McxWorld, hours: number) {
  await this.scenario.stimulus(`${hours} hours pass`, () => this.scenario.advance(hours));
});

Then('nothing leaves the {system} MC system', function (this: McxWorld, system: McSystemName) {
  return this.sees(nothingLeaves(system));
});

Then('no group is regrouped', function (this: McxWorld) {
  return this.sees(noGroupRegrouped());
});
