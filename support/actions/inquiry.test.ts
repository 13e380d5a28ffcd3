import assert from 'node:assert/strict';
import type { ControlAnswer, ControlCommand } from '../ports/control';
import type { Testbed } from '../ports/testbed';
import type { MessageEvent } from '../evidence/trace';
import type { Fixture } from '../procedure/fixture';
import { inquire } from './inquiry';
import type { UpperTester } from './upper-tester';

const BEN = 'sip:ben.k3f9@partner.example';
const JOINT = 'sip:joint-9.k3f9@primary.example';

const FIXTURE: Fixture = {
  scope: 'k3f9',
  systems: [],
  users: [{ name: 'Ben', id: BEN, system: 'partner', party: 'client-2', mayInitiateRegroup: false, inService: true }],
  groups: [],
  multicastIn: [],
  gateway: false,
};
const received = (flow: MessageEvent['flow']): MessageEvent => ({
  ...{ kind: 'message', id: flow, seq: 1, at: 1, scope: 'k3f9', flow, body: { regroupGroupId: JOINT }, raw: '' },
  ...{ schemaErrors: [], wire: {}, writtenBy: 'harness' },
  ...{ from: { party: 'partner-server', id: 'sip:server@partner.example' }, to: { party: 'client-2', id: BEN } },
});
const ASKED = received('preconfigured-regroup-request.server-client');
const ENDED = received('preconfigured-regroup-cancel-request.server-client');

/** How often the client is asked, which tells of one more thing each time. */
async function timesAsked(
  messages: readonly MessageEvent[],
  kinds: readonly ('regrouped' | 'cancelled')[],
  change: { readonly underTest?: boolean; readonly deadlineMs?: number } = {},
): Promise<number> {
  const { underTest = true, deadlineMs = 5_000 } = change;
  let asked = 0;
  const answer = (command: ControlCommand): ControlAnswer => {
    if (command.command !== 'ask') return { status: 'done' };
    asked += 1;
    const userNotifications = kinds.slice(0, asked - 1).map((kind) => ({ kind, regroupGroupId: JOINT }));
    return { status: 'done', userNotifications };
  };
  const party = { underTest, control: { send: () => Promise.reject(new Error('nobody')) } };
  const testbed = {
    ...{ underTest: underTest ? ['client-2'] : [], selfContained: false, party: () => party },
    timing: { deadlineMs, quietWindowMs: 10 },
  } as unknown as Testbed; // what an inquiry reads of it
  const tester: UpperTester = {
    command: (_party, command) => Promise.resolve(answer(command)),
    must: () => Promise.resolve(),
    act: () => Promise.resolve(),
  };
  await inquire(FIXTURE, { testbed, tester, messages });
  return asked;
}

describe('a client of a product is asked what its user was told', () => {
  it('until the user was told of the regroup', async () => {
    assert.equal(await timesAsked([ASKED], ['regrouped']), 2);
    assert.equal(await timesAsked([ASKED], [], { deadlineMs: 0 }), 1, 'or the deadline has passed');
  });

  it('until the user was told of each regroup of an identity', async () => {
    assert.equal(await timesAsked([ASKED, ENDED, ASKED], ['regrouped', 'cancelled', 'regrouped']), 4);
  });

  it('once where the harness plays it', async () => {
    assert.equal(await timesAsked([ASKED], ['regrouped'], { underTest: false }), 1);
  });
});
