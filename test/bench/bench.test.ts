import assert from 'node:assert/strict';
import { openBareAgent } from './bare-agent';
import { perSecond } from './rates';
import { openAgent } from './sip-agent';

describe('what bench measures with', () => {
  it('tells no rate where others want the processors', () => {
    assert.equal(perSecond(1234.4, undefined, 0), '1234/s');
    assert.equal(perSecond(500, 1000, 0), '500/s = 0.50 x SIPp');
    assert.match(perSecond(1234.4, undefined, 1000), /^no rate \(load 1000\.0 on \d+ processors\)$/);
  });

  for (const transport of ['UDP', 'TCP'] as const)
    it(`has a bare socket that asks and answers by ${transport} as the SIP stack does`, async () => {
      const [bare, stack] = [await openBareAgent(transport), await openAgent(transport)];
      await Promise.all([1, 2, 3].flatMap((number) => [bare.ask(stack.at, number), stack.ask(bare.at, number)]));
      await bare.close();
      await stack.close();
    });
});
