import assert from 'node:assert/strict';
import type { MessageEvent } from '../evidence/trace';
import type { FlowId } from '../procedure/flows';
import { createConfigurations } from './configurations';

const idOf = (name: string): string => `sip:${name.toLowerCase()}.k3f9@primary.example`;

/** A group management server that tells its server of each group by itself, or of some only; each as part of that temporary group. */
function configuring(told: readonly string[], temporary?: string) {
  const messages: MessageEvent[] = [];
  const notify = (group: string): void => {
    const flow: FlowId = 'notify-group-configuration-request.gms-server';
    const named = { mcServiceGroupId: idOf(group), ...(temporary && { temporaryGroupId: idOf(temporary) }) };
    messages.push({ flow, body: { groupConfigurations: [named] } } as unknown as MessageEvent); // what is read of one
  };
  const waited: boolean[] = [];
  const configurations = createConfigurations({
    fixture: { groupId: idOf },
    tester: { act: () => Promise.resolve() },
    patience: {
      until(condition) {
        for (const group of told) {
          waited.push(condition());
          notify(group);
        }
        waited.push(condition());
        return Promise.resolve();
      },
    },
    abilities: { notifiesConfiguration: true },
    messages: (flow) => messages.filter((message) => message.flow === flow),
    isStanding: () => false,
  });
  return { configurations, waited };
}

describe('what a group management server is made to do', () => {
  it('is waited for until its server was told of every group, be it one by one', async () => {
    const { configurations, waited } = configuring(['Fire-1', 'Fire-2']);
    await configurations.repeat('primary', ['Fire-1', 'Fire-2']);
    assert.deepEqual(waited, [false, false, true]);
  });

  it('is not over when its server was told of the groups as they were before', async () => {
    const waits = async (temporary?: string) => {
      const { configurations, waited } = configuring(['Fire-1', 'Fire-2'], temporary);
      await configurations.makeTemporary(['Fire-1', 'Fire-2'], 'Temp-5', 'primary');
      return waited.at(-1);
    };
    assert.equal(await waits(), false);
    assert.equal(await waits('Temp-5'), true);
  });

  it('is torn down where it was made, and nowhere else', async () => {
    const { configurations } = configuring(['Fire-1']);
    await assert.rejects(configurations.tearDown('Temp-5'), /no step before has made the temporary group Temp-5/);
    await configurations.makeTemporary(['Fire-1'], 'Temp-5', 'primary');
    await configurations.tearDown('Temp-5');
  });
});
