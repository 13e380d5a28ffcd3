import assert from 'node:assert/strict';
import { ixitOf } from './ixit';
import { loadTarget } from './target';
import type { Target } from './target-model';

describe('the values that a run is made with', () => {
  it('hold no secret: not that of a header, nor what an address carries', () => {
    const target: Target = {
      ...loadTarget(undefined),
      roles: {
        'primary-server': {
          underTest: true,
          address: 'https://ana:hunter2@acme.example:8443/flows?key=hunter2#hunter2',
          headers: { authorization: { env: 'ACME_TOKEN' } },
        },
        'client-2': { played: true },
      },
    };
    const ixit = ixitOf(target);
    assert.equal(ixit['primary-server address'], 'https://acme.example:8443/flows');
    assert.equal(ixit['primary-server header authorization'], 'masked, from ACME_TOKEN');
    assert.ok(!JSON.stringify(ixit).includes('hunter2'));
    assert.ok(!Object.keys(ixit).some((name) => name.startsWith('client-2')));
  });

  it('name the times and the identities of the servers', () => {
    const target = loadTarget(undefined);
    const ixit = ixitOf(target);
    assert.equal(ixit['quietWindowMs'], `${target.timing.quietWindowMs}`);
    assert.equal(ixit['partner MC service server'], target.systems.find(({ name }) => name === 'partner')?.serverId);
  });
});
