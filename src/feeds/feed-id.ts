/** The id of a feed: the same address is the same feed. */
import { createHash } from 'node:crypto';

/** 16 characters of base64url, made from the feed's address. */
export function feedIdOf(url: string): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 16);
}
