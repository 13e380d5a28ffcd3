// Measures the suite.
'use strict';
const load = require('./load');
const { count, readOptions, wrong } = require('./options');

const USAGE = `Usage: npm run bench -- [sip] [options]

  sip                   the SIP stack beside SIPp, where that is installed; else the scenarios per second and the fan-out
  --against <revision>  this version beside another one of the repository, in processor time, by turns
  --pairs <n>           how many times each (default: 5)`;

const options = { against: { type: 'string' }, pairs: { type: 'string', default: '5' } };
const { values, positionals } = readOptions({ allowPositionals: true, options }, USAGE);
const [what, ...more] = positionals;
const { UserError } = load('support/verdict/errors');

async function main() {
  if (more.length > 0 || (what !== undefined && what !== 'sip'))
    wrong(`expected nothing or sip, found ${positionals.join(' ')}`, USAGE);
  if (values.against !== undefined)
    load('test/bench/against').benchAgainst(values.against, count('--pairs', values.pairs, USAGE));
  else if (what === 'sip') await load('test/bench/bench-sip').benchSip();
  else await load('test/bench/bench').bench();
}

void main().catch((error) => {
  if (!(error instanceof UserError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 2;
});
