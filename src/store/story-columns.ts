/** What of a story stands in columns beside its JSON, so that it can be found. Pure. */
import type { DetectedEvent, EventDate } from '../model/event.ts';
import type { Story, StoryEvent, StorySource } from '../model/story.ts';

/** What one story may add to the index of words: long enough for a hundred headlines with their first lines. */
const MAX_WORDS_CHARS = 20_000;
const MAX_SUMMARY_CHARS = 600;

/** When a source reported: as published, but never later than seen, for some clocks are ahead. */
export function reportedAt(source: StorySource): number {
  return Math.min(source.publishedAt ?? source.seenAt, source.seenAt);
}

/** From the first to the last report, ms since the epoch. */
export function activeRange(story: Story): { readonly from: number; readonly to: number } {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const source of story.sources) {
    from = Math.min(from, reportedAt(source));
    to = Math.max(to, reportedAt(source));
  }
  return from <= to ? { from, to } : { from: story.firstSeenAt, to: story.updatedAt };
}

/** The first and the last day of a date, `YYYY-MM-DD`. */
export function dayRange(date: EventDate): { readonly from: string; readonly to: string } {
  if (date.precision === 'day') return { from: date.from, to: date.to ?? date.from };
  const [year = 1970, month = 1] = (date.to ?? date.from).split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${date.from}-01`, to: `${year}-${pad(month)}-${pad(last)}` };
}

/**
 * From the first to the last day that any source gives an event: filing compares reports, not what they were merged
 * to, so that a report is found by its own day whatever the others say.
 */
export function claimedDays(
  story: Story,
  event: StoryEvent,
): { readonly from: string; readonly to: string } | undefined {
  const claims = story.sources
    .filter(({ itemId }) => event.itemIds.includes(itemId))
    .flatMap((source) => source.events.filter(({ kind }) => kind === event.kind));
  const spans = [event, ...claims].flatMap(({ date }) => (date === undefined ? [] : [dayRange(date)]));
  if (spans.length === 0) return undefined;
  const froms = spans.map(({ from }) => from).sort();
  const tos = spans.map(({ to }) => to).sort();
  return { from: froms[0] ?? '', to: tos.at(-1) ?? '' };
}

/** All officials of a story's events, each once. */
export function officialsOf(story: Story): readonly string[] {
  return [...new Set(story.events.flatMap((event) => event.officials))];
}

/** All countries of a story's events, each once. */
export function countriesOf(story: Story): readonly string[] {
  return [...new Set(story.events.flatMap((event) => event.countries))];
}

/** All parties of a story's deals, folded, each once. */
export function partiesOf(story: Story): readonly string[] {
  return [...new Set(story.events.flatMap((event) => event.parties.map(foldWords)))];
}

/** The words by which a story is found: headlines, first lines, names as written, places, parties; folded. */
export function searchWords(story: Story): string {
  const words: string[] = [];
  for (const event of story.events) words.push(event.sentence, ...eventWords(event));
  for (const source of story.sources) {
    words.push(source.title, source.summary.slice(0, MAX_SUMMARY_CHARS), source.outlet);
    words.push(...Object.values(source.surfaces));
  }
  // Newlines between, so that no phrase reaches from one text into the next.
  return foldWords([...new Set(words)].join('\n').slice(0, MAX_WORDS_CHARS));
}

/** Ids of officials are slugs of their English names: whoever types the name finds the Russian report too. */
function eventWords(event: DetectedEvent): readonly string[] {
  const names = event.officials.map((id) => id.replaceAll('-', ' '));
  return [...names, event.place ?? '', ...event.parties];
}

/** Scripts that put no spaces between words: there, a name is two or three characters, too short for trigrams. */
const WITHOUT_SPACES = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;
const RUNS_WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/** Whether a word is of a script without spaces throughout. */
export function isWithoutSpaces(word: string): boolean {
  return WITHOUT_SPACES.test(word);
}

/**
 * What is too short for trigrams, as tokens: words of one or two characters, `eu g7`, and the pairs of neighbours in
 * scripts without spaces with the last character of each run, `谢钦 钦`.
 */
export function shortTokens(words: string): string {
  const tokens = new Set<string>();
  for (const [run] of words.matchAll(RUNS_WITHOUT_SPACES)) {
    const characters = [...run];
    for (const [index, character] of characters.entries()) tokens.add(character + (characters[index + 1] ?? ''));
  }
  for (const word of words.split(/[^\p{L}\p{N}]+/u)) {
    // A cheap look before the exact one: characters beyond the first plane take two units.
    if (word.length > 0 && word.length <= 4 && [...word].length <= 2) tokens.add(word);
  }
  return [...tokens].join(' ');
}

/** Folds case, accents and compatibility forms: what differs only in these is the same word to who searches. */
export function foldWords(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
