// Measures the suite: `npm run bench` the scenarios per second and the fan-out, `npm run bench -- sip` the SIP stack beside SIPp.
'use strict';
const load = require('./load');

const [what, ...more] = process.argv.slice(2);
const BENCHES = {
  suite: () => load('test/bench/bench').bench(),
  sip: () => load('test/bench/bench-sip').benchSip(),
};
const chosen = more.length > 0 ? undefined : BENCHES[what ?? 'suite'];
if (chosen) void chosen();
else {
  console.error(
    `expected nothing or one of ${Object.keys(BENCHES).join(', ')}, found ${process.argv.slice(2).join(' ')}`,
  );
  process.exitCode = 2;
}
