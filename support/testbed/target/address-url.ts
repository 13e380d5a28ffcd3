// An address of whichever wire as a URL, for those who ask about its host and port alone.

import type { Wire } from '../../ports/wire';
import { PRODUCT_WIRES } from '../../wires/registry';

/** @throws TypeError where it is none */
export function urlOf(address: string): URL {
  for (const { urlOf: read } of PRODUCT_WIRES) {
    const url = read?.(address);
    if (url) return url;
  }
  return new URL(address);
}

export function canBeUrl(address: string): boolean {
  try {
    return urlOf(address).hostname !== '';
  } catch {
    return false;
  }
}

/** Whether it is written as the addresses of the wire are, of use or not. */
export function isAddressOf(wire: Wire, address: string): boolean {
  try {
    return wire.urlOf?.(address) !== undefined;
  } catch {
    return true;
  }
}
