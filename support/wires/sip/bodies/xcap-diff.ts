// Which documents changed, as a group management server notifies its subscribers.

import type { BodyKind } from './body';
import { allNamed } from './xml/xml-element';
import { writeXml } from './xml/write-xml';

export interface ChangedDocument {
  /** The selector of the document, relative to the XCAP root. */
  readonly sel: string;
  /** None if the document was deleted. */
  readonly newEtag?: string;
  readonly previousEtag?: string;
}

export interface XcapDiff {
  readonly xcapRoot: string;
  readonly documents: readonly ChangedDocument[];
}

const XCAP_DIFF = 'urn:ietf:params:xml:ns:xcap-diff';

export const xcapDiff: BodyKind<XcapDiff> = {
  mediaType: () => 'application/xcap-diff+xml',
  schema: () => 'xcap-diff.xsd',
  rootNames: () => ['xcap-diff'],
  knownNames: () => new Set(['document']),
  read(root, _, complain) {
    const documents = allNamed(root, 'document').flatMap((element) => {
      const sel = element.attributes.get('sel')?.trim();
      if (sel === undefined) {
        complain(element, 'an attribute sel', 'none');
        return [];
      }
      const newEtag = element.attributes.get('new-etag');
      const previousEtag = element.attributes.get('previous-etag');
      return [{ sel, ...(newEtag !== undefined && { newEtag }), ...(previousEtag !== undefined && { previousEtag }) }];
    });
    const xcapRoot = root.attributes.get('xcap-root')?.trim();
    if (xcapRoot === undefined) complain(root, 'an attribute xcap-root', 'none');
    return { xcapRoot: xcapRoot ?? '', documents };
  },
  write: ({ xcapRoot, documents }) =>
    writeXml({
      name: 'xcap-diff',
      namespace: XCAP_DIFF,
      attributes: { 'xcap-root': xcapRoot },
      children: documents.map(({ sel, newEtag, previousEtag }) => ({
        name: 'document',
        namespace: XCAP_DIFF,
        attributes: { sel, 'new-etag': newEtag, 'previous-etag': previousEtag },
      })),
    }),
};
