// Reads the data that stands compressed in the page.

export async function unpack<T>(id: string): Promise<T | undefined> {
  const base64 = document.getElementById(id)?.textContent;
  if (base64 === undefined) return undefined;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as T; // written by the program that wrote this page
}

/** The blocks of the scenarios stand at the end of the file: the first view does not wait for them. */
export const wholePage: Promise<void> = new Promise((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});
