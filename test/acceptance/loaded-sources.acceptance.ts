// The suite run from its sources, as in a checkout: what a developer is told of an error names the lines that were written.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { endAll, startNode } from './program';

/** Asks a module for what it cannot do. */
const BREAKS = `
  const { parseUri } = require('./tools/load.js')('support/wires/sip/stack/message/uri');
  try { parseUri(undefined); } catch (error) { console.log(error.stack); }`;

describe('a stack trace', () => {
  afterEach(endAll);

  it('names the lines of the sources', async () => {
    const { status, stdout, stderr } = await startNode('-e', BREAKS).ended;
    assert.equal(status, 0, stderr);
    const [, file = '', line = '', column = ''] = /\((\/[^:]+\.ts):(\d+):(\d+)\)/.exec(stdout) ?? [];
    const text = readFileSync(file, 'utf8').split('\n')[Number(line) - 1] ?? '';
    assert.match(stdout, /^TypeError: .*'charCodeAt'/);
    assert.ok(text.slice(Number(column) - 1).startsWith('charCodeAt('), `${file}:${line}:${column} ${text}`);
  });
});
