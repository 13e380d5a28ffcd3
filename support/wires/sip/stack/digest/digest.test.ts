import assert from 'node:assert/strict';
import { createResponse } from '../message/build';
import { headerOf, withHeader, withHeaders, type SipRequest } from '../message/message';
import { parse } from '../message/parse';
import { createFakeClock } from '../testing/fake-clock';
import { sample } from '../testing/sample';
import { digestResponse, secretHash, type Algorithm } from './digest';
import { createDigestClient, withNextCSeq } from './digest-client';
import { createDigestServer, type DigestServerOptions, type Verified } from './digest-server';

const AL = { username: 'al', password: 'se"cret' };

function request(): SipRequest {
  const { message } = parse(sample());
  assert.ok(message?.kind === 'request');
  return message;
}
function tokens(): () => string {
  let count = 0;
  return () => `t${(count += 1)}`;
}
function server(more: Partial<DigestServerOptions> = {}) {
  const clock = createFakeClock();
  const passwordOf = (username: string) => (username === AL.username ? AL.password : undefined);
  const options = {
    realm: 'r',
    passwordOf,
    algorithms: ['SHA-256', 'MD5'],
    as: 'user-agent',
    nonceLifeMs: 1000,
    clock,
    newToken: tokens(),
  } as const;
  return { clock, ...createDigestServer({ ...options, ...more }) };
}
function challengeOf(verified: Verified) {
  assert.ok(!verified.ok);
  return createResponse(request(), verified.status, { headers: verified.headers });
}

describe('digest authentication', () => {
  it('computes what RFC 7616 3.9.1 does', () => {
    const input = { method: 'GET', uri: '/dir/index.html', nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v' };
    const counted = { nc: '00000001', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };
    const login = { username: 'Mufasa', password: 'Circle of Life' };
    const response = (algorithm: Algorithm) =>
      digestResponse({ ...input, algorithm, counted, secret: secretHash(algorithm, login, 'http-auth@example.org') });
    assert.equal(response('MD5'), '8ca523f5e9506fed4657c9700eebdbec');
    assert.equal(response('SHA-256'), '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
  });

  it('lets in who answers its challenge, and counts the same nonce up', () => {
    for (const as of ['user-agent', 'proxy'] as const) {
      const { verify } = server({ as });
      const client = createDigestClient(AL, tokens());
      const first = client.authorize(request());
      assert.equal(headerOf(first, 'Authorization'), undefined);
      assert.ok(client.learn(first, challengeOf(verify(first))));
      for (const nc of ['00000001', '00000002']) {
        const next = client.authorize(withNextCSeq(first));
        assert.deepEqual(verify(next), { ok: true, username: 'al' });
        const value = headerOf(next, as === 'proxy' ? 'Proxy-Authorization' : 'Authorization') ?? '';
        assert.match(value, new RegExp(`algorithm=SHA-256, qop=auth, nc=${nc}, cnonce="`));
        assert.ok(!value.includes(AL.password));
        assert.equal(headerOf(next, 'CSeq'), '8 MESSAGE');
      }
    }
  });

  it('takes nothing twice and no nonce that is too old, and says that it is stale', async () => {
    const { clock, verify } = server();
    const client = createDigestClient(AL, tokens());
    client.learn(request(), challengeOf(verify(request())));
    const once = client.authorize(request());
    assert.ok(verify(once).ok);
    const replayed = challengeOf(verify(once));
    assert.match(headerOf(replayed, 'WWW-Authenticate') ?? '', /stale=true/);
    assert.ok(client.learn(once, replayed));
    assert.ok(verify(client.authorize(request())).ok);
    await clock.advance(1001);
    const old = client.authorize(request());
    assert.ok(client.learn(old, challengeOf(verify(old))));
    assert.ok(verify(client.authorize(request())).ok);
  });

  it('refuses the wrong password, user, URI and algorithm, and the client does not try for ever', () => {
    const attempt = (
      login: typeof AL,
      change = (same: SipRequest) => same,
      more: Partial<DigestServerOptions> = {},
    ) => {
      const { verify } = server(more);
      const client = createDigestClient(login, tokens());
      client.learn(request(), challengeOf(verify(request())));
      const made = change(client.authorize(request()));
      const verified = verify(made);
      return verified.ok ? 'in' : client.learn(made, challengeOf(verified)) ? 'again' : 'given up';
    };
    assert.equal(attempt(AL), 'in');
    assert.equal(attempt({ ...AL, password: 'x' }), 'given up');
    assert.equal(attempt({ ...AL, username: 'bo' }), 'given up');
    assert.equal(
      attempt(AL, (made) => ({ ...made, start: { ...made.start, uri: 'sip:other@h' } })),
      'given up',
    );
    assert.equal(
      attempt(AL, (made) => withHeader(made, 'Authorization', 'Basic eDp5')),
      'again',
    );
    assert.equal(
      attempt(AL, (made) => withHeader(made, 'Authorization', 'Digest realm="r", nonce="x", response="ä"')),
      'given up',
    );
  });

  it('chooses the first challenge that it can answer, and answers without qop as of old', () => {
    const client = createDigestClient(AL, tokens());
    const response = createResponse(request(), 401);
    const learn = (...values: readonly string[]) =>
      client.learn(request(), withHeaders(response, 'WWW-Authenticate', values));
    assert.equal(
      learn(
        'Basic realm="r"',
        'Digest realm="r", nonce="n", algorithm=SHA-512',
        'Digest realm="r", nonce="n", qop="auth-int"',
      ),
      false,
    );
    assert.ok(learn('Digest realm="r", nonce="n", algorithm=SHA-512', 'Digest realm="r", nonce="n"'));
    const value = headerOf(client.authorize(request()), 'Authorization') ?? '';
    assert.ok(!/qop|nc=|algorithm/.test(value) && value.includes('nonce="n"'));
    assert.equal(client.learn(request(), createResponse(request(), 403)), false);
  });
});
