// The place of a group document: its selector below the XCAP root, made and taken apart.

const FOLDER = 'org.openmobilealliance.groups/global/byGroupID/';
/** `byGroup` is what some servers use instead. */
const SELECTOR = /org\.openmobilealliance\.groups\/global\/byGroup(?:ID)?\/([^/?#]+)$/;

export const selectorOf = (groupId: string): string =>
  FOLDER + encodeURIComponent(groupId).replaceAll('%3A', ':').replaceAll('%40', '@');

export function groupAt(selector: string): string | undefined {
  const name = SELECTOR.exec(selector)?.[1];
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
