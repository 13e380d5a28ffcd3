// Files that somebody else may have made are read by this folder alone, which follows no link, waits for no pipe and reads nothing without
// end. Whoever reads files another way reads only what is ours.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';

const READS = /\b(?:readFile|readFileSync|createReadStream|openSync\([^)]*'r'|fs\.promises|node:fs\/promises)/;

/** What each of them reads. */
const OF_OURS: Readonly<Record<string, string>> = {
  'support/campaign/nats/bundles.ts': 'what a run of this worker wrote',
  'support/certification/profile.ts': 'profiles of the package',
  'support/certification/seal-record.ts': 'catalogues of the package',
  'support/collect/collector-options.ts': 'package.json',
  'support/collect/late.ts': 'what workers of this run wrote',
  'support/load/event-log.ts': 'what a process of this load wrote',
  'support/record/line-reader.ts': 'a descriptor that this folder opened',
  'support/report/cucumber/feature-texts.ts': 'features of the package',
  'support/report/live/follow-traces.ts': 'the trace that this run writes',
  'support/report/page/client-script.ts': 'scripts of the package',
  'support/run/descriptors.ts': '/dev/null',
  'support/run/watch-page.ts': 'the page that this run wrote',
  'support/schema/kept.ts': 'schemas of the package, as they were kept',
  'support/schema/package-root.ts': 'package.json',
  'support/schema/schema-files.ts': 'schemas of the package',
  'support/schema/validate.ts': 'sources of the package',
  'support/search/source-mutants/sources.ts': 'sources of the package',
  'support/search/states/kept.ts': 'findings of the package',
  'support/traceability/catalogue/read-data.ts': 'catalogues of the package',
  'support/traceability/features.ts': 'features of the package',
  'support/wires/plugin/own-environment.ts': '/proc of this process',
  'support/wires/plugin/reaper.ts': '/proc of what plug-ins started',
  'support/wires/sip/bodies/xml/xml-library.ts': 'schemas of the package',
  'support/wires/sip/bodies/xml/xsd.ts': 'schemas of the package',
};

describe('a file of somebody else', () => {
  it('is read through the folder that is for it', () => {
    const sources = ['support', 'steps']
      .flatMap((folder) =>
        fs
          .readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
          .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
      )
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|\/testing\/|^support\/files\//.test(name));
    assert.ok(sources.length > 300);
    const readers = sources.filter((name) => READS.test(fs.readFileSync(path.join(packageRoot, name), 'utf8')));
    assert.deepEqual(readers.sort(), Object.keys(OF_OURS).sort());
  });
});
