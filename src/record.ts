/** The record: what the archive holds that connects a story to others, as one guild sees it. */
import { cameOfNotes, followedByNotes, type LinkedEntry, precedentNote } from './alerts/notes.ts';
import type { DossierEntry } from './model/dossier.ts';
import type { EventKind } from './model/event.ts';
import type { Official } from './model/official.ts';
import type { Story, StoryLink } from './model/story.ts';
import type { Stores } from './stores.ts';
import { findPrecedents } from './stories/precedents.ts';
import { isCalledOff } from './stories/same.ts';

/** What the record is built from. */
export interface RecordParts {
  readonly stores: Pick<Stores, 'archive' | 'alerts' | 'settings' | 'linkVerdicts'>;
  readonly official: (id: string) => Official | undefined;
}

/** The record. */
export interface StoryRecord {
  /** The links of a story that count in a guild: within its window, not taken away by an editor, or made by one. */
  links(storyId: string, guildId: string): readonly GuildLink[];
  /** The stories linked to a story, on the other side of each link: `deal` for a trip's deals. */
  linked(storyId: string, side: EventKind, guildId: string): readonly LinkedEntry[];
  /** A story's first event of a kind, with the way to its alert in a guild. */
  entry(story: Story, kind: EventKind, guildId: string): DossierEntry | undefined;
  /** The lines under an alert. */
  notes(story: Story, guildId: string): readonly string[];
}

/** A link as a guild sees it. */
export interface GuildLink extends StoryLink {
  readonly byHand: boolean;
}

export function createRecord({ stores, official }: RecordParts): StoryRecord {
  const nameOf = (id: string) => official(id)?.name ?? id;

  const links = (storyId: string, guildId: string): readonly GuildLink[] => {
    const { linkDays } = stores.settings.get(guildId);
    const verdicts = stores.linkVerdicts.ofStory(guildId, storyId);
    const found = stores.archive.linksOf(storyId).filter((link) => link.gapDays <= linkDays);
    const byHand = verdicts
      .filter((verdict) => verdict.linked)
      .map(({ tripStoryId, dealStoryId }) => ({
        tripStoryId,
        dealStoryId,
        why: 'linked by an editor',
        confidence: 1,
        gapDays: 0,
        byHand: true,
      }));
    const judged = (link: StoryLink) =>
      verdicts.some((one) => one.tripStoryId === link.tripStoryId && one.dealStoryId === link.dealStoryId);
    return [...byHand, ...found.filter((link) => !judged(link)).map((link) => ({ ...link, byHand: false }))];
  };

  const linked = (storyId: string, side: EventKind, guildId: string): readonly LinkedEntry[] =>
    links(storyId, guildId)
      .filter((link) => (side === 'deal' ? link.tripStoryId : link.dealStoryId) === storyId)
      .flatMap((link): readonly LinkedEntry[] => {
        const story = stores.archive.getStory(side === 'deal' ? link.dealStoryId : link.tripStoryId);
        const entry = story === undefined ? undefined : entryOf(story, side, guildId, stores);
        return entry === undefined ? [] : [{ ...link, entry }];
      })
      .sort((a, b) => b.confidence - a.confidence);

  /** The deals that the trip's own reports tell of. */
  const dealsWithin = (storyId: string, guildId: string): readonly DossierEntry[] => {
    const story = stores.archive.getStory(storyId);
    const entry = story === undefined ? undefined : entryOf(story, 'deal', guildId, stores);
    return entry === undefined || !isMade(entry) ? [] : [entry];
  };
  /** What is only announced has not followed yet. */
  const isMade = ({ event }: DossierEntry) => event.status !== 'planned' && !isCalledOff(event);

  const precedents = (story: Story, guildId: string): readonly string[] => {
    const trip = story.events.find((event) => event.kind === 'trip' && !isCalledOff(event));
    if (trip === undefined) return [];
    const found = findPrecedents(trip, {
      visits: (officialId, country, beforeDay, limit) =>
        stores.archive.visits({ officialId, country, beforeDay, exceptStoryId: story.id, limit }, guildId),
      sinceAt: (officialId) => stores.archive.officialRecord(officialId).onRecordSince,
      dealsOf: (tripStoryId) => [
        ...dealsWithin(tripStoryId, guildId),
        ...linked(tripStoryId, 'deal', guildId)
          .map(({ entry }) => entry)
          .filter(isMade),
      ],
    });
    return found === undefined ? [] : [precedentNote(found, stores.settings.get(guildId).linkDays)];
  };

  return {
    links,
    linked,
    entry: (story, kind, guildId) => entryOf(story, kind, guildId, stores),
    notes: (story, guildId) => [
      ...followedByNotes(linked(story.id, 'deal', guildId), nameOf),
      ...cameOfNotes(linked(story.id, 'trip', guildId), nameOf),
      ...precedents(story, guildId),
    ],
  };
}

/** A story's first event of a kind as an entry of the record. */
function entryOf(
  story: Story,
  kind: EventKind,
  guildId: string,
  stores: RecordParts['stores'],
): DossierEntry | undefined {
  const event = story.events.find((one) => one.kind === kind);
  const source = story.sources.find(({ itemId }) => event?.itemIds.includes(itemId)) ?? story.sources[0];
  if (event === undefined || source === undefined) return undefined;
  const alert = stores.alerts.byStory(story.id).find((one) => one.guildId === guildId && one.messageId !== undefined);
  const alertUrl =
    alert === undefined ? undefined : `https://discord.com/channels/${guildId}/${alert.channelId}/${alert.messageId}`;
  const at = source.publishedAt ?? source.seenAt;
  return { storyId: story.id, event, outlet: source.outlet, url: source.url, at, alertUrl };
}
