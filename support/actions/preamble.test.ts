import assert from 'node:assert/strict';
import type { Testbed } from '../ports/testbed';
import type { FlowId } from '../procedure/flows';
import { targetOf } from '../testbed/target/target';
import { createFixtureBuilder } from './fixture-builder';
import { bringAbout, type PreambleTools } from './preamble';
import type { UpperTester } from './upper-tester';

const { systems } = targetOf({ name: 'x', version: '1' });

function fixture() {
  const builder = createFixtureBuilder('x1', systems, undefined);
  builder.group('Fire-1', 'primary', [], []);
  builder.group('Fire-2', 'primary', [], []);
  builder.group('Med-7', 'partner', [], []);
  builder.user('Ana');
  builder.user('Ben');
  builder.user('Dan', { inService: false });
  return builder.build();
}

/** Whom it waits for to be sent the flow, by the local part of the identity, each with the groups that it has to be told of. */
async function waitsFor(flow: FlowId, without: readonly string[] = []): Promise<readonly string[]> {
  const local = (id: string): string => id.replace(/^sip:|[.@].*/g, '');
  const waited: string[] = [];
  const done = { status: 'done' } as const;
  const tester = {
    must: () => Promise.resolve(done),
    act: () => Promise.resolve(),
    command: (party: string) =>
      Promise.resolve(without.includes(party) ? { status: 'unsupported' as const, reason: 'by hand' } : done),
  } as unknown as UpperTester;
  const testbed = { systems, party: () => ({ address: 'http://127.0.0.1:1' }) } as unknown as Testbed;
  const tools: PreambleTools = {
    testbed,
    tester,
    affiliationsOf: () => [],
    untilSent: (sent, awaited) => {
      if (sent === flow)
        waited.push(...awaited.map(({ from, id, groups }) => `${from}: ${[id, ...groups].map(local).join(' ')}`));
      return Promise.resolve();
    },
  };
  await bringAbout(fixture(), tools);
  return waited;
}

const CONFIGURED = 'notify-group-configuration-request.gms-client';
const SUBSCRIBED = 'subscribe-group-dynamic-data-response.server-gms';

describe('the preamble', () => {
  it('waits until users have been told of each preconfigured group of another MC system, before anybody asks for a regroup', async () => {
    assert.deepEqual(await waitsFor(CONFIGURED), ['partner-gms: ben crisis-0 crisis-1']);
  });

  it('waits for nothing that a group management server set up by hand did long ago', async () => {
    assert.deepEqual(await waitsFor(CONFIGURED, ['partner-gms']), []);
  });

  it('waits until a group management server is subscribed to each group that it manages, for it may subscribe group by group', async () => {
    assert.deepEqual(await waitsFor(SUBSCRIBED), ['primary-server: gms fire-1 fire-2', 'partner-server: gms med-7']);
  });
});
