import assert from 'node:assert/strict';
import { codeBlock } from './markdown';

describe('a code block', () => {
  it('holds the text as it is', () => assert.equal(codeBlock('a\nb\n'), '```text\na\nb\n```\n'));

  it('is not ended by the text', () => {
    const block = codeBlock('```\n# a heading of a product\n````');
    assert.ok(block.startsWith('`````text\n') && block.endsWith('\n`````\n'));
  });
});
