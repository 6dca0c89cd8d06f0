/** Who works where: officials by the organisations of their offices. */
import type { Official } from '../model/official.ts';

/** Asked for every report of a deal; a roster that changed is another list. */
const byRoster = new WeakMap<readonly Official[], ReadonlyMap<string, readonly string[]>>();

/** Ids of the officials who hold or held an office of `organisation`; compared without case. */
export function officialsOf(officials: readonly Official[], organisation: string): readonly string[] {
  let known = byRoster.get(officials);
  if (known === undefined) {
    known = index(officials);
    byRoster.set(officials, known);
  }
  return known.get(organisation.toLowerCase()) ?? [];
}

function index(officials: readonly Official[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, offices } of officials) {
    for (const key of new Set(offices.map(({ organisation }) => organisation.toLowerCase()))) {
      const held = ids.get(key);
      if (held === undefined) ids.set(key, [id]);
      else held.push(id);
    }
  }
  return ids;
}
