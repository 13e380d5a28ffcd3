// Clears a scenario away: parties forget it where they can be told to, and where a product cannot, it is undone over the
// wire, as in operation. Tells what was not confirmed.

import type { Fixture } from '../procedure/fixture';
import type { PartyName } from '../procedure/roles';
import type { Testbed } from '../ports/testbed';
import type { Leftover } from './leftovers';
import { playPostamble, type PostambleTools } from './played-postamble';
import { partiesOf } from './provisioning';
import type { UpperTester } from './upper-tester';

export interface ClearingTools extends Pick<PostambleTools, 'messages' | 'untilMore' | 'settle'> {
  readonly testbed: Testbed;
  readonly tester: UpperTester;
}

export async function clearAway(fixture: Fixture, tools: ClearingTools): Promise<readonly Leftover[]> {
  const { testbed } = tools;
  const parties = partiesOf(fixture);
  const products = parties.filter((party) => testbed.party(party).underTest);
  if (testbed.provisioned) {
    // Identities that are shared are cleared as long as every party still knows them.
    const left = await undo(fixture, tools);
    await release(parties, fixture, tools);
    return left;
  }
  const left = (await release(products, fixture, tools)) ? await undo(fixture, tools) : [];
  await release(
    parties.filter((party) => !products.includes(party)),
    fixture,
    tools,
  );
  return left;
}

/** Whether one of them says that it has not forgotten the scenario. One that is gone says nothing. */
async function release(parties: readonly PartyName[], { scope }: Fixture, { tester }: ClearingTools): Promise<boolean> {
  const answers = await Promise.allSettled(
    parties.map((party) => tester.command(party, { command: 'release', scope })),
  );
  return answers.some((answer) => answer.status === 'fulfilled' && answer.value.status !== 'done');
}

async function undo(fixture: Fixture, tools: ClearingTools): Promise<readonly Leftover[]> {
  const { testbed, tester, messages, untilMore, settle } = tools;
  const partyOf = new Map(fixture.users.map(({ id, party }) => [id, party]));
  return playPostamble(fixture, {
    messages,
    untilMore,
    settle,
    async act(user, act) {
      const party = partyOf.get(user);
      if (party) await tester.command(party, { command: 'act', scope: fixture.scope, act });
    },
    isSpared: (party) => !testbed.provisioned && testbed.party(party).control.operated === true,
    isProduct: (party) => party !== null && testbed.party(party).underTest,
  });
}
