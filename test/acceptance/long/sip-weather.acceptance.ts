// SIP by UDP over a network that loses, doubles and reorders a tenth of all datagrams each, by a seed: every verdict is what
// it would have been.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { resultsIn, traceIn } from '../reports';
import { serve, writeTarget } from '../served';

interface Datagram {
  readonly kind: string;
  readonly protocol?: string;
  readonly source: string;
  readonly destination: string;
  readonly bytes: string;
  readonly weather?: string;
}

/** The timers are short, so that what is lost is soon sent again. */
const SIP =
  'sip: { transport: udp, udpLimit: 60000, timers: { t1: 80, t2: 160, t4: 200 }, ' +
  'weather: { seed: 7, loss: 0.1, doubling: 0.1, holding: 0.1, holdMs: 20 } }';

describe('SIP in bad weather', function () {
  this.timeout(180_000);
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  it('ends every scenario with its right verdict, by retransmission', async () => {
    const target = writeTarget(folder.path, 'adapter: sip', SIP);
    const { status, stdout, stderr } = await run(
      // By SIP, with what sockets carried, a scenario costs most: every third of them meets all that weather does a hundred times.
      ...['run', '--capture', '--shard', '1/3', '--parallel', '2'],
      ...['--target', target, '--reports', reports()],
    );
    assert.equal(stderr, '');
    assert.equal(status, 0, stdout);
    const { scenarios } = resultsIn(reports());
    assert.deepEqual(
      // Beyond the clause is what a user does before an answer, and by retransmission that may come first.
      scenarios
        .filter(({ verdict, beyondSpec }) => verdict !== 'pass' && !beyondSpec)
        .map(({ tp, reason }) => `${tp}: ${reason}`),
      [],
    );
    const datagrams = traceIn(reports())
      .map((line) => JSON.parse(line) as Datagram)
      .filter(({ kind, protocol }) => kind === 'transmission' && protocol === 'sip');
    const met = (fate: string) => datagrams.filter(({ weather }) => weather === fate).length;
    const different = new Set(datagrams.map(({ source, destination, bytes }) => `${source} ${destination} ${bytes}`));
    for (const fate of ['lost', 'doubled', 'held']) assert.ok(met(fate) > 100, `${met(fate)} of them were ${fate}`);
    assert.ok(datagrams.length - different.size > met('lost') / 2, 'what was lost was sent again');
  });

  it('fails a product by what it breaks, and by nothing else', async () => {
    const product = await serve('partner-server', '--adapter', 'sip', '--mutant', 'overlooks-one-member');
    const control = / {2}control {2}(\S+)\/control\n/.exec(product.printed())?.[1] ?? '';
    const target = writeTarget(
      folder.path,
      'adapter: sip',
      SIP,
      `roles: { partner-server: { underTest: true, address: "${product.address.replace('tcp', 'udp')}", control: "${control}" } }`,
    );
    const { status, stdout } = await run(
      'run',
      '--target',
      target,
      '--reports',
      reports(),
      '--requirement',
      'STEP-6-d',
    );
    assert.equal(status, 1, stdout);
    const failed = resultsIn(reports()).scenarios.flatMap(({ checks }) =>
      checks.filter(({ verdict, judged }) => verdict === 'fail' && judged).map(({ requirement }) => requirement),
    );
    // Whom it does not find it does not ask either.
    assert.deepEqual([...new Set(failed)].toSorted(), ['STEP-6-b', 'STEP-6-d', 'STEP-7-a']);
  });
});
