/** An item read once: its sentences with the clues, places, times and sums in them. */
import type { Sector } from '../model/event.ts';
import type { ItemText } from '../model/item.ts';
import type { Language } from '../model/language.ts';
import type { ItemField } from '../model/mention.ts';
import { splitSentences } from '../text/sentences.ts';
import { type Clue, type Cue, clueTable } from './clues.ts';
import type { Organisation } from './gazetteer.ts';
import type { RoleKind } from './lexicons/lexicon.ts';
import { lexiconOf } from './lexicons/lexicons.ts';
import { findMoney, type MoneyMention } from './money.ts';
import type { PatternHit, PatternToken } from './patterns.ts';
import { findPlaces, type PlaceMention } from './places.ts';
import type { TimeMention } from './time-spec.ts';
import { findTimes } from './times.ts';
import type { Token, TokenText } from './tokens.ts';

/** Tokens covered by a clue, end exclusive. */
export interface TokenSpan {
  readonly from: number;
  readonly to: number;
}

/** One sentence, read. */
export interface SentenceReading {
  readonly index: number;
  /** How many tokens make a word's distance: Chinese counts characters. */
  readonly stretch: number;
  readonly field: ItemField;
  /** Offset of the sentence in its field. */
  readonly start: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Offsets of the tokens in the sentence, ends exclusive. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly cues: ReadonlyMap<Cue, readonly TokenSpan[]>;
  readonly roles: readonly (TokenSpan & { readonly role: RoleKind })[];
  readonly places: readonly PlaceMention[];
  readonly organisations: readonly (TokenSpan & { readonly organisation: Organisation })[];
  readonly times: readonly TimeMention[];
  readonly money: readonly MoneyMention[];
  readonly sectors: readonly (TokenSpan & { readonly sector: Sector })[];
}

/**
 * Sentences of an article beyond this many are not read: trips and deals stand in the lead, and what comes later is
 * background far more often than news.
 */
const MAX_SENTENCES = 40;

/** Longer sentences (lists, missing full stops) are read in pieces, which bounds all work within a sentence. */
const MAX_TOKENS = 250;

type ClueText = TokenText<PatternToken<Clue>>;

/** Reads title, summary and the head of the body. */
export function readItem(item: ItemText, language: Language): SentenceReading[] {
  const sentences: SentenceReading[] = [];
  const fields: [ItemField, string][] = [
    ['title', item.title],
    ['summary', item.summary],
    ['body', item.body ?? ''],
  ];
  for (const [field, text] of fields) {
    for (const sentence of splitSentences(text)) {
      const whole = clueTable(language).tokenize(sentence.text);
      for (let from = 0; from < whole.tokens.length; from += MAX_TOKENS) {
        if (sentences.length >= MAX_SENTENCES) return sentences;
        const piece = whole.tokens.length <= MAX_TOKENS ? whole : pieceOf(whole, from);
        sentences.push(readSentence(sentences.length, field, sentence, piece, language));
      }
    }
  }
  return sentences;
}

function pieceOf({ tokens, starts, ends }: ClueText, from: number): ClueText {
  const to = from + MAX_TOKENS;
  return { tokens: tokens.slice(from, to), starts: starts.slice(from, to), ends: ends.slice(from, to) };
}

function readSentence(
  index: number,
  field: ItemField,
  sentence: { readonly text: string; readonly start: number },
  { tokens, starts, ends }: ClueText,
  language: Language,
): SentenceReading {
  const hits = clueTable(language).find(tokens);
  const cues = new Map<Cue, TokenSpan[]>();
  const roles: (TokenSpan & { role: RoleKind })[] = [];
  const sectors: (TokenSpan & { sector: Sector })[] = [];
  for (const { value, from, to } of hits) {
    if (value.kind === 'cue') {
      const spans = cues.get(value.cue);
      if (spans === undefined) cues.set(value.cue, [{ from, to }]);
      else spans.push({ from, to });
    } else if (value.kind === 'role') roles.push({ role: value.role, from, to });
    else if (value.kind === 'sector') sectors.push({ sector: value.sector, from, to });
  }
  dropNegated(cues);
  keepGuests(cues, hits);
  const { places, organisations } = findPlaces({ tokens, starts, ends }, hits, cues, language);
  dropInNames(cues, organisations);
  return {
    index,
    stretch: language === 'zh' ? 2 : 1,
    field,
    start: sentence.start,
    text: sentence.text,
    tokens,
    starts,
    ends,
    cues,
    roles,
    places,
    organisations,
    times: findTimes(tokens, hits),
    money: findMoney(
      tokens,
      hits,
      lexiconOf(language).money.decimal,
      cues.get('notValue') ?? [],
      (at) => starts[at] !== ends[at - 1],
    ),
    sectors,
  };
}

