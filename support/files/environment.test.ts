import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { ignoreIn, isIgnored } from './environment';

const modules = (...names: readonly string[]): string => path.join(packageRoot, 'node_modules', ...names);

function sourcesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.c?js$/.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
}

describe('the environment', () => {
  it('loses each variable that would send a run somewhere, whoever reads it', () => {
    const sends = [
      ...['CUCUMBER_PUBLISH_ENABLED', 'CUCUMBER_PUBLISH_TOKEN', 'CUCUMBER_PUBLISH_URL', 'CUCUMBER_PUBLISH_QUIET'],
      ...['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'],
      ...['npm_config_proxy', 'npm_config_https_proxy', 'npm_config_http_proxy', 'npm_config_no_proxy'],
      ...['NODE_USE_ENV_PROXY', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_DEBUG', 'DEBUG', 'SSLKEYLOGFILE'],
    ];
    const left = ['PATH', 'HOME', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'NO_COLOR', 'MY_PROXY_TOKEN', 'CI'];
    const environment = Object.fromEntries([...sends, ...left].map((name) => [name, 'x']));
    ignoreIn(environment);
    assert.deepEqual(Object.keys(environment), left);
  });

  it('has no variable that cucumber knows and this program does not ignore', () => {
    const known = sourcesBelow(modules('@cucumber', 'cucumber', 'lib')).flatMap(
      (source) => source.match(/\bCUCUMBER_[A-Z_]+/g) ?? [],
    );
    assert.ok(new Set(known).has('CUCUMBER_PUBLISH_TOKEN'));
    assert.deepEqual(
      [...new Set(known)].filter((name) => !isIgnored(name)),
      [],
    );
  });

  it('has no variable by which axios and what it is made of choose a proxy and this program does not ignore', () => {
    const source = ['proxy-from-env', 'follow-redirects', path.join('axios', 'dist', 'node')].flatMap((name) =>
      sourcesBelow(modules(name)),
    );
    const protocols = ['http', 'https', 'ftp', 'ws', 'wss', 'all', 'no'];
    assert.ok(source.some((text) => text.includes("'_proxy'") || text.includes('_proxy')));
    for (const protocol of protocols)
      for (const name of [`${protocol}_proxy`, `${protocol}_proxy`.toUpperCase()]) assert.ok(isIgnored(name), name);
    const named = source.flatMap((text) =>
      [...text.matchAll(/process\.env\.([A-Za-z_]+)/g)].map(([, name]) => name ?? ''),
    );
    assert.deepEqual(
      [...new Set(named)].filter((name) => !isIgnored(name)),
      [],
    );
  });
});
