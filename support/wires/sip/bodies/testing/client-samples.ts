// What clients publish and are told: information, presence, service settings.

import { info, type Info } from '../info';
import { pocSettings, type PocSettings } from '../poc-settings';
import { presence, type Presence } from '../presence';
import type { Sample } from './sample';

export const INFO: Sample<Info> = {
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

export const PRESENCE: Sample<Presence> = {
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

export const POC_SETTINGS: Sample<PocSettings> = {
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
