// What the audit of the ICS found, for the summary: only what a reader has to act on. A pure function.

import type { AuditEntry } from '../../verdict/results';

export function auditBlock(audit: readonly AuditEntry[]): readonly string[] {
  const lines = audit.flatMap(({ item, claim, seen, finding }) => {
    if (finding === 'contradicts') return [`  ${item}  answered no, and done all the same: ${seen}`];
    return finding === 'not-shown' && claim === 'yes' ? [`  ${item}  answered yes, and never shown: ${seen}`] : [];
  });
  return lines.length === 0 ? [] : [['Audit of the ICS (it changes no verdict):', ...lines].join('\n')];
}
