// Writes an XML body. The namespace of the root is the default one, further namespaces get their customary prefix. By hand,
// because a document model of thousands of objects for each of thousands of bodies takes a tenth of a run. Unaware of what the
// elements mean.

import { inAttribute, inText } from '../../../../schema/xml-text';

export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  /** Its namespace is the default one from here on, for readers that know elements by their names without a prefix. */
  readonly isUnprefixed?: true;
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

export const writeXml = (root: XmlNode): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${element(root, { own: root.namespace, declared: NOTHING })}`;

interface Scope {
  /** The default namespace. */
  readonly own: string | undefined;
  /** By prefix, the namespaces that elements around it have declared. */
  readonly declared: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

function element(
  { name, namespace, isUnprefixed, attributes = {}, children = [], text }: XmlNode,
  around: Scope,
  isRoot = true,
): string {
  const isDefault = isRoot || (isUnprefixed === true && namespace !== around.own);
  const scope = isDefault ? { ...around, own: namespace } : around;
  const prefix = namespace === scope.own ? undefined : (PREFIXES.get(namespace) ?? 'x');
  const tag = prefix === undefined ? name : `${prefix}:${name}`;
  let opening = `<${tag}`;
  if (isDefault) opening += ` xmlns="${inAttribute(namespace)}"`;
  const isNew = prefix !== undefined && scope.declared.get(prefix) !== namespace;
  if (isNew) opening += ` xmlns:${prefix}="${inAttribute(namespace)}"`;
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) opening += ` ${key}="${inAttribute(value)}"`;
  if (text === undefined && children.length === 0) return `${opening}/>`;
  const within = isNew ? { ...scope, declared: new Map([...scope.declared, [prefix, namespace]]) } : scope;
  const inside = children.map((child) => element(child, within, false)).join('');
  return `${opening}>${text === undefined ? '' : inText(text)}${inside}</${tag}>`;
}
