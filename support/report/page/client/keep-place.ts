// Changes the page under a reader who must not notice more than what is new: what is open stays open, the focus stays where it is,
// and what is read stays where it stands on the screen.

export function keepPlace(change: () => void): void {
  const folds = new Map(allFolds().map((details) => [nameOf(details), details.open]));
  const focus = document.activeElement;
  const focused = focus === null ? undefined : placeOf(focus);
  const scrolled = [...document.querySelectorAll('nav, .ladder')].map(
    (box) => [box.id || box.className, box.scrollLeft, box.scrollTop] as const,
  );
  const anchor = firstInSight();
  const before = anchor?.getBoundingClientRect().top ?? 0;

  change();

  for (const details of allFolds()) details.open = folds.get(nameOf(details)) ?? details.open;
  for (const [name, left, top] of scrolled) {
    const box = [...document.querySelectorAll('nav, .ladder')].find((one) => (one.id || one.className) === name);
    box?.scrollTo(left, top);
  }
  const again = focus?.isConnected === true ? focus : focused?.();
  if (again instanceof HTMLElement || again instanceof SVGElement) again.focus({ preventScroll: true });
  if (anchor?.isConnected === true) scrollBy(0, anchor.getBoundingClientRect().top - before);
}

const allFolds = (): readonly HTMLDetailsElement[] => [...document.querySelectorAll('details')];

/** What it is called in its part of the page. */
const nameOf = (details: HTMLDetailsElement): string =>
  `${details.closest('[id]:not(details)')?.id ?? ''} ${details.id || (details.querySelector('summary')?.textContent ?? '').replace(/\d+/g, '')}`;

/** How to find an element again that is made anew. */
function placeOf(element: Element): () => Element | undefined {
  const part = element.closest('nav, #head, #lists, #view')?.id ?? '';
  const within = (selector: string): readonly Element[] => [
    ...(document.getElementById(part)?.querySelectorAll(selector) ?? []),
  ];
  if (element.id !== '') return () => document.getElementById(element.id) ?? undefined;
  if (element instanceof HTMLAnchorElement)
    return () => within('a').find((one) => one.getAttribute('href') === element.getAttribute('href'));
  if (element.tagName === 'SUMMARY' && element.parentElement instanceof HTMLDetailsElement) {
    const name = nameOf(element.parentElement);
    return () =>
      allFolds()
        .find((one) => nameOf(one) === name)
        ?.querySelector('summary') ?? undefined;
  }
  const row = element.getAttribute('data-row');
  if (row !== null) return () => within(`[data-row="${row}"]`)[0];
  return () => undefined;
}

/** What is read: the row with the focus, or the first that can be seen. */
function firstInSight(): Element | undefined {
  const candidates = [...document.querySelectorAll('#lists:not([hidden]) tr, #view > *')];
  return candidates.find((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().top >= 0);
}
