// What every part of the page is made of. Text is only ever text: nothing that came from the wire is read as markup, and no address
// is made of it but a place in this page.

import { options, type ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { copied } from './copy';
import { signOf, wordOf, type Word } from './verdict';

// What is drawn is there when an event ends: printing waits for nothing.
options.debounceRendering = (draw) => draw();

/** An address in this page: its parts, which may hold any character. */
export const addressOf = (...parts: readonly string[]): string => `#${parts.map(encodeURIComponent).join('/')}`;
export const placeNow = (): readonly string[] => location.hash.slice(1).split('/').map(decoded);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand
  }
}

export const Link = ({ to, children }: { readonly to: string; readonly children?: ComponentChildren }) => (
  <a class="id" href={addressOf(to)}>
    {children ?? to}
  </a>
);

/** A list of links, in one line. */
export const Links = ({ to }: { readonly to: readonly string[] }) =>
  to.map((one) => [<Link key={one} to={one} />, ' ']);

export const Badge = ({ of }: { readonly of: Word }) => (
  <span class={`badge ${of}`}>
    <span aria-hidden="true">{signOf(of)}</span> {wordOf(of)}
  </span>
);

export const Fold = ({ title, children, id, open }: FoldFacts) => (
  <details id={id} open={open}>
    <summary>{title}</summary>
    {children}
  </details>
);

interface FoldFacts {
  readonly title: ComponentChildren;
  readonly children: ComponentChildren;
  readonly id?: string;
  readonly open?: boolean;
}

/** Text of its own kind: it scrolls, so it can be reached. */
export const Code = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <pre tabIndex={0} role="region" aria-label={title}>
    {text}
  </pre>
);

/** Expected and observed, one below the other, each under its name. */
export const Difference = ({ expected, observed }: { readonly expected: string; readonly observed: string }) => (
  <dl class="sides">
    <dt>expected</dt>
    <dd>{expected}</dd>
    <dt>observed</dt>
    <dd>{observed}</dd>
  </dl>
);

/** A button that copies, and says that it did; where a browser forbids it, the text stands there to be copied by hand. */
export function Copy({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'forbidden'>('idle');
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.select(), [state]);
  const copy = async (): Promise<void> => setState((await copied(text())) ? 'copied' : 'forbidden');
  return (
    <>
      <button type="button" class="copy" onClick={() => void copy()}>
        {state === 'copied' ? `${label} ✓` : label}
      </button>
      <span class="unseen" role="status">
        {state === 'copied' ? 'Copied' : ''}
      </span>
      {state === 'forbidden' && <textarea ref={box} readOnly rows={6} aria-label={label} value={text()} />}
    </>
  );
}
