// What a client sends to its participating function: leg A, in creation and removal (16.2.1.1, 16.2.1.2).

import type { Check } from '../../../oracle/check';
import type { Action, Leg, Legs } from '../story/legs';
import { groupsIn, preconfiguredIn } from '../story/regroup-body';
import { textsOf } from '../story/xml-text';
import { preferencesIn } from '../story/preferences';
import { isAddressed } from './addressing';
import { eachLeg, UNTOLD, type Problem } from './each-leg';
import { proposesWrongly } from './proposal';
import { isValidMessage } from './valid-message';

const onLegA =
  (action: Action) =>
  (requirement: string, expected: string, problem: (one: Leg, story: Legs) => Problem, reading?: string) =>
    eachLeg(
      requirement,
      {
        leg: 'A',
        action,
        expected: `a ${action === 'create' ? 'creation' : 'removal'} on leg A ${expected}`,
        ...(reading !== undefined && { reading }),
      },
      problem,
    );

interface Preference {
  readonly tag: string;
  readonly values: readonly string[];
  readonly isBinding: boolean;
}

/** The feature tags of a request, each with what its field asks for beside it. */
const featureTagsIn = ({ sip }: Leg): readonly Preference[] =>
  preferencesIn(sip, 'Accept-Contact').flatMap((parameters) => {
    const isBinding = parameters.includes('require') && parameters.includes('explicit');
    return parameters
      .filter((one) => one.startsWith('+'))
      .map((one): Preference => {
        const [tag = '', value = ''] = one.split('=');
        return { tag, values: value.replaceAll('"', '').split(/\s*,\s*/), isBinding };
      });
  });

const namesTag = (one: Leg): Problem => {
  const named = featureTagsIn(one).filter(({ tag }) => tag === `+g.3gpp.${one.service}`);
  if (named.length === 0) return 'no Accept-Contact has the feature tag of the service';
  return named.some(({ isBinding }) => isBinding)
    ? undefined
    : 'the feature tag of the service is not required and explicit';
};

const icsiOf = ({ service }: Leg): string => `urn:urn-7:3gpp-service.ims.icsi.${service}`;

const namesIcsi = (one: Leg): Problem => {
  const named = featureTagsIn(one).filter(
    ({ tag, values }) => tag === '+g.3gpp.icsi-ref' && values.includes(icsiOf(one)),
  );
  if (named.length === 0) return 'no Accept-Contact has the ICSI of the service';
  return named.some(({ isBinding }) => isBinding) ? undefined : 'the ICSI of the service is not required and explicit';
};

const namesService = (one: Leg): Problem => {
  const named = ['P-Preferred-Service', 'P-Asserted-Service'].flatMap((name) => one.sip.values(name));
  const isNamed = named.some((value) => value.toLowerCase() === icsiOf(one));
  return isNamed ? undefined : `it names ${named.join(', ') || 'none'}`;
};

const hasInfo = ({ info }: Leg): Problem =>
  info?.some(({ name }) => name.endsWith('-Params')) ? undefined : 'it has no information body with parameters';

const namesClient = ({ info }: Leg): Problem => {
  if (info === undefined) return UNTOLD;
  const [id] = textsOf(info, /^mc[a-z]+-client-id$/);
  return id === undefined || id === '' ? 'its information body names no client' : undefined;
};

const [creation, removal] = [onLegA('create'), onLegA('remove')];

export const asksForRegroup: readonly Check[] = [
  creation('GR-16.2.1.1-1', 'has the feature tag of its service in an Accept-Contact, required and explicit', namesTag),
  creation('GR-16.2.1.1-2', 'has the ICSI of its service in an Accept-Contact, required and explicit', namesIcsi),
  isAddressed('GR-16.2.1.1-3', {
    leg: 'A',
    action: 'create',
    expected: 'a creation on leg A has the identity of the function that serves the user as its Request-URI',
  }),
  creation('GR-16.2.1.1-5', 'names its service in P-Preferred-Service or P-Asserted-Service', namesService, 'M-01'),
  creation('GR-16.2.1.1-6', 'has an information body', hasInfo),
  creation('GR-16.2.1.1-6a', 'names its client', namesClient),
  creation(
    'GR-16.2.1.1-7b',
    'proposes an identity for the regroup that is in use nowhere else',
    proposesWrongly,
    'M-07',
  ),
  creation('GR-16.2.1.1-7c', 'names the preconfigured group', ({ regroup = [] }) =>
    preconfiguredIn(regroup) === undefined ? 'it names none' : undefined,
  ),
  creation('GR-16.2.1.1-7d', 'lists the groups', ({ regroup = [] }) =>
    groupsIn(regroup).length === 0 ? 'it lists none' : undefined,
  ),
  removal('GR-16.2.1.2-3', 'has the feature tag of its service in an Accept-Contact, required and explicit', namesTag),
  removal('GR-16.2.1.2-4', 'has the ICSI of its service in an Accept-Contact, required and explicit', namesIcsi),
  isValidMessage('GR-16.2.1.2-2', { leg: 'A', action: 'remove' }),
  isAddressed('GR-16.2.1.2-5', {
    leg: 'A',
    action: 'remove',
    expected: 'a removal on leg A has the identity of the function that serves the user as its Request-URI',
  }),
  removal('GR-16.2.1.2-7', 'names its service in P-Preferred-Service or P-Asserted-Service', namesService, 'M-01'),
  removal('GR-16.2.1.2-8', 'has an information body', hasInfo),
  removal('GR-16.2.1.2-8a', 'names its client', namesClient),
];
