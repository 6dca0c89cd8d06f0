/**
 * News in our own words of officials, places and happenings that the wire corpus doesn't have: what the rules are worth
 * where nobody looked while they were written.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CorpusAnswer, parseCorpusLine, toCorpusAnswer, toItemText } from '../../src/detect/cli-form.ts';
import { createDetector, type Detector } from '../../src/detect/detect.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';
import { f1, type Label, type Slot, score } from '../../src/score/compare.ts';

const FOLDER = new URL('./other-news/', import.meta.url);

function detectorOf(...files: readonly string[]): Detector {
  const officials = files.flatMap((file) => parseOfficials(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))));
  return createDetector({ officials });
}

/** How `detector` does on the items of a file. */
function scoreOf(file: string, detector: Detector) {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const labels = lines.map((line) => JSON.parse(line) as Label);
  return score(labels, new Map<string, CorpusAnswer>(lines.map((line) => answerTo(line, detector))));
}

function answerTo(line: string, detector: Detector): [string, CorpusAnswer] {
  const parsed = parseCorpusLine(line);
  return [parsed.id, toCorpusAnswer(parsed.id, detector.detect(toItemText(parsed)), parsed.id)];
}

/** A set of news, and the least that the rules must get right of it. */
interface NewsSet {
  readonly name: string;
  readonly file: string;
  readonly officials: readonly string[];
  readonly f1: number;
  /** In each language of the set; undefined where those are too few items to say. */
  readonly f1OfLanguage?: number;
  /** Quiet items that may raise an event. */
  readonly falseAlarms: number;
  readonly slots: Partial<Record<Slot, number>>;
}

// Of each set: what it was at its first run, before the rules were mended on it.
const SETS: readonly NewsSet[] = [
  {
    name: 'news of officials whom the corpus does not know',
    file: 'dev.jsonl',
    officials: ['officials.json'],
    f1: 0.92,
    f1OfLanguage: 0.85,
    falseAlarms: 3,
    slots: { status: 0.92, countries: 0.92, place: 0.9, date: 0.87, value: 0.95 },
  },
  {
    // F1 0.93, and 4 of 26 quiet items raised an event: of 80 items, so a file of its own.
    name: 'news written when the rules already did well on the first',
    file: 'second.jsonl',
    officials: ['officials.json'],
    f1: 0.95,
    falseAlarms: 1,
    slots: { status: 0.84, countries: 0.92, place: 0.87, date: 0.8, value: 0.95 },
  },
  {
    // English, German and Russian alone. F1 0.87, and 5 of 47 quiet items raised an event.
    name: 'a third set of news, in the style of the wires',
    file: 'third-a.jsonl',
    officials: ['third-officials.json'],
    f1: 0.93,
    f1OfLanguage: 0.86,
    falseAlarms: 1,
    slots: { status: 0.86, countries: 0.93, place: 0.93, date: 0.82, value: 0.95 },
  },
  {
    // 60 items. F1 0.86, status 0.65, and 1 of 19 quiet items raised an event.
    name: 'news written when the rules already did well on the third',
    file: 'third-b.jsonl',
    officials: ['third-officials.json'],
    f1: 0.92,
    falseAlarms: 1,
    slots: { status: 0.75, countries: 0.9, place: 0.92, date: 0.71, value: 0.92 },
  },
  {
    // Spanish, Portuguese, French, Chinese and Arabic alone. F1 0.88, and 5 of 46 quiet items raised an event.
    name: 'a fourth set of news, in the other five languages',
    file: 'fourth-a.jsonl',
    officials: ['officials.json', 'fourth-officials.json'],
    f1: 0.94,
    f1OfLanguage: 0.85,
    falseAlarms: 2,
    slots: { status: 0.9, countries: 0.94, place: 0.94, date: 0.88, value: 0.95, sector: 0.93 },
  },
  {
    // F1 0.92, and 2 of 24 quiet items raised an event.
    name: 'sixty more items in these languages',
    file: 'fourth-b.jsonl',
    officials: ['officials.json', 'fourth-officials.json'],
    f1: 0.95,
    falseAlarms: 0,
    slots: { status: 0.95, countries: 0.95, place: 0.92, date: 0.92, value: 0.95, sector: 0.92 },
  },
  {
    // English and German alone. F1 0.93, status 0.80, and 4 of 13 quiet items raised an event; then labels were mended to the
    // corpus's form: towns by their English names, an arrival as done, a denied purchase as denied. With these the rules of
    // that first run had F1 0.94, status 0.84, date 0.80, and 3 of 12.
    name: 'a fifth set of news, of energy, arms and mining',
    file: 'fifth.jsonl',
    officials: ['fifth-officials.json'],
    f1: 0.94,
    falseAlarms: 2,
    slots: { status: 0.88, countries: 0.84, place: 0.95, date: 0.84, value: 0.96 },
  },
];

describe.each(SETS)('$name', ({ file, officials, f1: leastF1, f1OfLanguage, falseAlarms, slots }) => {
  const result = scoreOf(file, detectorOf(...officials));
  const languages = f1OfLanguage === undefined ? [] : [...result.byLanguage];

  it('has its trips and deals found', () => expect(f1(result.events).f1).toBeGreaterThan(leastF1));
  it.each(languages)('has them found in %s', (_language, counts) =>
    expect(f1(counts).f1).toBeGreaterThan(f1OfLanguage ?? 1),
  );
  it('is silent where nothing happened', () => expect(result.quiet.alerts).toBeLessThanOrEqual(falseAlarms));
  it.each(Object.entries(slots) as [Slot, number][])('has %s told right', (slot, least) => {
    expect(result.slots[slot].right / result.slots[slot].of).toBeGreaterThan(least);
  });
});
