/** Addresses in a feed: resolved against their base, and only those that a reader can follow. */

/** Schemes that lead a reader to a page. */
const WEB_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);

/** What begins with a scheme (RFC 3986, 3.1). */
const SCHEME = /^[a-z][a-z0-9+.-]{0,30}:/i;

/** How addresses begin that readers know and no standard does: `feed:https://`, `feed://`, `www.` */
const ODD_START = /^(?:feed:\/\/|feed:(?=https?:)|(?=www\.[\w-]+\.))/i;

/** Longer than any address that browsers take. */
const MAX_URL_CHARS = 8_000;

/**
 * Resolves an address as written in a feed (RFC 3986, 5.2).
 *
 * @param base the nearest `xml:base`, or the document's own address
 * @returns an absolute http or https address; as written where it is relative and there is no base; undefined for
 *   `javascript:` and other schemes, and for what is no address
 */
export function resolveLink(written: string, base: string | undefined): string | undefined {
  const link = tidied(written);
  if (link === '' || link.length > MAX_URL_CHARS) return undefined;
  if (SCHEME.test(link)) return webAddress(link, undefined);
  if (base !== undefined) return webAddress(link, base);
  return link.startsWith('//') ? webAddress(`https:${link}`, undefined) : link;
}

/** Without the white space that was broken into it, without `feed:` before it, its ampersands resolved. */
function tidied(written: string): string {
  const link = written.trim().replace(/[\t\n\r]/g, '');
  // Nobody means `?a=1&amp;b=2`: it was escaped once too often, or escaped within CDATA.
  const plain = link.includes('&amp;') ? link.replaceAll('&amp;', '&') : link;
  const start = ODD_START.exec(plain)?.[0];
  if (start === undefined) return plain;
  const rest = plain.slice(start.length);
  return SCHEME.test(rest) ? rest : `http://${rest}`;
}

/** The base that `xml:base` makes of the base around it; unchanged where it can't be resolved. */
export function resolveBase(written: string, outer: string | undefined): string | undefined {
  return webAddress(written.trim(), outer) ?? outer;
}

/** Whether the text is an absolute http or https address as it stands. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]/i.test(text.trim());
}

function webAddress(link: string, base: string | undefined): string | undefined {
  const url = URL.parse(link, base);
  return url !== null && WEB_SCHEMES.has(url.protocol) ? url.href : undefined;
}
