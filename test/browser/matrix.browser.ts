// The page of a campaign in a browser, cut off from every network: the matrix by two roles, its filters, one run, and no markup of others.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import type { Cell, Matrix } from '../../support/report/page/matrix-data';
import { matrixPage } from '../../support/report/page/matrix-page';
import type { Role } from '../../support/procedure/roles';
import { useChromium } from './chromium';
import { counts, reads } from './reads';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '</script><img src=x onerror=alert(1)>';

const participant = (name: string, role: Role, requirement?: string): Cell['participants'][number] => ({
  name,
  vendor: `${name} Ltd`,
  version: '1',
  roles: [role],
  verdict: requirement === undefined ? 'pass' : 'fail',
  inconclusive: 0,
  before: [],
  broken:
    requirement === undefined
      ? []
      : [
          {
            requirement,
            says: 'so',
            role,
            expected: 'one',
            observed: HOSTILE,
            testPurposes: ['PGR_1'],
            anchor: 'PGR_1~2',
            evidence: ['e1'],
            excuses: ['alpha'],
          },
        ],
});

const withoutVerdict = (name: string, role: Role): Cell['participants'][number] => {
  const { verdict: _verdict, ...rest } = participant(name, role);
  return rest;
};

const cell = (state: Cell['state'], wire: string, ...participants: Cell['participants']): Cell => ({
  subject: participants.map(({ name }) => name).join(' + '),
  job: 'j',
  wire,
  state,
  reason: HOSTILE,
  counts: { [state]: 3 },
  participants,
  page: 'jobs/j/report.html',
  unexplained: [],
  seconds: 1,
  before: [{ id: '2025-01-01', state: 'pass' }],
});

const MATRIX: Matrix = {
  version: 1,
  campaign: 'Plugtest',
  view: 'organiser',
  id: '2026-01-01',
  startedAt: '2026-01-01T00:00:00.000Z',
  suite: '1',
  cells: [
    cell('pass', 'http-json', participant('alpha', 'primary-server')),
    cell(
      'fail',
      'http-json',
      participant('alpha', 'primary-server'),
      participant('beta', 'partner-server', 'STEP-7-a'),
    ),
    cell('could-not-be-run', 'sip', withoutVerdict('gamma', 'client-1')),
  ],
  differences: [
    {
      role: 'partner-server',
      wire: 'http-json',
      one: { name: 'beta', vendor: 'beta Ltd', did: 'this' },
      other: { name: 'delta', vendor: 'delta Ltd', did: 'that' },
      testPurposes: ['PGR_1'],
      requirements: ['STEP-9-a'],
      interpretations: ['A-07'],
    },
  ],
};

describe('the page of a campaign', () => {
  const folder = useTemporaryFolder();
  const pages = useChromium();
  const open = (anchor?: string) => {
    const file = path.join(folder.path, 'matrix.html');
    writeFileSync(file, matrixPage(MATRIX));
    return pages.open(file, anchor);
  };

  it('lays the runs out by two roles, and blames the product that broke a statement', async () => {
    const page = await open();
    await page.locator('.matrix thead th').first().waitFor();
    assert.deepEqual(await page.locator('.matrix thead th').allInnerTexts(), [
      'primary-server ↓ partner-server →',
      'beta',
      'played by the suite',
    ]);
    await reads(page.locator('.blame'), /^beta broke STEP-7-a$/);
    await reads(page.locator('.matrix'), /could not be run/);
    await reads(page.locator('#side'), /alpha 1[^]*broke nothing[^]*beta 1[^]*broke a statement in 1 of 1 runs/);
    await reads(page.locator('#side'), /gamma 1[^]*no verdict is shown here/);
    await reads(page.locator('#differences'), /beta and delta[^]*A-07/);
    await page.selectOption('#filter-columns', 'client-1');
    await reads(page.locator('.matrix thead'), /gamma/);
  });

  it('filters by wire, vendor and broken statement', async () => {
    const page = await open();
    await page.selectOption('#filter-wire', 'sip');
    await reads(page.locator('#told'), /^1 of 3 runs$/);
    await page.selectOption('#filter-wire', '');
    await page.selectOption('#filter-statement', 'STEP-7-a');
    await counts(page.locator('.matrix .run'), 1);
  });

  it('shows one run, what each did in it, and takes no text for markup', async () => {
    const page = await open('#run-1');
    await reads(page.locator('#view h1'), /^alpha \+ beta$/);
    await reads(page.locator('#view'), /observed <\/script><img[^]*not charged to alpha/);
    const where = page.getByRole('link', { name: 'e1' });
    assert.equal(await where.getAttribute('href'), 'jobs/j/report.html#PGR_1~2/e1');
    assert.equal(await page.locator('#view img').count(), 0);
  });

  it('can be used by everybody', async () => {
    const page = await open();
    // Through the debugger: the page's own policy lets no other script in.
    const violations = await page.evaluate(
      `${AXE}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
    );
    assert.deepEqual(violations, []);
  });
});
