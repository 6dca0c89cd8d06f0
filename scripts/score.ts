/** `npm run score -- [corpus folder] [--errors] [--calibrate] [--language xx] [--part work|aside]`: how good detection is, on a labelled corpus. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorpusAnswer, parseCorpusLine, toCorpusAnswer, toItem, toItemText } from '../src/detect/cli-form.ts';
import { createDetector } from '../src/detect/detect.ts';
import type { DetectedEvent } from '../src/model/event.ts';
import { parseOfficials } from '../src/officials/catalogue.ts';
import { fitConfidence, type Outcome } from '../src/score/calibrate.ts';
import {
  type Counts,
  compareStories,
  f1,
  type Label,
  pairEvents,
  SLOTS,
  score,
  slotAgrees,
} from '../src/score/compare.ts';
import { goldReport } from '../src/score/gold.ts';
import { isKeptAside } from '../src/score/parts.ts';
import { createStoryFile } from '../src/stories/story-file.ts';

const folder =
  process.argv.slice(2).find((argument) => !argument.startsWith('--') && argument.includes('/')) ?? 'test/corpus';
const option = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const withErrors = process.argv.includes('--errors');
const onlyLanguage = process.argv.includes('--language') ? option('language') : undefined;
const onlyPart = process.argv.includes('--part') ? option('part') : undefined;

const officials = parseOfficials(JSON.parse(readFileSync(join(folder, 'officials.json'), 'utf8')));
const detector = createDetector({ officials });
const lines = readFileSync(join(folder, 'dev.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const labels = lines
  .map((line) => JSON.parse(line) as Label)
  .filter((label) => onlyLanguage === undefined || label.language === onlyLanguage)
  .filter((label) => onlyPart === undefined || isKeptAside(label.id) === (onlyPart === 'aside'));
const answers = new Map<string, CorpusAnswer>();
const startedAt = performance.now();
const wanted = new Map(labels.map((label) => [label.id, label]));
const stories = createStoryFile();
const goldStories = createStoryFile();
const goldStoryIds = new Map<string, string>();
for (const line of lines) {
  const parsed = parseCorpusLine(line);
  const label = wanted.get(parsed.id);
  if (label === undefined) continue;
  const item = toItem(parsed);
  const report = detector.detect(item);
  answers.set(parsed.id, toCorpusAnswer(parsed.id, report, stories.file(item, report)));
  goldStoryIds.set(parsed.id, goldStories.file(item, goldReport(label)));
}
const tookMs = performance.now() - startedAt;

if (withErrors) for (const label of labels) printErrors(label);
for (const [name, part] of [
  ['all', labels],
  ['two thirds', labels.filter((label) => !isKeptAside(label.id))],
  ['kept aside', labels.filter((label) => isKeptAside(label.id))],
] as const) {
  printScore(name, part);
}
printCalibration();
console.log(`\n${labels.length} items in ${tookMs.toFixed(0)} ms`);

function printScore(name: string, part: readonly Label[]): void {
  const result = score(part, answers);
  const languages = [...result.byLanguage]
    .map(([language, counts]) => `${language} ${percent(f1(counts).f1)}`)
    .join('  ');
  const slots = SLOTS.map(
    (slot) => `${slot} ${percent(result.slots[slot].of === 0 ? 1 : result.slots[slot].right / result.slots[slot].of)}`,
  ).join('  ');
  console.log(`\n${name} (${part.length} items)`);
  console.log(`  officials  ${row(result.officials)}`);
  console.log(`  events     ${row(result.events)}`);
  console.log(`             ${languages}`);
  console.log(`  slots      ${slots}`);
  console.log(
    `  quiet      ${result.quiet.alerts} of ${result.quiet.items} items without events raised one (${percent(result.quiet.items === 0 ? 0 : result.quiet.alerts / result.quiet.items)})`,
  );
  const goldStoryOf = (id: string) => goldStoryIds.get(id);
  console.log(`  stories    ${row(result.stories)}`);
  console.log(`             ${row(result.storiesAcross)}  across languages`);
  console.log(`             ${row(compareStories(part, goldStoryOf))}  reports as labelled`);
  const telling = part.filter((label) => label.events.length > 0);
  const storyOf = (id: string) => answers.get(id)?.story;
  console.log(`   of events ${row(compareStories(telling, storyOf))}`);
  console.log(`             ${row(compareStories(telling, goldStoryOf))}  reports as labelled`);
}

function row(counts: Counts): string {
  const { precision, recall, f1: mean } = f1(counts);
  return `precision ${percent(precision)}  recall ${percent(recall)}  F1 ${percent(mean)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** How often events of each confidence were right; with `--calibrate`, the line that would fit the working part best. */
