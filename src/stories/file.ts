/** Filing: does an item tell a happening that is on file? Decides; the archive only stores the answer. */
import type { CandidateQuery } from '../model/candidate-query.ts';
import type { Item } from '../model/item.ts';
import type { Report } from '../model/report.ts';
import { type FilingKind, findEarlierEvent, type Story, type StoryEvent, type StorySource } from '../model/story.ts';
import type { Summary } from '../model/summary.ts';
import { mergeEvents } from './merge.ts';
import { regroup } from './regroup.ts';
import { DATE_SLACK_MS, daysOf, SAME_HAPPENING_MS, tellSameHappening, toldAt } from './same.ts';

/** What a change of a story means to a reader; decides between an edit and a reply. */
export const STORY_CHANGES = [
  'first source',
  'new source',
  'new event',
  'status changed',
  'value known',
  'value corrected',
  'date corrected',
] as const;

/** One of {@link STORY_CHANGES}. */
export type StoryChange = (typeof STORY_CHANGES)[number];

/** What is to be stored of an item's report. */
export interface Filing {
  readonly kind: FilingKind;
  readonly story: Story;
  /** The story as it was; undefined for a new one. */
  readonly before: Story | undefined;
  /** What is new for a reader, most important last. */
  readonly changes: readonly StoryChange[];
  /** Stories that this item shows to be the same happening; they end in `story`. */
  readonly absorbed: readonly string[];
  /** Stories that lost a source to `story`, as they are without it; see `regroup.ts`. */
  readonly lessened: readonly Story[];
}

/**
 * Asks for the stories that could be told by `item`: those told about the same time, those that happen about the same
 * day, and, for a deal, those with the same parties, since each outlet names the official of its own readers.
 */
export function candidateQuery(item: Item, report: Report): CandidateQuery {
  const at = item.publishedAt ?? item.seenAt;
  const days = report.events.flatMap((event) => daysOf(event) ?? []);
  return {
    officials: [...new Set(report.events.flatMap((event) => event.officials))],
    kinds: [...new Set(report.events.map((event) => event.kind))],
    fromAt: at - SAME_HAPPENING_MS,
    toAt: at + SAME_HAPPENING_MS,
    itemId: item.id,
    parties: [...new Set(report.events.flatMap((event) => event.parties))],
    ...(days.length === 0
      ? {}
      : { days: { from: dayOf(Math.min(...days) - DATE_SLACK_MS), to: dayOf(Math.max(...days) + DATE_SLACK_MS) } }),
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The source that an item adds to its story. */
export function toSource(item: Item, report: Report): StorySource {
  return {
    itemId: item.id,
    feedId: item.feedId,
    outlet: item.outlet,
    sourceKind: item.sourceKind,
    url: item.url,
    title: item.title,
    summary: item.summary,
    language: report.language,
    publishedAt: item.publishedAt,
    seenAt: item.seenAt,
    backlog: item.backlog,
    surfaces: Object.fromEntries(
      report.mentions.toReversed().map((mention) => [mention.officialId, mention.surface] as const),
    ),
    events: report.events,
  };
}

/**
 * Files a report with at least one event.
 *
 * @param candidates what the archive answered to {@link candidateQuery}
 * @param newId      makes the id of a new story
 * @param summarize  makes the summary of the story as it then stands
 */
export function fileReport(
  source: StorySource,
  candidates: readonly Story[],
  now: number,
  newId: () => string,
  summarize: (sources: readonly StorySource[], events: readonly StoryEvent[]) => Summary,
): Filing {
  const { own, others } = regroup(source, matchingStories(source, candidates));
  const [home, ...absorbed] = own.stories;
  const sources = inOrder(own.sources);
  const events = mergeEvents(sources);
  const apartFrom = [...new Set(own.stories.flatMap((one) => one.apartFrom ?? []))];
  const story: Story = {
    ...(apartFrom.length > 0 && { apartFrom }),
    ...(own.stories.some(({ heldTogether }) => heldTogether === true) && { heldTogether: true }),
    id: home?.id ?? newId(),
    sources,
    events,
    firstSeenAt: Math.min(now, ...own.stories.map((one) => one.firstSeenAt)),
    updatedAt: now,
    version: (home?.version ?? 0) + 1,
    summary: summarize(sources, events),
  };
  const lessened = others.flatMap(({ stories: [rest], sources: left }): readonly Story[] => {
    if (rest === undefined || rest.sources.length === left.length) return [];
    const kept = inOrder(left);
    const said = mergeEvents(kept);
    return [
      {
        ...rest,
        sources: kept,
        events: said,
        updatedAt: now,
        version: rest.version + 1,
        summary: summarize(kept, said),
      },
    ];
  });
  if (home === undefined) {
    return { kind: 'new', story, before: undefined, changes: ['first source'], absorbed: [], lessened };
  }
  const changes = changesBetween(home, story);
  const kind = changes.length === 0 && absorbed.length === 0 ? 'nothing new' : 'changed';
  return { kind, story, before: home, changes, absorbed: absorbed.map((one) => one.id), lessened };
}

function inOrder(sources: readonly StorySource[]): readonly StorySource[] {
  return sources.toSorted((a, b) => toldAt(a) - toldAt(b) || (a.itemId < b.itemId ? -1 : 1));
}

/**
 * The stories that `source` tells, the oldest first: they are one story from now on. Where an editor parted two of
 * them, the one with more sources like it stands, and the other is left alone.
 */
function matchingStories(source: StorySource, candidates: readonly Story[]): readonly Story[] {
  const likes = (story: Story) => story.sources.filter((known) => tellSameHappening(known, source)).length;
  const holds = (story: Story) => story.sources.some(({ itemId }) => itemId === source.itemId);
  const matching = candidates
    .map((story) => ({ story, likes: holds(story) ? Number.POSITIVE_INFINITY : likes(story) }))
    .filter((one) => one.likes > 0)
    .sort((a, b) => b.likes - a.likes || (a.story.id < b.story.id ? -1 : 1));
  const kept: Story[] = [];
  for (const { story } of matching) {
    if (!kept.some((one) => one.apartFrom?.includes(story.id) || story.apartFrom?.includes(one.id))) kept.push(story);
  }
  return kept.sort((a, b) => a.firstSeenAt - b.firstSeenAt || (a.id < b.id ? -1 : 1));
}

/** What a reader of `before` would have to be told of `after`. */
export function changesBetween(before: Story, after: Story): readonly StoryChange[] {
  const changes = new Set<StoryChange>();
  if (after.sources.some((source) => !before.sources.some((one) => one.itemId === source.itemId))) {
    changes.add('new source');
  }
  for (const event of after.events) {
    const old = findEarlierEvent(before.events, event);
    if (old === undefined) changes.add('new event');
    else {
      if (old.date !== undefined && event.date !== undefined && old.date.from !== event.date.from)
        changes.add('date corrected');
      if (old.value !== undefined && event.value !== undefined && old.value.amount !== event.value.amount)
        changes.add('value corrected');
      if (old.value === undefined && event.value !== undefined) changes.add('value known');
      if (old.status !== event.status) changes.add('status changed');
    }
  }
  return [...changes];
}
