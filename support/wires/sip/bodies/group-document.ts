// The document of one MC service group, as a group management server gives it out. Only what a regroup needs of it.

import { booleanIn } from './boolean';
import type { BodyKind } from './body';
import { allNamed, firstNamed, textOf, type XmlElement } from './xml/xml-element';
import { writeXml, type XmlNode } from './xml/write-xml';

export interface OnNetworkRegrouped {
  readonly temporaryGroupId: string;
  readonly requestor: string;
  readonly constituents: readonly string[];
}

export interface GroupDocument {
  readonly uri: string;
  readonly displayName?: string;
  readonly members: readonly string[];
  /** The ICSIs of the MC services that the group supports. */
  readonly supportedServices: readonly string[];
  readonly preconfiguredGroupUseOnly?: boolean;
  /** Both protections are on where the document does not speak of them. */
  readonly protectMedia?: boolean;
  readonly protectFloorControlSignalling?: boolean;
  /** The group is a constituent of a temporary group that a group management server made. */
  readonly onNetworkRegrouped?: OnNetworkRegrouped;
}

const LIST_SERVICE = 'urn:oma:xml:poc:list-service';
const GROUP_INFO = 'urn:3gpp:ns:mcpttGroupInfo:1.0';
const EXTENSIONS = 'urn:oma:xml:xdm:extensions';

const FLAGS = [
  ['preconfiguredGroupUseOnly', 'preconfigured-group-use-only'],
  ['protectMedia', 'protect-media'],
  ['protectFloorControlSignalling', 'protect-floor-control-signalling'],
] as const;

const REGROUPED = 'on-network-regrouped';
const CONSTITUENTS = 'constituent-MCPTT-group-IDs';
const CONSTITUENT = 'constituent-MCPTT-group-ID';

export const groupDocument: BodyKind<GroupDocument> = {
  mediaType: () => 'application/vnd.oma.poc.groups+xml',
  schema: () => 'group.xsd',
  rootNames: () => ['group'],
  knownNames: () =>
    new Set(
      ['list-service', 'display-name', 'list', 'entry', 'supported-services', 'service'].concat(
        [REGROUPED, CONSTITUENTS, CONSTITUENT],
        FLAGS.map(([, element]) => element),
      ),
    ),
  read(root, _, complain) {
    const service = firstNamed(root, 'list-service');
    const uri = service?.attributes.get('uri')?.trim();
    if (!service || uri === undefined) {
      complain(service ?? root, 'a list-service with an attribute uri', 'none');
      return undefined;
    }
    // Elements of the same name also stand inside others: the group's own are its children.
    const own = (name: string) => service.children.find((child) => child.name === name);
    const displayName = textOf(own('display-name'));
    const regrouped = own(REGROUPED);
    const flags = FLAGS.flatMap(([field, element]) => {
      const value = booleanIn(own(element) ?? service, textOf(own(element)), complain);
      return value === undefined ? [] : [[field, value] as const];
    });
    return {
      uri,
      ...(displayName !== undefined && { displayName }),
      members: attributesOf(own('list'), 'entry', 'uri'),
      supportedServices: attributesOf(own('supported-services'), 'service', 'enabler'),
      ...Object.fromEntries(flags),
      ...(regrouped && { onNetworkRegrouped: regroupedIn(regrouped) }),
    };
  },
  write(value) {
    const flags = FLAGS.flatMap(([field, name]) => {
      const flag = value[field];
      return flag === undefined ? [] : [{ name, namespace: GROUP_INFO, text: String(flag) }];
    });
    const services = value.supportedServices.map((enabler) => extension('service', { attributes: { enabler } }));
    const members = value.members.map((uri) => inList('entry', { attributes: { uri } }));
    const listService = inList('list-service', {
      attributes: { uri: value.uri },
      children: [
        ...(value.displayName === undefined ? [] : [inList('display-name', { text: value.displayName })]),
        inList('list', { children: members }),
        ...(services.length > 0 ? [extension('supported-services', { children: services })] : []),
        ...flags,
        ...(value.onNetworkRegrouped ? [regroupedNode(value.onNetworkRegrouped)] : []),
      ],
    });
    return writeXml(inList('group', { children: [listService] }));
  },
};

type Rest = Omit<XmlNode, 'name' | 'namespace'>;
const inList = (name: string, rest: Rest): XmlNode => ({ name, namespace: LIST_SERVICE, ...rest });
const extension = (name: string, rest: Rest): XmlNode => ({ name, namespace: EXTENSIONS, ...rest });

const attributesOf = (inside: XmlElement | undefined, element: string, attribute: string): readonly string[] =>
  (inside ? allNamed(inside, element) : []).flatMap((one) => one.attributes.get(attribute)?.trim() ?? []);

const regroupedIn = (element: XmlElement): OnNetworkRegrouped => ({
  temporaryGroupId: element.attributes.get('temporary-MCPTT-group-ID')?.trim() ?? '',
  requestor: element.attributes.get('temporary-MCPTT-group-requestor')?.trim() ?? '',
  constituents: allNamed(element, CONSTITUENT).flatMap((one) => textOf(one) ?? []),
});

function regroupedNode({ temporaryGroupId, requestor, constituents }: OnNetworkRegrouped): XmlNode {
  const ids = constituents.map((text) => ({ name: CONSTITUENT, namespace: GROUP_INFO, text }));
  return {
    name: REGROUPED,
    namespace: GROUP_INFO,
    attributes: { 'temporary-MCPTT-group-ID': temporaryGroupId, 'temporary-MCPTT-group-requestor': requestor },
    children: [{ name: CONSTITUENTS, namespace: GROUP_INFO, children: ids }],
  };
}
