/** Finding an official by a typed name: any script, typing errors forgiven. */
import Fuse from 'fuse.js';
import type { Official } from '../model/official.ts';
import { normalizeForMatch } from '../text/normalize.ts';

/** A name is long enough for one wrong letter in three. */
const THRESHOLD = 0.34;

/** An official and the name that was found. */
export interface OfficialHit {
  readonly official: Official;
  readonly matchedName: string;
}

/** The search. */
export interface OfficialSearch {
  /** Best first; the first officials of the catalogue for an empty query. */
  search(query: string, limit: number): readonly OfficialHit[];
}

/** Makes the search over all names of all officials. */
export function createOfficialSearch(officials: readonly Official[]): OfficialSearch {
  const entries = officials.flatMap((official) =>
    [...new Set([official.name, ...Object.values(official.names).flat()])].map((name) => ({
      official,
      name,
      folded: normalizeForMatch(name).text,
    })),
  );
  const fuse = new Fuse(entries, { keys: ['folded'], threshold: THRESHOLD, ignoreLocation: true });
  return {
    search(query, limit) {
      const folded = normalizeForMatch(query).text.trim();
      if (folded === '') return officials.slice(0, limit).map((official) => ({ official, matchedName: official.name }));
      const best = new Map<string, OfficialHit>();
      for (const { item } of fuse.search(folded)) {
        if (!best.has(item.official.id))
          best.set(item.official.id, { official: item.official, matchedName: item.name });
        if (best.size === limit) break;
      }
      return [...best.values()];
    },
  };
}
