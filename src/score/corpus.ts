/** Running detection over a labelled corpus, and writing for a person how good it is. */
import { type CorpusAnswer, parseCorpusLine, toCorpusAnswer, toItem } from '../detect/cli-form.ts';
import type { Detector } from '../detect/detect.ts';
import type { DetectedEvent } from '../model/event.ts';
import { createStoryFile } from '../stories/story-file.ts';
import type { Outcome } from './calibrate.ts';
import { type Counts, compareStories, f1, type Label, mergedLookAlikes, SLOTS, score } from './compare.ts';
import { goldReport } from './gold.ts';

/** A line of a corpus with its label. */
export interface LabelledLine {
  readonly line: string;
  readonly label: Label;
}

/** What detection made of a corpus. */
export interface CorpusRun {
  readonly labels: readonly Label[];
  readonly answers: ReadonlyMap<string, CorpusAnswer>;
  /** To which story each item would be filed if its report were as labelled. */
  readonly goldStoryIds: ReadonlyMap<string, string>;
  readonly told: readonly ToldEvent[];
}

/** An event that was told of one official, and whether it is labelled. */
export interface ToldEvent extends Outcome {
  readonly itemId: string;
  readonly confidence: number;
}

/** Detects and files the items in their order. */
export function runCorpus(corpus: readonly LabelledLine[], detector: Detector): CorpusRun {
  const answers = new Map<string, CorpusAnswer>();
  const stories = createStoryFile();
  const goldStories = createStoryFile();
  const goldStoryIds = new Map<string, string>();
  const told: ToldEvent[] = [];
  for (const { line, label } of corpus) {
    const item = toItem(parseCorpusLine(line));
    const report = detector.detect(item);
    answers.set(label.id, toCorpusAnswer(label.id, report, stories.file(item, report)));
    goldStoryIds.set(label.id, goldStories.file(item, goldReport(label)));
    for (const event of report.events) {
      const weight = event.evidence.reduce((sum, one) => sum + one.weight, 0);
      for (const id of event.officials) {
        told.push({ itemId: label.id, confidence: event.confidence, weight, isRight: isRight(label, event, id) });
      }
    }
  }
  return { labels: corpus.map(({ label }) => label), answers, goldStoryIds, told };
}

function isRight(label: Label, event: DetectedEvent, id: string): boolean {
  return label.events.some((wanted) => wanted.kind === event.kind && wanted.officials.includes(id));
}

/** Writes the score of a part of what was run. */
export function formatScore(name: string, part: readonly Label[], { answers, goldStoryIds }: CorpusRun): string {
  const result = score(part, answers);
  const languages = [...result.byLanguage]
    .map(([language, counts]) => `${language} ${percent(f1(counts).f1)}`)
    .join('  ');
  const slots = SLOTS.map((slot) => `${slot} ${percentOf(result.slots[slot].right, result.slots[slot].of, 1)}`);
  const goldStoryOf = (id: string) => goldStoryIds.get(id);
  const storyOf = (id: string) => answers.get(id)?.story;
  const telling = part.filter((label) => label.events.length > 0);
  const { quiet } = result;
  return [
    `\n${name} (${part.length} items)`,
    `  officials  ${row(result.officials)}`,
    `  events     ${row(result.events)}`,
    `             ${languages}`,
    `  slots      ${slots.join('  ')}`,
    `  quiet      ${quiet.alerts} of ${quiet.items} items without events raised one (${percentOf(quiet.alerts, quiet.items, 0)})`,
    `  stories    ${row(result.stories)}`,
    `             ${row(result.storiesAcross)}  across languages`,
    `             ${row(compareStories(part, goldStoryOf))}  reports as labelled`,
    `   of events ${row(compareStories(telling, storyOf))}`,
    `             ${row(compareStories(telling, goldStoryOf))}  reports as labelled`,
  ].join('\n');
}

/** Names the look-alikes that were filed as one, which the counts don't show. */
export function formatLookAlikes({ labels, answers, goldStoryIds }: CorpusRun): string {
  const lines = (
    [
      ['end to end', (id: string) => answers.get(id)?.story],
      ['reports as labelled', (id: string) => goldStoryIds.get(id)],
    ] as const
  ).flatMap(([name, storyOf]) => {
    const pairs = mergedLookAlikes(labels, storyOf);
    return [`  ${pairs.length} ${name}`, ...pairs.map(([a, b]) => `    ${a.id} ${a.story} · ${b.id} ${b.story}`)];
  });
  return ['\nlook-alikes filed as one story', ...lines].join('\n');
}

/** Writes how often events of each confidence were right. */
export function formatCalibration({ told }: CorpusRun): string {
  const lines = ['\ncalibration: confidence, events, right'];
  for (let tenth = 0; tenth < 10; tenth++) {
    const bin = told.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === tenth);
    if (bin.length === 0) continue;
    const said = bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length;
    const right = bin.filter((one) => one.isRight).length;
    lines.push(
      `  ${(tenth / 10).toFixed(1)}–${((tenth + 1) / 10).toFixed(1)}  ${String(bin.length).padStart(4)}  said ${percent(said)}  right ${percentOf(right, bin.length, 1)}`,
    );
  }
  return lines.join('\n');
}

function row(counts: Counts): string {
  const { precision, recall, f1: mean } = f1(counts);
  return `precision ${percent(precision)}  recall ${percent(recall)}  F1 ${percent(mean)}`;
}

function percentOf(part: number, whole: number, otherwise: number): string {
  return percent(whole === 0 ? otherwise : part / whole);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
