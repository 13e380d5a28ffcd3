// Answers the challenges that a request met, and authorizes the next ones with the same nonce, counted up. Holds one user's
// credentials; unaware of how requests are sent.

import {
  headersOf,
  withHeader,
  withoutHeader,
  withHeaders,
  type SipRequest,
  type SipResponse,
} from '../message/message';
import { cseqOf } from '../message/typed';
import {
  algorithmNamed,
  digestField,
  digestResponse,
  parseDigest,
  secretHash,
  writeDigest,
  type Algorithm,
  type Login,
} from './digest';

export interface DigestClient {
  /** The request with credentials for all realms that have challenged before. */
  authorize(request: SipRequest): SipRequest;
  /** Takes up the challenges of a 401 or 407: whether a new attempt can do better than the last. */
  learn(request: SipRequest, response: SipResponse): boolean;
}

interface Challenge {
  readonly field: string;
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: Algorithm;
  readonly namesAlgorithm: boolean;
  readonly counts: boolean;
  used: number;
}

const FIELDS = {
  401: ['WWW-Authenticate', 'Authorization'],
  407: ['Proxy-Authenticate', 'Proxy-Authorization'],
} as const;

export function createDigestClient(login: Login, newToken: () => string): DigestClient {
  const challenges = new Map<string, Challenge>();

  function credentials(challenge: Challenge, { method, uri }: SipRequest['start']): string {
    const { realm, nonce, opaque, algorithm } = challenge;
    challenge.used += 1;
    const counted = { nc: challenge.used.toString(16).padStart(8, '0'), cnonce: newToken() };
    const secret = secretHash(algorithm, login, realm);
    const counting = challenge.counts ? { counted } : {};
    const fields = {
      username: login.username,
      realm,
      nonce,
      uri,
      response: digestResponse({ algorithm, secret, method, uri, nonce, ...counting }),
      ...(challenge.namesAlgorithm ? { algorithm } : {}),
      ...(challenge.counts ? { qop: 'auth', ...counted } : {}),
      opaque,
    };
    return writeDigest(fields, ['algorithm', 'qop', 'nc']);
  }

  return {
    authorize(request) {
      const cleared = ['Authorization', 'Proxy-Authorization'].reduce(withoutHeader<SipRequest>, request);
      const all = [...challenges.values()];
      return ['Authorization', 'Proxy-Authorization'].reduce((made, field) => {
        const values = all.filter((one) => one.field === field).map((one) => credentials(one, request.start));
        return values.length === 0 ? made : withHeaders(made, field, values);
      }, cleared);
    },
    learn(request, response) {
      const { status } = response.start;
      if (status !== 401 && status !== 407) return false;
      const [asks, field] = FIELDS[status];
      const tried = new Set(headersOf(request, field).map((value) => digestField(parseDigest(value) ?? [], 'realm')));
      let better = false;
      const seen = new Set<string>();
      for (const value of headersOf(response, asks)) {
        const challenge = readChallenge(value, field);
        // The first that we can answer is the one that the server likes best.
        if (!challenge || seen.has(challenge.realm)) continue;
        seen.add(challenge.realm);
        challenges.set(`${field} ${challenge.realm}`, challenge);
        if (!tried.has(challenge.realm) || isStale(value)) better = true;
      }
      return better;
    },
  };
}

const isStale = (value: string): boolean => digestField(parseDigest(value) ?? [], 'stale')?.toLowerCase() === 'true';

function readChallenge(value: string, field: string): Challenge | undefined {
  const parameters = parseDigest(value);
  if (!parameters) return undefined;
  const [realm, nonce] = [digestField(parameters, 'realm'), digestField(parameters, 'nonce')];
  const named = digestField(parameters, 'algorithm');
  const algorithm = algorithmNamed(named);
  const qop = digestField(parameters, 'qop');
  const counts = qop?.split(/[ ,]+/).includes('auth') === true;
  if (realm === undefined || nonce === undefined || !algorithm || (qop !== undefined && !counts)) return undefined;
  const opaque = digestField(parameters, 'opaque');
  return { field, realm, nonce, opaque, algorithm, namesAlgorithm: named !== undefined, counts, used: 0 };
}

/** The request as the next one of its Call-ID. */
export function withNextCSeq(request: SipRequest): SipRequest {
  const { number = 0, method = request.start.method } = cseqOf(request) ?? {};
  return withHeader(request, 'CSeq', `${number + 1} ${method}`);
}
