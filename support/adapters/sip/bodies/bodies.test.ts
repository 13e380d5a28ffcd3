import assert from 'node:assert/strict';
import type { BodyKind } from './body';
import { groupDocument, type GroupDocument } from './group-document';
import { info, type Info } from './info';
import { pocSettings, type PocSettings } from './poc-settings';
import { presence, type Presence } from './presence';
import { readBody } from './read-body';
import { resourceLists, type ResourceLists } from './resource-lists';
import { xcapDiff, type XcapDiff } from './xcap-diff';
import { loadXmlLibrary, type XmlLibrary } from './xml-library';

interface Fault {
  readonly what: string;
  /** Applied to the sample. */
  readonly replace: readonly [from: string | RegExp, to: string];
  readonly expected: string;
  readonly found: string;
}

interface Sample<T> {
  readonly name: string;
  readonly kind: BodyKind<T>;
  readonly text: string;
  readonly value: T;
  readonly faults: readonly Fault[];
}

const INFO: Sample<Info> = {
  name: 'info',
  kind: info,
  text: `<mcpttinfo xmlns="urn:3gpp:ns:mcpttInfo:1.0"><mcptt-Params>
    <mcptt-access-token type="Normal"><mcpttString>t0k3n</mcpttString></mcptt-access-token>
    <mcptt-request-uri type="Normal"><mcpttURI>sip:ana@primary.example</mcpttURI></mcptt-request-uri>
    <mcptt-client-id type="Normal"><mcpttString>urn:uuid:1</mcpttString></mcptt-client-id>
    <anyExt><functional-alias-URI type="Normal"><mcpttURI>sip:chief@primary.example</mcpttURI></functional-alias-URI></anyExt>
  </mcptt-Params></mcpttinfo>`,
  value: {
    accessToken: 't0k3n',
    requestUri: 'sip:ana@primary.example',
    clientId: 'urn:uuid:1',
    functionalAliasUri: 'sip:chief@primary.example',
  },
  faults: [
    {
      what: 'a URI where a string belongs',
      replace: [/<mcpttString>urn:uuid:1<\/mcpttString>/, '<mcpttURI>urn:uuid:1</mcpttURI>'],
      expected: '<mcpttString> or an element of another namespace',
      found: '<mcpttURI>',
    },
    {
      what: 'content without its type',
      replace: ['<mcptt-client-id type="Normal">', '<mcptt-client-id>'],
      expected: 'an attribute type',
      found: 'none',
    },
    {
      what: 'a type outside the closed list',
      replace: ['<mcptt-client-id type="Normal">', '<mcptt-client-id type="Plain">'],
      expected: 'one of Normal, Encrypted',
      found: '"Plain"',
    },
    {
      what: 'parameters out of order',
      replace: [
        /(<mcptt-access-token .*?<\/mcptt-access-token>)\s*(<mcptt-request-uri .*?<\/mcptt-request-uri>)/,
        '$2$1',
      ],
      expected:
        '<mcptt-calling-user-id> or <mcptt-called-party-id> or <mcptt-calling-group-id> or <required> or <emergency-ind> or <alert-ind> or <imminentperil-ind> or <broadcast-ind> or <mc-org> or <floor-state>',
      found: '<mcptt-access-token>',
    },
    {
      what: 'an extension of a wrong type',
      replace: ['<anyExt>', '<anyExt><user-requested-priority>high</user-requested-priority>'],
      expected: 'a whole number',
      found: '"high"',
    },
  ],
};

