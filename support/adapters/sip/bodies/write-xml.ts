// Writes an XML body. The namespace of the root is the default one, further namespaces get their customary prefix.
// Unaware of what the elements mean.

import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';

export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly children?: readonly XmlNode[];
  readonly text?: string;
}

const PREFIXES = new Map([
  ['urn:3gpp:ns:mcpttPresInfo:1.0', 'mcpttPI10'],
  ['urn:3gpp:ns:mcvideoPresInfo:1.0', 'mcvideoPI10'],
  ['urn:3gpp:ns:mcdataPresInfo:1.0', 'mcdataPI10'],
  ['urn:3gpp:ns:mcpttGroupInfo:1.0', 'mcpttgi'],
  ['urn:3gpp:mcsSettings:1.0', 'mcs10Set'],
  ['urn:oma:xml:xdm:extensions', 'oxe'],
]);

export function writeXml(root: XmlNode): string {
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' });
  add(document, root, root.namespace);
  return document.end();
}

function add(parent: XMLBuilder, node: XmlNode, ownNamespace: string): void {
  const prefix = node.namespace === ownNamespace ? '' : `${PREFIXES.get(node.namespace) ?? 'x'}:`;
  const element = parent.ele(node.namespace, prefix + node.name);
  for (const [name, value] of Object.entries(node.attributes ?? {})) if (value !== undefined) element.att(name, value);
  if (node.text !== undefined) element.txt(node.text);
  for (const child of node.children ?? []) add(element, child, ownNamespace);
}
