import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalId } from '../../../procedure/identities';
import type { BodyKind, Wire } from './body';
import { DIALECTS } from './dialects';
import { groupDocument, type GroupDocument } from './group-document';
import { info, type Info } from './info';
import { pocSettings, type PocSettings } from './poc-settings';
import { presence, type Presence } from './presence';
import { readBody } from './read-body';
import { regroup, type Regroup } from './regroup';
import { resourceLists } from './resource-lists';
import { SERVICE_NAMES } from './services';
import { xcapDiff, type XcapDiff } from './xcap-diff';
import { loadXmlLibrary, type XmlLibrary } from './xml/xml-library';

const WIRES: readonly Wire[] = Object.values(DIALECTS).flatMap(({ name, services }) =>
  services.map((service) => ({ service, dialect: name })),
);

/** With all that has to be escaped in XML. */
const local = fc.string({ unit: fc.constantFrom(...Array.from('az09-._~&\'"<>ä語')), minLength: 1, maxLength: 12 });
const uri = fc.tuple(fc.constantFrom('sip', 'tel', 'urn:uuid'), local).map(([scheme, rest]) => {
  return `${scheme}:${encodeURI(rest)}@mc.example`;
});
/** White space at both ends is not kept. */
const text = fc
  .string({ unit: 'grapheme' })
  .map((one) => one.replaceAll(/[\p{C}\u{FFFE}\u{FFFF}]/gu, '').trim() || 'x');
const uris = fc.array(uri, { minLength: 1, maxLength: 4 });
/** What is listed twice is read once. */
const different = fc.uniqueArray(uri, { minLength: 1, maxLength: 4, selector: canonicalId });
const whole = fc.nat().map(String);

const plain = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(fields, { noNullPrototype: true });

/** Every field there or not. */
const some = <T>(fields: { [K in keyof T]: fc.Arbitrary<NonNullable<T[K]>> }, always: (keyof T)[] = []) =>
  fc.record(fields, { requiredKeys: always, noNullPrototype: true }) as fc.Arbitrary<T>;

const aRegroup = some<Regroup>(
  {
    regroupAction: fc.constantFrom('create', 'remove'),
    regroupUri: uri,
    preconfiguredGroup: uri,
    groupsForRegroup: different,
    usersForRegroup: different,
  },
  ['regroupAction', 'regroupUri'],
);

const anInfo = some<Info>({
  accessToken: text,
  requestUri: uri,
  callingUserId: uri,
  callingGroupId: uri,
  clientId: text,
  functionalAliasUri: uri,
  userRequestedPriority: whole,
});

const anAffiliation = some<Presence['tuples'][number]['affiliations'][number]>({
  group: uri,
  client: uri,
  status: fc.constantFrom('affiliating', 'affiliated', 'deaffiliating'),
  expires: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
});

const aPresence = some<Presence>(
  {
    entity: uri,
    tuples: fc.array(plain({ id: uri, affiliations: fc.array(anAffiliation, { maxLength: 3 }) }), { maxLength: 3 }),
    publicationId: text,
    groupRegroupAlias: uri,
    groupBroadcastAlias: uri,
    groupCallOngoing: fc.boolean(),
  },
  ['entity', 'tuples'],
);

const aPocSettings: fc.Arbitrary<PocSettings> = plain({
  entities: fc.array(
    some<PocSettings['entities'][number]>(
      {
        id: uri,
        answerMode: fc.constantFrom('automatic', 'manual'),
        selectedUserProfileIndex: whole,
        multiplexSupport: fc.boolean(),
      },
      ['id'],
    ),
    { maxLength: 3 },
  ),
});

const aGroupDocument = some<GroupDocument>(
  {
    uri,
    displayName: text,
    members: fc.array(uri, { maxLength: 4 }),
    supportedServices: fc.array(uri, { maxLength: 2 }),
    preconfiguredGroupUseOnly: fc.boolean(),
    protectMedia: fc.boolean(),
    protectFloorControlSignalling: fc.boolean(),
    onNetworkRegrouped: plain({
      temporaryGroupId: uri,
      requestor: uri,
      constituents: fc.array(uri, { maxLength: 3 }),
    }),
  },
  ['uri', 'members', 'supportedServices'],
);

const anXcapDiff: fc.Arbitrary<XcapDiff> = plain({
  xcapRoot: uri,
  documents: fc.array(some<XcapDiff['documents'][number]>({ sel: uri, newEtag: text, previousEtag: text }, ['sel']), {
    maxLength: 3,
  }),
});

describe('what is written', () => {
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  const comesBack = <T>(name: string, kind: BodyKind<T>, values: fc.Arbitrary<T>, wires = WIRES): void => {
    it(`fits its schema and reads the same: ${name}`, () => {
      fc.assert(
        fc.property(values, fc.constantFrom(...wires), (value, wire) => {
          const written = kind.write(value, wire);
          const reading = readBody(library, kind, Buffer.from(written), wire);
          assert.deepEqual(reading, { value, problems: [], strict: [] }, written);
        }),
      );
    });
  };
  const f7 = SERVICE_NAMES.map((service): Wire => ({ service, dialect: 'f7' }));

  comesBack('regroup', regroup, aRegroup);
  comesBack('info', info, anInfo);
  comesBack('presence', presence, aPresence, f7);
  comesBack('poc-settings', pocSettings, aPocSettings, f7);
  comesBack('group document', groupDocument, aGroupDocument, f7);
  comesBack('xcap-diff', xcapDiff, anXcapDiff, f7);
  comesBack('resource-lists', resourceLists, plain({ entries: uris }), f7);

  it('shows the fault that was asked for: a creation without regroup group', () => {
    const wire: Wire = { service: 'mcptt', dialect: 'f7' };
    const written = regroup.write({ regroupAction: 'create', groupsForRegroup: ['sip:g@mc.example'] }, wire);
    const { value, strict } = readBody(library, regroup, Buffer.from(written), wire);
    assert.deepEqual(value, { regroupAction: 'create', groupsForRegroup: ['sip:g@mc.example'] });
    assert.equal(strict[0]?.expected, '<mcptt-regroup-uri>');
  });
});
