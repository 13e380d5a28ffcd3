import assert from 'node:assert/strict';
import { isHashed, saltsFrom, withhold } from './commitment';

describe('what is withheld of a line of the record', () => {
  const salts = saltsFrom('00'.repeat(32));
  const bytesOf = (line: object) => withhold(line, new Set(['bytes'] as const), salts).value as Record<string, string>;

  it('is all bytes of the class, those that left once more and their challenge too', () => {
    const line = bytesOf({ kind: 'resent', by: 'client-1', raw: 'MESSAGE', challenge: 'SIP/2.0 401' });
    assert.deepEqual([line['kind'], line['by']], ['resent', 'client-1']);
    assert.ok(isHashed(line['raw'] ?? '') && isHashed(line['challenge'] ?? ''));
  });
});
