/** The extractive summary: the sources' own best sentences, marked as such. Pure, and always there. */
import type { StoryEvent, StorySource } from '../model/story.ts';
import type { Summary, SummaryFact } from '../model/summary.ts';

/** As many sentences as a reader takes in at a glance. */
const MAX_FACTS = 3;

/** A sentence, where it stands, and how much it tells. */
interface Candidate extends SummaryFact {
  readonly score: number;
  readonly order: number;
}

/**
 * Picks the sentences that tell the story: those that state an event first, then those that name its officials.
 *
 * @param sources        in the order in which they were told
 * @param splitSentences splits a text of a language into its sentences
 */
export function extractSummary(
  sources: readonly StorySource[],
  events: readonly StoryEvent[],
  splitSentences: (text: string, language: string) => readonly { readonly text: string }[],
): Summary {
  const lead = events[0];
  // The source that tells the headline's event best gives the language: a summary must not contradict its headline.
  const teller =
    sources.find((source) => source.events.some((event) => event.sentence === lead?.sentence)) ?? sources[0];
  const language = teller?.language ?? 'und';
  const stated = new Set(events.map((event) => event.sentence));
  const sameLanguage = sources.filter((source) => source.language === language);
  const outdated = new Set(sources.flatMap((source) => outdatedSentences(source, events)));
  const candidates = sameLanguage.flatMap((source, sourceIndex): Candidate[] =>
    splitSentences(source.summary === '' ? source.title : source.summary, source.language).map(({ text }, index) => ({
      text,
      quote: text,
      itemId: source.itemId,
      score:
        (text === lead?.sentence ? 3 : 0) +
        (stated.has(text) ? 2 : 0) +
        Object.values(source.surfaces).filter((surface) => text.includes(surface)).length -
        0.1 * index -
        0.5 * sourceIndex,
      order: sourceIndex * 1000 + index,
    })),
  );
  const distinct = candidates.filter(
    (one, index) => candidates.findIndex((other) => other.text === one.text) === index,
  );
  // An alert that says "visited" must not read "is to visit" below.
  const current = distinct.filter(({ text }) => stated.has(text) || !outdated.has(text));
  const best = (current.length === 0 ? distinct : current)
    .toSorted((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, MAX_FACTS);
  const facts = best.sort((a, b) => a.order - b.order).map(({ text, quote, itemId }) => ({ text, quote, itemId }));
  return { facts, language, madeBy: 'extractive' };
}

/** What a source said of an event that stands otherwise now. */
function outdatedSentences(source: StorySource, events: readonly StoryEvent[]): readonly string[] {
  const own = events.filter(({ itemIds }) => itemIds.includes(source.itemId));
  return source.events
    .filter((said) => own.length > 0 && own.every(({ kind, status }) => kind !== said.kind || status !== said.status))
    .map(({ sentence }) => sentence);
}
