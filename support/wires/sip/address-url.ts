// A SIP address as a URL, for those who ask about its host and port alone.

const SIP = /^sips?:(?<host>\[[^\]]+\]|[^:;]+)(?::(?<port>\d+))?/i;

/**
 * @returns undefined for what is no SIP address
 * @throws TypeError where its host or port cannot be those of a URL
 */
export function urlOfSip(address: string): URL | undefined {
  if (!/^sips?:/i.test(address)) return undefined;
  const { host = '', port = '5060' } = SIP.exec(address)?.groups ?? {};
  return new URL(`http://${host}:${port}`);
}
