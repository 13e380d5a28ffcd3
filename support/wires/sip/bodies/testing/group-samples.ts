// What group management servers give and are asked for.

import { groupDocument, type GroupDocument } from '../group-document';
import { resourceLists, type ResourceLists } from '../resource-lists';
import type { Sample } from './sample';
import { xcapDiff, type XcapDiff } from '../xcap-diff';

export const GROUP_DOCUMENT: Sample<GroupDocument> = {
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

export const XCAP_DIFF: Sample<XcapDiff> = {
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

export const RESOURCE_LISTS: Sample<ResourceLists> = {
  name: 'resource-lists',
  kind: resourceLists,
  text: `<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list><entry uri="org.openmobilealliance.groups/global/byGroupID/sip:med-7@partner.example"/></list></resource-lists>`,
  value: { entries: ['org.openmobilealliance.groups/global/byGroupID/sip:med-7@partner.example'] },
  faults: [{ what: 'an entry without URI', replace: [/ uri=".*?"/, ''], expected: 'an attribute uri', found: 'none' }],
};
