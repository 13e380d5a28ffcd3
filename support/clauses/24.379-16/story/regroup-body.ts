// What a regroup body says, as far as the checks of this clause ask (TS 24.379 F.7).

import { canonicalId } from '../../../procedure/identities';
import { elementsOf, textsOf, type Element } from './xml-text';

/** Names of F.7 and of the other spelling of a regroup body that is met. */
const KNOWN =
  /^(?:mc[a-z]+regroup(?:info|-Params)?|preconfig(?:ured)?-group(?:-id)?|mc[a-z]+-regroup-uri|(?:groups|users)-for-regroup|group|user|regroup-action|mc[a-z]+(?:URI|String|Boolean))$/;
/** A name of F.7 in the namespace of somebody else is none of F.7. */
const STANDARD = /^(?:$|urn:3gpp:)/;

/** Its elements but those that a recipient ignores, with all that stands in them (F.7.3). */
export function readRegroup(xml: string): readonly Element[] {
  const all = elementsOf(xml);
  const own = all[0]?.namespace ?? '';
  const isStandard = (namespace: string): boolean => namespace === own || STANDARD.test(namespace);
  return all.filter((one) =>
    [...one.within, one].every(({ name, namespace }) => KNOWN.test(name) && isStandard(namespace)),
  );
}

const REGROUP = /^mc\w+-regroup-uri$/;

export function regroupIn(body: readonly Element[]): string | undefined {
  const [text] = textsOf(body, REGROUP).filter((one) => one !== '');
  return text === undefined ? undefined : canonicalId(text);
}

export const preconfiguredIn = (body: readonly Element[]): string | undefined =>
  textsOf(body, /^preconfigured-group$/)
    .filter((text) => text !== '')
    .map(canonicalId)[0];

const listIn = (body: readonly Element[], list: RegExp): readonly string[] =>
  body
    .filter(({ within, isLeaf, text }) => isLeaf && text !== '' && within.some(({ name }) => list.test(name)))
    .map(({ text }) => canonicalId(text));

export const groupsIn = (body: readonly Element[]): readonly string[] => listIn(body, /^groups-for-regroup$/);
export const usersIn = (body: readonly Element[]): readonly string[] => listIn(body, /^users-for-regroup$/);
