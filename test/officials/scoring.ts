/** Scores mentions against a labelled corpus: precision, recall and F1 by language and by part. */
import { createHash } from 'node:crypto';
import type { Matcher } from '../../src/officials/match.ts';

/** A labelled item. */
export interface LabelledItem {
  readonly id: string;
  readonly language: string;
  readonly published: string;
  readonly title: string;
  readonly summary: string;
  readonly officials: readonly string[];
}

/** Counts of mentions: right, wrong and missed. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

/** Scores by group: each language, the part for tuning, the part kept aside, and all. */
export interface Scores {
  readonly groups: Readonly<Record<string, Tally>>;
  readonly misses: readonly string[];
}

/** Reads a corpus of one JSON object a line. */
export function readCorpus(lines: string): LabelledItem[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line): LabelledItem => JSON.parse(line));
}

/** A third of the items, by a hash of their id, is kept aside from tuning. */
export function isKeptAside(id: string): boolean {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 3 === 0;
}

/** Scores a matcher on items: an official counts once an item. */
export function scoreMentions(matcher: Matcher, items: readonly LabelledItem[]): Scores {
  const groups: Record<string, Tally> = {};
  const misses: string[] = [];
  for (const item of items) {
    const text = {
      title: item.title,
      summary: item.summary,
      body: undefined,
      language: item.language,
      publishedAt: Date.parse(item.published),
    };
    const mentions = matcher.findMentions(text, item.language);
    const found = new Set(mentions.map((mention) => mention.officialId));
    const wanted = new Set(item.officials);
    for (const group of [item.language, isKeptAside(item.id) ? 'kept aside' : 'for tuning', 'all']) {
      groups[group] ??= { right: 0, wrong: 0, missed: 0 };
      const tally = groups[group];
      for (const id of found) if (wanted.has(id)) tally.right++;
      for (const id of found) if (!wanted.has(id)) tally.wrong++;
      for (const id of wanted) if (!found.has(id)) tally.missed++;
    }
    const wrong = mentions
      .filter((mention) => !wanted.has(mention.officialId))
      .map((mention) => `+${mention.officialId} (${mention.surface}: ${mention.reason} ${mention.evidence.join(' ')})`);
    const missed = [...wanted].filter((id) => !found.has(id)).map((id) => `-${id}`);
    if (wrong.length + missed.length > 0)
      misses.push(
        `${item.id}${isKeptAside(item.id) ? ' (aside)' : ''} ${[...wrong, ...missed].join(' ')} | ${isKeptAside(item.id) ? '' : `${item.title} | ${item.summary}`}`,
      );
  }
  return { groups, misses };
}

/** Precision, recall and F1 of a tally; 1 where there was nothing to find. */
export function rates({ right, wrong, missed }: Tally): { precision: number; recall: number; f1: number } {
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = right + missed === 0 ? 1 : right / (right + missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

/** The scores as a table. */
export function formatScores({ groups }: Scores): string {
  return Object.entries(groups)
    .map(([group, tally]) => {
      const { precision, recall, f1 } = rates(tally);
      return `${group.padEnd(12)} P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}  (${tally.right} right, ${tally.wrong} wrong, ${tally.missed} missed)`;
    })
    .join('\n');
}
