/**
 * News in our own words of officials, places and happenings that the wire corpus doesn't have: what the rules are worth
 * where nobody looked while they were written.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CorpusAnswer, parseCorpusLine, toCorpusAnswer, toItemText } from '../../src/detect/cli-form.ts';
import { createDetector, type Detector } from '../../src/detect/detect.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';
import { f1, type Label, score } from '../../src/score/compare.ts';

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

const detector = detectorOf('officials.json');
const result = scoreOf('dev.jsonl', detector);
const second = scoreOf('second.jsonl', detector);
const thirdDetector = detectorOf('third-officials.json');
const third = scoreOf('third-a.jsonl', thirdDetector);
const thirdAgain = scoreOf('third-b.jsonl', thirdDetector);
const others = detectorOf('officials.json', 'fourth-officials.json');
const fourth = scoreOf('fourth-a.jsonl', others);
const fifth = scoreOf('fourth-b.jsonl', others);
const trade = scoreOf('fifth.jsonl', detectorOf('fifth-officials.json'));

describe('news of officials whom the corpus does not know', () => {
  it('finds their trips and deals', () => expect(f1(result.events).f1).toBeGreaterThan(0.92));
  it.each([...result.byLanguage.keys()])('does so in %s', (language) => {
    const counts = result.byLanguage.get(language);
    expect(counts === undefined ? 0 : f1(counts).f1).toBeGreaterThan(0.85);
  });
  it('stays silent where nothing happened', () =>
    expect(result.quiet.alerts / result.quiet.items).toBeLessThanOrEqual(0.04));
  it.each([
    ['status', 0.92],
    ['countries', 0.92],
    ['place', 0.9],
    ['date', 0.87],
    ['value', 0.95],
  ] as const)('says %s right', (slot, least) => {
    expect(result.slots[slot].right / result.slots[slot].of).toBeGreaterThan(least);
  });
});

// At its first run F1 was 0.93, and 4 of 26 quiet items raised an event: of 80 items, so a file of its own.
describe('news written when the rules already did well on the first', () => {
  it('finds their trips and deals', () => expect(f1(second.events).f1).toBeGreaterThan(0.95));
  it('stays silent where nothing happened', () =>
    expect(second.quiet.alerts / second.quiet.items).toBeLessThanOrEqual(0.04));
  it.each([
    ['status', 0.84],
    ['countries', 0.92],
    ['place', 0.87],
    ['date', 0.8],
    ['value', 0.95],
  ] as const)('says %s right', (slot, least) => {
    expect(second.slots[slot].right / second.slots[slot].of).toBeGreaterThan(least);
  });
});

// English, German and Russian alone. At its first run F1 was 0.87, and 5 of 47 quiet items raised an event.
describe('a third set of news, in the style of the wires', () => {
  it('finds their trips and deals', () => expect(f1(third.events).f1).toBeGreaterThan(0.93));
  it.each([...third.byLanguage.keys()])('does so in %s', (language) => {
    const counts = third.byLanguage.get(language);
    expect(counts === undefined ? 0 : f1(counts).f1).toBeGreaterThan(0.86);
  });
  it('stays silent where nothing happened', () =>
    expect(third.quiet.alerts / third.quiet.items).toBeLessThanOrEqual(0.04));
  it.each([
    ['status', 0.86],
    ['countries', 0.93],
    ['place', 0.93],
    ['date', 0.82],
    ['value', 0.95],
  ] as const)('says %s right', (slot, least) => {
    expect(third.slots[slot].right / third.slots[slot].of).toBeGreaterThan(least);
  });
});

// 60 items, written after the last set was mended: at the first run F1 was 0.86, status 0.65, and 1 of 19 quiet items
// raised an event.
describe('news written when the rules already did well on the third', () => {
  it('finds their trips and deals', () => expect(f1(thirdAgain.events).f1).toBeGreaterThan(0.92));
  it('stays silent but for one item where nothing happened', () =>
    expect(thirdAgain.quiet.alerts).toBeLessThanOrEqual(1));
  it.each([
    ['status', 0.75],
    ['countries', 0.9],
    ['place', 0.92],
    ['date', 0.71],
    ['value', 0.92],
  ] as const)('says %s right', (slot, least) => {
    expect(thirdAgain.slots[slot].right / thirdAgain.slots[slot].of).toBeGreaterThan(least);
  });
});

// Spanish, Portuguese, French, Chinese and Arabic alone. At its first run F1 was 0.88, and 5 of 46 quiet items raised an event.
describe('a fourth set of news, in the other five languages', () => {
  it('finds their trips and deals', () => expect(f1(fourth.events).f1).toBeGreaterThan(0.94));
  it.each([...fourth.byLanguage.keys()])('does so in %s', (language) => {
    const counts = fourth.byLanguage.get(language);
    expect(counts === undefined ? 0 : f1(counts).f1).toBeGreaterThan(0.85);
  });
  it('stays silent where nothing happened', () =>
    expect(fourth.quiet.alerts / fourth.quiet.items).toBeLessThanOrEqual(0.05));
  it.each([
    ['status', 0.9],
    ['countries', 0.94],
    ['place', 0.94],
    ['date', 0.88],
    ['value', 0.95],
    ['sector', 0.93],
  ] as const)('says %s right', (slot, least) => {
    expect(fourth.slots[slot].right / fourth.slots[slot].of).toBeGreaterThan(least);
  });
});

// Written after the rules were mended on the fourth: at its first run F1 was 0.92, and 2 of 24 quiet items raised an event.
describe('sixty more items in these languages', () => {
  it('finds their trips and deals', () => expect(f1(fifth.events).f1).toBeGreaterThan(0.95));
  it('stays silent where nothing happened', () =>
    expect(fifth.quiet.alerts / fifth.quiet.items).toBeLessThanOrEqual(0.04));
  it.each([
    ['status', 0.95],
    ['countries', 0.95],
    ['place', 0.92],
    ['date', 0.92],
    ['value', 0.95],
    ['sector', 0.92],
  ] as const)('says %s right', (slot, least) => {
    expect(fifth.slots[slot].right / fifth.slots[slot].of).toBeGreaterThan(least);
  });
});

// English and German alone. At its first run F1 was 0.93, status 0.80, and 4 of 13 quiet items raised an event; then labels
// were mended to the corpus's form: towns by their English names, an arrival as done, a denied purchase as denied. With
// these the rules of that first run had F1 0.94, status 0.84, date 0.80, and 3 of 12.
describe('a fifth set of news, of energy, arms and mining', () => {
  it('finds their trips and deals', () => expect(f1(trade.events).f1).toBeGreaterThan(0.94));
  it('stays silent but for two items where nothing happened', () => expect(trade.quiet.alerts).toBeLessThanOrEqual(2));
  it.each([
    ['status', 0.88],
    ['countries', 0.84],
    ['place', 0.95],
    ['date', 0.84],
    ['value', 0.96],
  ] as const)('says %s right', (slot, least) => {
    expect(trade.slots[slot].right / trade.slots[slot].of).toBeGreaterThan(least);
  });
});
