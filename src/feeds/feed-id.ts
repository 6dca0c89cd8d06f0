/** The id of a feed: the same address is the same feed. */
import { createHash } from 'node:crypto';

/** 16 characters of base64url, made from the feed's address. */
export function feedIdOf(url: string): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 16);
}

/** An address without what makes no other feed of it: scheme, `www.`, a slash at the end, a fragment. The query stays whole. */
export function feedAddressKey(address: string): string {
  const url = URL.parse(address.trim());
  if (url === null) return address.trim();
  const port = url.port === '80' || url.port === '443' ? '' : url.port;
  return `${url.hostname.replace(/^www\./, '')}:${port}${url.pathname.replace(/\/$/, '')}${url.search}`;
}
