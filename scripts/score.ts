/** `npm run score -- [corpus folder] [--errors] [--calibrate] [--language xx] [--part work|aside]`: how good detection is, on a labelled corpus. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusAnswer } from '../src/detect/cli-form.ts';
import { createDetector } from '../src/detect/detect.ts';
import { parseOfficials } from '../src/officials/catalogue.ts';
import { fitConfidence } from '../src/score/calibrate.ts';
import { type Label, pairEvents, SLOTS, slotAgrees } from '../src/score/compare.ts';
import { formatCalibration, formatLookAlikes, formatScore, runCorpus } from '../src/score/corpus.ts';
import { parseLabel } from '../src/score/label.ts';
import { isKeptAside } from '../src/score/parts.ts';

const folder =
  process.argv.slice(2).find((argument) => !argument.startsWith('--') && argument.includes('/')) ?? 'test/corpus';
const option = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const onlyLanguage = process.argv.includes('--language') ? option('language') : undefined;
const onlyPart = process.argv.includes('--part') ? option('part') : undefined;

const officials = parseOfficials(JSON.parse(readFileSync(join(folder, 'officials.json'), 'utf8')));
const corpus = readFileSync(join(folder, 'dev.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => ({ line, label: parseLabel(line) }))
  .filter(({ label }) => onlyLanguage === undefined || label.language === onlyLanguage)
  .filter(({ label }) => onlyPart === undefined || isKeptAside(label.id) === (onlyPart === 'aside'));
const startedAt = performance.now();
const run = runCorpus(corpus, createDetector({ officials }));
const tookMs = performance.now() - startedAt;
const { labels, answers } = run;

if (process.argv.includes('--errors')) for (const { label, line } of corpus) printErrors(label, line);
for (const [name, part] of [
  ['all', labels],
  ['two thirds', labels.filter((label) => !isKeptAside(label.id))],
  ['kept aside', labels.filter((label) => isKeptAside(label.id))],
] as const) {
  console.log(formatScore(name, part, run));
}
if (process.argv.includes('--calibrate')) {
  const { slope, offset } = fitConfidence(run.told.filter(({ itemId }) => !isKeptAside(itemId)));
  console.log(`\nfitted: slope ${slope.toFixed(2)}, offset ${offset.toFixed(2)} (see src/detect/confidence.ts)`);
}
console.log(formatLookAlikes(run));
console.log(formatCalibration(run));
console.log(`\n${labels.length} items in ${tookMs.toFixed(0)} ms`);

function printErrors(label: Label, line: string): void {
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
  const item: { readonly title: string; readonly summary: string; readonly published: string } = JSON.parse(line);
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
