/** Modules of the page are plain JavaScript for browsers; those that draw nothing run in Node as well. */

// biome-ignore lint/suspicious/noExplicitAny: the page's modules have no types that TypeScript could read
type PageModule = Record<string, any>;

/** Loads `src/preview/page/NAME.js`. */
export async function pageModule(name: string): Promise<PageModule> {
  return import(new URL(`../../src/preview/page/${name}.js`, import.meta.url).href);
}
