import assert from 'node:assert/strict';
import { openStory } from '../../../oracle/story';
import { abilitiesOf, EVERY_ABILITY } from '../../../ports/abilities';
import { GROUPS, REGROUP_ID, traceOf, type Request } from '../testing/messages';
import { STAGE_3 } from '../all';

describe('a user of a regroup', () => {
  const CLIENT = '<mcptt-client-id type="Normal"><mcpttString>urn:uuid:1</mcpttString></mcptt-client-id>';
  const asks: Request = { action: 'create', from: 'ana', to: 'primary', status: 200, info: CLIENT };
  const told: Request = {
    action: 'create',
    from: 'primary',
    to: 'eve',
    info: CLIENT,
    headers: ['P-Asserted-Identity: <sip:server@primary.example>'],
  };
  const named = (over: Partial<Request>): boolean => {
    const story = openStory(traceOf(asks, { ...told, ...over }), abilitiesOf({ abilities: EVERY_ABILITY }));
    const found = STAGE_3.checks.flatMap((check) => check.judge(story, { ordering: 'strict' }));
    return found.some(({ requirement, verdict }) => requirement === 'GR-16.2.2.4-3e.2' && verdict === 'fail');
  };
  const withHeader = (value: string) => ({ headers: [...(told.headers ?? []), value] });

  it('is named to no other, in whatever field or body', () => {
    assert.ok(named(withHeader('Subject: sip:zoe.t1@primary.example')));
    assert.ok(named(withHeader('X-Members: <sip:%7Aoe.t1@PRIMARY.example>')));
    assert.ok(named({ regroup: `${REGROUP_ID}${GROUPS}<x to="sip:ben.t1@partner.example"/>` }));
  });

  it('may read of itself and of whoever asked', () => {
    for (const free of ['sip:eve.t1@primary.example', 'sip:ana.t1@primary.example', 'sip:zoe.t1@primary.example.com'])
      assert.ok(!named(withHeader(`Subject: ${free}`)), free);
  });
});
