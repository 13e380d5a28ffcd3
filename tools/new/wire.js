// A wire: a folder with what it is and its adapter, and a line in the list. A run on it ends as a harness error until it listens.
'use strict';
const { constant } = require('./change');
const { Refusal } = require('./refusal');

const LIST = 'support/wires/all.ts';

module.exports = function wire(change, name, where, usage) {
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(name) || where !== undefined) throw new Refusal(`expected ${usage}, in kebab-case`);
  const folder = `support/wires/${name}`;
  if (change.exists(folder)) throw new Refusal(`${name} is there already, in ${folder}`);
  const create = `create${name.replace(/(^|-)(\w)/g, (_, dash, letter) => letter.toUpperCase())}Adapter`;
  change.create(
    `${folder}/wire.ts`,
    'the abilities that it lacks, each with the reason; what its addresses are',
    [
      `// The wire ${name}. Unwritten: what carries a message, and what it lacks.`,
      '',
      "import { EVERY_ABILITY } from '../../ports/abilities';",
      "import type { Wire } from '../../ports/wire';",
      `import { ${create} } from './adapter';`,
      '',
      `export const ${constant(name)}: Wire = {`,
      `  name: '${name}',`,
      "  takenBy: 'name',",
      '  abilities: EVERY_ABILITY,',
      "  addressesAre: 'unwritten',",
      '  urlOf: () => undefined,',
      `  open: () => ({ adapter: ${create}() }),`,
      '};',
    ].join('\n'),
  );
  change.create(
    `${folder}/adapter.ts`,
    'bytes of a message, made once; test/fixtures/toy-wire is a whole one',
    [
      `// The adapter of the wire ${name}. Unaware of scenarios and of verdicts.`,
      '',
      "import type { Adapter } from '../../ports/adapter';",
      "import { HarnessFault } from '../../verdict/errors';",
      '',
      `export const ${create} = (): Adapter => ({`,
      `  listen: () => Promise.reject(new HarnessFault('${name} does not listen yet')),`,
      '  prepare() {',
      `    throw new HarnessFault('${name} carries no message yet');`,
      '  },',
      '  close: () => Promise.resolve(),',
      '});',
    ].join('\n'),
  );
  change.append(LIST, `export { ${constant(name)} } from './${name}/wire';\n`, undefined);
  return [
    `npx mocha '${folder}/*.test.ts'   with tests of yours`,
    `node bin/mcx-conformance.js run --adapter ${name}     until it conforms on what its abilities can show`,
    `node bin/mcx-conformance.js mutants --wire ${name}    what it cannot show of a mutant stands in \`trials\` of the wire`,
    'npm run check',
  ];
};
