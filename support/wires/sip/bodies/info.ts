// The information body of an MC service: who asks, for whom, with which client. Only what a regroup and what leads up to
// it need. Unaware of which message it stands in.

import type { BodyKind, Complain } from './body';
import { nameIn, SERVICES, type ServiceName } from './services';
import { isProtected } from './xml/protected';
import { firstNamed, textOf, type XmlElement } from './xml/xml-element';
import { writeXml, type XmlNode } from './xml/write-xml';

export interface Info {
  readonly accessToken?: string;
  readonly requestUri?: string;
  readonly callingUserId?: string;
  readonly callingGroupId?: string;
  readonly clientId?: string;
  readonly functionalAliasUri?: string;
  readonly userRequestedPriority?: string;
}

interface Parameter {
  readonly field: keyof Info;
  readonly element: string;
  /** The form of its content; plain text stands without a wrapper. */
  readonly form: 'URI' | 'String' | 'plain';
  readonly extension?: true;
}

/** In the order of the schema. */
const PARAMETERS: readonly Parameter[] = [
  { field: 'accessToken', element: '{service}-access-token', form: 'String' },
  { field: 'requestUri', element: '{service}-request-uri', form: 'URI' },
  { field: 'callingUserId', element: '{service}-calling-user-id', form: 'URI' },
  { field: 'callingGroupId', element: '{service}-calling-group-id', form: 'URI' },
  { field: 'clientId', element: '{service}-client-id', form: 'String' },
  { field: 'functionalAliasUri', element: 'functional-alias-URI', form: 'URI', extension: true },
  { field: 'userRequestedPriority', element: 'user-requested-priority', form: 'plain', extension: true },
];

export const info: BodyKind<Info> = {
  mediaType: ({ service }) => SERVICES[service].infoMediaType,
  schema: ({ service }) => `${service}-info.xsd`,
  rootNames: ({ service }) => [`${service}info`],
  knownNames: ({ service }) => {
    const parameters = PARAMETERS.map(({ element }) => element);
    const names = ['{service}-Params', 'anyExt', '{service}URI', '{service}String', ...parameters];
    return new Set(names.map((name) => nameIn(service, name)));
  },
  read(root, { service }, complain) {
    const fields = PARAMETERS.flatMap(({ field, element }) => {
      const parameterElement = firstNamed(root, nameIn(service, element));
      const text = parameterElement && readable(parameterElement, complain);
      return text === undefined ? [] : [[field, text] as const];
    });
    return Object.fromEntries(fields);
  },
  write(value, { service }) {
    const namespace = SERVICES[service].infoNamespace;
    const node = (name: string, rest: Omit<XmlNode, 'name' | 'namespace'>): XmlNode => ({ name, namespace, ...rest });
    const written = (extension: boolean) =>
      PARAMETERS.filter((one) => (one.extension ?? false) === extension).flatMap(({ field, element, form }) => {
        const text = value[field];
        return text === undefined ? [] : [node(nameIn(service, element), content(service, form, text, node))];
      });
    const extensions = written(true);
    const anyExt = extensions.length > 0 ? [node('anyExt', { children: extensions })] : [];
    return writeXml(
      node(`${service}info`, { children: [node(`${service}-Params`, { children: [...written(false), ...anyExt] })] }),
    );
  },
};

function content(
  service: ServiceName,
  form: Parameter['form'],
  text: string,
  node: (name: string, rest: Omit<XmlNode, 'name' | 'namespace'>) => XmlNode,
): Omit<XmlNode, 'name' | 'namespace'> {
  if (form === 'plain') return { text };
  return { attributes: { type: 'Normal' }, children: [node(`${service}${form}`, { text })] };
}

const readable = (element: XmlElement, complain: Complain): string | undefined =>
  isProtected(element, complain) ? undefined : textOf(element);
