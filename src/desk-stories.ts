/** What editors may do to stories: link a trip and a deal, merge, split; each in one transaction with its messages. */
import { type Route, routeStory } from './alerts/route.ts';
import { retellStory, type TellingParts, tellStory } from './alerts/tell.ts';
import type { CalendarFeed } from './calendar.ts';
import type { Desk } from './commands/command.ts';
import { listDiary, todayOf } from './diary.ts';
import { absorbStory, linkStory } from './keep-story.ts';
import type { LinkVerdict, Story } from './model/story.ts';
import type { StoryRecord } from './record.ts';
import type { Stores } from './stores.ts';
import { mergeStories, type Split, splitStory } from './stories/by-hand.ts';
import { extractSummary } from './summarize/extractive.ts';
import { splitSentences } from './text/sentences.ts';

/** What it is built from. */
export interface DeskStoriesParts extends TellingParts {
  readonly stores: Pick<
    Stores,
    | 'transaction'
    | 'archive'
    | 'alerts'
    | 'watchlists'
    | 'linkVerdicts'
    | 'feedback'
    | 'settings'
    | 'outbox'
    | 'summaries'
    | 'diaryMarks'
  >;
  readonly record: StoryRecord;
  /** Officials of an organisation, by its usual English name; nobody, if not given. */
  readonly officialsOf?: (organisation: string) => readonly string[];
  /** Calendars can't subscribe, if not given. */
  readonly calendar?: Pick<CalendarFeed, 'address' | 'renew'>;
  /** Lets the outbox know that something waits in it. */
  readonly wake: () => void;
}

