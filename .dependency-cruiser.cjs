// The layers of docs/architecture.md. Each folder of support/ lists what it may import; everything else is refused.
const layers = {
  procedure: [],
  evidence: ['procedure'],
  verdict: ['procedure'],
  schema: ['procedure', 'evidence', 'verdict'],
  ports: ['procedure'],
  checks: ['procedure', 'evidence', 'schema', 'verdict'],
  reference: ['procedure', 'ports'],
  adapters: ['procedure', 'ports', 'schema', 'verdict'],
  testbed: ['procedure', 'evidence', 'verdict', 'schema', 'ports', 'reference', 'adapters'],
  doctor: ['procedure', 'ports', 'schema', 'verdict', 'adapters', 'testbed'],
  actions: ['procedure', 'ports', 'evidence', 'verdict'],
  traceability: ['procedure', 'verdict', 'schema'],
  report: ['procedure', 'evidence', 'verdict', 'traceability', 'schema'],
  certification: ['procedure', 'verdict', 'schema', 'traceability'],
  judgement: ['procedure', 'evidence', 'verdict', 'schema', 'checks', 'traceability'],
  world: [
    'procedure',
    'evidence',
    'verdict',
    'ports',
    'schema',
    'checks',
    'judgement',
    'testbed',
    'actions',
    'traceability',
    'report',
  ],
  // Programs of others (SIPp, Kamailio, tshark) beside ours: it starts them and speaks with them, by sockets and files alone.
  // Of ports it takes the shape of control, which it gives to a product made of SIPp.
  peers: ['procedure', 'ports', 'schema', 'adapters', 'cli'],
  // The SIP stack is measured bare, against SIPp.
  bench: ['procedure', 'evidence', 'verdict', 'ports', 'schema', 'actions', 'testbed', 'adapters', 'peers'],
  cli: [
    'bench',
    'certification',
    'doctor',
    'procedure',
    'evidence',
    'verdict',
    'ports',
    'schema',
    'judgement',
    'testbed',
    'traceability',
    'report',
    'reference',
  ],
};

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer-${layer}`,
  severity: 'error',
  comment: `support/${layer} may import ${allowed.join(', ') || 'no other layer'}: move the code, or hand the thing in as an argument`,
  from: { path: `^support/${layer}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^support/', pathNot: `^support/(${[layer, ...allowed].join('|')})/` },
}));

const only = (name, path, homes) => ({
  name: `only-${name}`,
  severity: 'error',
  comment: `${name} has one home: ${homes}`,
  from: { path: '^(support|steps)/', pathNot: `${homes}|\\.test\\.ts$` },
  to: { path },
});

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'adapters-are-strangers',
      severity: 'error',
      comment: 'an adapter never imports another: what both need belongs to ports or schema',
      from: { path: '^support/wires/([^/]+)/' },
      to: { path: '^support/wires/', pathNot: '^support/wires/$1/' },
    },
    {
      name: 'sip-stack-stands-alone',
      severity: 'error',
      comment: 'the SIP stack knows SIP and nothing of the procedure: hand the thing in as an argument',
      from: { path: '^support/wires/sip/stack/' },
      to: { path: '^support/', pathNot: '^support/wires/sip/stack/' },
    },
    {
      name: 'sip-bodies-know-no-wire',
      severity: 'error',
      comment: 'bodies and mapping are pure: they import procedure and schema alone, and each other',
      from: { path: '^support/wires/sip/(bodies|mapping)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^support/', pathNot: '^support/(procedure|schema|adapters/sip/(bodies|mapping))/' },
    },
    {
      name: 'sip-flows-open-nothing',
      severity: 'error',
      comment: 'the translation of flows is pure: of the stack it knows messages and multiparts alone',
      from: { path: '^support/wires/sip/flows/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^support/',
        pathNot: '^support/(procedure|adapters/sip/(bodies|mapping|flows|stack/(message|multipart)))/',
      },
    },
    {
      name: 'tests-keep-oracle-and-reference-apart',
      severity: 'error',
      comment: 'not even a test of the oracle may lean on the reference, nor the other way',
      from: { path: '^support/(checks|reference)/' },
      to: { path: '^support/(checks|reference)/', pathNot: '^support/$1/' },
    },
    {
      name: 'steps-only-speak-to-the-world',
      severity: 'error',
      comment: 'a step reads its arguments and calls the world; logic belongs to actions or checks',
      from: { path: '^steps/' },
      to: { path: '^support/', pathNot: '^support/(world|checks|actions|procedure)/' },
    },
    {
      name: 'pure-layers-do-no-io',
      severity: 'error',
      comment: 'procedure, evidence, verdict, checks and reference take time, ids and bytes as arguments',
      from: { path: '^support/(procedure|evidence|verdict|checks|reference)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    only('ajv', 'node_modules/(ajv|ajv-formats)/', '^support/schema/'),
    only('axios', 'node_modules/axios/', '^support/wires/http-json/|^support/bench/'),
    only('libxml2', 'node_modules/libxml2-wasm/', '^support/wires/sip/bodies/'),
    only(
      'cucumber',
      'node_modules/@cucumber/cucumber/',
      '^support/world/|^steps/|^support/collect/collector|^support/cli/',
    ),
    only(
      'sockets',
      '^(node:)?(http|https|net|tls|dgram)$',
      '^support/wires/|^support/bench/|^support/report/live/|^support/cli/acceptance/|^support/peers/',
    ),
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'a cycle hides which module comes first',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'dead wood: nothing imports it and it is no entry',
      from: { orphan: true, path: '^support/', pathNot: '\\.(test|peers)\\.ts$|\\.d\\.ts$|/generated/' },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
  },
};
