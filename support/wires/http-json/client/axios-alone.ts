// Axios as its package offers it without the packages of its Node adapter (forms, proxies, redirections), and without Node's fetch,
// for which it looks as soon as it is loaded: Node would load HTTP/2 with it. None of that is used here, and it was a fifth of the
// processor time of a start.

/* eslint-disable @typescript-eslint/no-require-imports -- an import would be carried out before anything is hidden */

import type * as Package from 'axios';

/** What Node loads its fetch for when it is read first. */
const OF_FETCH = ['FormData', 'Headers', 'Request', 'Response'];

function withoutFetch<T>(load: () => T): T {
  const hidden = Object.fromEntries(
    OF_FETCH.flatMap((name) => {
      const property = Object.getOwnPropertyDescriptor(globalThis, name);
      return property?.configurable === true ? [[name, property]] : [];
    }),
  );
  for (const name of Object.keys(hidden)) Reflect.deleteProperty(globalThis, name);
  try {
    return load();
  } finally {
    Object.defineProperties(globalThis, hidden);
  }
}

export const { Axios, AxiosError, AxiosHeaders, CanceledError, VERSION } = withoutFetch(
  () => require('axios/dist/browser/axios.cjs') as typeof Package,
);

export type AxiosError = Package.AxiosError;
