import { strict as assert } from 'node:assert';
import { deploy, id, ids } from './testing/deployment';
import { TWO_SYSTEMS } from './testing/plans';

type Deployed = ReturnType<typeof deploy>;

const affiliationsOf = (d: Deployed, party: string, group: string): string[] =>
  d.ask(party, { kind: 'affiliations', mcServiceGroupId: id(group) });

const cancel = (d: Deployed, user: string): void =>
  d.act({ kind: 'cancel-regroup', user: id(user), regroupGroupId: id('joint-9') });

function regrouped(affiliated = TWO_SYSTEMS.affiliated): Deployed {
  const d = deploy({ ...TWO_SYSTEMS, affiliated });
  d.regroup('ana', ['fire-1', 'med-7', 'med-8'], 'joint-9');
  d.clear();
  return d;
}

describe('the life of a regroup', () => {
  it('asks a user who affiliates late to a listed group, and only then', () => {
    const d = regrouped();
    d.affiliate('cleo', 'med-7');
    d.affiliate('ben', 'med-8');
    d.affiliate('eve', 'fire-2');
    const asked = d.bodies('preconfigured-regroup-request.server-client').map(({ to }) => to);
    assert.deepEqual(asked, ids('cleo'));
    assert.deepEqual(affiliationsOf(d, 'partner-gms', 'joint-9'), ids('ben', 'cleo'));
  });

  it('asks a late user whose listed group is homed elsewhere', () => {
    const d = regrouped();
    d.affiliate('dan', 'fire-1');
    assert.deepEqual(d.told('dan'), ['regrouped']);
    assert.deepEqual(affiliationsOf(d, 'partner-server', 'joint-9'), ids('ben', 'dan'));
  });

  it('lasts until the user has left the last listed group (POST-2)', () => {
    const d = regrouped({ ben: ['med-7', 'med-8'] });
    d.deAffiliate('ben', 'med-7');
    assert.deepEqual(affiliationsOf(d, 'partner-gms', 'joint-9'), ids('ben'));
    d.deAffiliate('ben', 'med-8');
    assert.deepEqual(affiliationsOf(d, 'partner-gms', 'joint-9'), []);
    const last = d.bodies('notify-group-dynamic-data-request.server-gms').at(-1);
    assert.deepEqual(last?.groupDynamicData, [{ mcServiceGroupId: id('joint-9'), deAffiliated: ids('ben') }]);
  });

  it('ends for a user who logs off (POST-3)', () => {
    const d = regrouped();
    d.act({ kind: 'log-off', user: id('ben') });
    assert.deepEqual(affiliationsOf(d, 'partner-gms', 'joint-9'), []);
    assert.deepEqual(affiliationsOf(d, 'partner-server', 'med-7'), []);
  });

  it('stays in force however long it takes (POST-1)', () => {
    const d = regrouped();
    d.pass(48 * 3_600_000);
    d.command('primary-server', { command: 'advance', milliseconds: 48 * 3_600_000 });
    d.regroup('ivo', ['fire-1'], 'joint-8');
    assert.deepEqual(d.told('ivo'), ['rejected']);
  });

  it('is cancelled everywhere, and the groups can be regrouped again', () => {
    const d = regrouped();
    cancel(d, 'ana');
    assert.deepEqual(
      d.bodies('preconfigured-regroup-cancel-response.server-client').map(({ result }) => result),
      ['success'],
    );
    assert.deepEqual(d.told('ben'), ['regrouped', 'cancelled']);
    for (const party of ['primary-server', 'partner-server']) assert.deepEqual(d.ask(party, { kind: 'regroups' }), []);
    assert.deepEqual(affiliationsOf(d, 'partner-gms', 'joint-9'), []);
    d.regroup('jan', ['med-7', 'med-8'], 'joint-9');
    assert.deepEqual(d.told('jan'), ['authorized', 'formed']);
  });

  it('is not cancelled by a user who may not, nor under an unknown regroup ID', () => {
    const d = regrouped();
    cancel(d, 'eve');
    d.act({ kind: 'cancel-regroup', user: id('ana'), regroupGroupId: id('joint-8') });
    assert.deepEqual(
      d.bodies('preconfigured-regroup-cancel-response.server-client').map(({ result }) => result),
      ['failure', 'failure'],
    );
    assert.deepEqual(d.ask('primary-server', { kind: 'regroups' }), ids('joint-9'));
  });

  it('is not cancelled by a server that did not start it', () => {
    const d = regrouped();
    d.inject('partner-server', 'preconfigured-regroup-cancel-request.server-server', {
      from: 'sip:server@second-partner.example',
      to: 'sip:server@partner.example',
      regroupGroupId: id('joint-9'),
    });
    assert.equal(d.bodies('preconfigured-regroup-cancel-response.server-server')[0]?.result, 'failure');
    assert.deepEqual(d.ask('partner-server', { kind: 'regroups' }), ids('joint-9'));
  });
});

describe('affiliation', () => {
  it('goes through the own server to the home of the group', () => {
    const d = deploy({ ...TWO_SYSTEMS, affiliated: { eve: ['med-7', 'fire-1'] } });
    assert.deepEqual(affiliationsOf(d, 'partner-server', 'med-7'), ids('eve'));
    assert.deepEqual(affiliationsOf(d, 'partner-gms', 'med-7'), ids('eve'));
    assert.equal(d.bodies('group-affiliation-response.server-client').at(-1)?.result, 'success');
    d.deAffiliate('eve', 'med-7');
    assert.deepEqual(affiliationsOf(d, 'partner-gms', 'med-7'), []);
    assert.deepEqual(affiliationsOf(d, 'primary-server', 'fire-1'), ids('eve'));
  });

  for (const [who, user, group] of [
    ['who is no member, at home', 'cleo', 'med-8'],
    ['who is no member, elsewhere', 'ivo', 'med-7'],
    ['who asks for a group that nobody knows', 'ben', 'nowhere'],
  ] as const) {
    it(`is refused to a user ${who}`, () => {
      const d = deploy(TWO_SYSTEMS);
      d.affiliate(user, group);
      assert.equal(d.bodies('group-affiliation-response.server-client').at(-1)?.result, 'failure');
    });
  }

  it('is refused to a user who receives no MC service', () => {
    const d = deploy(TWO_SYSTEMS);
    d.act({ kind: 'log-off', user: id('cleo') });
    d.affiliate('cleo', 'med-7');
    assert.equal(d.bodies('group-affiliation-response.server-client').at(-1)?.result, 'failure');
  });

  it('fails where the home of the group cannot be reached', () => {
    const d = deploy({ ...TWO_SYSTEMS, unreachable: ['partner-server'], affiliated: { eve: ['med-7'] } });
    assert.equal(d.bodies('group-affiliation-response.server-client').at(-1)?.result, 'failure');
  });
});
