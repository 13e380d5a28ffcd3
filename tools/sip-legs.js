// The text of docs/sip-legs.md: what stage 3 asks of each message on SIP, leg by leg, from the catalogue of 24.379-16 and its
// readings.
'use strict';
const load = require('./load');

const CLAUSE = '24.379-16';
const LEGS = [
  ['A', 'Leg A · a client to the server that serves it'],
  ['B', 'Leg B · the participating function to the controlling function'],
  ['C', 'Leg C · the controlling function to the function that controls a listed group'],
  ['D', 'Leg D · that function to a participating function that serves members'],
  ['E', 'Leg E · a server to a client'],
  ['answer', 'Final responses of servers'],
  [undefined, 'Of no leg'],
  ['twins', 'Every service'],
  ['sip', 'Every request and every final response'],
];

/** Parts that are of no leg. */
const OF_ALL = new Set(['twins', 'sip']);

const HEAD = `# What stage 3 asks of each leg on SIP

For whoever builds a client or a server of TS 24.379 clause 16.2 and wants to know what is looked at before failing by it. Written
by \`npm run generate\` from \`features/24.379-16/requirements.yaml\`; the words of 3GPP are in your own copy, and

\`\`\`sh
npx mcx-conformance run --clause 24.379-16 --adapter sip
npx mcx-conformance trace --clause 24.379-16
\`\`\`

judge by these rows and list them with their verdicts: a product of yours with \`--target\`, and with \`--spec\` beside your copy of
clause 16.2 as plain text, sentence by sentence. A run is about this clause only where \`--clause\` names
it; with \`--clause 23.280-10.15.3.3.1\` beside it both are judged in one run.

- **Of a copy contents are compared.** Prefixes, white space, the order of fields, of parameters, of list items and of parts, the
  boundary and transfer encodings are free; identities are compared as URIs. What is protected by TS 33.180 is not compared.
- **Two functions of one product** show what passes between them nowhere. A request is held against the one by which its server
  learnt of the regroup: a server that has the non-controlling and the participating function copies from leg C to leg E.
- **A removal that a server decides**, as a roll-back is, has the regroup body alone: no Accept-Contact and no information body are
  missed, neither there nor in what is made of it. That it asserts its sender is not said there either, and is asked for all the same: by
  nothing else does its receiver know which regroup of that identity is meant (WIRE-1).
- **Warnings** are compared by status and code; the words and the host are free.
- **MCVideo and MCData** have the same legs under their own names (TS 24.281 clause 21, TS 24.282 clause 23), with these
  differences: neither knows an emergency that forbids a removal (no Warning 169); their terminating participating function asserts
  its own identity in a removal, which is right here too; MCData has no priority of the user.
`;

const OF_SIP = `Rows of the suite's own, which judge what a party sends over the whole wire: MESSAGE, PUBLISH, SUBSCRIBE, NOTIFY and REGISTER, and
their final responses, also those that a test needs and no statement speaks of. What they hold a message against:

- **A request** has Via, Max-Forwards, From, To, Call-ID and CSeq, each but Via once; a tag in From, and none in To outside of a dialog;
  the method in CSeq, and a number below 2^31; a branch that begins with z9hG4bK and that no other request has; a Call-ID and CSeq
  that no other has, and numbers that do not fall in a dialog; Content-Type where it has a body; lines that end with CRLF. A MESSAGE
  has no Contact.
- **A final response** has Via, From, To, Call-ID and CSeq, the tag of the From that it was sent, a tag in To that it has given to no request of another Call-ID (RFC 3261 19.3), and what its status
  asks for: Allow (405), Accept (415), Unsupported (420), Min-Expires (423), Allow-Events (489), a challenge (401, 407). A 2xx to a
  MESSAGE has neither Contact nor body. It is the only one of its transaction: a copy is free, one that says otherwise is a fault, and so is a
  provisional response but 100 (RFC 4320 4.1). Its line begins with SIP/2.0 in capitals.
- **Events**: Event in SUBSCRIBE, NOTIFY and PUBLISH; Contact in SUBSCRIBE, NOTIFY and the 2xx to SUBSCRIBE; Subscription-State in NOTIFY,
  with a number of seconds if any; Expires in the 2xx to SUBSCRIBE and PUBLISH, no longer than was asked; SIP-ETag in the 2xx to PUBLISH. A
  NOTIFY has the tags of its subscription and goes to the Contact of who subscribed, and none comes after \`terminated\`;
  one follows each SUBSCRIBE that is taken, whatever there is to tell.`;

const OF_NO_LEG = `What a function decides, keeps or is allowed to do, and what the clause says of users and calls. Some of it is judged by
what comes of it.`;

/** Where a row is judged, or why nowhere. */
function judged({ why, unchecked }) {
  if (why === undefined) return 'yes';
  const statements = why.match(/\b(?:STEP|INV|NOTE|POST|GR)-[\w.-]*\w/g) ?? [];
  if (unchecked === 'elsewhere') return `as ${statements.join(', ')}`;
  return unchecked === 'inside' ? `no: ${why}` : why.replace(/^No check yet:?/, 'not yet:').replace(/:\.$/, '');
}

const cell = (text) => text.replaceAll('|', '\\|');

function sipLegs() {
  const { loadEveryClause } = load('support/traceability/catalogue/catalogue');
  const { requirements, interpretations, clauses } = loadEveryClause().only([CLAUSE]);
  const parts = clauses[0].parts;
  const sections = LEGS.map(([leg, title]) => {
    const rows = requirements.filter(({ leg: of, step }) => (OF_ALL.has(step) ? step : of) === leg);
    const tables = parts.flatMap((part) => {
      const own = rows.filter(({ step }) => step === part.step);
      if (own.length === 0) return [];
      const lines = own.map(
        ({ id, says, strength, interpretations: readings, ...row }) =>
          `| ${id} | ${cell(says)} | ${strength} | ${cell(judged(row))} | ${readings.join(' ')} |`,
      );
      return [
        `### ${part.step} · ${part.title}`,
        '',
        '| row | what | | judged | by |',
        '| --- | --- | --- | --- | --- |',
        ...lines,
        '',
      ];
    });
    const more = [...(leg === 'sip' ? [OF_SIP, ''] : []), ...(leg === undefined ? [OF_NO_LEG, ''] : [])];
    return [`## ${title}`, '', ...more, ...tables].join('\n');
  });
  const readings = interpretations.map(({ id, reading }) => `- **${id}** ${reading}`);
  return [HEAD, ...sections, '## Readings', '', ...readings, ''].join('\n');
}

module.exports = { sipLegs };
