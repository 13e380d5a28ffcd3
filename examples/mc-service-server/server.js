// An MC service server of the http-json wire, primary or partner as each regroup has it.
// node server.js [--port 8090] [--defect <id>]
'use strict';

const { parseArgs } = require('node:util');
const { activate: switchOn, list: listDefects } = require('./defects');
const { serve } = require('./http');
const control = require('./control');
const flows = require('./flows');

function main() {
  const options = { port: { type: 'string', default: '8090' }, defect: { type: 'string' } };
  const { values } = parseArgs({ options });
  if (values.defect !== undefined && !switchOn(values.defect)) {
    throw new Error(`no defect "${values.defect}"; there are: ${listDefects().join(', ')}`);
  }

  const server = serve({ command: control.answer, flow: flows.handlerOf });
  server.on('error', (error) => stop(error));
  server.listen(Number(values.port), '127.0.0.1', () => {
    const address = `http://127.0.0.1:${server.address().port}`;
    console.log(`MC service server at ${address}${values.defect ? `, defect ${values.defect}` : ''}`);
  });
}

function stop(error) {
  console.error(error.message);
  process.exit(2);
}

try {
  main();
} catch (error) {
  stop(error);
}
