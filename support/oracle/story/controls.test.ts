import assert from 'node:assert/strict';
import type { ControlEvent } from '../../evidence/trace';
import type { PartyName } from '../../procedure/roles';
import { isExcused, readControls } from './controls';

let seq = 0;
const event = (
  party: PartyName,
  command: ControlEvent['command'],
  answer: ControlEvent['answer'] = { status: 'done' },
): ControlEvent => ({ kind: 'control', scope: 's1', id: `e${++seq}`, seq, at: seq, party, command, answer });

const act = (details: Record<string, unknown>, answer?: ControlEvent['answer']) =>
  event('client-1', { command: 'act', act: details }, answer);
const ask = (party: PartyName, question: Record<string, unknown>, answer: ControlEvent['answer']) =>
  event(party, { command: 'ask', question }, answer);

const UNSUPPORTED = { status: 'unsupported' } as const;

describe('what control asked and was told', () => {
  it('has every act with all that was asked for, done or not', () => {
    const whole = act({
      kind: 'initiate-regroup',
      user: 'ana',
      mcServiceGroupIdList: ['fire', 7, 'police'],
      regroupGroupId: 'joint',
      preconfiguredGroupId: 'template',
      temporaryGroupId: 'temporary',
    });
    const bare = event('client-2', { command: 'act', act: { kind: 7, user: null, regroupGroupId: 7 } }, UNSUPPORTED);
    const { acts, actors } = readControls([whole, bare]);
    assert.deepEqual(acts, [
      {
        event: whole,
        done: true,
        kind: 'initiate-regroup',
        user: 'ana',
        groups: ['fire', 'police'],
        regroupId: 'joint',
        temporaryId: 'temporary',
        elements: whole.command['act'],
      },
      {
        event: bare,
        done: false,
        kind: '',
        user: '',
        groups: [],
        regroupId: undefined,
        temporaryId: undefined,
        elements: bare.command['act'],
      },
    ]);
    assert.deepEqual([...actors], ['client-1']);
  });

  it('takes nothing else for an act, and nothing but an activation for a beginning', () => {
    const asked = ask('client-1', { kind: 'regroups' }, { status: 'done', regroupGroupIds: [] });
    const told = event('client-2', {
      command: 'behave',
      withholds: [],
      act: { kind: 'log-off' },
      question: { kind: 'regroups' },
    });
    const { acts, actors, activated, standing, regroups } = readControls([asked, told]);
    assert.deepEqual([acts, [...actors], activated, [...standing], regroups.length], [[], [], undefined, [], 1]);
  });

  it('begins with the first party that was told to, and knows those that could not be', () => {
    const refused = event('client-1', { command: 'activate' }, UNSUPPORTED);
    const broken = event('client-2', { command: 'activate' }, { status: 'error' });
    const first = event('primary-server', { command: 'activate' });
    const second = event('partner-server', { command: 'activate' });
    const other = event('primary-gms', { command: 'advance' }, UNSUPPORTED);
    const { activated, standing } = readControls([refused, broken, first, second, other]);
    assert.equal(activated, first);
    assert.deepEqual([...standing], ['client-1']);
  });

  it('knows who could not be asked any more, whatever the command', () => {
    const gone = event('primary-gms', { command: 'hello' }, { status: 'unreachable' });
    const there = event('partner-gms', { command: 'hello' });
    assert.deepEqual([...readControls([there, gone]).lost], ['primary-gms']);
  });

  it('excuses who was told to leave out more than may be left out anyhow', () => {
    const behave = (party: PartyName, details: Record<string, unknown>) =>
      event(party, { command: 'behave', ...details });
    const acknowledgement = 'preconfigured-regroup-response.client-server';
    const controls = readControls([
      behave('client-1', { withholds: [acknowledgement] }),
      behave('client-2', { withholds: [acknowledgement, 'preconfigured-regroup-response.server-server'] }),
      behave('primary-server', { ignores: ['preconfigured-regroup-request.client-server'] }),
      behave('partner-server', { delays: ['preconfigured-regroup-response.server-server'] }),
      event('primary-gms', { command: 'act', withholds: ['group-information-notify-request.gms-gms'] }),
    ]);
    const parties: readonly PartyName[] = ['client-1', 'client-2', 'primary-server', 'partner-server', 'primary-gms'];
    const excused = (freely: readonly string[]) =>
      parties.filter((party) => isExcused(controls, party, new Set(freely)));
    assert.deepEqual(excused([acknowledgement]), ['client-2', 'primary-server']);
    assert.deepEqual(excused([]), ['client-1', 'client-2', 'primary-server']);
  });

  it('knows who was told to let no other server remove its regroups', () => {
    const { keepers } = readControls([
      event('partner-server', { command: 'behave', keepsItsRegroups: true }),
      event('primary-server', { command: 'behave', asksInParts: true }),
    ]);
    assert.deepEqual([...keepers], ['partner-server']);
  });

  it('keeps what each user was told last', () => {
    const question = { kind: 'user-notifications', user: 'ben' };
    const told = (...userNotifications: readonly unknown[]) => ({ status: 'done' as const, userNotifications });
    const early = ask('client-2', question, told({ kind: 'regrouping', regroupGroupId: 'joint' }));
    const late = ask('client-2', question, told({ kind: 'regrouped', regroupGroupId: 'other' }, {}, null, 'nonsense'));
    const { notifications } = readControls([early, late]);
    const nothing = { kind: '', regroupId: undefined };
    assert.deepEqual(
      [...notifications],
      [
        [
          'ben',
          {
            event: late,
            party: 'client-2',
            value: [{ kind: 'regrouped', regroupId: 'other' }, nothing, nothing, nothing],
          },
        ],
      ],
    );
  });

  it('knows an answer that could not be given from an empty one', () => {
    const parties: readonly PartyName[] = ['primary-server', 'partner-server'];
    const [empty, none] = parties.map((party, at) =>
      ask(party, { kind: 'regroups' }, at === 0 ? { status: 'done', regroupGroupIds: [] } : UNSUPPORTED),
    );
    const full = ask('primary-server', { kind: 'regroups' }, { status: 'done', regroupGroupIds: ['joint', 5] });
    assert.ok(empty && none);
    const unsaid = ask('client-2', { kind: 'user-notifications' }, { status: 'done', userNotifications: 'none' });
    const { regroups, notifications, affiliations } = readControls([empty, none, full, unsaid]);
    assert.deepEqual(regroups, [
      { event: empty, party: 'primary-server', value: [] },
      { event: none, party: 'partner-server', value: undefined },
      { event: full, party: 'primary-server', value: ['joint'] },
    ]);
    assert.deepEqual([...notifications], [['', { event: unsaid, party: 'client-2', value: [] }]]);
    assert.deepEqual(affiliations, []);
  });

  it('has who is affiliated to which group, each answer in order', () => {
    const answer = { status: 'done' as const, affiliated: ['ben', 3, 'eva'] };
    const named = ask('partner-server', { kind: 'affiliations', mcServiceGroupId: 'joint' }, answer);
    const unnamed = ask('partner-server', { kind: 'affiliations' }, UNSUPPORTED);
    const { affiliations, regroups, notifications } = readControls([named, unnamed]);
    assert.deepEqual(affiliations, [
      { event: named, party: 'partner-server', value: ['ben', 'eva'], groupId: 'joint' },
      { event: unnamed, party: 'partner-server', value: undefined, groupId: '' },
    ]);
    assert.deepEqual([regroups, notifications.size], [[], 0]);
  });
});
