/** News within a story: what of an update people must be told of, since nobody is notified of an edit. Pure. */
import type { EventStatus, Money } from '../model/event.ts';
import { findEarlierEvent, type StoryEvent } from '../model/story.ts';

/** What a reply says; everything else of an update is only an edit. */
export const NEWS_KINDS = [
  'called off',
  'denied',
  'on again',
  'deal reported',
  'done',
  'under way',
  'value known',
  'value corrected',
] as const;

/** One of {@link NEWS_KINDS}. */
export type NewsKind = (typeof NEWS_KINDS)[number];

/** One piece of news, with the event as it stands now. */
export interface News {
  readonly kind: NewsKind;
  readonly event: StoryEvent;
}

/** The words in front of the headline. */
export const NEWS_WORDS: Readonly<Record<NewsKind, string>> = {
  'called off': '⛔ Called off:',
  denied: '❔ Denied:',
  'on again': '🔔 On again:',
  'deal reported': '🤝 A deal is reported:',
  done: '✅ Now done:',
  'under way': '🟢 Now under way:',
  'value known': '💰 The value is now known:',
  'value corrected': '💰 The value was corrected:',
};

/** A sum that is corrected by this factor is another story to a desk; less is an edit. */
const LARGE_CORRECTION = 2;

/**
 * Compares a story's events with what was told of them.
 *
 * @param before the events as they were told last
 * @param events those that the desk asked for, as they are now
 * @returns one piece for each event at most, the weightiest first
 */
export function newsBetween(before: readonly StoryEvent[], events: readonly StoryEvent[]): readonly News[] {
  const news = events.flatMap((event): News[] => {
    const old = findEarlierEvent(before, event);
    const kind = old === undefined ? kindOfNew(event) : kindOfChange(old, event);
    return kind === undefined ? [] : [{ kind, event }];
  });
  return news.sort((a, b) => NEWS_KINDS.indexOf(a.kind) - NEWS_KINDS.indexOf(b.kind));
}

function kindOfNew({ kind, status }: StoryEvent): NewsKind | undefined {
  if (status === 'cancelled') return 'called off';
  return kind === 'deal' && status !== 'denied' ? 'deal reported' : undefined;
}

function kindOfChange(old: StoryEvent, event: StoryEvent): NewsKind | undefined {
  return (
    (old.status === event.status ? undefined : kindOfStatus(old.status, event)) ?? kindOfValue(old.value, event.value)
  );
}

function kindOfStatus(old: EventStatus, { kind, status }: StoryEvent): NewsKind | undefined {
  if (status === 'cancelled') return 'called off';
  if (status === 'denied') return 'denied';
  if (old === 'cancelled' || old === 'denied') return 'on again';
  // Only a correction takes a status back; that it was told too soon shows in the edit.
  if (status === 'planned') return undefined;
  if (status === 'under-way') return 'under way';
  // A trip that was told as under way is known: that it ended is an edit. Talks that end in a signature are news.
  return old === 'under-way' && kind === 'trip' ? undefined : 'done';
}

function kindOfValue(old: Money | undefined, value: Money | undefined): NewsKind | undefined {
  if (value === undefined) return undefined;
  if (old === undefined) return 'value known';
  if (old.currency !== value.currency) return undefined;
  const [low, high] = old.amount < value.amount ? [old.amount, value.amount] : [value.amount, old.amount];
  return high >= low * LARGE_CORRECTION ? 'value corrected' : undefined;
}
