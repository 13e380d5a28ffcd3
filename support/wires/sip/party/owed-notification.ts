// The NOTIFY that every subscription which a party takes is owed at once, whatever there is to tell (RFC 6665 4.2.1.2). What a
// party tells by itself is one. For the others it leaves here: what was told last, or nothing yet.

import { addressIn } from '../flows/headers';
import { SipFailure } from '../stack/failure';
import type { SipRequest } from '../stack/message/message';
import { DEFAULT_TIMERS } from '../stack/transactions/timers';
import { byProxy } from './by-proxy';
import type { Shared } from './shared';
import type { Station } from './station';
import type { Subscription } from './subscriptions';

type By = Pick<Shared, 'options'>;

export async function notifyAtOnce({ present }: Subscription, station: Station, { options }: By): Promise<void> {
  const { party, endpoint, receiver, digest, subscriptions, address } = station;
  const { request: change = same, withholds } = options.alterationOf?.(party) ?? {};
  const plain = present(address);
  if (withholds?.(plain)) return;
  const proxy = options.proxyOf?.(party);
  const from = addressIn(plain, 'From') ?? '';
  const tell = (bytes: string, says: string): void => receiver.onAside?.({ raw: bytes, says, from });
  let raw = '';
  try {
    const prepared = await endpoint.prepare(byProxy(change(plain), proxy), {
      ...(proxy && { to: proxy }),
      ...(digest && { digest }),
      renumber: (again) => subscriptions.renumber(again),
    });
    raw = prepared.bytes.toString('utf8');
    tell(raw, 'the NOTIFY that follows a subscription at once');
    await prepared.send();
  } catch (error) {
    if (!(error instanceof SipFailure)) throw error;
    tell(raw, `the NOTIFY that follows a subscription at once did not arrive: ${error.message}`);
  }
}

/** The party tells what it has; where that is nothing, the wire says so. */
export function oweNotification(taken: Subscription, station: Station, shared: By): void {
  const { t1 } = { ...DEFAULT_TIMERS, ...shared.options.timers };
  station.later(t1, () => {
    if (!taken.isTold()) void notifyAtOnce(taken, station, shared);
  });
}

const same = (request: SipRequest): SipRequest => request;
