// The types of results.json that are published are those that the suite itself reads by.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { RunResult as Published } from '../schemas/report/results';
import { packageRoot } from '../support/schema/package-root';
import type { RunResult } from '../support/verdict/results';

/** Compiles where what is published has all that the suite reads. */
const verdictOf = ({ verdict, reason, exitCode }: Pick<RunResult, 'verdict' | 'reason' | 'exitCode'>): string =>
  `${verdict} ${reason} ${exitCode}`;

describe('the published types of results.json', () => {
  it('are read by a program of somebody else as the suite reads its own', () => {
    const published = { verdict: 'fail', reason: 'because', exitCode: 1 } satisfies Partial<Published>;
    assert.equal(verdictOf(published), 'fail because 1');
    const { files } = JSON.parse(fs.readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
      readonly files: readonly string[];
    };
    assert.ok(files.includes('schemas'));
  });

  it('have every property of the schema', () => {
    const types = fs.readFileSync(path.join(packageRoot, 'schemas/report/results.d.ts'), 'utf8');
    const { properties } = JSON.parse(
      fs.readFileSync(path.join(packageRoot, 'schemas/report/results.schema.json'), 'utf8'),
    ) as { readonly properties: object };
    for (const name of Object.keys(properties)) assert.match(types, new RegExp(`readonly ${name}\\??:`), name);
  });
});
