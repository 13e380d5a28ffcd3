// The XML of OMG ReqIF 1.2: objects with attributes, relations between them, and specifications, which put them in an order. All
// attributes are texts. Unaware of what the objects are.

import { createHash } from 'node:crypto';
import { inText } from '../../schema/xml-text';
import { element, inLines, XML_DECLARATION } from '../element';

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
  const named = (id: string, name: string) => ({ IDENTIFIER: id, 'LONG-NAME': name, ...dated });
  const kinds = new Set(relations.map(({ kind }) => kind));

  const header = element(
    'REQ-IF-HEADER',
    { IDENTIFIER: idOf('file', `${title} ${at}`) },
    inLines([
      text('CREATION-TIME', at),
      text('REQ-IF-TOOL-ID', tool),
      text('REQ-IF-VERSION', '1.0'),
      text('SOURCE-TOOL-ID', tool),
      text('TITLE', title),
    ]),
  );
  const datatype = element('DATATYPE-DEFINITION-STRING', { ...named(TEXT, 'text'), 'MAX-LENGTH': LONGEST });

  const attributeType = (kind: string, name: string): string =>
    element(
      'ATTRIBUTE-DEFINITION-STRING',
      named(attributeId(kind, name), name),
      reference('TYPE', 'DATATYPE-DEFINITION-STRING', TEXT),
    );
  const types = [
    ...[...attributesOf(objects)].map(([kind, names]) =>
      element(
        'SPEC-OBJECT-TYPE',
        named(idOf('type', kind), kind),
        list(
          'SPEC-ATTRIBUTES',
          [...names].map((name) => attributeType(kind, name)),
        ),
      ),
    ),
    ...[...kinds].map((kind) => element('SPEC-RELATION-TYPE', named(idOf('type', kind), kind))),
    element('SPECIFICATION-TYPE', named(SPECIFICATION, 'specification')),
  ];

  const specObject = ({ id, kind, values }: SpecObject): string =>
    element(
      'SPEC-OBJECT',
      named(objectId(id), id),
      list(
        'VALUES',
        Object.entries(values).map(([name, value]) => attributeValue(attributeId(kind, name), value)),
      ),
      reference('TYPE', 'SPEC-OBJECT-TYPE', idOf('type', kind)),
    );

  const specRelation = ({ kind, from, to }: Relation): string =>
    element(
      'SPEC-RELATION',
      { IDENTIFIER: idOf('link', `${kind} ${from} ${to}`), ...dated },
      reference('SOURCE', 'SPEC-OBJECT', objectId(from)),
      reference('TARGET', 'SPEC-OBJECT', objectId(to)),
      reference('TYPE', 'SPEC-RELATION-TYPE', idOf('type', kind)),
    );

  /** @param below the identifier of what it stands below */
  const place = ({ object, children }: Branch, below: string): string => {
    const id = idOf('place', `${below} ${object}`);
    return element(
      'SPEC-HIERARCHY',
      { IDENTIFIER: id, ...dated },
      ...places(children, id),
      reference('OBJECT', 'SPEC-OBJECT', objectId(object)),
    );
  };
  const places = (branches: readonly Branch[], below: string): readonly string[] =>
    branches.length === 0
      ? []
      : [
          list(
            'CHILDREN',
            branches.map((branch) => place(branch, below)),
          ),
        ];

  const specification = ({ title: name, branches }: ReqifContent['specifications'][number]): string => {
    const id = idOf('specification', name);
    return element(
      'SPECIFICATION',
      named(id, name),
      ...places(branches, id),
      reference('TYPE', 'SPECIFICATION-TYPE', SPECIFICATION),
    );
  };

  const content = element(
    'REQ-IF-CONTENT',
    {},
    list('DATATYPES', [datatype]),
    list('SPEC-TYPES', types),
    list('SPEC-OBJECTS', objects.map(specObject)),
    list('SPEC-RELATIONS', relations.map(specRelation)),
    list('SPECIFICATIONS', specifications.map(specification)),
  );
  const root = element('REQ-IF', { xmlns: NAMESPACE }, list('THE-HEADER', [header]), list('CORE-CONTENT', [content]));
  return `${XML_DECLARATION}\n${root}\n`;
}

const text = (name: string, value: string): string => element(name, {}, inText(value));
const list = (name: string, elements: readonly string[]): string => element(name, {}, inLines(elements));

const reference = (as: string, kind: string, id: string): string => element(as, {}, text(`${kind}-REF`, id));

const attributeValue = (id: string, value: string): string =>
  element('ATTRIBUTE-VALUE-STRING', { 'THE-VALUE': value }, reference('DEFINITION', 'ATTRIBUTE-DEFINITION-STRING', id));

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
