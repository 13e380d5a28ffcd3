// How the regroup body is spelt, and what else of bodies is, as data. `f7` is what 3GPP specifies; the others are what implementations in the field
// read and write instead. The reader and the writer are one code for all of them.

import type { ServiceName } from './services';

export const DIALECT_NAMES = ['f7', 'vectorcore'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

/** What a regroup body tells. */
export type RegroupPart = 'preconfiguredGroup' | 'regroupUri' | 'groups' | 'users' | 'action';

export interface RegroupPlace {
  readonly part: RegroupPart;
  /** The element that holds the part; names of one service have a `{service}` in them. */
  readonly element: string;
  /** The element inside that holds a value; the part is its text itself if there is none. */
  readonly item?: string;
}

export interface RegroupDialect {
  readonly name: DialectName;
  readonly source: string;
  /** The MC services of which the dialect is known. */
  readonly services: readonly ServiceName[];
  /** A file of schemas/sip. */
  readonly schema: string;
  /** Of a removal, where another is its schema. */
  readonly removalSchema?: string;
  readonly namespace: string;
  readonly root: string;
  /** Between the root and the places, where there is such an element. */
  readonly wrapper?: string;
  /** Whether elements of further namespaces are found behind a prefix, in every body. */
  readonly readsPrefixes: boolean;
  /** In the order in which they are written. */
  readonly places: readonly RegroupPlace[];
}

export const DIALECTS: Readonly<Record<DialectName, RegroupDialect>> = {
  f7: {
    name: 'f7',
    source: 'TS 24.379 F.7, TS 24.281 F.6, TS 24.282 D.6 (Release 18)',
    services: ['mcptt', 'mcvideo', 'mcdata'],
    schema: 'regroup.xsd',
    removalSchema: 'regroup-removal.xsd',
    namespace: 'urn:3gpp:ns:preconfiguredRegroup:1.0',
    root: '{service}regroup',
    wrapper: '{service}regroup-Params',
    readsPrefixes: true,
    places: [
      { part: 'preconfiguredGroup', element: 'preconfig-group-id', item: 'preconfigured-group' },
      { part: 'regroupUri', element: '{service}-regroup-uri', item: '{service}-regroup-uri' },
      { part: 'groups', element: 'groups-for-regroup', item: 'group' },
      { part: 'users', element: 'users-for-regroup', item: 'user' },
      { part: 'action', element: 'regroup-action' },
    ],
  },
  vectorcore: {
    name: 'vectorcore',
    source: 'vectorcore-mcx, commit a8eba92',
    services: ['mcptt'],
    schema: 'vectorcore-regroup.xsd',
    namespace: 'urn:3gpp:ns:mcpttRegroupInfo:1.0',
    root: 'mcpttregroupinfo',
    readsPrefixes: false,
    places: [
      { part: 'action', element: 'regroup-action' },
      { part: 'regroupUri', element: 'mcptt-regroup-uri', item: 'mcpttURI' },
      { part: 'preconfiguredGroup', element: 'preconfigured-group', item: 'mcpttURI' },
      { part: 'groups', element: 'groups-for-regroup', item: 'mcpttURI' },
      { part: 'users', element: 'users-for-regroup', item: 'mcpttURI' },
    ],
  },
};
