/** Chance that can be repeated: a number from a text, so that nothing in the middle throws dice. */

/**
 * A number from 0 up to but not including 1, the same for the same text and evenly spread over texts (FNV-1a, 32 bits,
 * with Murmur 3's last mix, for FNV alone leaves the high bits of short texts alike).
 */
export function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
