// Asks for credentials and checks them: nonces of its own with a life and a count, so that nothing is taken twice. Unaware
// of what the user may do.

import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock';
import { headersOf, type Header, type SipRequest } from '../message/message';
import type { Parameters } from '../message/parameters';
import {
  algorithmNamed,
  digestField,
  digestResponse,
  parseDigest,
  secretHash,
  writeDigest,
  type Algorithm,
} from './digest';

export interface DigestServerOptions {
  readonly realm: string;
  /** Undefined for an unknown user. */
  readonly passwordOf: (username: string) => string | undefined;
  /** Offered in this order. */
  readonly algorithms: readonly Algorithm[];
  /** A proxy asks by 407, a user agent by 401. */
  readonly as: 'proxy' | 'user-agent';
  readonly nonceLifeMs: number;
  /** So many requests are let in by one nonce; a thousand where absent. */
  readonly nonceUses?: number;
  readonly clock: Clock;
  readonly newToken: () => string;
}

export type Verified =
  | { readonly ok: true; readonly username: string }
  | { readonly ok: false; readonly status: 401 | 407; readonly headers: readonly Header[] };

export interface DigestServer {
  readonly verify: (request: SipRequest) => Verified;
}

const MOST_NONCES = 10_000;
const DEFAULT_USES = 1000;

export function createDigestServer(options: DigestServerOptions): DigestServer {
  const { realm, passwordOf, algorithms, clock, newToken, nonceLifeMs, nonceUses = DEFAULT_USES } = options;
  const [status, asks, field] =
    options.as === 'proxy'
      ? ([407, 'Proxy-Authenticate', 'Proxy-Authorization'] as const)
      : ([401, 'WWW-Authenticate', 'Authorization'] as const);
  const nonces = new Map<string, { readonly until: number; readonly used: Set<number> }>();

  function challenge(stale: boolean): Verified {
    const nonce = newToken();
    nonces.set(nonce, { until: clock.now() + nonceLifeMs, used: new Set() });
    for (const oldest of nonces.keys()) if (nonces.size > MOST_NONCES) nonces.delete(oldest);
    const headers = algorithms.map((algorithm) => ({
      name: asks,
      value: writeDigest({ realm, nonce, qop: 'auth', algorithm, stale: stale ? 'true' : undefined }, [
        'algorithm',
        'stale',
      ]),
    }));
    return { ok: false, status, headers };
  }

  /** The user whose password made this; undefined where none did. */
  function userOf(fields: Parameters, { method, uri }: SipRequest['start']): string | undefined {
    const [username = '', nonce = '', nc = '', cnonce = '', answer = ''] = [
      'username',
      'nonce',
      'nc',
      'cnonce',
      'response',
    ].map((name) => digestField(fields, name));
    const algorithm = algorithmNamed(digestField(fields, 'algorithm'));
    const password = passwordOf(username);
    if (password === undefined || !algorithm || !algorithms.includes(algorithm)) return undefined;
    if (digestField(fields, 'uri') !== uri || digestField(fields, 'qop') !== 'auth') return undefined;
    const secret = secretHash(algorithm, { username, password }, realm);
    const expected = digestResponse({ algorithm, secret, method, uri, nonce, counted: { nc, cnonce } });
    return sameText(expected, answer.toLowerCase()) ? username : undefined;
  }

  /** Requests of one client may overtake one another. */
  const isNew = (count: number, used: ReadonlySet<number>): boolean =>
    count > 0 && !used.has(count) && used.size < nonceUses;

  return {
    verify(request) {
      const fields = headersOf(request, field)
        .map((value) => parseDigest(value) ?? [])
        .find((one) => digestField(one, 'realm') === realm);
      const username = fields && userOf(fields, request.start);
      if (!fields || username === undefined) return challenge(false);
      const known = nonces.get(digestField(fields, 'nonce') ?? '');
      const count = Number.parseInt(digestField(fields, 'nc') ?? '', 16);
      // The password is right and the nonce is not: the client need not ask its user again.
      if (!known || known.until < clock.now() || !isNew(count, known.used)) return challenge(true);
      known.used.add(count);
      return { ok: true, username };
    },
  };
}

const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b, 'latin1'));
