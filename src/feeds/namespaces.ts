/** XML namespaces that feeds use: elements are known by address, never by prefix. */

/** Canonical prefix by address, the address without scheme, trailing `/` or `#`, in lower case. */
const PREFIX_BY_ADDRESS = new Map<string, string>([
  // RSS has no namespace by its specification; these are what its dialects and careless generators write.
  ['purl.org/rss/1.0', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['backend.userland.com/rss', ''],
  ['backend.userland.com/rss2', ''],
  ['backend.userland.com/rss091', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['cyber.law.harvard.edu/rss/rss.html', ''],
  ['cyber.law.harvard.edu/rss', ''],
  ['purl.org/net/rss1.1', ''],
  ['my.netscape.com/publish/formats/rss-0.91.dtd', ''],
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/atom', 'atom'],
  ['example.com/newformat', 'atom'],
  ['example.com/necho', 'atom'],
  ['purl.org/echo', 'atom'],
  ['uri/of/echo/namespace', 'atom'],
  ['purl.org/pie', 'atom'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/rss/1.0/modules/rss091', ''],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/metadata/dublin_core', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/rss/1.0/modules/dcterms', 'dcterms'],
  ['search.yahoo.com/mrss', 'media'],
  ['video.search.yahoo.com/mrss', 'media'],
  ['tools.search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['example.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['www.google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['www.pheedo.com/namespace/pheedo', 'pheedo'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
  ['www.w3.org/2000/svg', 'svg'],
  ['www.w3.org/1998/math/mathml', 'math'],
  ['purl.org/rss/1.0/modules/slash', 'slash'],
  ['wellformedweb.org/commentapi', 'wfw'],
  ['www.georss.org/georss', 'georss'],
  ['www.opengis.net/gml', 'gml'],
  ['www.w3.org/2003/01/geo/wgs84_pos', 'geo'],
  ['purl.org/syndication/thread/1.0', 'thr'],
  ['www.youtube.com/xml/schemas/2015', 'yt'],
  ['webns.net/mvcb', 'admin'],
  ['web.resource.org/cc', 'cc'],
  ['backend.userland.com/creativecommonsrssmodule', 'creativecommons'],
  ['news.yandex.ru', 'yandex'],
  ['turbo.yandex.ru', 'turbo'],
  ['prismstandard.org/namespaces/basic/1.0', 'prism'],
  ['prismstandard.org/namespaces/1.2/basic', 'prism'],
  ['prismstandard.org/namespaces/basic/2.0', 'prism'],
  ['purl.org/rss/1.0/modules/link', 'l'],
  ['purl.org/rss/1.0/modules/event', 'ev'],
  ['purl.org/rss/1.0/modules/company', 'company'],
  ['purl.org/rss/1.0/modules/image', 'image'],
  ['podcastindex.org/namespace/1.0', 'podcast'],
]);

/** What a prefix means where a document uses it without declaring it. */
const USUAL_PREFIXES: ReadonlySet<string> = new Set([...PREFIX_BY_ADDRESS.values(), 'xml'].filter((p) => p !== ''));

/**
 * The canonical prefix of a namespace address: `''` for RSS, `atom`, `dc` and so on.
 *
 * @returns undefined for an address that no feed reader knows
 */
export function prefixOfNamespace(address: string): string | undefined {
  const bare = address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/#]{1,3}$/, '');
  return PREFIX_BY_ADDRESS.get(bare);
}

/** Whether feeds use this prefix, undeclared, for the namespace that we call by it. */
export function isUsualPrefix(prefix: string): boolean {
  return USUAL_PREFIXES.has(prefix);
}
