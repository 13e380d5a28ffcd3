// Stores the files of a folder as a worker stores those of a run, so that a test can kill it in the middle:
// node -r ts-node/register test/peers/storing.ts <url> <folder> <prefix>

import { connect } from '@nats-io/transport-node';
import { storeBundle } from '../../support/campaign/nats/bundles';
import { openStores } from '../../support/campaign/nats/stores';

const [url = '', dir = '', prefix = ''] = process.argv.slice(2);

void (async () => {
  const connection = await connect({ servers: url });
  const signal = new AbortController().signal;
  await storeBundle(await openStores(connection, 2000), {
    dir,
    run: '.',
    whole: true,
    prefix,
    signal,
    say: () => undefined,
  });
  await connection.close();
})();
