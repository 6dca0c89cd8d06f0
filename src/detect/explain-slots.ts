/**
 * The words behind the slots of an event, for explaining it. Detection keeps the words of what it weighs alone, for it is in
 * a hurry; the others are found anew, by what they read as.
 */
import type { DetectedEvent, EventDate, EventStatus } from '../model/event.ts';
import type { ItemText } from '../model/item.ts';
import { isLanguage } from '../model/language.ts';
import type { Cue } from './clues.ts';
import { resolveTime } from './dates.ts';
import { tenseOf } from './event-date.ts';
import { countryNameOf } from './gazetteer.ts';
import { readItem, type SentenceReading, spansOf, type TokenSpan, wordsAt } from './reading.ts';

/** As many words as a reader takes in at a glance. */
const MAX_WORDS = 5;

/** Why a slot is what it is. */
export interface SlotReason {
  readonly slot: string;
  readonly why: string;
  /** As they stand in the item; none where the reason is an absence. */
  readonly words: readonly string[];
}

/** The item's sentences as detection reads them; none in a language without a lexicon. */
export function readForExplaining(item: ItemText, language: string): readonly SentenceReading[] {
  return isLanguage(language) ? readItem(item, language) : [];
}

/** The reasons of the slots that the evidence says nothing of. */
export function slotReasons(
  event: DetectedEvent,
  sentences: readonly SentenceReading[],
  publishedAt: number | undefined,
): readonly SlotReason[] {
  const own = sentences.filter(({ text }) => text === event.sentence);
  const ordered = [...own, ...sentences.filter((sentence) => !own.includes(sentence))];
  const explained = new Set(event.evidence.filter(({ weight }) => weight === 0).map(({ slot }) => slot));
  const reasons = [
    explained.has('status') ? undefined : statusReason(event.status, own),
    countriesReason(event, ordered),
    event.date === undefined ? undefined : dateReason(event.date, event.status, ordered, publishedAt),
    event.kind === 'deal' ? partiesReason(event, ordered) : undefined,
    event.sector === undefined ? undefined : sectorReason(event.sector, ordered),
  ];
  return reasons.filter((reason) => reason !== undefined);
}

const STATUS_WORDS: Readonly<Record<Exclude<EventStatus, 'done'>, readonly Cue[]>> = {
  planned: ['willGo', 'planned', 'tentative', 'wants'],
  'under-way': ['stay'],
  cancelled: ['cancels', 'notGo', 'fails'],
  denied: ['denies'],
};

function statusReason(status: EventStatus, own: readonly SentenceReading[]): SlotReason {
  if (status === 'done') return { slot: 'status', why: 'done: told as news, and nothing puts it ahead', words: [] };
  const words = wordsOf(own, (sentence) => STATUS_WORDS[status].flatMap((cue) => spansOf(sentence, cue)));
  if (words.length > 0) return { slot: 'status', why: status, words };
  return { slot: 'status', why: `${status}: by its day, or by the trip that it belongs to`, words };
}

function countriesReason({ countries }: DetectedEvent, sentences: readonly SentenceReading[]): SlotReason | undefined {
  if (countries.length === 0) return undefined;
  const words = wordsOf(sentences, ({ places, organisations }) => [
    ...places.filter(({ country }) => countries.includes(country)),
    ...organisations.filter(({ organisation }) => organisation.countries.some((one) => countries.includes(one))),
  ]);
  return { slot: 'countries', why: words.length > 0 ? 'read from' : 'those of the officials’ offices', words };
}

function dateReason(
  date: EventDate,
  status: EventStatus,
  sentences: readonly SentenceReading[],
  publishedAt: number | undefined,
): SlotReason {
  if (!date.stated) return { slot: 'date', why: 'no day is named: that of publication', words: [] };
  const tenses = [tenseOf(status), 'past', 'future'] as const;
  const readings = (sentence: SentenceReading) =>
    sentence.times.filter(({ spec }) =>
      tenses.some((tense) => {
        const read = publishedAt === undefined ? undefined : resolveTime(spec, publishedAt, tense);
        return read !== undefined && (read.from === date.from || (read.to ?? read.from) === (date.to ?? date.from));
      }),
    );
  const exact = wordsOf(sentences, readings);
  if (exact.length > 0) return { slot: 'date', why: 'read from', words: exact };
  return { slot: 'date', why: 'counted from', words: wordsOf(sentences, ({ times }) => times) };
}

function partiesReason({ parties }: DetectedEvent, sentences: readonly SentenceReading[]): SlotReason | undefined {
  if (parties.length === 0) return undefined;
  const words = wordsOf(sentences, ({ places, organisations }) => [
    ...organisations.filter(({ organisation }) => parties.includes(organisation.name)),
    ...places.filter(({ country }) => parties.includes(countryNameOf(country))),
  ]);
  return {
    slot: 'parties',
    why: words.length > 0 ? 'read from' : 'of the officials',
    words,
  };
}

function sectorReason(sector: string, sentences: readonly SentenceReading[]): SlotReason {
  if (sector === 'other') return { slot: 'sector', why: 'other: no field is named, or several', words: [] };
  const words = wordsOf(sentences, ({ sectors }) => sectors.filter((hit) => hit.sector === sector));
  return { slot: 'sector', why: words.length > 0 ? sector : `${sector}: what the companies trade in`, words };
}

/** What detection saw of travel and of deals in an item that reports none, by what it took it for. */
export function seenWords(sentences: readonly SentenceReading[]): readonly SlotReason[] {
  const groups: readonly (readonly [string, readonly Cue[]])[] = [
    ['travel', ['go', 'goes', 'willGo', 'tripNoun', 'stay', 'leave', 'receivedBy']],
    ['deals', ['dealNoun', 'dealVerb', 'sign']],
    ['a look back', ['retrospect']],
    ['court, crime or sanctions', ['court']],
    ['sport or film', ['sport']],
  ];
  const seen = groups.map(([slot, cues]) => ({
    slot,
    why: '',
    words: wordsOf(sentences, (sentence) => cues.flatMap((cue) => spansOf(sentence, cue))),
  }));
  const places = { slot: 'places', why: '', words: wordsOf(sentences, (sentence) => sentence.places) };
  // That there are none of these is why nothing was found; that there is no sport is no news.
  return [...seen, places].filter(
    ({ slot, words }) => words.length > 0 || ['travel', 'deals', 'places'].includes(slot),
  );
}

function wordsOf(
  sentences: readonly SentenceReading[],
  spans: (sentence: SentenceReading) => readonly TokenSpan[],
): readonly string[] {
  const words = sentences.flatMap((sentence) => spans(sentence).map((span) => wordsAt(sentence, span)));
  return [...new Set(words)].slice(0, MAX_WORDS);
}
