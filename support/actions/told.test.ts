import assert from 'node:assert/strict';
import { areTold, tellOf } from './told';

const GROUPS = ['sip:fire-1@primary.example', 'sip:fire-2@primary.example'];
const SERVER = 'sip:mcx-server@primary.example';

const listing = (...groups: readonly string[]) => ({
  to: { id: SERVER, party: 'primary-server' as const },
  body: { mcServiceGroupIdList: groups },
});

describe('what messages tell of groups', () => {
  it('may come in several messages and in any spelling, and is not all there before each group was named', () => {
    const told = (...messages: readonly ReturnType<typeof listing>[]) => areTold(new Map([[SERVER, GROUPS]]), messages);
    assert.equal(told(), false);
    assert.equal(told(listing(...GROUPS)), true);
    assert.equal(told(listing('sip:fire-1@primary.example')), false);
    assert.equal(told(listing('sip:fire-1@PRIMARY.example'), listing('sip:fire-2@primary.example')), true);
  });

  it('is told to everybody who has to be told', () => {
    assert.equal(
      areTold(new Map([SERVER, 'sip:gms@primary.example'].map((id) => [id, []])), [listing(...GROUPS)]),
      false,
    );
    assert.equal(areTold(new Map([[SERVER, []]]), [listing()]), true);
    assert.equal(areTold(new Map(), []), true);
  });

  it('is everything where a message lists no groups', () => {
    assert.equal(tellOf([{ body: { result: 'failure' } }], GROUPS), true);
  });

  it('counts of a configuration where it says what has to be said', () => {
    const of = (mcServiceGroupId: string, temporaryGroupId?: string) => ({
      body: {
        groupConfigurations: [{ mcServiceGroupId, ...(temporaryGroupId !== undefined && { temporaryGroupId }) }],
      },
    });
    const [one = '', other = ''] = GROUPS;
    const isTemporary = (messages: readonly ReturnType<typeof of>[]) =>
      tellOf(messages, GROUPS, ({ temporaryGroupId }) => temporaryGroupId === 'sip:temp@primary.example');
    assert.equal(isTemporary([of(one, 'sip:temp@primary.example'), of(other)]), false);
    assert.equal(isTemporary([of(one, 'sip:temp@primary.example'), of(other, 'sip:temp@primary.example')]), true);
  });
});
