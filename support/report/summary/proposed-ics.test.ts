import assert from 'node:assert/strict';
import type { AuditEntry } from '../../verdict/results';
import { proposedIcs, proposedLines } from './proposed-ics';

describe('the answers that a blind run proposes', () => {
  const entry = (item: string, finding: AuditEntry['finding'], seen = 'nothing'): AuditEntry => ({
    item,
    claim: 'not answered',
    finding,
    seen,
  });
  const optional = new Map([
    ['A.2/8', 'multicast'],
    ['A.2/9', 'gateways'],
    ['A.1/15', 'identities'],
  ]);
  const audit = [
    entry('A.2/8', 'not-shown'),
    entry('A.2/9', 'not-exercised', 'no scenario that needs it was run'),
    entry('A.1/15', 'agrees', '3 messages'),
    entry('A.1/1', 'agrees'),
  ];

  it('are no for what was not shown, yes for what was seen, and none for what was not tried', () => {
    const proposed = proposedIcs(audit, optional, { 'A.1/15': 'no', 'A.2/8': 'no' });
    assert.deepEqual(
      proposed.map(({ item, answer, now }) => [item, answer, now]),
      [
        ['A.2/8', 'no', undefined],
        ['A.2/9', undefined, undefined],
        ['A.1/15', 'yes', 'no'],
      ],
    );
    assert.deepEqual(proposedLines(proposed, 'r1').slice(1), [
      'ics:',
      '  A.2/8: no # multicast (nothing)',
      '  # A.2/9:  # gateways (no scenario that needs it was run)',
      '  A.1/15: yes # identities (3 messages); the target file says no',
    ]);
  });
});
