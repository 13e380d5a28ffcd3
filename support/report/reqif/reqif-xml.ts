// The XML of OMG ReqIF 1.2: objects with attributes, relations between them, and specifications, which put them in an order. All
// attributes are texts. Unaware of what the objects are.

import { createHash } from 'node:crypto';
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';

export interface SpecObject {
  readonly id: string;
  /** Objects of a kind have the same attributes. */
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Relation {
  readonly kind: string;
  /** Ids of objects. */
  readonly from: string;
  readonly to: string;
}

/** A place in a specification, and what stands below it. */
export interface Branch {
  /** Id of an object. */
  readonly object: string;
  readonly children: readonly Branch[];
}

export interface ReqifContent {
  readonly title: string;
  readonly tool: string;
  /** ISO 8601: of everything in it. */
  readonly at: string;
  readonly objects: readonly SpecObject[];
  readonly relations: readonly Relation[];
  readonly specifications: readonly { readonly title: string; readonly branches: readonly Branch[] }[];
}

const NAMESPACE = 'http://www.omg.org/spec/ReqIF/20110401/reqif.xsd';
/** No text of ours is near it. */
const LONGEST = '1000000';
const TEXT = idOf('datatype', 'text');
const SPECIFICATION = idOf('type', 'specification');

export function reqifXml({ title, tool, at, objects, relations, specifications }: ReqifContent): string {
  const dated = { 'LAST-CHANGE': at };
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' });
  const root = document.ele('REQ-IF', { xmlns: NAMESPACE });

  const header = root.ele('THE-HEADER').ele('REQ-IF-HEADER', { IDENTIFIER: idOf('file', `${title} ${at}`) });
  header.ele('CREATION-TIME').txt(at);
  header.ele('REQ-IF-TOOL-ID').txt(tool);
  header.ele('REQ-IF-VERSION').txt('1.0');
  header.ele('SOURCE-TOOL-ID').txt(tool);
  header.ele('TITLE').txt(title);

  const content = root.ele('CORE-CONTENT').ele('REQ-IF-CONTENT');
  content.ele('DATATYPES').ele('DATATYPE-DEFINITION-STRING', {
    IDENTIFIER: TEXT,
    'LONG-NAME': 'text',
    'MAX-LENGTH': LONGEST,
    ...dated,
  });

  const types = content.ele('SPEC-TYPES');
  for (const [kind, names] of attributesOf(objects)) {
    const type = types.ele('SPEC-OBJECT-TYPE', { IDENTIFIER: idOf('type', kind), 'LONG-NAME': kind, ...dated });
    const attributes = type.ele('SPEC-ATTRIBUTES');
    for (const name of names) {
      const identity = { IDENTIFIER: attributeId(kind, name), 'LONG-NAME': name, ...dated };
      refer(attributes.ele('ATTRIBUTE-DEFINITION-STRING', identity), 'TYPE', 'DATATYPE-DEFINITION-STRING', TEXT);
    }
  }
  for (const kind of new Set(relations.map((one) => one.kind)))
    types.ele('SPEC-RELATION-TYPE', { IDENTIFIER: idOf('type', kind), 'LONG-NAME': kind, ...dated });
  types.ele('SPECIFICATION-TYPE', { IDENTIFIER: SPECIFICATION, 'LONG-NAME': 'specification', ...dated });

  const all = content.ele('SPEC-OBJECTS');
  for (const { id, kind, values } of objects) {
    const object = all.ele('SPEC-OBJECT', { IDENTIFIER: objectId(id), 'LONG-NAME': id, ...dated });
    const list = object.ele('VALUES');
    for (const [name, value] of Object.entries(values)) {
      const element = list.ele('ATTRIBUTE-VALUE-STRING', { 'THE-VALUE': value });
      refer(element, 'DEFINITION', 'ATTRIBUTE-DEFINITION-STRING', attributeId(kind, name));
    }
    refer(object, 'TYPE', 'SPEC-OBJECT-TYPE', idOf('type', kind));
  }

  const links = content.ele('SPEC-RELATIONS');
  for (const { kind, from, to } of relations) {
    const one = links.ele('SPEC-RELATION', { IDENTIFIER: idOf('link', `${kind} ${from} ${to}`), ...dated });
    refer(one, 'SOURCE', 'SPEC-OBJECT', objectId(from));
    refer(one, 'TARGET', 'SPEC-OBJECT', objectId(to));
    refer(one, 'TYPE', 'SPEC-RELATION-TYPE', idOf('type', kind));
  }

  const ordered = content.ele('SPECIFICATIONS');
  for (const { title: name, branches } of specifications) {
    const identity = { IDENTIFIER: idOf('specification', name), 'LONG-NAME': name, ...dated };
    const specification = ordered.ele('SPECIFICATION', identity);
    add(specification, branches, identity.IDENTIFIER, dated);
    refer(specification, 'TYPE', 'SPECIFICATION-TYPE', SPECIFICATION);
  }
  return `${document.end({ prettyPrint: true })}\n`;
}

function add(parent: XMLBuilder, branches: readonly Branch[], below: string, dated: Record<string, string>): void {
  if (branches.length === 0) return;
  const children = parent.ele('CHILDREN');
  for (const branch of branches) {
    const place = idOf('place', `${below} ${branch.object}`);
    const hierarchy = children.ele('SPEC-HIERARCHY', { IDENTIFIER: place, ...dated });
    add(hierarchy, branch.children, place, dated);
    refer(hierarchy, 'OBJECT', 'SPEC-OBJECT', objectId(branch.object));
  }
}

const refer = (parent: XMLBuilder, as: string, kind: string, id: string): unknown =>
  parent.ele(as).ele(`${kind}-REF`).txt(id);

/** By kind, in the order in which they come. */
function attributesOf(objects: readonly SpecObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { kind, values } of objects)
    for (const name of Object.keys(values)) names.set(kind, (names.get(kind) ?? new Set()).add(name));
  return names;
}

const objectId = (id: string): string => idOf('object', id);
const attributeId = (kind: string, name: string): string => idOf('attribute', `${kind} ${name}`);

/** The same for the same thing in each file, so that a tool that has read it once finds it again; none of the format may begin with a digit. */
function idOf(what: string, name: string): string {
  return `_${createHash('sha256').update(`${what} ${name}`).digest('hex').slice(0, 32)}`;
}
