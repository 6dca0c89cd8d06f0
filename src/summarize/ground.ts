/** Grounding: a fact whose sentence does not stand in the item it names is dropped, whatever the model says. */
import type { StorySource } from '../model/story.ts';
import type { SummaryFact } from '../model/summary.ts';
import { quoteStands } from '../text/quote.ts';

/** A summary is read at a glance. */
const MAX_FACTS = 5;
const MAX_FACT_CHARS = 400;

/** A fact as a model claims it; `source` counts the sources from 1, as they were put to it. */
export interface ClaimedFact {
  readonly text: string;
  readonly quote: string;
  readonly source: number;
}

/** Keeps the facts that rest on a sentence of the source they name. */
export function groundFacts(claims: readonly ClaimedFact[], sources: readonly StorySource[]): readonly SummaryFact[] {
  return claims
    .flatMap((claim): readonly SummaryFact[] => {
      const source = sources[claim.source - 1];
      const text = claim.text.trim();
      if (source === undefined || text === '' || text.length > MAX_FACT_CHARS) return [];
      return quoteStands(claim.quote, [source.title, source.summary]) && figuresStandIn(text, claim.quote)
        ? [{ text, quote: claim.quote.trim(), itemId: source.itemId }]
        : [];
    })
    .slice(0, MAX_FACTS);
}

/** Every number of the fact has to stand in its quotation: a wrong sum is worse than none. */
function figuresStandIn(text: string, quote: string): boolean {
  const digits = (part: string) => [...part.matchAll(/\p{Nd}+/gu)].map((match) => match[0]);
  const known = new Set(digits(quote));
  return digits(text).every((figure) => known.has(figure));
}
