/** A summary: a story in a few sentences, each fact tied to a sentence of a source. */

/** One fact and what it rests on. */
export interface SummaryFact {
  readonly text: string;
  /** The sentence as it stands in the item. */
  readonly quote: string;
  readonly itemId: string;
}

/** A story in a few sentences. */
export interface Summary {
  readonly facts: readonly SummaryFact[];
  /** ISO 639-1 of the facts' text. */
  readonly language: string;
  /** `extractive`: the items' own sentences; otherwise the model's name. */
  readonly madeBy: string;
}
