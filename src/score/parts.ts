/** The two parts of a corpus: what the rules were worked out on, and what was kept aside. */

/**
 * Whether an item belongs to the third that is kept aside, by a hash of its id (FNV-1a), so that the parts stay the
 * same when items are added.
 */
export function isKeptAside(id: string): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return hash % 3 === 0;
}
