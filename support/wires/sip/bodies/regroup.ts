// The regroup body: create or remove a regroup of a preconfigured group. One reader and one writer for every dialect and
// MC service. Unaware of which leg of the procedure the body travels on.

import { canonicalId } from '../../../procedure/identities';
import { shortened } from '../../../schema/shortened';
import type { BodyKind, Wire } from './body';
import { DIALECTS, type RegroupDialect, type RegroupPart } from './dialects';
import { isProtected } from './xml/protected';
import { nameIn, SERVICES } from './services';
import { firstNamed, leavesOf, type XmlElement } from './xml/xml-element';
import { writeXml, type XmlNode } from './xml/write-xml';

export const REGROUP_ACTIONS = ['create', 'remove'] as const;
export type RegroupAction = (typeof REGROUP_ACTIONS)[number];

export interface Regroup {
  readonly regroupAction: RegroupAction;
  /** The regroup group. Release 18 has it in every body. */
  readonly regroupUri?: string;
  readonly preconfiguredGroup?: string;
  readonly groupsForRegroup?: readonly string[];
  readonly usersForRegroup?: readonly string[];
}

export const regroup: BodyKind<Regroup> = {
  mediaType: ({ service }) => SERVICES[service].regroupMediaType,
  schema(wire, root) {
    const { schema, removalSchema = schema } = dialectOf(wire);
    return root !== undefined && actionOf(root, wire) === 'remove' ? removalSchema : schema;
  },
  rootNames: ({ service }) => Object.values(DIALECTS).map(({ root }) => nameIn(service, root)),
  knownNames: (wire) => {
    const names = Object.values(DIALECTS).flatMap(({ wrapper, places }) => [
      wrapper,
      ...places.flatMap(({ element, item }) => [element, item]),
    ]);
    return new Set(names.flatMap((name) => (name === undefined ? [] : [nameIn(wire.service, name)])));
  },
  read(root, wire, complain) {
    if (isProtected(root, complain)) return undefined;
    const values = (part: RegroupPart) => valuesOf(root, wire, part);
    const regroupAction = actionOf(root, wire);
    if (!regroupAction) {
      complain(root, `a regroup action: ${REGROUP_ACTIONS.join(' or ')}`, shortened(values('action')[0]));
      return undefined;
    }
    const [regroupUri] = values('regroupUri');
    const [preconfiguredGroup] = values('preconfiguredGroup');
    const groups = values('groups');
    const users = values('users');
    if (regroupUri === undefined) complain(root, 'the URI of the regroup group', 'nothing');
    return {
      regroupAction,
      ...(regroupUri !== undefined && { regroupUri }),
      ...(preconfiguredGroup !== undefined && { preconfiguredGroup }),
      ...(groups.length > 0 && { groupsForRegroup: groups }),
      ...(users.length > 0 && { usersForRegroup: users }),
    };
  },
  write(value, wire) {
    const { namespace, root, wrapper, places } = dialectOf(wire);
    const node = (name: string, rest: Omit<XmlNode, 'name' | 'namespace'>): XmlNode => ({
      name: nameIn(wire.service, name),
      namespace,
      ...rest,
    });
    const parts = places.flatMap(({ part, element, item }) => {
      const texts = textsOf(value, part);
      if (texts === undefined) return alwaysThere(part, wire) ? [node(element, {})] : [];
      if (item === undefined) return texts.map((text) => node(element, { text }));
      return [node(element, { children: texts.map((text) => node(item, { text })) })];
    });
    return writeXml(node(root, { children: wrapper === undefined ? parts : [node(wrapper, { children: parts })] }));
  },
};

function dialectOf({ dialect, service }: Wire): RegroupDialect {
  const known = DIALECTS[dialect];
  if (!known.services.includes(service)) throw new RangeError(`dialect ${dialect} is not known of ${service}`);
  return known;
}

function textsOf(value: Regroup, part: RegroupPart): readonly string[] | undefined {
  const one = (text: string | undefined) => (text === undefined ? undefined : [text]);
  const texts: Readonly<Record<RegroupPart, readonly string[] | undefined>> = {
    preconfiguredGroup: one(value.preconfiguredGroup),
    regroupUri: one(value.regroupUri),
    groups: value.groupsForRegroup,
    users: value.usersForRegroup,
    action: [value.regroupAction],
  };
  return texts[part];
}

/** F.7 has the element of the preconfigured group even if it names none, as a removal may. */
const alwaysThere = (part: RegroupPart, { dialect }: Wire): boolean =>
  dialect === 'f7' && part === 'preconfiguredGroup';

function actionOf(root: XmlElement, wire: Wire): RegroupAction | undefined {
  const [action] = valuesOf(root, wire, 'action');
  return REGROUP_ACTIONS.find((one) => one === action?.toLowerCase());
}

/** The place of any dialect will do: of a sender that mixes them the meaning is plain all the same. */
function valuesOf(root: XmlElement, { service, dialect }: Wire, part: RegroupPart): readonly string[] {
  const dialects = [DIALECTS[dialect], ...Object.values(DIALECTS)];
  for (const { places } of dialects) {
    const place = places.find((one) => one.part === part);
    const element = place && firstNamed(root, nameIn(service, place.element));
    if (!element) continue;
    const leaves = leavesOf(element);
    const items = leaves.filter(({ name }) => isItem(name, service, part));
    return distinct((items.length > 0 ? items : leaves).map(({ text }) => text));
  }
  return [];
}

/** What is listed twice is listed: F.7 asks for no more. */
function distinct(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const id = canonicalId(text);
    return !seen.has(id) && seen.add(id);
  });
}

const isItem = (name: string, service: Wire['service'], part: RegroupPart): boolean =>
  Object.values(DIALECTS).some(({ places }) =>
    places.some((place) => place.part === part && name === nameIn(service, place.item ?? place.element)),
  );