/** Makes the desk's part for stories. */
export function createDeskStories(parts: DeskStoriesParts): Pick<Desk, 'links' | 'edits' | 'diary'> {
  const { stores, record, calendar, now } = parts;
  const linking = { ...parts, store: stores };
  const retell = (story: Story): void => {
    retellStory(story, stores.watchlists.list(), parts, now());
  };
  /** The alerts on the other side of its links name the story and lead to its alert. */
  const retellLinked = (story: Story): void => {
    for (const { tripStoryId, dealStoryId } of stores.archive.linksOf(story.id)) {
      const other = stores.archive.getStory(tripStoryId === story.id ? dealStoryId : tripStoryId);
      if (other !== undefined) retell(other);
    }
  };
  const summarize: Parameters<typeof mergeStories>[3] = (sources, events) =>
    extractSummary(sources, events, splitSentences);

  /** Makes one story of two, in the archive and in the channels. */
  const join = (into: Story, other: Story): Story => {
    const story = mergeStories(into, other, now(), summarize);
    absorbStory(other.id, story.id, stores);
    stores.archive.saveStory(story);
    linkStory(story, linking);
    tellStory({ story, before: into, absorbed: [other.id] }, routesOf(story), parts, now());
    retellLinked(story);
    return story;
  };

  /** Makes two stories of one. */
  const part = (
    story: Story,
    itemIds: readonly string[],
    partedId: string,
    isHeld = ({ heldTogether }: Story) => heldTogether === true,
  ): Split | undefined => {
    const split = splitStory(story, itemIds, partedId, now(), summarize, isHeld);
    if (split === undefined) return undefined;
    const halves = [split.rest, split.parted];
    for (const half of halves) stores.archive.saveStory(half);
    for (const half of halves) linkStory(half, linking);
    return split;
  };

  /** The story that was split off is told where the old one was. */
  const tellSplit = ({ rest, parted }: Split): void => {
    retell(rest);
    const channels = stores.alerts.byStory(rest.id).map(({ channelId }) => channelId);
    const routes = routesOf(parted).filter(({ watchlist }) => channels.includes(watchlist.channelId));
    tellStory({ story: parted, before: undefined, absorbed: [] }, routes, parts, now());
    for (const half of [rest, parted]) retellLinked(half);
  };

  /** What readers and editors said of a story. */
  const saidOf = (storyId: string) => ({
    labelledBy: stores.feedback.ofStory(storyId).map(({ userId }) => userId),
    verdicts: stores.linkVerdicts.allOfStory(storyId),
  });

  /** What was said of a story before it was joined, and is now said of the one that it was joined to. */
  const movedFrom = (storyId: string, before: ReturnType<typeof saidOf>) => {
    const left = saidOf(storyId);
    const isLeft = (verdict: LinkVerdict) => left.verdicts.some((one) => isSameLink(one, verdict));
    return {
      labelledBy: before.labelledBy.filter((userId) => !left.labelledBy.includes(userId)),
      verdicts: before.verdicts.filter((verdict) => !isLeft(verdict)),
    };
  };

  /** Two stories that were joined get back the alerts that each had. */
  const tellUnmerged = ({ rest, parted }: Split, alertIds: readonly string[]): void => {
    for (const id of alertIds) stores.alerts.moveAlert(id, parted.id);
    for (const half of [rest, parted]) {
      retell(half);
      retellLinked(half);
    }
  };

  /** Whatever its age: what an editor does by hand is told. */
  const routesOf = (story: Story): readonly Route[] =>
    stores.watchlists
      .list()
      .filter(({ delivering }) => delivering.mode === 'instant')
      .map((watchlist) => {
        const muted = stores.alerts.get(story.id, watchlist.channelId)?.mutedBy !== undefined;
        return routeStory(story, watchlist, { now: now(), official: parts.official, told: true, muted });
      });

  const change = <T>(work: () => T extends PromiseLike<unknown> ? never : T): T => {
    const result = stores.transaction(work);
    parts.wake();
    return result;
  };

  return {
    links: {
      of: record.linked,
      decide: (guildId, pair, linked, userId) =>
        change<boolean>(() => {
          const [trip, deal] = [pair.tripStoryId, pair.dealStoryId].map((id) => stores.archive.getStory(id));
          if (trip === undefined || deal === undefined) return false;
          if (linked === undefined) stores.linkVerdicts.remove(guildId, trip.id, deal.id);
          else stores.linkVerdicts.save({ guildId, ...pair, linked, by: userId, at: now() });
          retell(trip);
          retell(deal);
          return true;
        }),
    },
    diary: {
      today: (guildId) => todayOf(guildId, parts),
      list: (question, guildId) => listDiary(question, guildId, parts),
      address: (guildId, filter) => calendar?.address(guildId, filter),
      renewAddress: (guildId) => calendar?.renew(guildId),
    },
    edits: {
      merge: (guildId, intoId, otherId) =>
        change<ReturnType<Desk['edits']['merge']>>(() => {
          if (intoId === otherId) return { kind: 'refused', why: 'same story' };
          const [into, other] = [stores.archive.getStory(intoId), stores.archive.getStory(otherId)];
          if (into === undefined || other === undefined) return { kind: 'refused', why: 'gone' };
          const itemIds = other.sources.map(({ itemId }) => itemId);
          const alertIds = stores.alerts
            .byStory(otherId)
            .filter(({ channelId }) => stores.alerts.get(intoId, channelId) === undefined)
            .map(({ id }) => id);
          const said = saidOf(otherId);
          const story = join(into, other);
          const heldIds = [into, other].filter(({ heldTogether }) => heldTogether === true).map(({ id }) => id);
          const undo = {
            kind: 'stories merged',
            guildId,
            intoId,
            partedId: otherId,
            itemIds,
            alertIds,
            heldIds,
            ...movedFrom(otherId, said),
          } as const;
          return { kind: 'done', story, undo };
        }),
      split: (guildId, storyId, itemIds) =>
        change<ReturnType<Desk['edits']['split']>>(() => {
          const story = stores.archive.getStory(storyId);
          if (story === undefined) return { kind: 'refused', why: 'gone' };
          const split = part(story, itemIds, parts.newId());
          if (split === undefined) return { kind: 'refused', why: 'nothing left' };
          tellSplit(split);
          const undo = { kind: 'story split', guildId, restId: story.id, partedId: split.parted.id } as const;
          return { kind: 'done', story: split.parted, undo };
        }),
      undo: (note) =>
        change<boolean>(() => {
          const story = stores.archive.getStory(note.kind === 'stories merged' ? note.intoId : note.restId);
          if (story === undefined) return false;
          if (note.kind === 'stories merged') {
            const isHeld = ({ id }: Story) => note.heldIds?.includes(id) === true;
            const split = part(story, note.itemIds, note.partedId, isHeld);
            if (split === undefined) return false;
            for (const userId of note.labelledBy ?? []) stores.feedback.moveBack(userId, note.intoId, note.partedId);
            for (const one of note.verdicts ?? []) stores.linkVerdicts.moveBack(one, note.intoId, note.partedId);
            tellUnmerged(split, note.alertIds);
            return true;
          }
          const parted = stores.archive.getStory(note.partedId);
          if (parted === undefined) return false;
          join(story, parted);
          return true;
        }),
    },
  };
}

function isSameLink(a: LinkVerdict, b: LinkVerdict): boolean {
  return a.guildId === b.guildId && a.tripStoryId === b.tripStoryId && a.dealStoryId === b.dealStoryId;
}
