/** Topics: what an item is about besides trips and deals, and how much that speaks against them. */
import type { Evidence } from '../model/event.ts';
import type { SilentReason } from '../model/report.ts';
import { because } from './evidence.ts';
import { type SentenceReading, spansOf, wordsAt } from './reading.ts';

/** Something that an item is about. */
export interface Topic {
  readonly name: 'retrospect' | 'court' | 'sport' | 'person' | 'year';
  /** What an item without events is then silent for. */
  readonly reason: SilentReason;
  readonly against: { readonly trip: number; readonly deal: number };
  /** The reason with the given weight. */
  evidence(weight: number): Evidence;
}

const TOPICS = [
  { cue: 'retrospect', why: 'looks back', trip: -5, deal: -5, reason: 'retrospect only' },
  { cue: 'court', why: 'court, crime or sanctions', trip: -3, deal: -3, reason: 'not news' },
  { cue: 'sport', why: 'sport or film', trip: -3, deal: -4, reason: 'not news' },
  { cue: 'person', why: 'election, office, illness or death', trip: -1.2, deal: -1.2, reason: 'not news' },
] as const;

/** The topics of an item, most telling first. */
export function findTopics(sentences: readonly SentenceReading[], publishedAt: number | undefined): Topic[] {
  const topics: Topic[] = [];
  for (const { cue, why, trip, deal, reason } of TOPICS) {
    // Elections and illness are background in many a summary; in a title they are the news.
    const told = sentences.filter((one) => one.cues.has(cue) && (cue !== 'person' || one.field === 'title'));
    const sentence = told[0];
    const span = sentence === undefined ? undefined : spansOf(sentence, cue)[0];
    if (sentence === undefined || span === undefined) continue;
    // One word of it may be chance ("the judge's visit"); two are a subject.
    const words = new Set(told.flatMap((one) => spansOf(one, cue).map((found) => wordsAt(one, found))));
    const share = words.size > 1 || cue === 'retrospect' || cue === 'person' ? 1 : 0.5;
    topics.push({
      name: cue,
      reason,
      against: { trip: trip * share, deal: deal * share },
      evidence: (weight) => because('kind', why, weight, sentence, span),
    });
  }
  if (publishedAt !== undefined) topics.push(...oldYear(sentences, new Date(publishedAt).getUTCFullYear()));
  return topics;
}

/** A lead that names a year two or more years back tells history. */
function oldYear(sentences: readonly SentenceReading[], year: number): Topic[] {
  for (const sentence of sentences.slice(0, 2)) {
    const old = sentence.times.find(({ spec, bound }) => {
      if (bound !== undefined) return false;
      return (
        (spec.kind === 'year' && spec.year <= year - 2) || (spec.kind === 'date' && (spec.year ?? year) <= year - 2)
      );
    });
    if (old === undefined) continue;
    const evidence = (weight: number) => because('kind', 'names a year long past', weight, sentence, old);
    return [{ name: 'year', reason: 'retrospect only', against: { trip: -2, deal: -2 }, evidence }];
  }
  return [];
}
