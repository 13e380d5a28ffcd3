// Light, dark, or what the system has. Kept where the browser allows it.

const KEY = 'mcx-conformance-theme';
const CHOICES = ['system', 'light', 'dark'] as const;
type Choice = (typeof CHOICES)[number];

export function themeSwitch(button: HTMLElement): void {
  let choice = CHOICES.find((known) => known === kept()) ?? 'system';
  const apply = (): void => {
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    button.textContent = `Theme: ${choice}`;
  };
  button.addEventListener('click', () => {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? 'system';
    keep(choice);
    apply();
  });
  apply();
}

// A page that was opened from a file may be denied storage.
function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(choice: Choice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // The choice then holds until the page is left.
  }
}
