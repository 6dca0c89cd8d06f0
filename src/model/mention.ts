/** A mention: an official found in an item, with the evidence that it is that person. */

/** Where in an item a span lies. */
export const ITEM_FIELDS = ['title', 'summary', 'body'] as const;

/** One of {@link ITEM_FIELDS}. */
export type ItemField = (typeof ITEM_FIELDS)[number];

/** UTF-16 offsets into one field of an item, end exclusive. */
export interface Span {
  readonly field: ItemField;
  readonly start: number;
  readonly end: number;
}

/** Why a form of a name is taken for this person. */
export const MENTION_REASONS = [
  'full name',
  'surname, full name elsewhere',
  'surname, office nearby',
  'surname, organisation nearby',
  'surname, country nearby',
  'surname, title nearby',
  'surname, another official of the desk nearby',
  'distinctive surname',
] as const;

/** One of {@link MENTION_REASONS}. */
export type MentionReason = (typeof MENTION_REASONS)[number];

/** One official found at one place of an item. */
export interface Mention {
  readonly officialId: string;
  readonly span: Span;
  /** The form of the name as it stands in the item, "Сечину". */
  readonly surface: string;
  readonly reason: MentionReason;
  /** The words that back the reason, as they stand in the item: "Rosneft"; `[]` for a full name. */
  readonly evidence: readonly string[];
}