function printCalibration(): void {
  const outcomes: Outcome[] = [];
  const bins = Array.from({ length: 10 }, () => ({ right: 0, of: 0, sum: 0 }));
  for (const label of labels) {
    const line = lines.find((candidate) => candidate.includes(`"id": "${label.id}"`));
    if (line === undefined) continue;
    const report = detector.detect(toItemText(parseCorpusLine(line)));
    for (const event of report.events) {
      for (const id of event.officials) {
        const bin = bins[Math.min(9, Math.floor(event.confidence * 10))];
        if (bin === undefined) continue;
        if (!isKeptAside(label.id))
          outcomes.push({
            weight: event.evidence.reduce((sum, one) => sum + one.weight, 0),
            isRight: isRight(label, event, id),
          });
        bin.of++;
        bin.sum += event.confidence;
        if (isRight(label, event, id)) bin.right++;
      }
    }
  }
  if (process.argv.includes('--calibrate')) {
    const { slope, offset } = fitConfidence(outcomes);
    console.log(`\nfitted: slope ${slope.toFixed(2)}, offset ${offset.toFixed(2)} (see src/detect/confidence.ts)`);
  }
  console.log('\ncalibration: confidence, events, right');
  bins.forEach((bin, index) => {
    if (bin.of > 0)
      console.log(
        `  ${(index / 10).toFixed(1)}–${((index + 1) / 10).toFixed(1)}  ${String(bin.of).padStart(4)}  said ${percent(bin.sum / bin.of)}  right ${percent(bin.right / bin.of)}`,
      );
  });
}

function isRight(label: Label, event: DetectedEvent, id: string): boolean {
  return label.events.some((wantedEvent) => wantedEvent.kind === event.kind && wantedEvent.officials.includes(id));
}

function printErrors(label: Label): void {
  const answer = answers.get(label.id);
  if (answer === undefined) return;
  const keys = (events: CorpusAnswer['events']) =>
    events.flatMap((event) => event.officials.map((id) => `${event.kind} ${id}`));
  const missed = subtract(keys(label.events), keys(answer.events));
  const wrong = subtract(keys(answer.events), keys(label.events));
  const slots: string[] = [];
  for (const [labelled, got] of pairEvents(label.events, answer.events)) {
    for (const slot of SLOTS) {
      if (slot !== 'sector' && !slotAgrees(slot, labelled, got))
        slots.push(`${labelled.kind}.${slot}: ${JSON.stringify(got[slot])} for ${JSON.stringify(labelled[slot])}`);
    }
  }
  const names = [
    ...subtract(label.officials, answer.officials).map((id) => `-${id}`),
    ...subtract(answer.officials, label.officials).map((id) => `+${id}`),
  ];
  if (missed.length + wrong.length + slots.length + names.length === 0) return;
  const item = label as Label & { title: string; summary: string; note: string };
  console.log(
    `${label.id} ${label.language} ${isKeptAside(label.id) ? '(aside) ' : ''}${item.published.slice(0, 10)} ${item.title} | ${item.summary}`,
  );
  if (names.length > 0) console.log(`    names  ${names.join(' ')}`);
  if (missed.length > 0) console.log(`    MISSED ${missed.join(', ')}`);
  if (wrong.length > 0) console.log(`    WRONG  ${wrong.join(', ')}`);
  for (const slot of slots) console.log(`    slot   ${slot}`);
}

function subtract(from: readonly string[], what: readonly string[]): string[] {
  const left = [...what];
  return from.filter((key) => {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
