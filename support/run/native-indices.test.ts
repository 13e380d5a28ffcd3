import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { execWithIndices } from './native-indices';

type Polyfill = (this: RegExp, text: string) => RegExpExecArray | null;

describe("Node's own indices of groups", () => {
  const ofExpressions = createRequire(createRequire(__filename).resolve('@cucumber/cucumber-expressions'));
  const polyfill = ofExpressions('regexp-match-indices/implementation') as Polyfill;

  it('are those that the polyfill of cucumber finds', () => {
    const texts = ['Ana regroups Fire-1 and Med-7', 'the "primary" server', 'nothing of it', ''];
    const expressions = [
      /^(\w+) regroups (\S+)( and (\S+))?$/,
      /^the "([^"\\]*(\\.[^"\\]*)*)"|'(.*)' server$/,
      /(?<a>.)?/,
    ];
    for (const expression of expressions)
      for (const text of texts) {
        const [own, other] = [execWithIndices(expression, text), polyfill.call(expression, text)];
        assert.deepEqual(own && [...own], other && [...other]);
        assert.deepEqual(own?.indices && [...own.indices], other?.indices && [...other.indices]);
      }
  });

  it('leave an expression that goes on where it ended as it would be left', () => {
    const expression = /a/g;
    assert.equal(execWithIndices(expression, 'banana')?.index, 1);
    assert.equal(execWithIndices(expression, 'banana')?.index, 3);
    assert.equal(expression.lastIndex, 4);
  });
});
