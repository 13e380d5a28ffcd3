import assert from 'node:assert/strict';
import type { Provisioned } from '../procedure/provisioned';
import type { PartyName } from '../procedure/roles';
import { createFixtureBuilder } from './fixture-builder';
import { provisionCommand } from './provisioning';

const SYSTEMS = (['primary', 'partner'] as const).map((name) => ({
  name,
  domain: `${name}.example`,
  serverId: `sip:server@${name}.example`,
  gmsId: `sip:gms@${name}.example`,
}));
const PROVISIONED: Provisioned = {
  users: new Map([
    ['Ana', { id: 'sip:a1@police.example', mayInitiateRegroup: true, affiliated: undefined }],
    ['Ben', { id: 'sip:b1@fire.example', mayInitiateRegroup: false, affiliated: ['Med-7', 'Med-8'] }],
  ]),
  groups: new Map([
    ['Fire-1', { id: 'sip:f1@police.example', home: 'primary', preconfigured: false, members: ['Ana', 'Ben', 'Eve'] }],
    ['Med-7', { id: 'sip:m7@fire.example', home: 'partner', preconfigured: false, members: ['Ben'] }],
    ['Crisis-0', { id: 'sip:c0@police.example', home: 'primary', preconfigured: true, members: ['Ana', 'Ben'] }],
  ]),
  multicastIn: [],
  gateway: false,
};

function built() {
  const builder = createFixtureBuilder('x1', SYSTEMS, PROVISIONED);
  builder.group('Fire-1', 'primary', ['Ana'], []);
  builder.group('Med-7', 'partner', ['Ben'], []);
  return builder;
}

describe('a user whom no MC system is told of', () => {
  it('is known to his client alone', () => {
    const builder = built();
    builder.stranger('Finn');
    const fixture = builder.build();
    const finn = fixture.users.find(({ name }) => name === 'Finn');
    assert.deepEqual([finn?.isStranger, finn?.inService, finn?.mayInitiateRegroup], [true, false, false]);
    assert.ok(fixture.groups.every(({ members }) => finn && !members.includes(finn.id)));
    const party = () => ({ address: 'sip:127.0.0.1:1', underTest: false });
    const knows = (name: PartyName): boolean =>
      provisionCommand(name, fixture, { party }).users.some(({ mcServiceId }) => mcServiceId === finn?.id);
    assert.deepEqual(
      (['primary-bystanders', 'client-1', 'primary-server', 'primary-gms', 'partner-server'] as const).map(knows),
      [true, false, false, false, false],
    );
  });

  it('cannot be one whom the products know', () => {
    assert.throws(
      () => built().stranger('Ana'),
      /provisioned\.users\.Ana is there, the scenario needs Ana to be unknown/,
    );
  });
});

describe('the fixture of a scenario with identities that stand', () => {
  it('takes the listed ones, and makes the others as ever', () => {
    const builder = built();
    builder.user('Eve');
    assert.equal(builder.userId('Ana'), 'sip:a1@police.example');
    assert.equal(builder.userId('Eve'), 'sip:eve.x1@primary.example');
    assert.equal(builder.groupId('Fire-1'), 'sip:f1@police.example');
    assert.equal(builder.groupId('Joint-9'), 'sip:joint-9.x1@primary.example');
  });

  it('makes a new one of a listed group that the scenario does not declare', () => {
    const builder = createFixtureBuilder('x1', SYSTEMS, PROVISIONED);
    assert.equal(builder.groupId('Fire-1'), 'sip:fire-1.x1@primary.example');
  });

  it('leaves out a preconfigured group that is not listed, and cannot name it', () => {
    const builder = built();
    assert.ok(builder.build().groups.every(({ name }) => name !== 'Crisis-1'));
    assert.throws(
      () => builder.groupId('Crisis-1'),
      /^PreconditionNotReached: provisioned\.groups\.Crisis-1 is not there/,
    );
  });

  it('says who is a member in truth, of those who take part', () => {
    const members = built()
      .build()
      .groups.find(({ name }) => name === 'Fire-1')?.members;
    assert.deepEqual(members, ['sip:a1@police.example', 'sip:b1@fire.example']);
  });

  it('refuses an affiliation that the scenario means for somebody who is no member', () => {
    const builder = built();
    builder.asksFor('Ana', ['Fire-1']);
    assert.throws(
      () => builder.asksFor('Ben', ['Fire-1']),
      /members names Ben, the scenario needs Ben not to be a member/,
    );
  });

  it('says where a client stands affiliated, as far as the scenario knows the groups', () => {
    const ben = built()
      .build()
      .users.find(({ name }) => name === 'Ben');
    assert.deepEqual(ben?.standsAffiliated, ['sip:m7@fire.example']);
  });
});
