/** Light and dark: the system's choice until the reader makes one. */

/** @returns {'light' | 'dark'} the theme in force */
export function currentTheme() {
  return document.documentElement.dataset.theme === 'light' ? 'light' : 'dark';
}

/** Switches to the other theme and keeps it for the next visit. */
export function toggleTheme() {
  const next = currentTheme() === 'light' ? 'dark' : 'light';
  document.documentElement.dataset.theme = next;
  localStorage.setItem('theme', next);
}

/**
 * Follows the system for as long as the reader has not chosen.
 *
 * @param {() => void} onChange called after each change
 */
export function followSystemTheme(onChange) {
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', (event) => {
    if (localStorage.getItem('theme') !== null) return;
    document.documentElement.dataset.theme = event.matches ? 'light' : 'dark';
    onChange();
  });
}
