// A slash leads to the search from wherever the reader is.

export function searchOnSlash(overview: HTMLElement): void {
  addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof Element && event.target.matches('input, select, textarea');
    if (event.key !== '/' || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const find = (): void => {
      const field = document.getElementById('filter-text');
      field?.scrollIntoView({ block: 'center' });
      field?.focus({ preventScroll: true });
    };
    if (!overview.hidden) {
      find();
      return;
    }
    addEventListener('hashchange', () => setTimeout(find), { once: true });
    location.hash = '';
  });
}
