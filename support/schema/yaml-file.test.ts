import assert from 'node:assert/strict';
import { UserError } from '../verdict/errors';
import { parseHandWritten } from './yaml-file';

const ABOUT = {
  file: 'my.yaml',
  what: 'target file',
  schema: 'target/target.schema.json',
  code: 'MCX-TARGET',
  hint: 'See the schema.',
} as const;
const HEAD = 'name: acme\nversion: "1"\n';
const read = (text: string): unknown => parseHandWritten(text, ABOUT, () => []);

function told(text: string): string {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return `${error.code}: ${error.message}`;
  }
  return assert.fail(`nothing is wrong with ${text}`);
}

describe('YAML that people write', () => {
  it('may name a part once and use it again, merged keys too', () => {
    const timing = { deadlineMs: 900, quietWindowMs: 100 };
    for (const text of [
      'timing: &t { deadlineMs: 900, quietWindowMs: 100 }\n',
      'timing: { <<: { deadlineMs: 900 }, quietWindowMs: 100 }\n',
      'timing:\n  <<: [{ deadlineMs: 900, quietWindowMs: 7 }]\n  quietWindowMs: 100\n',
    ])
      assert.deepEqual((read(HEAD + text) as { timing: unknown }).timing, timing);
  });

  it('is refused in words of whoever writes it, and never walked for ever', () => {
    assert.match(told(`${HEAD}timing: &t\n  x: *t\n`), /^MCX-TARGET-YAML: .*an alias stands within what it stands for/);
    assert.match(told(`${HEAD}---\n${HEAD}`), /line 3: expected one document, found another/);
    assert.match(told(`${HEAD}timing: ${'['.repeat(20_000)}`), /it nests deeper than anybody could read/);
    assert.match(told('name: !ENV ${NAME}\nversion: "1"\n'), /^MCX-TARGET-YAML: .*line 1: Unresolved tag: !ENV/);
    assert.match(told(`${HEAD}? [a, b]\n: x\n`), /^MCX-TARGET: /);
  });

  it('tells of a key that is no text without a warning of the parser', () => {
    const warned: unknown[] = [];
    const emitWarning = process.emitWarning.bind(process);
    process.emitWarning = (...given: readonly unknown[]) => void warned.push(given);
    try {
      told(`${HEAD}? [a, b]\n: x\n`);
    } finally {
      process.emitWarning = emitWarning;
    }
    assert.deepEqual(warned, []);
  });
});
