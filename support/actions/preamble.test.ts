import assert from 'node:assert/strict';
import type { Testbed } from '../ports/testbed';
import { targetOf } from '../testbed/target/target';
import { createFixtureBuilder } from './fixture-builder';
import { bringAbout, type PreambleTools } from './preamble';
import type { UpperTester } from './upper-tester';

const { systems } = targetOf({ name: 'x', version: '1' });

function fixture() {
  const builder = createFixtureBuilder('x1', systems, undefined);
  builder.group('Fire-1', 'primary', [], []);
  builder.user('Ana');
  builder.user('Ben');
  builder.user('Dan', { inService: false });
  return builder.build();
}

/** Whom it waits for to be told of the configuration of groups, by the local part of the identity. */
async function waitsFor(without: readonly string[] = []): Promise<readonly string[]> {
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
    untilMessage: (flow, receivers) => {
      if (flow === 'notify-group-configuration-request.gms-client') waited.push(...receivers);
      return Promise.resolve();
    },
  };
  await bringAbout(fixture(), tools);
  return waited.map((id) => id.replace(/^sip:|\..*/g, ''));
}

describe('the preamble', () => {
  it('waits until users have been told of a preconfigured group of another MC system, before anybody asks for a regroup', async () => {
    assert.deepEqual(await waitsFor(), ['ben']);
  });

  it('waits for nothing that a group management server set up by hand did long ago', async () => {
    assert.deepEqual(await waitsFor(['partner-gms']), []);
  });
});
