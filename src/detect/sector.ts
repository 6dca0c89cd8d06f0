/** What a deal is about, by the words of its sentences. */
import type { Sector } from '../model/event.ts';
import { gap, has, type SentenceReading, spansOf } from './reading.ts';

/** The more telling first: a nuclear plant is power too, an oil loan is oil. */
const ORDER: readonly Sector[] = [
  'nuclear',
  'arms',
  'space',
  'oil-gas',
  'mining',
  'power',
  'transport',
  'agriculture',
  'health',
  'technology',
  'finance',
];

/** The sector of a deal: of its own sentences first, else of the whole item; `other` where several or none are named. */
export function sectorOf(scope: readonly SentenceReading[], all: readonly SentenceReading[]): Sector | undefined {
  if (all.some(namesSeveralFields)) return 'other';
  for (const sentences of [scope, all]) {
    const found = new Set(sentences.flatMap((sentence) => sentence.sectors.map((hit) => hit.sector)));
    if (found.size > 3) return 'other';
    for (const sector of ORDER) if (found.has(sector)) return sector;
  }
  // Nothing says what is bought: then it is what the companies do.
  const trades = scope.flatMap(({ organisations }) => organisations.map(({ organisation }) => organisation.sector));
  return trades.find((sector) => sector !== undefined) ?? 'other';
}

/** How far apart the fields of one list may stand. */
const FIELDS_REACH = 14;

/**
 * Whether a sentence lists fields, none before the others: "accords on energy, transport and defence". It may be another
 * than the accords' own: "… signed thirteen agreements. They cover energy, transport and defence."
 */
function namesSeveralFields(sentence: SentenceReading): boolean {
  const hits = [...sentence.sectors].sort((a, b) => a.from - b.from);
  return hits.some((hit, at) => {
    const next = hits[at + 1];
    if (next === undefined || next.sector === hit.sector || !isEnumerated(sentence, hit.to, next.from)) return false;
    return new Set(hits.filter((one) => gap(one, hit) <= FIELDS_REACH).map((one) => one.sector)).size > 2;
  });
}

/** Whether no more than a comma or "and" and two words part two words of a list. */
function isEnumerated(sentence: SentenceReading, from: number, to: number): boolean {
  if (to < from || to - from > 3 * sentence.stretch) return false;
  const isMark = sentence.tokens.slice(from, to).some((token) => [',', '、', '،', '，'].includes(token.text));
  return isMark || spansOf(sentence, 'and').some((span) => span.from >= from && span.to <= to);
}

/**
 * Sectors that one signing tells apart: "signed accords on energy, arms and farming" is three deals. A count larger
 * than the list ("35 accords on …") makes it one mixed batch.
 */
export function sectorsListed(sentences: readonly SentenceReading[]): Sector[] {
  for (const sentence of sentences) {
    if (!has(sentence, 'dealNoun') || !has(sentence, 'sign')) continue;
    const noun = spansOf(sentence, 'dealNoun').find((span) =>
      sentence.sectors.some((sector) => gap(span, sector) <= 4),
    );
    if (noun === undefined) continue;
    const near = sentence.sectors.filter((sector) => gap(noun, sector) <= 14);
    const distinct = [...new Set(near.map((hit) => hit.sector))];
    const counted = sentence.tokens.some((token) => token.kind === 'number' && Number(token.text) > distinct.length);
    if (distinct.length >= 3 && !counted && isList(sentence, near)) return distinct;
  }
  return [];
}

/** Whether the words stand in one enumeration: commas and "and" between, few words each. */
function isList(sentence: SentenceReading, hits: readonly { from: number; to: number }[]): boolean {
  const ordered = [...hits].sort((a, b) => a.from - b.from);
  for (let at = 1; at < ordered.length; at++) {
    const [before, after] = [ordered[at - 1], ordered[at]];
    if (before === undefined || after === undefined || after.from - before.to > 4) return false;
  }
  return sentence.tokens.some((token) => token.text === ',' || token.text === '、' || token.text === '،');
}
