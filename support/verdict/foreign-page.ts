// Whether an HTTP request was made by a page of the web in somebody's browser, which has nothing to do here: under the name of its
// own site, which a rebound name server lets point to this machine, or across sites. Pure.

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * What a browser says of itself cannot be forged by a page. A program says none of it. To whoever lets the name of its site point
 * here, its page is of the site that it asks: only a name of this machine's own tells.
 *
 * @param names by which this machine is known besides its addresses
 */
export function foreignPage(headers: Headers, names: readonly string[]): string | undefined {
  const { host, origin } = headers;
  if (origin !== undefined && (origin !== `http://${String(host)}` || !isOwnName(String(host), names)))
    return `a page of ${String(origin)}`;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none' ? undefined : 'a page of another site';
}

/** No name ends in a number, and none stands in brackets. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;

/**
 * A name that is nobody's here can only be one that somebody let point here.
 *
 * @param names by which this machine is known besides its addresses
 */
export function isOwnName(host: string | undefined, names: readonly string[]): boolean {
  const name = (host ?? '').replace(/:\d{1,5}$/, '').toLowerCase();
  return ADDRESS.test(name) || name === 'localhost' || names.some((own) => own.toLowerCase() === name);
}
