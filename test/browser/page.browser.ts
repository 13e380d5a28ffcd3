import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { useChromium } from './chromium';
import { writeSyntheticPage } from './synthetic-run';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const FAILED = '#PGR_PSRV_BV_00';

describe('the page in a browser', () => {
  const pages = useChromium();
  const temporary = useTemporaryFolder();
  let file: string;
  beforeEach(() => (file = writeSyntheticPage(temporary.path, 40)));

  const rows = (page: Page) => page.locator('.scenarios tbody tr');
  const told = (page: Page) => page.getByRole('status').innerText();

  it('says the verdict and draws the clause before anything is opened', async () => {
    const page = await pages.open(file);
    assert.equal(await page.locator('h1').first().innerText(), 'Does not conform');
    assert.match(await page.locator('nav').innerText(), /Step 4b · request return\s+✗ fail/);
    assert.equal(await rows(page).count(), 40);
  });

  it('filters by verdict, role, step and text', async () => {
    const page = await pages.open(file);
    await page.getByLabel('Verdict').selectOption('fail');
    assert.equal(await told(page), '4 of 40 scenarios');
    await page.getByLabel('Verdict').selectOption('');
    await page.getByLabel('Role').selectOption('partner-server');
    assert.equal(await told(page), '36 of 40 scenarios');
    await page.getByLabel('Step').selectOption('4b');
    assert.equal(await told(page), '0 of 40 scenarios');
    await page.getByLabel('Role').selectOption('');
    await page.getByLabel('Text').fill('nobody _20');
    assert.equal(await rows(page).count(), 1);
  });

  it('opens a scenario and a requirement by their addresses, and goes back and forward', async () => {
    const page = await pages.open(file, FAILED);
    const title = page.locator('#view h1');
    assert.match(await title.innerText(), /PGR_PSRV_BV_00\s+✗ fail/);
    await page.locator('#view').getByRole('link', { name: 'STEP-4b-1' }).first().click();
    await page.locator('#view .says', { hasText: 'request return' }).waitFor();
    assert.match(await title.innerText(), /STEP-4b-1\s+✗ fail/);
    assert.match(await page.locator('#view').innerText(), /Reading A-02/);
    await page.goBack();
    await page.locator('#view .ladder').waitFor();
    assert.match(await title.innerText(), /PGR_PSRV_BV_00/);
    await page.goForward();
    await page.locator('#view .says', { hasText: 'request return' }).waitFor();
    const unknown = await pages.open(file, '#PGR_NO_SUCH');
    assert.match(await unknown.locator('#view').innerText(), /no scenario and no requirement PGR_NO_SUCH/);
  });

  it('draws what is missing, and unfolds the preamble', async () => {
    const page = await pages.open(file, FAILED);
    assert.match(
      (await page.locator('.divergence').getAttribute('aria-label')) ?? '',
      /^4b preconfigured regroup request return \(missing\)/,
    );
    const folded = await page.locator('.ladder .row').count();
    await page.getByLabel('preamble and clean-up').check();
    assert.ok((await page.locator('.ladder .row').count()) > folded);
    await page.getByRole('button', { name: 'Copy as Mermaid' }).click();
    assert.match(await page.getByLabel('Mermaid text').inputValue(), /^sequenceDiagram/);
  });

  it('opens a message by click and by keyboard, with its bytes and the verdict of its schema', async () => {
    const page = await pages.open(file, FAILED);
    const arrow = page.getByRole('button', { name: /^2 preconfigured regroup request \(not valid\), from/ });
    const dialog = page.getByRole('dialog');
    await arrow.click();
    assert.match(await dialog.innerText(), /not valid by its schema[^]*expected an identity, found <\/script>/);
    assert.equal(await dialog.locator('img').count(), 0);
    await page.keyboard.press('Escape');
    await page.waitForURL(/#PGR_PSRV_BV_00$/);
    await arrow.focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Close' }).press('Enter');
    await page.waitForURL(/#PGR_PSRV_BV_00$/);
    assert.ok(await dialog.isHidden());
  });

  it('is dark where the system is, and where it is told to be', async () => {
    const paper = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await pages.open(file, '', { colorScheme: 'dark' });
    assert.equal(await paper(dark), 'rgb(18, 22, 28)');
    const light = await pages.open(file, '', { colorScheme: 'light' });
    assert.equal(await paper(light), 'rgb(255, 255, 255)');
    for (const name of ['Theme: light', 'Theme: dark']) {
      await light.locator('#theme').click();
      assert.equal(await light.locator('#theme').innerText(), name);
    }
    assert.equal(await paper(light), 'rgb(18, 22, 28)');
  });

  it('is printed on white, with all of it unfolded', async () => {
    const page = await pages.open(file, FAILED, { colorScheme: 'dark' });
    const closed = () => page.locator('details:not([open])').count();
    const before = await closed();
    assert.ok(before > 0);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    assert.equal(await closed(), 0);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    assert.equal(await closed(), before);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const [name, anchor] of [
      ['overview', ''],
      ['scenario', FAILED],
      ['requirement', '#STEP-4b-1'],
      ['message', `${FAILED}/3`],
    ] as const)
      it(`has no serious accessibility fault: ${name}, ${colorScheme}`, async () => {
        const page = await pages.open(file, anchor, { colorScheme, bypassCSP: true });
        await page.evaluate(AXE);
        const found = await page.evaluate<
          readonly { id: string; impact: string; nodes: readonly { html: string }[] }[]
        >('axe.run().then(({ violations }) => violations)');
        const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        assert.deepEqual(
          serious.map(({ id, nodes }) => `${id}: ${nodes.length} ${nodes[0]?.html ?? ''}`),
          [],
        );
      });

  it('stays usable with 2,000 scenarios', async () => {
    const long = writeSyntheticPage(temporary.path, 2000);
    const page = await pages.open(long);
    const viewed = await page.evaluate<number>('performance.now()');
    assert.equal(await rows(page).count(), 200);
    await page.getByRole('button', { name: 'Show the other 1800' }).click();
    assert.equal(await rows(page).count(), 2000);
    const opening = await page.evaluate<number>(
      `new Promise((resolve) => { const from = performance.now(); location.hash = 'PGR_PSRV_BV_1990';
        new MutationObserver(() => document.querySelector('#view .ladder') && resolve(performance.now() - from)).observe(document.getElementById('view'), { childList: true }) })`,
    );
    assert.equal(await page.locator('.divergence').count(), 1);
    process.stdout.write(
      `      ${(statSync(long).size / 1e6).toFixed(1)} MB, first view ${Math.round(viewed)} ms, a scenario ${Math.round(opening)} ms\n`,
    );
  });
});
