/** A link as identity sees it: what leads to the same article gives the same key. */

/** What outlets and readers' services put into a query to know where a reader comes from; lower case, whole names. */
// biome-ignore format: one word after another reads better than one a line
const TRACKING: ReadonlySet<string> = new Set([
  '_ga', '_gl', '_hsenc', '_hsmi', '_openstat', 'action_object_map', 'action_type_map', 'ceid', 'cid', 'cmp', 'cmpid',
  'dclid', 'dlbk', 'emailid', 'fb_action_ids', 'fb_ref', 'fb_source', 'fbclid', 'feedname', 'feedtype', 'fromrss',
  'ftag', 'gclid', 'gclsrc', 'guccounter', 'icid', 'igshid', 'int_cid', 'intcmp', 'ito', 'jsessionid', 'mbid', 'mc_cid',
  'mc_eid', 'mkt_tok', 'mkwid', 'mod', 'msclkid', 'ncid', 'ns_campaign', 'ns_linkname', 'ns_mchannel', 'ns_source', 'ocid',
  'partner', 'phpsessid', 'ref', 'ref_src', 'referer', 'referrer', 'rss', 'rssid', 'share', 'sid', 'smid', 'spm', 'sr_share',
  'src', 'taid', 'traffic_source', 'trk', 'twclid', 'utm', 'wbraid', 'gbraid', 'xtor', 'yclid', 'ymclid', 'ysclid', 'ytclid',
]);

/** The same, for families of names. */
const TRACKING_PREFIXES = [
  'utm_',
  'at_',
  'hsa_',
  'wt.',
  'wt_',
  'pk_',
  'mtm_',
  'piwik_',
  'matomo_',
  'itm_',
  'stm_',
  'vero_',
  'oly_',
];

const MAX_LINK_CHARS = 2000;

/**
 * The part of a link that names the article: without scheme, `www.`, default port, tracking, session ids, a fragment that
 * tracks, and a slash at the end; the query in the order of its names.
 *
 * @returns undefined for what is no web address, and for an outlet's front page, which names no article
 */
export function linkKey(link: string | undefined): string | undefined {
  const url = link === undefined || link.length > MAX_LINK_CHARS ? null : URL.parse(link.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  const host = url.hostname.replace(/^www\d?\./, '');
  const port = url.port === '80' || url.port === '443' ? '' : url.port;
  const path = withoutSession(url.pathname).replaceAll(/\/{2,}/g, '/');
  const query = [...url.searchParams]
    .filter(([name]) => !isTracking(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&');
  const fragment = keptFragment(url.hash);
  const place = path.endsWith('/') ? path.slice(0, -1) : path;
  if (place === '' && query === '' && fragment === '') return undefined;
  return `${host}${port === '' ? '' : `:${port}`}${place}${query === '' ? '' : `?${query}`}${fragment}`;
}

function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return TRACKING.has(lower) || TRACKING_PREFIXES.some((prefix) => lower.startsWith(prefix));
}

/** `/news;jsessionid=1A2B` (Java servlets) names the visit, not the page. */
function withoutSession(path: string): string {
  const at = path.toLowerCase().indexOf(';jsessionid=');
  return at < 0 ? path : path.slice(0, at);
}

/** A fragment names the entry of a live page (`#block-12`, `#!/news/12`), unless it carries a parameter (`#xtor=RSS-1`). */
function keptFragment(hash: string): string {
  if (hash.startsWith('#!')) return hash;
  return hash.length < 2 || hash.includes('=') ? '' : hash;
}
