// Where messages may be sent at all: to this machine, and to what the target file allows by name. A mistyped target file
// must not reach a system in operation. Unaware of what is sent.

/** @param allow hosts, or hosts with a port, besides loopback */
export function allowedAddresses(allow: readonly string[]): (url: URL) => boolean {
  const allowed = new Set(allow.map((entry) => entry.toLowerCase()));
  return (url) => isLoopback(url.hostname) || allowed.has(url.hostname) || allowed.has(hostAndPort(url));
}

export const hostAndPort = (url: URL): string =>
  `${url.hostname}:${url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port}`;

// URL writes every form of an IPv4 address as four decimal numbers.
const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
