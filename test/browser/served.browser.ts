import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { openPageServer, type PageServer } from '../../support/report/live/page-server';
import { createServedSoFar, type ServedSoFar } from '../../support/report/live/served-so-far';
import { aServed, servedMessage } from '../../support/report/testing/served';
import { useChromium } from './chromium';
import { reads } from './reads';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '</script><img src=x onerror=alert(1)>';

describe('the page of a served party', () => {
  const pages = useChromium(() => server.close());
  let served: ServedSoFar;
  let server: PageServer;
  let at = 0;
  beforeEach(async () => {
    served = createServedSoFar(aServed);
    server = await openPageServer(0, served);
  });

  const joint = (number: number): string => `sip:joint-${number}@a.example`;
  const hear = (regroup: number, over: Parameters<typeof servedMessage>[2] = {}): void =>
    served.take(servedMessage((at += 1), { regroupGroupId: joint(regroup) }, over));
  function tell(): void {
    const news = served.look();
    assert.ok(news !== undefined);
    server.tell('news', news);
  }
  const rows = (page: Page) => page.locator('.scenarios tbody tr');
  const arrows = (page: Page) => page.locator('#view .ladder .row');

  it('shows regroups as they come', async () => {
    const page = await pages.visit(server.address);
    await reads(page.locator('#head'), /primary-server[^]*no-request-return: sends no request return/);
    assert.equal(await rows(page).count(), 0);
    hear(1);
    hear(2);
    tell();
    await rows(page).nth(1).waitFor();
    assert.match(await rows(page).first().innerText(), /none\s+sip:joint-2@a\.example/);
  });

  it('lets the ladder that is open grow, and its message stay open', async () => {
    hear(1);
    const page = await pages.visit(server.address);
    await rows(page).getByRole('link').click();
    await arrows(page).first().click();
    hear(1, { schemaErrors: [{ path: '/to', expected: 'an identity', found: HOSTILE }] });
    tell();
    await arrows(page).nth(1).waitFor();
    await reads(page.locator('.panel'), /Step 2: preconfigured regroup request/);
    await page.keyboard.press('Escape');
    await reads(page.locator('#view'), /Problems \(1\)[^]*found <\/script><img/);
    assert.equal(await page.locator('#view img').count(), 0);
    await reads(page.locator('#news'), /1 problems in all/);
    await page.locator('#view').getByRole('link', { name: 'message' }).click();
    await reads(page.locator('.panel'), /not valid by its schema/);
  });

  it('says so when it is served no more', async () => {
    hear(1);
    const page = await pages.visit(server.address);
    server.tell('ended', '');
    await page.locator('#live', { hasText: 'served no more' }).waitFor();
    await server.left();
  });

  it('goes on where a browser went away', async () => {
    const gone = await pages.visit(server.address);
    hear(1);
    tell();
    await rows(gone).first().waitFor();
    await gone.close();
    await server.left();
    const page = await pages.visit(server.address);
    hear(2);
    tell();
    await rows(page).nth(1).waitFor();
  });

  it('stays usable with 2,000 regroups', async () => {
    for (let number = 0; number < 2000; number += 1) hear(number);
    const page = await pages.visit(server.address);
    await page.getByRole('button', { name: 'Show the other 1800' }).click();
    await page.getByLabel('Text').fill('joint-1999');
    await page.locator('#told', { hasText: '1 of 2000' }).waitFor();
    hear(1999);
    tell();
    await rows(page).filter({ hasText: '2' }).first().waitFor();
    assert.equal(await page.getByLabel('Text').inputValue(), 'joint-1999');
  });

  for (const [name, anchor] of [
    ['overview', ''],
    ['regroup', `#${encodeURIComponent(joint(1))}`],
  ] as const)
    it(`has no serious accessibility fault: ${name}`, async () => {
      hear(1, { schemaErrors: [{ path: '/to', expected: 'an identity', found: 'nothing' }] });
      const page = await pages.visit(server.address, anchor, { bypassCSP: true });
      await page.evaluate(AXE);
      const found = await page.evaluate<readonly { id: string; impact: string }[]>(
        'axe.run().then(({ violations }) => violations)',
      );
      assert.deepEqual(
        found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id),
        [],
      );
    });
});
