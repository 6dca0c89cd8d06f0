/** A name found in a text, and what stands beside it. */
import type { ItemField } from '../model/mention.ts';
import type { Person } from './name-index.ts';

/** What stands beside a surname and speaks against the person, in plain words for `--explain`. */
export type Objection =
  | 'another given name'
  | 'another name follows'
  | 'unknown name before'
  | 'unknown name after'
  | 'a place'
  | 'quoted like a brand'
  | 'part of a word'
  | 'junior';

/** A name found. */
export interface Candidate {
  readonly person: Person;
  readonly field: ItemField;
  /** Offsets into the folded text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** `full`: with a given name or initials; `title`: a surname with an office written onto it, 习主席. */
  readonly strength: 'full' | 'bare' | 'alone' | 'acronym' | 'title';
  readonly objections: readonly Objection[];
  /** Names of two or three letters, Xi or Li, say little alone. */
  readonly letters: number;
  /** Whether many people bear the surname, or it is a given name as well. */
  readonly isUsual: boolean;
  /** Whether it is one of the few surnames of a country whose people write it first: Kim, Nguyen. */
  readonly isShared: boolean;
}

/** Quotation marks, as they open and close a brand's name. */
const QUOTES_OPEN = '«"“„‹「『《';
const QUOTES_CLOSE = '»"”“›」』》';

/** Whether a name in quotation marks is one of a brand, a ship or a film. @param end exclusive */
export function isQuoted(text: string, start: number, end: number): boolean {
  const [open, close] = [text[start - 1], text[end]];
  return open !== undefined && close !== undefined && QUOTES_OPEN.includes(open) && QUOTES_CLOSE.includes(close);
}
