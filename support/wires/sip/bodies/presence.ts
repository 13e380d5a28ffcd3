// Presence information as MC services use it: which groups a user's clients are affiliated to, or which members of a group
// are affiliated and into which regroup group it went. Unaware of who publishes and who is notified.

import { shortened } from '../../../schema/shortened';
import { booleanIn } from './boolean';
import type { BodyKind, Complain, Wire } from './body';
import { DIALECTS } from './dialects';
import { SERVICES } from './services';
import { allNamed, firstNamed, textOf, type XmlElement } from './xml/xml-element';
import { writeXml, type XmlNode } from './xml/write-xml';

const STATUSES = ['affiliating', 'affiliated', 'deaffiliating'] as const;
export type AffiliationStatus = (typeof STATUSES)[number];

export interface Affiliation {
  readonly group?: string;
  readonly client?: string;
  readonly status?: AffiliationStatus;
  readonly expires?: string;
}

export interface Tuple {
  /** The MC service client ID in what a user publishes, the MC service ID in what is told of a group. */
  readonly id: string;
  readonly affiliations: readonly Affiliation[];
}

export interface Presence {
  /** The MC service ID, or the group ID. */
  readonly entity: string;
  readonly tuples: readonly Tuple[];
  readonly publicationId?: string;
  readonly groupRegroupAlias?: string;
  readonly groupBroadcastAlias?: string;
  readonly groupCallOngoing?: boolean;
}

const PIDF = 'urn:ietf:params:xml:ns:pidf';

export const presence: BodyKind<Presence> = {
  mediaType: () => 'application/pidf+xml',
  schema: () => 'pidf.xsd',
  rootNames: () => ['presence'],
  knownNames: () => new Set(['tuple', 'status', 'affiliation', 'p-id', 'additionalData']),
  read(root, _, complain) {
    const entity = attribute(root, 'entity');
    if (entity === undefined) {
      complain(root, 'an attribute entity', 'none');
      return undefined;
    }
    const publicationId = textOf(firstNamed(root, 'p-id'));
    const data = firstNamed(root, 'additionalData');
    const alias = data && attribute(data, 'groupRegroupAlias');
    const broadcast = data && attribute(data, 'groupBroadcastAlias');
    const ongoing = data && booleanIn(data, data.attributes.get('groupCallOngoing'), complain);
    return {
      entity,
      tuples: allNamed(root, 'tuple').map((tuple) => tupleIn(tuple, complain)),
      ...(publicationId !== undefined && { publicationId }),
      ...(alias !== undefined && { groupRegroupAlias: alias }),
      ...(broadcast !== undefined && { groupBroadcastAlias: broadcast }),
      ...(ongoing !== undefined && { groupCallOngoing: ongoing }),
    };
  },
  write: (value, wire) =>
    writeXml({
      name: 'presence',
      namespace: PIDF,
      attributes: { entity: value.entity },
      children: [...value.tuples.map((tuple) => tupleNode(tuple, wire)), ...additions(value, wire)],
    }),
};

function tupleIn(tuple: XmlElement, complain: Complain): Tuple {
  const id = attribute(tuple, 'id');
  if (id === undefined) complain(tuple, 'an attribute id', 'none');
  return { id: id ?? '', affiliations: allNamed(tuple, 'affiliation').map((one) => affiliationIn(one, complain)) };
}

function affiliationIn(element: XmlElement, complain: Complain): Affiliation {
  const group = attribute(element, 'group');
  const client = attribute(element, 'client');
  const expires = attribute(element, 'expires');
  const statusText = attribute(element, 'status');
  const status = STATUSES.find((one) => one === statusText?.toLowerCase());
  if (statusText !== undefined && !status) complain(element, `a status: ${STATUSES.join(', ')}`, shortened(statusText));
  return {
    ...(group !== undefined && { group }),
    ...(client !== undefined && { client }),
    ...(status && { status }),
    ...(expires !== undefined && { expires }),
  };
}

function tupleNode({ id, affiliations }: Tuple, { service, dialect }: Wire): XmlNode {
  const namespace = SERVICES[service].presenceNamespace;
  const plain = !DIALECTS[dialect].readsPrefixes && { isUnprefixed: true as const };
  const children = affiliations.map((one) => ({ name: 'affiliation', namespace, ...plain, attributes: { ...one } }));
  const status = { name: 'status', namespace: PIDF, children };
  return { name: 'tuple', namespace: PIDF, attributes: { id }, children: [status] };
}

function additions(value: Presence, { service }: Wire): readonly XmlNode[] {
  const namespace = SERVICES[service].presenceNamespace;
  const { groupRegroupAlias, groupBroadcastAlias, publicationId } = value;
  const groupCallOngoing = value.groupCallOngoing?.toString();
  const attributes = { groupBroadcastAlias, groupRegroupAlias, groupCallOngoing };
  const data = Object.values(attributes).some((one) => one !== undefined);
  return [
    ...(data ? [{ name: 'additionalData', namespace, attributes }] : []),
    ...(publicationId === undefined ? [] : [{ name: 'p-id', namespace, text: publicationId }]),
  ];
}

const attribute = (element: XmlElement, name: string): string | undefined => {
  const value = element.attributes.get(name)?.trim();
  return value === '' ? undefined : value;
};