const PRESENCE: Sample<Presence> = {
  name: 'presence',
  kind: presence,
  text: `<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:mcpttPI10="urn:3gpp:ns:mcpttPresInfo:1.0" entity="sip:med-7@partner.example">
    <tuple id="sip:ben@partner.example"><status>
      <mcpttPI10:affiliation client="urn:uuid:2" status="affiliated" expires="2030-01-01T00:00:00Z"/>
    </status></tuple>
    <mcpttPI10:additionalData groupRegroupAlias="sip:joint-9@primary.example" groupCallOngoing="false"/>
    <mcpttPI10:p-id>p1</mcpttPI10:p-id></presence>`,
  value: {
    entity: 'sip:med-7@partner.example',
    tuples: [
      {
        id: 'sip:ben@partner.example',
        affiliations: [{ client: 'urn:uuid:2', status: 'affiliated', expires: '2030-01-01T00:00:00Z' }],
      },
    ],
    publicationId: 'p1',
    groupRegroupAlias: 'sip:joint-9@primary.example',
    groupCallOngoing: false,
  },
  faults: [
    {
      what: 'a status outside the closed list',
      replace: ['status="affiliated"', 'status="active"'],
      expected: 'one of affiliating, affiliated, deaffiliating',
      found: '"active"',
    },
    {
      what: 'an expiry that is no time',
      replace: ['2030-01-01T00:00:00Z', 'tomorrow'],
      expected: 'a date and time',
      found: '"tomorrow"',
    },
    {
      what: 'an affiliation outside of a status',
      replace: [/<status>([^]*)<\/status>/, '$1'],
      expected: '<status>',
      found: '<affiliation>',
    },
    { what: 'no entity', replace: [/ entity="[^"]*"/, ''], expected: 'an attribute entity', found: 'none' },
  ],
};

const POC_SETTINGS: Sample<PocSettings> = {
  name: 'poc-settings',
  kind: pocSettings,
  text: `<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings" xmlns:m="urn:3gpp:mcsSettings:1.0"><entity id="urn:uuid:1">
    <am-settings><answer-mode>automatic</answer-mode></am-settings>
    <m:selected-user-profile-index><m:user-profile-index>1</m:user-profile-index></m:selected-user-profile-index>
    <m:multiplex-support>true</m:multiplex-support></entity></poc-settings>`,
  value: {
    entities: [{ id: 'urn:uuid:1', answerMode: 'automatic', selectedUserProfileIndex: '1', multiplexSupport: true }],
  },
  faults: [
    {
      what: 'an answer mode outside the closed list',
      replace: ['automatic', 'Automatic'],
      expected: 'one of automatic, manual',
      found: '"Automatic"',
    },
    {
      what: 'an index that is no number',
      replace: ['>1<', '>first<'],
      expected: 'a whole number',
      found: '"first"',
    },
    { what: 'no id', replace: [' id="urn:uuid:1"', ''], expected: 'an attribute id', found: 'none' },
  ],
};

const GROUP_DOCUMENT: Sample<GroupDocument> = {
  name: 'group document',
  kind: groupDocument,
  text: `<group xmlns="urn:oma:xml:poc:list-service" xmlns:g="urn:3gpp:ns:mcpttGroupInfo:1.0" xmlns:oxe="urn:oma:xml:xdm:extensions">
    <list-service uri="sip:med-7@partner.example"><display-name xml:lang="en">Med-7</display-name>
    <list><entry uri="sip:ben@partner.example"/><entry uri="sip:cleo@partner.example"/></list>
    <oxe:supported-services><oxe:service enabler="urn:urn-7:3gpp-service.ims.icsi.mcptt"/></oxe:supported-services>
    <g:preconfigured-group-use-only>false</g:preconfigured-group-use-only>
    <g:protect-media>0</g:protect-media>
    <g:on-network-regrouped temporary-MCPTT-group-ID="sip:t-1@partner.example" temporary-MCPTT-group-requestor="sip:dispatch@partner.example">
      <g:constituent-MCPTT-group-IDs><g:constituent-MCPTT-group-ID>sip:med-7@partner.example</g:constituent-MCPTT-group-ID></g:constituent-MCPTT-group-IDs>
    </g:on-network-regrouped></list-service></group>`,
  value: {
    uri: 'sip:med-7@partner.example',
    displayName: 'Med-7',
    members: ['sip:ben@partner.example', 'sip:cleo@partner.example'],
    supportedServices: ['urn:urn-7:3gpp-service.ims.icsi.mcptt'],
    preconfiguredGroupUseOnly: false,
    protectMedia: false,
    onNetworkRegrouped: {
      temporaryGroupId: 'sip:t-1@partner.example',
      requestor: 'sip:dispatch@partner.example',
      constituents: ['sip:med-7@partner.example'],
    },
  },
  faults: [
    {
      what: 'a truth value in another spelling',
      replace: ['>false<', '>False<'],
      expected: 'true or false',
      found: '"False"',
    },
    {
      what: 'a temporary group without its requestor',
      replace: [/ temporary-MCPTT-group-requestor="[^"]*"/, ''],
      expected: 'an attribute temporary-MCPTT-group-requestor',
      found: 'none',
    },
    {
      what: 'an unknown element of list-service',
      replace: ['<list>', '<owner/><list>'],
      expected: 'no such element here',
      found: '<owner>',
    },
  ],
};

const XCAP_DIFF: Sample<XcapDiff> = {
  name: 'xcap-diff',
  kind: xcapDiff,
  text: `<d:xcap-diff xmlns:d="urn:ietf:params:xml:ns:xcap-diff" xcap-root="http://gms.partner.example/">
    <d:document sel="org.openmobilealliance.groups/global/byGroupID/sip:med-7@partner.example" new-etag="b" previous-etag="a"/>
  </d:xcap-diff>`,
  value: {
    xcapRoot: 'http://gms.partner.example/',
    documents: [
      {
        sel: 'org.openmobilealliance.groups/global/byGroupID/sip:med-7@partner.example',
        newEtag: 'b',
        previousEtag: 'a',
      },
    ],
  },
  faults: [
    { what: 'a document without selector', replace: [/sel=".*?"/, ''], expected: 'an attribute sel', found: 'none' },
    { what: 'no root', replace: [/xcap-root=".*?"/, ''], expected: 'an attribute xcap-root', found: 'none' },
  ],
};

const RESOURCE_LISTS: Sample<ResourceLists> = {
  name: 'resource-lists',
  kind: resourceLists,
  text: `<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list><entry uri="org.openmobilealliance.groups/global/byGroupID/sip:med-7@partner.example"/></list></resource-lists>`,
  value: { entries: ['org.openmobilealliance.groups/global/byGroupID/sip:med-7@partner.example'] },
  faults: [{ what: 'an entry without URI', replace: [/ uri=".*?"/, ''], expected: 'an attribute uri', found: 'none' }],
};

describe('bodies', () => {
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  const behaves = <T>({ name, kind, text, value, faults }: Sample<T>): void => {
    const read = (body: string) => readBody(library, kind, Buffer.from(body), { service: 'mcptt', dialect: 'f7' });

    describe(name, () => {
      it('is read, and fits its schema', () => {
        assert.deepEqual(read(text), { value, problems: [], strict: [], unknown: [] });
      });
      for (const { what, replace, expected, found } of faults)
        it(`objects to ${what}`, () => {
          const [fault, ...others] = read(text.replace(...replace)).strict;
          assert.deepEqual([fault?.expected, fault?.found, others], [expected, found, []]);
        });
    });
  };
  behaves(INFO);
  behaves(PRESENCE);
  behaves(POC_SETTINGS);
  behaves(GROUP_DOCUMENT);
  behaves(XCAP_DIFF);
  behaves(RESOURCE_LISTS);

  it('are understood with truth values and statuses in capitals', () => {
    const f7 = { service: 'mcptt', dialect: 'f7' } as const;
    const told = readBody(library, presence, Buffer.from(PRESENCE.text.replace('"affiliated"', '"AFFILIATED"')), f7);
    assert.deepEqual([told.value, told.problems], [PRESENCE.value, []]);
    const shared = GROUP_DOCUMENT.text.replace('>false<', '>FALSE<');
    assert.deepEqual(readBody(library, groupDocument, Buffer.from(shared), f7).value, GROUP_DOCUMENT.value);
  });

  it('say which value is encrypted, and what to do', () => {
    const encrypted = INFO.text.replace(
      'type="Normal"><mcpttString>urn:uuid:1</mcpttString>',
      'type="Encrypted"><e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"/>',
    );
    const { value, problems, strict } = readBody(library, info, Buffer.from(encrypted), {
      service: 'mcptt',
      dialect: 'f7',
    });
    assert.equal(value?.clientId, undefined);
    assert.equal(value?.accessToken, 't0k3n');
    assert.deepEqual(problems.map(({ path, found }) => [path, found]), [
      ['/mcpttinfo/mcptt-Params/mcptt-client-id', 'encrypted content; switch signalling protection off for the test'],
    ]); // prettier-ignore
    assert.deepEqual(strict, []);
  });

  it('of another MC service are not taken for this one’s', () => {
    const { value, problems } = readBody(library, info, Buffer.from(INFO.text), { service: 'mcdata', dialect: 'f7' });
    assert.equal(value, undefined);
    assert.deepEqual(problems[0]?.expected, 'the root element mcdatainfo');
  });
});
