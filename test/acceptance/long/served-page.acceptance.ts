// The page of a party that is served: what it received and sent is there for a reader while it is served, over either wire.

import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import type { ServedDetail, ServedIndex, ServedUpdate } from '../../../support/report/page/served-data';
import { endAll, run } from '../program';
import { serve, writeTarget, type Served } from '../served';
import { until } from '../until';

const unpacked = (text: string): unknown => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8'));

interface Reader {
  /** What was told so far. */
  readonly events: () => readonly { readonly event: string; readonly data: string }[];
  readonly ended: Promise<void>;
}

async function read(address: string): Promise<Reader> {
  const response = await fetch(`${address}events`);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  let text = '';
  const ended = (async () => {
    // A server that ends breaks the stream off.
    for await (const piece of response.body ?? []) text += Buffer.from(piece).toString('utf8');
  })().catch(() => undefined);
  const events = () =>
    [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event = '', data = '']) => ({ event, data }));
  return { events, ended };
}

describe('the page of a party that is served', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  async function exercised(served: Served, wire: string): Promise<string> {
    const control = /control {2}(\S+)\/control\n/.exec(served.printed())?.[1] ?? '';
    const target = writeTarget(
      folder.path,
      `adapter: ${wire}`,
      `roles: { primary-server: { underTest: true, address: "${served.address}", control: "${control}" } }`,
    );
    const { status, stdout } = await run('run', '--target', target, '--reports', folder.path, '--tp', 'PGR_PSRV_BV_07');
    return status === 0 ? '' : stdout;
  }

  // Stage 3 has no message of its own for the request return.
  const seen = { 'http-json': ['2', '4b', '5', '11', '12'], sip: ['2', '5', '11', '12'] };
  for (const [wire, expected] of Object.entries(seen))
    it(`shows over ${wire} what it received and sent, and says when it ends`, async () => {
      const served = await serve('primary-server', '--adapter', wire, '--page');
      await until(() => served.printed().includes('  page '), { within: 10_000, because: 'the page is open' });
      const page = /page {5}(\S+)\n/.exec(served.printed())?.[1] ?? '';
      assert.match(await (await fetch(page)).text(), /primary-server, served by mcx-conformance/);
      const reader = await read(page);
      assert.equal(await exercised(served, wire), '');
      const index = (): ServedIndex | undefined => {
        const news = reader.events().findLast(({ event }) => event === 'news');
        return news && (unpacked((JSON.parse(news.data) as ServedUpdate).index) as ServedIndex);
      };
      const regroups = () => index()?.entries.filter(({ regroup }) => regroup !== '') ?? [];
      await until(() => regroups().length > 0, { within: 10_000, because: 'a reader is told of the regroup' });
      const [entry] = regroups();
      assert.ok(entry);
      assert.deepEqual([entry.problems, index()?.faults], [0, []]);
      const told = await (await fetch(`${page}data/${encodeURIComponent(entry.key)}`)).text();
      const detail = unpacked(told) as ServedDetail;
      const steps = detail.ladder.rows.flatMap((row) => ('step' in row && row.step !== undefined ? [row.step] : []));
      assert.deepEqual(
        steps.filter((step) => step !== '3').sort((a, b) => parseInt(a) - parseInt(b)),
        expected,
      );
      assert.ok(detail.ladder.lifelines.some(({ party, served: own }) => party === 'primary-server' && own));
      served.process.kill('SIGTERM');
      await reader.ended;
      assert.equal(reader.events().at(-1)?.event, 'ended');
      assert.equal((await served.ended).status, 0);
    });

  it('is refused in one line where its port is none', async () => {
    const { status, stderr } = await run('serve', 'primary-server', '--page', 'here');
    assert.equal(status, 2);
    assert.match(stderr, /^MCX-PAGE: --page takes a port .* found here\n$/);
  });
});
