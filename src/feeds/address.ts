/** Addresses: what lies outside, and may be asked; what lies inside, and may not. */
import ipaddr from 'ipaddr.js';

/** Where the web's feeds live. A feed on any other port needs the operator's word, so that no feed can knock on a mail server. */
const USUAL_PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);

/** Outside by its range, but a cloud's own service: Azure's "wire server" hands out a machine's settings. */
const INNER_IN_SPITE: ReadonlySet<string> = new Set(['168.63.129.16']);

/** The one block of which the registries hand out addresses (RFC 4291, 2.4); the rest of IPv6 has no web server. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Why an address is not asked. */
export type AddressVerdict =
  | 'fine'
  | 'not an address'
  | 'not http or https'
  | 'at an unusual port'
  | 'an inner address'
  | 'an inner name';

/**
 * Judges an address as far as its text goes; the names in it are judged by {@link judgeIp} on the very socket.
 *
 * The URL standard has already made plain IPv4 of decimal, hex, octal and short forms, so they are judged here too.
 */
export function judgeUrl(url: URL): AddressVerdict {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not http or https';
  if (url.hostname === '') return 'not an address';
  const host = bareHost(url.hostname);
  if (isInnerName(host)) return 'an inner name';
  const verdict = ipaddr.isValid(host) ? judgeIp(host) : 'fine';
  return verdict === 'fine' && !USUAL_PORTS.has(url.port) ? 'at an unusual port' : verdict;
}

/** Judges an IP address: only what is reachable from everywhere is fine. */
export function judgeIp(address: string): AddressVerdict {
  if (!ipaddr.isValid(address)) return 'not an address';
  // `process` turns ::ffff:127.0.0.1 into 127.0.0.1; the other ways to wrap an IPv4 have ranges of their own.
  const parsed = ipaddr.process(address.split('%')[0] ?? '');
  if (parsed.range() !== 'unicast' || INNER_IN_SPITE.has(parsed.toString())) return 'an inner address';
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST)) return 'an inner address';
  return 'fine';
}

/** A host as sockets and resolvers know it: IPv6 without brackets, no dot at the end. */
export function bareHost(hostname: string): string {
  const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** An address for logs and errors: a query may hold a token, and so may the part before the host. */
export function withoutQuery(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url.slice(0, 200).split('?')[0] ?? '';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
}

/** Names that only a resolver of the own house knows (RFC 6761, RFC 6762, RFC 8375); refused before anybody is asked. */
function isInnerName(host: string): boolean {
  return /(?:^|\.)(?:localhost|local|internal|home\.arpa|onion)$/.test(host);
}
