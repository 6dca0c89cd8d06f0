/** The names found in an item, as many as are weighed: what bounds the work on a flood of names. */
import type { Candidate } from './candidate.ts';
import type { Person } from './name-index.ts';

/** Names of one person that are weighed; who is named more often is so already. */
const MAX_CANDIDATES_A_PERSON = 100;
/** Each is weighed against each word of context and each other. */
const MAX_CANDIDATES = 500;
/**
 * Entries of the index that are held against the words beside them, some 2 µs each: a long article needs a few
 * hundred, a text of nothing but a name that half a watchlist bears would need a thousand a word.
 */
const MAX_LOOKS = 5_000;

/** Takes names as they are found. */
export interface Findings {
  readonly candidates: readonly Candidate[];
  /** Takes a name, unless the person has enough of them. */
  keep(candidate: Candidate): void;
  /** Asked before an entry of the index is looked at: false once the item has had its share. */
  mayLook(): boolean;
}

/** Makes an empty list for one item. */
export function createFindings(): Findings {
  const candidates: Candidate[] = [];
  // Few items have so many names that they need counting.
  let counts: Map<Person, number> | undefined;
  let looks = 0;

  function countOf(person: Person): number {
    if (counts === undefined) {
      counts = new Map();
      for (const { person: known } of candidates) counts.set(known, (counts.get(known) ?? 0) + 1);
    }
    return counts.get(person) ?? 0;
  }

  return {
    candidates,
    keep(candidate) {
      if (candidates.length >= MAX_CANDIDATES_A_PERSON) {
        const count = countOf(candidate.person);
        if (count >= MAX_CANDIDATES_A_PERSON || candidates.length >= MAX_CANDIDATES) return;
        counts?.set(candidate.person, count + 1);
      }
      candidates.push(candidate);
    },
    mayLook() {
      looks++;
      return looks <= MAX_LOOKS && candidates.length < MAX_CANDIDATES;
    },
  };
}
