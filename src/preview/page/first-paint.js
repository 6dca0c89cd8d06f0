/** Sets the theme before anything is painted; a classic script, since modules run later. */
(() => {
  const chosen = localStorage.getItem('theme');
  const system = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  document.documentElement.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : system;
})();
