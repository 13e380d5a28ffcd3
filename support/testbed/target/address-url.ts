// An address of whichever wire as a URL, for those who ask about its host and port alone.

const SIP = /^sips?:(?<host>\[[^\]]+\]|[^:;]+)(?::(?<port>\d+))?/;

export const isSipAddress = (address: string): boolean => /^sips?:/.test(address);

/** @throws TypeError where it is none */
export function urlOf(address: string): URL {
  if (!isSipAddress(address)) return new URL(address);
  const { host = '', port = '5060' } = SIP.exec(address)?.groups ?? {};
  return new URL(`http://${host}:${port}`);
}

export function canBeUrl(address: string): boolean {
  try {
    return urlOf(address).hostname !== '';
  } catch {
    return false;
  }
}
