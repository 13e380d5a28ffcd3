import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ScenarioResult } from '../../support/verdict/results';
import { openEventsFile, type EventsWriter } from '../../support/record/events-file';
import { openPageServer, type PageServer } from '../../support/report/live/page-server';
import type { RunDescription } from '../../support/collect/collector-options';
import { createRunSoFar, type RunSoFar } from '../../support/collect/run-so-far';
import { aFailure, aRun, aScenario } from '../../support/report/testing/results';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { withoutRequestReturn } from '../../support/report/testing/trace';
import { useChromium } from './chromium';
import { writeSyntheticPage } from './synthetic-run';
import { counts, reads } from './reads';

describe('the live page', () => {
  const pages = useChromium(() => {
    events.close();
    server.close();
  });
  const temporary = useTemporaryFolder();
  const { suite, clauses, target, options } = aRun();
  const planned = Array.from({ length: 3 }, (_, index) => ({ tp: `PGR_PSRV_BV_0${index}`, name: '' }));
  const told: RunDescription = { suite, clauses, target, options, planned, notSelected: [] };
  let events: EventsWriter;
  let run: RunSoFar;
  let server: PageServer;
  /** What is served once the run has ended. */
  let report: string | undefined;

  beforeEach(async () => {
    report = undefined;
    const file = join(temporary.path, 'events.jsonl');
    events = openEventsFile(file, { startedAt: '2026-01-02T03:04:05.000Z', suite });
    end('00');
    run = createRunSoFar(file, told, new Date());
    server = await openPageServer(0, { data: (id) => run.data(id), page: () => report ?? run.page() });
  });

  function end(number: string, over: Partial<ScenarioResult> = {}): void {
    const lines = withoutRequestReturn()
      .map((event) => JSON.stringify(event))
      .join('\n');
    events.append(lines, aScenario({ tp: `PGR_PSRV_BV_${number}`, name: `Number ${number}`, scope: number, ...over }));
  }
  function tell(): void {
    const news = run.look();
    assert.ok(news !== undefined);
    server.tell('news', news);
  }
  const fails = (number: string) =>
    end(number, {
      verdict: 'fail',
      reason: 'STEP-4b-1: none was sent',
      checks: [aFailure({ requirement: 'STEP-4b-1', evidence: ['m2', 'quiet'] })],
    });
  const live = (page: Page) => page.locator('p.live');
  const far = (page: Page, text: string) => live(page).filter({ hasText: text }).waitFor();
  /** Lost by a page that is loaded again. */
  const mark = (page: Page) => page.evaluate('globalThis.same = true');
  const isSame = async (page: Page) => assert.equal(await page.evaluate('globalThis.same'), true);

  it('shows what has ended, and more when there is more, without being loaded again', async () => {
    const page = await pages.visit(server.address);
    await reads(live(page), /^The run goes on: 1 of 3 scenarios so far\.$/);
    await reads(page.locator('h1').first(), /^So far: conforms$/);
    await mark(page);
    fails('01');
    tell();
    await far(page, '2 of 3');
    await reads(page.locator('h1').first(), /^So far: does not conform$/);
    await reads(page.locator('nav'), /Step 4b · request return\s+✗ fail/);
    await counts(page.locator('.scenarios tbody tr'), 2);
    await reads(page.locator('#news'), /The verdict so far: fail/);
    await isSame(page);
  });

  it('leaves filter, focus and what is open as they are', async () => {
    const page = await pages.visit(server.address);
    await page.getByLabel('Text').fill('number');
    await page.locator('#part-7 summary').click();
    await page.locator('.scenarios').getByRole('link', { name: 'PGR_PSRV_BV_00' }).focus();
    end('01');
    tell();
    await far(page, '2 of 3');
    assert.equal(await page.getByLabel('Text').inputValue(), 'number');
    assert.equal(await page.locator('#part-7').getAttribute('open'), '');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'PGR_PSRV_BV_00');
    await page.locator('#part-7 summary').focus();
    end('02');
    tell();
    await far(page, '3 of 3');
    assert.equal(await page.evaluate('document.activeElement.closest("details").id'), 'part-7');
  });

  it('leaves where a reader is on the screen, whatever comes above', async () => {
    for (let number = 10; number < 99; number += 1) end(String(number));
    run.look();
    const page = await pages.visit(server.address);
    await page.getByRole('button', { name: /Show the other/ }).click();
    const row = page.locator('.scenarios tr', { hasText: 'PGR_PSRV_BV_60' });
    await row.scrollIntoViewIfNeeded();
    await page.evaluate('scrollBy(0, 200)');
    const before = await row.boundingBox();
    for (const number of ['01', '02', '03']) fails(number);
    tell();
    await far(page, '93 of 3');
    const [then, now] = [before?.y, (await row.boundingBox())?.y];
    assert.ok(then !== undefined && now !== undefined && Math.abs(now - then) <= 2, `${then} became ${now}`);
  });

  it('hands out a scenario that is opened, and keeps its message open', async () => {
    const page = await pages.visit(server.address);
    await page.goto(`${server.address}#PGR_PSRV_BV_01`);
    await reads(page.locator('#view'), /no scenario and no requirement PGR_PSRV_BV_01/);
    fails('01');
    tell();
    await page.locator('#view .divergence').waitFor();
    await page.getByRole('button', { name: /^2 preconfigured regroup request/ }).click();
    end('02');
    tell();
    await far(page, '3 of 3');
    await reads(page.locator('.panel'), /Step 2: preconfigured regroup request/);
  });

  it('holds the whole report when the run has ended and nobody serves it any more', async () => {
    const page = await pages.visit(server.address);
    await mark(page);
    mkdirSync(join(temporary.path, 'ended'));
    report = readFileSync(writeSyntheticPage(join(temporary.path, 'ended'), 40), 'utf8');
    server.tell('ended', '');
    await far(page, 'The run has ended');
    await server.left();
    server.close();
    await page.locator('.scenarios').getByRole('link', { name: 'PGR_PSRV_BV_10' }).click();
    await page.locator('#view .divergence').waitFor();
    await isSame(page);
  });

  it('stays usable with 2,000 scenarios', async () => {
    for (let number = 1; number < 2000; number += 1) end(`${number}`);
    run.look();
    const page = await pages.visit(server.address);
    await page.getByRole('button', { name: 'Show the other 1950' }).click();
    fails('2000');
    tell();
    await far(page, '2001 of 3');
    await counts(page.locator('.scenarios tbody tr'), 2001);
  });
});
