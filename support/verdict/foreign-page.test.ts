import assert from 'node:assert/strict';
import { foreignPage, isOwnName } from './foreign-page';

const host = '127.0.0.1:8080';

describe('a request that a page of the web makes', () => {
  it('is told by what its browser says, and a program says nothing', () => {
    assert.equal(foreignPage({ host }, []), undefined);
    // As fetch() of Node has it.
    assert.equal(foreignPage({ host, 'sec-fetch-mode': 'cors' }, []), undefined);
    assert.equal(foreignPage({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, []), undefined);
    assert.equal(foreignPage({ host, 'sec-fetch-site': 'none' }, []), undefined);
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:9090', `https://${host}`])
      assert.equal(foreignPage({ host, origin }, []), `a page of ${origin}`);
    for (const site of ['cross-site', 'same-site']) assert.ok(foreignPage({ host, 'sec-fetch-site': site }, []));
  });

  it('is told by the name of its site where a name server lets that point here', () => {
    const rebound = { host: 'evil.example:8080', origin: 'http://evil.example:8080' };
    assert.equal(foreignPage(rebound, ['lab.example']), 'a page of http://evil.example:8080');
    assert.equal(foreignPage(rebound, ['evil.example']), undefined);
    // A program may know this machine by any name.
    assert.equal(foreignPage({ host: 'evil.example:8080' }, ['lab.example']), undefined);
  });

  it('has a name of its own for this machine', () => {
    for (const own of [host, 'localhost', 'localhost:1', '[::1]:8080', '10.0.0.1', 'Lab.example:80'])
      assert.equal(isOwnName(own, ['lab.example']), true, own);
    for (const rebound of [
      undefined,
      '',
      'evil.example:8080',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'a b',
    ])
      assert.equal(isOwnName(rebound, ['lab.example']), false, rebound);
  });
});
