import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { useChromium } from './chromium';
import { writeSyntheticPage, WRITTEN } from './synthetic-run';
import { counts, reads } from './reads';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const FAILED = '#PGR_PSRV_BV_00';

describe('the page in a browser', () => {
  const pages = useChromium();
  const temporary = useTemporaryFolder();
  let file: string;
  beforeEach(() => (file = writeSyntheticPage(temporary.path, 40)));

  const rows = (page: Page) => page.locator('.scenarios tbody tr');
  const told = (page: Page) => page.getByRole('status');

  it('says the verdict and draws the clause before anything is opened', async () => {
    const page = await pages.open(file);
    await reads(page.locator('h1').first(), /^Does not conform$/);
    await reads(page.locator('nav'), /Step 4b · request return\s+✗ fail/);
    await counts(rows(page), 40);
  });

  it('filters by verdict, role, step and text', async () => {
    const page = await pages.open(file);
    await page.getByLabel('Verdict').selectOption('fail');
    await reads(told(page), /^4 of 40 scenarios$/);
    await page.getByLabel('Verdict').selectOption('');
    await page.getByLabel('Role').selectOption('partner-server');
    await reads(told(page), /^36 of 40 scenarios$/);
    await page.getByLabel('Step').selectOption('4b');
    await reads(told(page), /^0 of 40 scenarios$/);
    await page.getByLabel('Role').selectOption('');
    await page.getByLabel('Text').fill('nobody _20');
    await counts(rows(page), 1);
  });

  it('shows the first fault without scrolling, a cause a row that unfolds, and the others under it', async () => {
    const page = await pages.open(file, '', { viewport: { width: 1440, height: 900 } });
    const first = page.locator('.causes > li');
    await counts(first, 1);
    const fault = await first.locator('.sides').first().boundingBox();
    assert.ok(fault && fault.y + fault.height < 900, `it ends at ${fault?.y}`);
    await reads(first, /STEP-4b-1[^]*4 scenarios[^]*expected\s+a return\s+observed\s+none was sent/);
    await reads(first, /in no other:\s+INV-4 primary-server, 1 of them/);
    await first.getByText('All 4 scenarios').click();
    await counts(first.locator('.names li'), 4);
    await first.locator('> details > summary').click({ position: { x: 4, y: 10 } });
    assert.ok(await first.locator('.sides').first().isHidden());
  });

  it('unfolds what it covers and how it was run', async () => {
    const page = await pages.open(file);
    assert.ok(await page.getByText('Scenarios: 40 of 41 executed').isHidden());
    await page.getByText('What this covers, what it does not claim').click();
    assert.ok(await page.getByText('Scenarios: 40 of 41 executed').isVisible());
  });

  it('opens a scenario and a requirement by their addresses, and goes back and forward', async () => {
    const page = await pages.open(file, FAILED);
    const title = page.locator('#view h1');
    await reads(title, /PGR_PSRV_BV_00\s+✗ fail/);
    await page.locator('#view').getByRole('link', { name: 'STEP-4b-1' }).first().click();
    await page.locator('#view .says', { hasText: 'request return' }).waitFor();
    await reads(title, /STEP-4b-1\s+✗ fail/);
    await reads(page.locator('#view'), /Reading A-02/);
    await page.goBack();
    await page.locator('#view .ladder').waitFor();
    await reads(title, /PGR_PSRV_BV_00/);
    await page.goForward();
    await page.locator('#view .says', { hasText: 'request return' }).waitFor();
    const unknown = await pages.open(file, '#PGR_NO_SUCH');
    await reads(unknown.locator('#view'), /no scenario and no requirement PGR_NO_SUCH/);
  });

  it('tells the scenario in its own words, with the Then that failed, and who its cast is', async () => {
    const page = await pages.open(file, `#${WRITTEN}`);
    const steps = page.locator('.gherkin > li');
    await reads(steps.first(), /passed:\s+Given these MC service groups:\s+group\s+home MC system/);
    await reads(page.locator('.gherkin .failed'), /Then Ana receives a preconfigured[^]*expected: <\/script>/);
    await reads(steps.nth(4), /not reached:\s+And Ben is affiliated/);
    await page.getByText('The cast: Ana').click();
    await page.locator('details .grid tr').nth(1).waitFor();
    assert.deepEqual(await page.locator('details .grid tr').nth(1).locator('td').allInnerTexts(), [
      ...['Ana', 'sip:ana@primary.example', 'primary', 'primary', 'Fire-1', 'may initiate a regroup'],
    ]);
    await reads(page.locator('details .grid tr').nth(2), /sip:hana@primary.example\s+primary\s+partner/);
    assert.equal(await page.locator('#view img').count(), 0);
    const unknown = await pages.open(file, FAILED);
    await reads(unknown.locator('#view'), /no such scenario any more/);
  });

  it('draws what is missing and how long it was waited for, and unfolds the preamble', async () => {
    const page = await pages.open(file, FAILED);
    assert.match(
      (await page.locator('.divergence').getAttribute('aria-label')) ?? '',
      /^4b preconfigured regroup request return \(missing\), .* waited for until 70 ms/,
    );
    await counts(page.locator('.divergence .wait'), 1);
    const folded = await page.locator('.ladder .row').count();
    await page.getByLabel('preamble and clean-up').check();
    await page.locator('.ladder .row').nth(folded).waitFor();
  });

  it('draws what was lost on the way, and no lifeline that nothing reaches', async () => {
    const page = await pages.open(file, `#${WRITTEN}`);
    const lost = page.getByRole('button', {
      name: /^preconfigured regroup request \(lost\), from MC service client 1/,
    });
    await lost.click();
    await page.locator('.panel').getByRole('link', { name: 'this message' }).click();
    await reads(page.locator('.panel h2'), /^Step 2: preconfigured regroup request$/);
    assert.deepEqual(await page.locator('.ladder .top .place').allTextContents(), [
      ...['primary', 'primary · under test', 'between the systems', 'partner'],
    ]);
  });

  it('opens a message beside the ladder by click and by keyboard, with its bytes and the verdict of its schema', async () => {
    const page = await pages.open(file, FAILED, { viewport: { width: 1440, height: 900 } });
    const arrow = page.getByRole('button', { name: /^2 preconfigured regroup request \(not valid\), from/ });
    const panel = page.locator('.panel');
    await arrow.click();
    await reads(panel, /not valid by its schema[^]*expected an identity, found <\/script>/);
    assert.equal(await panel.locator('img').count(), 0);
    const [ladder, beside] = [await page.locator('.ladder').boundingBox(), await panel.boundingBox()];
    assert.ok(ladder && beside && beside.x >= ladder.x + ladder.width, 'the panel is not beside the ladder');
    await page.keyboard.press('Escape');
    await page.waitForURL(/#PGR_PSRV_BV_00$/);
    await arrow.focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Close' }).press('Enter');
    await page.waitForURL(/#PGR_PSRV_BV_00$/);
    await panel.waitFor({ state: 'detached' });
  });

  it('goes from message to message by j and k and by arrow keys, one step back in all', async () => {
    const page = await pages.open(file);
    await page.evaluate(`location.hash = '${FAILED}'`);
    await page.locator('#view .ladder').waitFor();
    const title = page.locator('.panel h2');
    await page.keyboard.press('j');
    await reads(title, /^Step 4b/, 'the first divergence comes first');
    await page.keyboard.press('k');
    await reads(title, /^Step 2/);
    // One key after another, before the browser has come to the address of the first.
    await page.evaluate(`for (const key of ['j', 'j']) dispatchEvent(new KeyboardEvent('keydown', { key }))`);
    await reads(title, /^Step 5/);
    await page.keyboard.press('ArrowUp');
    await reads(title, /^Step 4b/);
    await page.getByRole('button', { name: 'Next message' }).click();
    await reads(title, /^Step 5/);
    await page.goBack();
    await page.waitForURL(/#PGR_PSRV_BV_00$/);
  });

  it('sets two messages beside each other', async () => {
    const page = await pages.open(file, `${FAILED}/m5`);
    const others = page.getByLabel('Compare with');
    await reads(
      others.locator('option[value="m2"]'),
      /^2 preconfigured regroup request.*, from MC service client 1 \(primary\) to MC service server \(primary\)/,
    );
    await others.selectOption('m2');
    // In which order the members of a message stand is no difference.
    const diff = page.getByLabel('Difference of two messages');
    await reads(diff.locator('del').first(), /^- {3}"from": "sip:ana@primary.example",/);
    await reads(diff.locator('ins').first(), /^\+ {3}"from": "sip:primary-server"/);
    assert.equal(await page.locator('#view img').count(), 0);
    await page.goto(page.url().replace('/m5', '/m12'));
    await diff.waitFor();
    await reads(diff, /"to": "sip:ana@primary.example"/, 'the other message stays chosen');
  });

  it('leads from a check to its evidence and from a message to the checks that it is evidence of', async () => {
    const page = await pages.open(file, FAILED);
    await page.locator('.checks').getByRole('link', { name: 'm2 2 preconfigured regroup request' }).click();
    const panel = page.locator('.panel');
    await reads(panel, /Evidence of 2 checks[^]*STEP-4b-1\s+✗ fail[^]*1 passed/);
    await panel.getByText('1 passed').click();
    await panel.getByRole('link', { name: 'STEP-2-a' }).click();
    await page.waitForURL(/check-1$/);
    const check = page.locator('#check-1');
    await check.waitFor();
    assert.equal(await page.evaluate('document.activeElement.id'), 'check-1');
    // A delivery is evidence too: the row of its message shows it.
    await check.getByRole('link', { name: 'd-m2' }).click();
    await reads(panel.locator('h2'), /^Step 2/);
    // And so is that nothing more came.
    await page
      .locator('.checks')
      .getByRole('link', { name: /^quiet every party is idle/ })
      .click();
    await reads(panel, /^every party is idle[^]*Evidence of 1 check\s+STEP-4b-1\s+✗ fail/);
    await page.locator('.checks .sides').first().waitFor();
    assert.deepEqual(await page.locator('.checks .sides').first().locator('dt').allInnerTexts(), [
      'expected',
      'observed',
    ]);
  });

  it('copies a message, its bytes, a command that sends it, where it stands, and how to run it again', async () => {
    const page = await pages.open(file, `${FAILED}/m5`, { permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = async (name: string): Promise<string> => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('button', { name: `${name} ✓`, exact: true }).waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    const message = JSON.parse(await copied('Copy message')) as unknown;
    assert.deepEqual(message, { from: 'sip:primary-server', to: 'sip:partner-server' });
    assert.equal(Buffer.from((await copied('hex')).replaceAll('\n', ''), 'hex').toString(), JSON.stringify(message));
    assert.match(
      await copied('curl'),
      /^curl -X POST 'http:\/\/127.0.0.1:1\/flows\/preconfigured-regroup-request\.server-server' -H .* --data-raw '\{/,
    );
    assert.match(await copied('link'), /^file:.*report\.html#PGR_PSRV_BV_00\/m5$/);
    assert.match(await copied('Copy command'), /^npx mcx-conformance run --target acme\.yaml --tp PGR_PSRV_BV_00$/);
    assert.match(await copied('Copy as Mermaid'), /^sequenceDiagram/);
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("denied"))');
    await page.getByRole('button', { name: 'hex ✓', exact: true }).click();
    assert.match(await page.getByRole('textbox', { name: 'hex' }).inputValue(), /^7b22/);
    await page.getByRole('button', { name: 'Next message' }).click();
    await page.getByRole('button', { name: 'Copy message', exact: true }).waitFor();
  });

  it('says what is new since another run, what was mended, and how each scenario went', async () => {
    const against = writeSyntheticPage(temporary.path, 40, [
      ['older', [1]],
      ['before', [0, 1]],
    ]);
    const page = await pages.open(against, '', { viewport: { width: 390, height: 844 } });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
    await reads(
      page.locator('.since'),
      /Since before \(acme-server 4\.2 over http-json, 2026-01-02 03:04, .*\): 1 new, mended: STEP-5-a/,
    );
    await counts(page.locator('.causes .new'), 1);
    const row = (tp: string) => page.locator('.scenarios tr', { hasText: tp }).locator('.history');
    await reads(row('PGR_PSRV_BV_00'), /^pass, then fail, then fail/);
    await reads(row('PGR_QSRV_BV_01'), /^fail, then fail, then pass[^]*changed$/);
    await page.getByLabel('changed only').check();
    await reads(told(page), /^4 of 40 scenarios$/);
  });

  it('draws the figure of the clause with the verdicts of its steps', async () => {
    const page = await pages.open(file);
    await page.getByRole('link', { name: 'Figure' }).click();
    const step = page.getByRole('link', { name: '4b preconfigured regroup request return: fail' });
    await counts(step.locator('.shaft'), 1);
    await counts(page.getByRole('link', { name: /^6 partner checks: / }).locator('.slip'), 1);
    await step.focus();
    await page.keyboard.press('Enter');
    await page.locator('#view h1', { hasText: 'STEP-4b-1' }).waitFor();
  });

  it('sets statements beside scenarios, cell by cell', async () => {
    const page = await pages.open(file, '#matrix');
    const cell = page.locator('.cell');
    await page.locator('.cells li').first().waitFor();
    const rows = await page.locator('.cells li').allInnerTexts();
    assert.deepEqual(rows.slice(0, 3), ['STEP-2-a', 'STEP-4b-1', 'STEP-5-a']);
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowDown');
    await reads(cell, /^STEP-4b-1 in PGR_PSRV_BV_00 [^]*✗ fail$/);
    await page.keyboard.press('ArrowRight');
    await reads(cell, /^STEP-4b-1 in PGR_QSRV_BV_01 [^]*not judged there$/);
    await page.locator('.cells svg').hover({ position: { x: 9 * 1.5, y: 18 * 2.5 } });
    await reads(cell, /^STEP-5-a in PGR_QSRV_BV_01 [^]*✓ pass$/);
    await page.locator('.cells svg').click({ position: { x: 4, y: 18 * 1.5 } });
    await page.locator('#view h1', { hasText: 'PGR_PSRV_BV_00' }).waitFor();
  });

  it('lists every reading with what it decided and the verdict of the others', async () => {
    const page = await pages.open(file, '#readings');
    const first = page.locator('.readings tbody tr').first();
    await reads(first, /^A-02[^]*They exclude each other[^]*4 fail[^]*A reject after a positive return would pass/);
    assert.ok((await page.locator('.readings tbody tr').count()) > 38);
  });

  it('leads to the search by a slash from wherever a reader is', async () => {
    const page = await pages.open(file, FAILED);
    await page.keyboard.press('/');
    await page.locator('#filter-text:focus').waitFor();
    await page.keyboard.type('_20/');
    assert.equal(await page.getByLabel('Text').inputValue(), '_20/');
  });

  for (const width of [1024, 390])
    it(`is not wider than a screen of ${width}`, async () => {
      const page = await pages.open(file, '', { viewport: { width, height: 844 } });
      for (const anchor of ['', FAILED, `${FAILED}/m2`, '#STEP-4b-1', '#matrix', '#readings', '#figure']) {
        await page.evaluate(`location.hash = '${anchor}'`);
        await page.waitForTimeout(50);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, anchor);
      }
    });

  it('is dark where the system is, and where it is told to be', async () => {
    const paper = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await pages.open(file, '', { colorScheme: 'dark' });
    assert.equal(await paper(dark), 'rgb(18, 22, 28)');
    const light = await pages.open(file, '', { colorScheme: 'light' });
    assert.equal(await paper(light), 'rgb(255, 255, 255)');
    for (const name of ['Theme: light', 'Theme: dark']) {
      await light.locator('#theme').click();
      await reads(light.locator('#theme'), new RegExp(`^${name}$`));
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
      ['scenario', `#${WRITTEN}`],
      ['requirement', '#STEP-4b-1'],
      ['message', `${FAILED}/m2`],
      ['figure', '#figure'],
      ['matrix', '#matrix'],
      ['readings', '#readings'],
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
    let page = await pages.open(long);
    const elapsed = () => page.evaluate<number>('performance.now()');
    let viewed = await elapsed();
    // Whatever else the machine had to do, one of a few is not slow.
    for (let attempt = 1; viewed >= 1000 && attempt < 4; attempt += 1) {
      page = await pages.open(long);
      viewed = Math.min(viewed, await elapsed());
    }
    await counts(rows(page), 50);
    assert.ok(viewed < 1000, `it took ${viewed} ms`);
    await page.getByRole('button', { name: 'Show the other 1950' }).click();
    await counts(rows(page), 2000);
    const opening = await page.evaluate<number>(
      `new Promise((resolve) => { const from = performance.now(); location.hash = 'PGR_PSRV_BV_1990';
        new MutationObserver(() => document.querySelector('#view .ladder') && resolve(performance.now() - from)).observe(document.getElementById('view'), { childList: true, subtree: true }) })`,
    );
    await counts(page.locator('.divergence'), 1);
    process.stdout.write(
      `      ${(statSync(long).size / 1e6).toFixed(1)} MB, first view ${Math.round(viewed)} ms, a scenario ${Math.round(opening)} ms\n`,
    );
  });
});