/** What a negation stands before isn't done; where that is news, `notGo`, `without` and `fails` say so themselves. */
const NEGATABLE: readonly Cue[] = [
  'go',
  'willGo',
  'stay',
  'meets',
  'attends',
  'receives',
  'receivedBy',
  'sign',
  'dealVerb',
];

function dropNegated(cues: Map<Cue, TokenSpan[]>): void {
  const not = cues.get('not');
  if (not === undefined) return;
  const negations = new Set(not.map((span) => span.to));
  for (const cue of NEGATABLE) {
    const kept = (cues.get(cue) ?? []).filter((span) => !negations.has(span.from));
    if (kept.length > 0) cues.set(cue, kept);
    else cues.delete(cue);
  }
}

/** An accord in an organisation's name is none: the fund of 国际货币基金组织, the bank of "Export Credit". */
function dropInNames(cues: Map<Cue, TokenSpan[]>, organisations: readonly TokenSpan[]): void {
  if (organisations.length === 0) return;
  for (const cue of ['dealNoun', 'dealVerb', 'sign'] as const) {
    const spans = cues.get(cue);
    if (spans === undefined) continue;
    const kept = spans.filter((span) => !organisations.some((name) => span.from >= name.from && span.to <= name.to));
    if (kept.length > 0) cues.set(cue, kept);
    else cues.delete(cue);
  }
}

/** Whether the sentence asks; what it asks about it doesn't tell. */
export function isQuestion(sentence: SentenceReading): boolean {
  return ['?', '？', '؟'].includes(sentence.tokens.at(-1)?.text ?? '');
}

/** "visiting Moscow" is going there, "his visiting counterpart" a guest: of the two only what fits is kept. */
function keepGuests(cues: Map<Cue, TokenSpan[]>, hits: readonly PatternHit<Clue>[]): void {
  const guests = cues.get('guest');
  if (guests === undefined) return;
  const isOffice = ({ to }: TokenSpan) =>
    hits.some(
      (hit) => (hit.value.kind === 'role' || hit.value.kind === 'demonym') && hit.from >= to && hit.from - to <= 1,
    );
  const kept = guests.filter(isOffice);
  if (kept.length > 0) cues.set('guest', kept);
  else cues.delete('guest');
  const goes = cues.get('go')?.filter((go) => !kept.some((guest) => guest.from === go.from));
  if (goes !== undefined) cues.set('go', goes);
}

/** Tokens between two spans; 0 where they touch or overlap. */
export function gap(a: TokenSpan, b: TokenSpan): number {
  return a.to <= b.from ? b.from - a.to : b.to <= a.from ? a.from - b.to : 0;
}

/** Whether at most `words` words stand between two spans of the sentence. */
export function within(sentence: SentenceReading, a: TokenSpan, b: TokenSpan, words: number): boolean {
  return gap(a, b) <= words * sentence.stretch;
}

const NO_SPANS: readonly TokenSpan[] = [];

/** Whether the sentence has the cue. */
export function has(sentence: SentenceReading, cue: Cue): boolean {
  return sentence.cues.has(cue);
}

/** Where the cue stands in the sentence, in order. */
export function spansOf(sentence: SentenceReading, cue: Cue): readonly TokenSpan[] {
  return sentence.cues.get(cue) ?? NO_SPANS;
}

/** The words of the tokens as they stand in the item. */
export function wordsAt(sentence: SentenceReading, span: TokenSpan): string {
  const start = sentence.starts[span.from];
  const end = sentence.ends[span.to - 1];
  return start === undefined || end === undefined ? '' : sentence.text.slice(start, end);
}
