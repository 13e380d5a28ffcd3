// The documents that a subscriber wants to hear of.

import type { BodyKind } from './body';
import { allNamed } from './xml/xml-element';
import { writeXml } from './xml/write-xml';

export interface ResourceLists {
  readonly entries: readonly string[];
}

const RESOURCE_LISTS = 'urn:ietf:params:xml:ns:resource-lists';

export const resourceLists: BodyKind<ResourceLists> = {
  mediaType: () => 'application/resource-lists+xml',
  schema: () => 'resource-lists.xsd',
  rootNames: () => ['resource-lists'],
  knownNames: () => new Set(['list', 'entry']),
  read(root, _, complain) {
    const entries = allNamed(root, 'entry').flatMap((entry) => {
      const uri = entry.attributes.get('uri')?.trim();
      if (uri === undefined) complain(entry, 'an attribute uri', 'none');
      return uri ?? [];
    });
    return { entries };
  },
  write({ entries }) {
    const children = entries.map((uri) => ({ name: 'entry', namespace: RESOURCE_LISTS, attributes: { uri } }));
    const list = { name: 'list', namespace: RESOURCE_LISTS, children };
    return writeXml({ name: 'resource-lists', namespace: RESOURCE_LISTS, children: [list] });
  },
};
