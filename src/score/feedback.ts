/** The desk's own scoreboard: of what readers called not relevant and of what they kept, what would be told today. Pure. */
import type { ToldStory } from '../model/told-story.ts';
import { type Retold, surest } from './told.ts';

/** A story that a desk was told of, what its readers said, and what the running version makes of it. */
export interface FeedbackCase {
  /** Kept: nobody called it not relevant. */
  readonly label: 'not relevant' | 'kept';
  /** A reader's reason; undefined where none was given. */
  readonly reason: string | undefined;
  /** Discord id of the reader who labelled it. */
  readonly by: string | undefined;
  /** When it was labelled, or told; ms since the epoch. */
  readonly at: number;
  readonly told: ToldStory;
  /** Names of the watchlists that asked for it. */
  readonly watchlists: readonly string[];
  readonly retold: Retold;
}

/** How many were told, and how many of them would be told again. */
export interface Tally {
  readonly told: number;
  readonly still: number;
}

/** What a group of cases comes to. */
export interface FeedbackTally {
  readonly notRelevant: Tally;
  readonly kept: Tally;
  /** The share of what was told that nobody called not relevant; undefined where nothing was told. */
  readonly precisionTold: number | undefined;
  /** The same of what would be told again. */
  readonly precisionNow: number | undefined;
}

/** The scoreboard. */
export interface FeedbackScore {
  readonly all: FeedbackTally;
  readonly byWatchlist: Readonly<Record<string, FeedbackTally>>;
  /** By the language of the first source. */
  readonly byLanguage: Readonly<Record<string, FeedbackTally>>;
  /** Not relevant, and told again all the same: the surest first. */
  readonly worst: readonly FeedbackRow[];
  /** Kept, and told no more: those that were surest first. */
  readonly lost: readonly FeedbackRow[];
}

/** One story in a list. */
export interface FeedbackRow {
  readonly title: string;
  readonly outlet: string;
  readonly language: string;
  readonly url: string | undefined;
  readonly officials: readonly string[];
  readonly watchlists: readonly string[];
  /** As it was told. */
  readonly confidenceTold: number;
  readonly confidenceNow: number | undefined;
  /** Why it is told no more; `matched` where it is. */
  readonly why: Retold['why'];
  readonly reason: string | undefined;
  readonly by: string | undefined;
  readonly at: number;
}

const LISTED = 20;

/** Adds the cases up. */
export function scoreFeedback(cases: readonly FeedbackCase[]): FeedbackScore {
  const byWatchlist = new Map<string, FeedbackCase[]>();
  for (const one of cases) {
    for (const name of one.watchlists) byWatchlist.set(name, [...(byWatchlist.get(name) ?? []), one]);
  }
  const byLanguage = Map.groupBy(cases, (one) => languageOf(one));
  const rows = (label: FeedbackCase['label'], isTold: boolean) =>
    cases.filter((one) => one.label === label && one.retold.isTold === isTold).map(rowOf);
  return {
    all: tallyOf(cases),
    byWatchlist: tallies(byWatchlist),
    byLanguage: tallies(byLanguage),
    worst: rows('not relevant', true)
      .sort((a, b) => (b.confidenceNow ?? 0) - (a.confidenceNow ?? 0))
      .slice(0, LISTED),
    lost: rows('kept', false)
      .sort((a, b) => b.confidenceTold - a.confidenceTold)
      .slice(0, LISTED),
  };
}

/** Writes the scoreboard for a person. */
export function formatFeedback(score: FeedbackScore): string {
  const { notRelevant, kept } = score.all;
  const lines = [
    'Told stories, and what this version would make of them:',
    `  ${''.padEnd(NAME_CHARS)}  told  still told  no longer`,
    tallyLine('not relevant', notRelevant),
    tallyLine('kept', kept),
    `  precision ${percent(score.all.precisionTold)} as told, ${percent(score.all.precisionNow)} with this version; kept is what nobody called not relevant`,
    ...groupLines('By watchlist', score.byWatchlist),
    ...groupLines('By language', score.byLanguage),
    ...listLines('Worst: not relevant, and still told', score.worst),
    ...listLines('Lost: kept, and no longer told', score.lost),
  ];
  return `${lines.join('\n')}\n`;
}

/** Longer names are cut. */
const NAME_CHARS = 28;
const TITLE_CHARS = 90;

function tallyLine(name: string, { told, still }: Tally): string {
  return `  ${name.padEnd(NAME_CHARS)}  ${String(told).padStart(4)}  ${String(still).padStart(10)}  ${String(told - still).padStart(9)}`;
}

function groupLines(title: string, groups: Readonly<Record<string, FeedbackTally>>): string[] {
  const rows = Object.entries(groups).map(([name, { notRelevant, kept, precisionTold, precisionNow }]) => {
    const shown = name.slice(0, NAME_CHARS).padEnd(NAME_CHARS);
    return `  ${shown}  not relevant ${notRelevant.still} of ${notRelevant.told} still told, kept ${kept.still} of ${kept.told}; precision ${percent(precisionTold)} → ${percent(precisionNow)}`;
  });
  return ['', title, ...rows];
}

function listLines(title: string, rows: readonly FeedbackRow[]): string[] {
  if (rows.length === 0) return ['', `${title}: none`];
  const lines = rows.map((row) => {
    const now = row.confidenceNow === undefined ? row.why : row.confidenceNow.toFixed(2);
    const why = row.why === 'matched' || row.confidenceNow === undefined ? '' : ` (${row.why})`;
    const said =
      row.by === undefined ? '' : `\n      called not relevant${row.reason === undefined ? '' : `: “${row.reason}”`}`;
    return `  ${row.confidenceTold.toFixed(2)} → ${now}${why}  ${row.language}  ${row.title.slice(0, TITLE_CHARS)} (${row.outlet}; ${row.watchlists.join(', ')})${said}`;
  });
  return ['', title, ...lines];
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(share * 100).toFixed(1)}%`;
}

function tallies(groups: ReadonlyMap<string, readonly FeedbackCase[]>): Readonly<Record<string, FeedbackTally>> {
  const rows = [...groups].map(([name, cases]) => [name, tallyOf(cases)] as const);
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function tallyOf(cases: readonly FeedbackCase[]): FeedbackTally {
  const count = (label: FeedbackCase['label']): Tally => {
    const labelled = cases.filter((one) => one.label === label);
    return { told: labelled.length, still: labelled.filter(({ retold }) => retold.isTold).length };
  };
  const [notRelevant, kept] = [count('not relevant'), count('kept')];
  return {
    notRelevant,
    kept,
    precisionTold: share(kept.told, notRelevant.told),
    precisionNow: share(kept.still, notRelevant.still),
  };
}

function share(right: number, wrong: number): number | undefined {
  return right + wrong === 0 ? undefined : right / (right + wrong);
}

function languageOf({ told }: FeedbackCase): string {
  return told.story.sources[0]?.language ?? 'und';
}

function rowOf(one: FeedbackCase): FeedbackRow {
  const { story } = one.told;
  const source = story.sources[0];
  return {
    title: source?.title ?? '',
    outlet: source?.outlet ?? '',
    language: languageOf(one),
    url: source?.url,
    officials: [...new Set(story.events.flatMap(({ officials }) => officials))],
    watchlists: one.watchlists,
    confidenceTold: surest(story.events),
    confidenceNow: one.retold.confidence,
    why: one.retold.why,
    reason: one.reason,
    by: one.by,
    at: one.at,
  };
}
