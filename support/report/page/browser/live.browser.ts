import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openEventsFile, type EventsWriter } from '../../events-file';
import { openPageServer, type PageServer } from '../../live/page-server';
import { pageSoFar, type Told } from '../../live/page-so-far';
import { aRun, aScenario } from '../../testing/results';
import { useTemporaryFolder } from '../../testing/temporary-folder';
import { useChromium } from './chromium';

/** What the page is to the functions that run in it: the DOM has no types here. */
interface InBrowser {
  readonly document: { querySelector(selector: 'dialog'): { showModal(): void; close(): void } };
  same?: boolean;
}

describe('the live page', () => {
  const pages = useChromium();
  const temporary = useTemporaryFolder();
  const { suite, spec, target, options } = aRun();
  const planned = ['01', '02', '03'].map((number) => ({ tp: `PGR_PSRV_BV_${number}`, name: '' }));
  const told: Told = { suite, spec, target, options, planned, notSelected: [] };
  let events: EventsWriter;
  let server: PageServer;

  beforeEach(async () => {
    const file = join(temporary.path, 'events.jsonl');
    events = openEventsFile(file, { startedAt: '2026-01-02T03:04:05.000Z', suite });
    end('01');
    server = await openPageServer(0, () => pageSoFar(file, told, new Date()));
  });
  afterEach(() => {
    events.close();
    server.close();
  });

  const end = (number: string): void => events.append('', aScenario({ tp: `PGR_PSRV_BV_${number}`, scope: number }));

  it('shows what has ended, and more when there is more, at the same place', async () => {
    const page = await pages.visit(server.address);
    const live = page.locator('p.live');
    assert.equal(await live.innerText(), 'The run goes on: 1 of 3 scenarios so far.');
    await page.goto(`${server.address}#PGR_PSRV_BV_01`);
    end('02');
    server.changed();
    await live.filter({ hasText: '2 of 3' }).waitFor({ state: 'attached' });
    assert.match(page.url(), /#PGR_PSRV_BV_01$/);
  });

  it('does not turn over a message that is being read', async () => {
    const page = await pages.visit(server.address);
    await page.evaluate(() => {
      const here = globalThis as unknown as InBrowser;
      here.document.querySelector('dialog').showModal();
      here.same = true;
    });
    server.changed();
    // Longer than it takes to look again.
    await page.waitForTimeout(700);
    assert.equal(await page.evaluate(() => (globalThis as unknown as InBrowser).same), true);
    await page.evaluate(() => (globalThis as unknown as InBrowser).document.querySelector('dialog').close());
    await page.waitForFunction(() => (globalThis as unknown as InBrowser).same === undefined);
    await page.waitForSelector('html[data-ready]');
  });
});
