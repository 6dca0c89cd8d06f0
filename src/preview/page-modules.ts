/** The preview's page as files: its own folder, and the npm packages that its modules import, served without a build. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Hono } from 'hono';

const PAGE_FOLDER = fileURLToPath(new URL('./page', import.meta.url));

/** Stands in `index.html` where the map goes. */
const IMPORT_MAP_PLACE = '{ "imports": {} }';

/** A package of which the page may load modules, and from whom it is found (npm may nest what others bring). */
interface PagePackage {
  readonly name: string;
  /** Its main module, relative to the package. */
  readonly main: string;
  readonly foundFrom: string | undefined;
}

/** Nothing else of `node_modules` is served. */
const PAGE_PACKAGES: readonly PagePackage[] = [
  { name: '@skyra/discord-components-core', main: 'dist/index.js', foundFrom: undefined },
  { name: 'marked', main: 'lib/marked.esm.js', foundFrom: undefined },
  { name: 'lit', main: 'index.js', foundFrom: undefined },
  { name: '@lit/context', main: 'index.js', foundFrom: '@skyra/discord-components-core' },
  { name: '@lit/reactive-element', main: 'reactive-element.js', foundFrom: 'lit' },
  { name: 'lit-element', main: 'lit-element.js', foundFrom: 'lit' },
  { name: 'lit-html', main: 'lit-html.js', foundFrom: 'lit' },
];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Paths as our files and the packages' have them; whatever else is asked for is not there. */
const PLAIN_PATH = /^[\w@./-]+$/;

/** The import map, as JSON: bare names to addresses on the same server, `lit` and `lit/decorators.js` alike. */
export const IMPORT_MAP = JSON.stringify({
  imports: Object.fromEntries(
    PAGE_PACKAGES.flatMap(({ name, main }) => [
      [name, `/modules/${name}/${main}`],
      [`${name}/`, `/modules/${name}/`],
    ]),
  ),
});

/**
 * What the browser may do on the page: load from this server alone, run no inline script but the import map, be framed
 * by nobody. Lit and the message components set style attributes, hence `style-src-attr`.
 */
export const PAGE_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(IMPORT_MAP).digest('base64')}'`,
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The routes that serve the page: `/`, `/page/…` and `/modules/…`, all GET. Mount them with `app.route('/', pageRoutes())`.
 */
export function pageRoutes(): Hono {
  const packageFolders = new Map(PAGE_PACKAGES.map((found) => [found.name, folderOf(found)]));
  const app = new Hono();

  app.get('/', async (c) => {
    const html = await readFile(join(PAGE_FOLDER, 'index.html'), 'utf8');
    return c.body(html.replace(IMPORT_MAP_PLACE, IMPORT_MAP), 200, {
      'Content-Type': CONTENT_TYPES['.html'] ?? '',
      'Content-Security-Policy': PAGE_CONTENT_SECURITY_POLICY,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
  });

  app.get('/page/*', async (c) => {
    const file = await readWithin(PAGE_FOLDER, c.req.path.slice('/page/'.length));
    return file ? c.body(file.body, 200, { ...file.headers, 'Cache-Control': 'no-store' }) : c.notFound();
  });

  app.get('/modules/*', async (c) => {
    const path = c.req.path.slice('/modules/'.length);
    const found = PAGE_PACKAGES.find(({ name }) => path.startsWith(`${name}/`));
    const folder = found && packageFolders.get(found.name);
    if (!found || folder === undefined) return c.notFound();
    const file = await readWithin(folder, path.slice(found.name.length + 1));
    return file ? c.body(file.body, 200, { ...file.headers, 'Cache-Control': 'max-age=3600' }) : c.notFound();
  });

  return app;
}

/** The folder of an allowed package. */
function folderOf({ name, foundFrom }: PagePackage): string {
  const from = foundFrom === undefined ? import.meta.url : packageJson(foundFrom, import.meta.url);
  return dirname(fileURLToPath(packageJson(name, from)));
}

function packageJson(name: string, from: string): string {
  const path = findPackageJSON(name, from);
  if (path === undefined) throw new Error(`the package ${name} is not installed: run npm ci`);
  return path.startsWith('file:') ? path : pathToFileURL(path).href;
}

/** Reads a script, style sheet or picture of a folder; undefined for all else, and for what lies outside. */
async function readWithin(folder: string, path: string) {
  const contentType = CONTENT_TYPES[extname(path)];
  if (contentType === undefined || !PLAIN_PATH.test(path)) return undefined;
  const full = resolve(folder, path);
  if (!full.startsWith(folder + sep)) return undefined;
  try {
    const headers = { 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' };
    return { body: await readFile(full), headers };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
