import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { askTogether, type Initiator } from './same-moment';

/** Sees once a turn, and gives up after twenty. */
async function sees(condition: () => boolean, begun: Promise<unknown>): Promise<void> {
  let failure: unknown;
  begun.catch((reason: unknown) => (failure = reason));
  for (let turns = 0; turns < 20 && !condition(); turns += 1) {
    await turn();
    if (failure instanceof Error) throw failure;
  }
}

/** What happened, in its order. A product says at once that it asks, and asks some turns later. */
function initiatorsOf(happened: string[], change: Partial<Initiator> = {}): readonly Initiator[] {
  const asks = (name: string) => (): Promise<void> => Promise.resolve(void happened.push(`${name} asks`));
  const product: Initiator = {
    takesTime: true,
    isUnseen: false,
    hasAsked: () => happened.includes('the product asks'),
    async ask() {
      happened.push('the product is told');
      const later = async (): Promise<void> => {
        for (let turns = 0; turns < 5; turns += 1) await turn();
        await asks('the product')();
      };
      void later();
      return Promise.resolve();
    },
    ...change,
  };
  const played: Initiator = { takesTime: false, isUnseen: false, hasAsked: () => false, ask: asks('the played one') };
  return [played, product];
}

describe('users who ask at the same moment', () => {
  it('are a product, and whoever is played as soon as its request is on its way', async () => {
    const happened: string[] = [];
    await askTogether(initiatorsOf(happened), sees);
    assert.deepEqual(happened, ['the product is told', 'the product asks', 'the played one asks']);
  });

  it('are begun all the same where nobody sees the request of the product', async () => {
    const happened: string[] = [];
    await askTogether(initiatorsOf(happened, { isUnseen: true }), sees);
    assert.deepEqual(happened, ['the product is told', 'the played one asks']);
  });

  it('are begun all the same where the product never asks', async () => {
    const happened: string[] = [];
    await askTogether(initiatorsOf(happened, { ask: () => Promise.resolve() }), sees);
    assert.deepEqual(happened, ['the played one asks']);
  });

  it('are none where the product cannot be told to', async () => {
    const happened: string[] = [];
    const initiators = initiatorsOf(happened, { ask: () => Promise.reject(new Error('no such act')) });
    await assert.rejects(askTogether(initiators, sees), /no such act/);
    assert.deepEqual(happened, []);
  });

  it('ask at once where none is a product', async () => {
    const happened: string[] = [];
    await askTogether(initiatorsOf(happened, { takesTime: false, hasAsked: () => false }), () => {
      throw new Error('nothing to wait for');
    });
    assert.deepEqual(happened.slice(0, 2), ['the played one asks', 'the product is told']);
  });
});
