/** What editors may do to stories: link a trip and a deal, merge, split; each in one transaction with its messages. */
import { type Route, routeStory } from './alerts/route.ts';
import { retellStory, type TellingParts, tellStory } from './alerts/tell.ts';
import type { CalendarFeed } from './calendar.ts';
import type { Desk } from './commands/command.ts';
import { listDiary, todayOf } from './diary.ts';
import type { Story } from './model/story.ts';
import type { StoryRecord } from './record.ts';
import type { Stores } from './stores.ts';
import { mergeStories, splitStory } from './stories/by-hand.ts';
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
  /** Calendars can't subscribe, if not given. */
  readonly calendar?: Pick<CalendarFeed, 'address' | 'renew'>;
  /** Lets the outbox know that something waits in it. */
  readonly wake: () => void;
}

/** Makes the desk's part for stories. */
export function createDeskStories(parts: DeskStoriesParts): Pick<Desk, 'links' | 'edits' | 'diary'> {
  const { stores, record, calendar, now } = parts;
  const retell = (story: Story): void => {
    retellStory(story, stores.watchlists.list(), parts, now());
  };
  const summarize: Parameters<typeof mergeStories>[3] = (sources, events) =>
    extractSummary(sources, events, splitSentences);

  /** Makes one story of two, in the archive and in the channels. */
  const join = (into: Story, other: Story): Story => {
    const story = mergeStories(into, other, now(), summarize);
    stores.archive.removeStory(other.id);
    stores.archive.saveStory(story);
    stores.alerts.moveStory(other.id, story.id);
    stores.linkVerdicts.moveStory(other.id, story.id);
    stores.feedback.moveStory(other.id, story.id);
    stores.archive.dropLinks(other.id);
    tellStory({ story, before: into, absorbed: [other.id] }, routesOf(story), parts, now());
    return story;
  };

  /** Makes two stories of one; the new one is told where the old one was. */
  const part = (story: Story, itemIds: readonly string[], partedId: string) => {
    const split = splitStory(story, itemIds, partedId, now(), summarize);
    if (split === undefined) return undefined;
    stores.archive.saveStory(split.rest);
    stores.archive.saveStory(split.parted);
    retell(split.rest);
    const channels = stores.alerts.byStory(story.id).map(({ channelId }) => channelId);
    const routes = routesOf(split.parted).filter(({ watchlist }) => channels.includes(watchlist.channelId));
    tellStory({ story: split.parted, before: undefined, absorbed: [] }, routes, parts, now());
    return split;
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
          const story = join(into, other);
          return { kind: 'done', story, undo: { kind: 'stories merged', guildId, intoId, partedId: otherId, itemIds } };
        }),
      split: (guildId, storyId, itemIds) =>
        change<ReturnType<Desk['edits']['split']>>(() => {
          const story = stores.archive.getStory(storyId);
          if (story === undefined) return { kind: 'refused', why: 'gone' };
          const split = part(story, itemIds, parts.newId());
          if (split === undefined) return { kind: 'refused', why: 'nothing left' };
          const undo = { kind: 'story split', guildId, restId: story.id, partedId: split.parted.id } as const;
          return { kind: 'done', story: split.parted, undo };
        }),
      undo: (note) =>
        change<boolean>(() => {
          const story = stores.archive.getStory(note.kind === 'stories merged' ? note.intoId : note.restId);
          if (story === undefined) return false;
          if (note.kind === 'stories merged') return part(story, note.itemIds, note.partedId) !== undefined;
          const parted = stores.archive.getStory(note.partedId);
          if (parted === undefined) return false;
          join(story, parted);
          return true;
        }),
    },
  };
}
