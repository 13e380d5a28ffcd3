// The text of docs/sip-examples.md: what a server is provisioned with on SIP, and messages of which the other pages have no example, each
// as the built-in parties make it.
'use strict';
const load = require('./load');

const HEAD = `# Examples on SIP

For whoever builds a server and wants to see what it is told, and what servers tell each other beside the legs of
[sip-legs.md](sip-legs.md). Written by \`npm run generate\` with what makes the messages of the built-in parties, for two MC systems of
invented names; the Via of each message, which its transaction adds, is left out.
`;

const [PRIMARY, PARTNER] = ['sip:mcptt@primary.example', 'sip:mcptt@partner.example'];
const [PRIMARY_GMS, PARTNER_GMS] = ['sip:gms@primary.example', 'sip:gms@partner.example'];
const [FIRE, MED] = ['sip:fire-1.x7k2@primary.example', 'sip:med-7.x7k2@partner.example'];
const JOINT = 'sip:joint-9.x7k2@primary.example';
const [ANA, BEN] = ['sip:ana.x7k2@primary.example', 'sip:ben.x7k2@partner.example'];
const HOSTS = new Map([
  [PRIMARY, '192.0.2.10'],
  [PRIMARY_GMS, '192.0.2.11'],
  [PARTNER, '198.51.100.10'],
  [PARTNER_GMS, '198.51.100.11'],
  [ANA, '192.0.2.20'],
  [BEN, '198.51.100.20'],
]);

/** @param {string} id */
const addressOf = (id) => `sip:${HOSTS.get(id)}:5060;transport=tcp`;

const PARTIES = new Map([
  ['primary-server', PRIMARY],
  ['primary-gms', PRIMARY_GMS],
  ['partner-server', PARTNER],
  ['partner-gms', PARTNER_GMS],
  ['client-1', ANA],
  ['client-2', BEN],
]);

const FIXTURE = {
  scope: 'x7k2',
  systems: [
    { name: 'primary', serverId: PRIMARY, gmsId: PRIMARY_GMS },
    { name: 'partner', serverId: PARTNER, gmsId: PARTNER_GMS },
  ],
  users: [
    { name: 'Ana', id: ANA, system: 'primary', party: 'client-1', mayInitiateRegroup: true, inService: true },
    { name: 'Ben', id: BEN, system: 'partner', party: 'client-2', mayInitiateRegroup: false, inService: true },
  ],
  groups: [
    { name: 'Fire-1', id: FIRE, home: 'primary', preconfigured: false, members: [ANA] },
    { name: 'Med-7', id: MED, home: 'partner', preconfigured: false, members: [ANA, BEN] },
  ],
  multicastIn: [],
  gateway: false,
};

function contextOf() {
  let tokens = 0;
  const entities = new Map([PRIMARY, PARTNER].map((id) => [id, { id, kinds: ['server'] }]));
  for (const id of [PRIMARY_GMS, PARTNER_GMS]) entities.set(id, { id, kinds: ['gms'] });
  return {
    service: 'mcptt',
    dialect: 'f7',
    identityMode: 'asserted',
    refusals: 'release-18',
    authorization: 'PUBLISH',
    directory: {
      entityAt: (id) => entities.get(id),
      publicIdentityOf: (id) => id,
      mcServiceIdOf: (id) => id,
      clientIdOf: () => 'urn:uuid:00000000-0000-4000-8000-000000000001',
      accessTokenOf: () => 'token',
    },
    contactOf: addressOf,
    xcapRoot: 'http://192.0.2.11:8080',
    newToken: () => `publication-${(tokens += 1)}`,
    affiliatedUntil: () => '2162-01-07T06:28:15Z',
    standing: () => [],
    copied: () => undefined,
  };
}

/** The first request of a flow, as it leaves. */
function messageOf(flow, body, { toTag } = {}) {
  const { encode } = load('support/wires/sip/flows/encode/encode');
  const { assemble } = load('support/wires/sip/flows/encode/draft');
  const { serialise } = load('support/wires/sip/stack/message/serialise');
  const encoded = encode(flow, body, contextOf());
  const [draft] = encoded.kind === 'requests' ? encoded.requests : [];
  const labels = { callId: '4f1d-7@192.0.2.10', cseq: 1, fromTag: 'a73', toTag, boundary: 'part' };
  return serialise(assemble(draft, labels)).toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}

const fenced = (text, language) => ['```' + language, text, '```'].join('\n');

exports.sipExamples = async (options) => {
  const prettier = require('prettier');
  const { provisionCommand } = load('support/actions/provisioning');
  const party = (name) => ({ address: addressOf(PARTIES.get(name)), underTest: name === 'partner-server' });
  const provision = JSON.stringify(provisionCommand('partner-server', FIXTURE, { party }), undefined, 2);
  const publish = messageOf('group-affiliation-request.server-server', {
    from: PRIMARY,
    to: PARTNER,
    mcServiceId: ANA,
    mcServiceGroupIdList: [MED],
  });
  const ofGroup = messageOf(
    'notify-group-dynamic-data-request.server-gms',
    {
      from: PARTNER,
      to: PARTNER_GMS,
      groupDynamicData: [{ mcServiceGroupId: MED, affiliated: [ANA, BEN], regroupGroupId: JOINT }],
    },
    { toTag: '9c2' },
  );
  const text = [
    HEAD,
    `## What a partner server is provisioned with

Control (\`POST\` of this to the address \`control\` of the target file; its [schema](../schemas/control/provision.schema.json) says the rest)
names the users whom it serves and where their clients listen, the other servers, and of each group its home. It is told the members
of its own groups alone: who of others is affiliated to a group of another system, the owner of that group knows.
`,
    fenced(provision, 'json'),
    `## PUBLISH between servers: a user affiliates to a group of another MC system

The server that serves a user tells the owner of the group (TS 24.379 9.2.2.2.6), one user and one group at a time. The same with
\`Expires: 0\` says that he has left it, or has logged off. An owner that refuses answers 403 (9.2.2.3.3).
`,
    fenced(publish, 'http'),
    `## NOTIFY of dynamic data: who is affiliated, and that the group is regrouped

To the group management server that has subscribed to the presence of the group (9.2.2.3.10, 9.3.1). \`groupRegroupAlias\` names the
regroup group (STEP-10-a). Affiliation to the regroup group itself is told likewise, in the presence of the regroup group.
`,
    fenced(ofGroup, 'http'),
  ].join('\n');
  return prettier.format(text, options);
};
