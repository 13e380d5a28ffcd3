import assert from 'node:assert/strict';
import { createLines, NoLine } from './lines';

describe('lines of a plug-in', () => {
  const taken = (...chunks: readonly (string | Buffer)[]): readonly string[] => {
    const lines = createLines(64);
    return chunks.flatMap((chunk) => lines.take(Buffer.from(chunk as string)));
  };

  it('are cut wherever the chunks end, with either end of line, and without empty ones', () => {
    assert.deepEqual(taken('{"a"', ': 1}\n\n{', '}\r', '\n\r\n', '[]'), ['{"a": 1}', '{}']);
  });

  it('are the same behind a byte order mark', () => {
    assert.deepEqual(taken(Buffer.from([0xef, 0xbb]), Buffer.from([0xbf]), '{}\n'), ['{}']);
  });

  it('are open until they end', () => {
    const lines = createLines(64);
    lines.take(Buffer.from('{'));
    assert.ok(lines.isOpen());
    lines.take(Buffer.from('}\n'));
    assert.ok(!lines.isOpen());
  });

  for (const [what, bytes, why] of [
    ['too long', Buffer.from('x'.repeat(65)), 'a line of more than 64 bytes'],
    ['in UTF-16', Buffer.from('\uFEFF{}\n', 'utf16le'), 'a line that is not UTF-8 but UTF-16 (little endian)'],
    [
      'in UTF-16 without a mark',
      Buffer.from('{"a"\n', 'utf16le'),
      'a line that is not UTF-8 but UTF-16 (little endian)',
    ],
    ['in Latin-1', Buffer.from('{"a":"ü"}\n', 'latin1'), 'a line that is not UTF-8'],
  ] as const)
    it(`say why they are none: ${what}`, () => {
      assert.throws(() => taken(bytes), new NoLine(why));
    });
});
