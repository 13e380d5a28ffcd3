// Reads the data of the page: it stands compressed in the page itself; a live page asks its server for what it has not.

/** What a live page was told or has fetched, which counts before what it began with. */
const adopted = new Map<string, string>();

export const isLive = (): boolean => document.documentElement.dataset['live'] !== undefined;

export async function unpack<T>(id: string): Promise<T | undefined> {
  const base64 =
    adopted.get(id) ?? document.getElementById(id)?.textContent ?? (isLive() ? await fetched(id) : undefined);
  return base64 === undefined ? undefined : unpackText<T>(base64);
}

export async function unpackText<T>(base64: string): Promise<T> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as T; // written by the program that wrote this page
}

export const adopt = (id: string, base64: string): void => void adopted.set(id, base64);

async function fetched(id: string): Promise<string | undefined> {
  try {
    const response = await fetch(`data/${encodeURIComponent(id)}`);
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined; // whoever served it is gone
  }
}

/** The blocks of the scenarios stand at the end of the file: the first view does not wait for them. */
export const wholePage: Promise<void> = new Promise((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});
