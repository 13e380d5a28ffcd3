import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { sealSmall } from '../../../certification/testing/small-record';
import { useTemporaryFolder } from '../../../report/testing/temporary-folder';
import { redact } from './redact';

describe('redact', () => {
  const folder = useTemporaryFolder();
  const at = (...names: readonly string[]): string => path.join(folder.path, ...names);

  it('leaves nothing behind where either of its two places will not do', () => {
    const { folder: record } = sealSmall(folder.path);
    fs.mkdirSync(at('taken'));
    fs.writeFileSync(at('file'), '');
    const before = fs.readdirSync(folder.path, { recursive: true }).toSorted();
    const refused = (out: string, openings: string, code: string): void => {
      assert.throws(() => redact(record, { fields: ['identities'], out, openings }), { name: 'UserError', code });
      assert.deepEqual(fs.readdirSync(folder.path, { recursive: true }).toSorted(), before);
    };
    refused(at('shared'), at('shared', 'openings.json'), 'MCX-REDACT');
    refused(at('shared'), at('nowhere', 'openings.json'), 'MCX-REDACT');
    refused(at('shared'), at('record', 'openings.json'), 'MCX-REDACT');
    refused(at('shared'), at('file'), 'MCX-REDACT');
    refused(at('record', 'shared'), at('openings.json'), 'MCX-REDACT');
    refused(at('taken'), at('openings.json'), 'MCX-RECORD-EXISTS');
    refused(at('file', 'shared'), at('openings.json'), 'MCX-RECORD-UNWRITABLE');
  });
});
