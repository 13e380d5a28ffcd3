// Finds a Chromium on this machine and opens pages from files in it, cut off from every network.

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export interface Pages {
  /** @param file the page, opened where `anchor` says */
  open(file: string, anchor?: string, how?: BrowserContextOptions): Promise<Page>;
  /** A page that is served on this machine; it may ask its own server and nobody else. */
  visit(address: string, anchor?: string, how?: BrowserContextOptions): Promise<Page>;
}

/**
 * @param closePages what served them, closed once no page is open any more, whatever the browser complained of
 *
 * Call it inside describe(). Without a Chromium its tests are skipped, unless CI_REQUIRE_ALL says that none may be.
 */
export function useChromium(closePages: () => void = () => undefined): Pages {
  let browser: Browser | undefined;
  let complaints: string[] = [];
  before(async function () {
    const executablePath = [process.env['CHROMIUM'] ?? '', ...PLACES].find((file) => file !== '' && existsSync(file));
    if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: FLAGS });
    else if (process.env['CI_REQUIRE_ALL']) throw new Error('no Chromium: install one, or name it in CHROMIUM');
    else {
      process.stdout.write('skipped: no Chromium on this machine (apt-get install chromium, or name it in CHROMIUM)\n');
      this.skip();
    }
  });
  beforeEach(() => (complaints = []));
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    closePages();
    if (complaints.length > 0) throw new Error(`the browser complained: ${complaints.join('; ')}`);
  });
  after(() => browser?.close());

  async function goTo(url: string, may: RegExp, how: BrowserContextOptions): Promise<Page> {
    if (browser === undefined) throw new Error('the browser is not open yet');
    const context = await browser.newContext(how);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
    page.on('request', (request) => {
      if (!may.test(request.url())) complaints.push(`it asked for ${request.url()}`);
    });
    await page.goto(url);
    await page.waitForSelector('html[data-ready]');
    return page;
  }

  return {
    open: (file, anchor = '', how = {}) =>
      goTo(`${pathToFileURL(file).href}${anchor}`, /^(?:file|blob|data):/, { offline: true, ...how }),
    visit: (address, anchor = '', how = {}) =>
      goTo(`${address}${anchor}`, new RegExp(`^${address.replaceAll('.', '\\.')}|^(?:blob|data):`), how),
  };
}
