/** Withdrawing: an alert that was told and does not stand is taken back where it was told, in plain sight. */
import type { Alert } from '../model/alert.ts';
import type { Delivery, DeliveryAction } from '../model/delivery.ts';
import type { MessageParts } from '../model/message.ts';
import type { Official } from '../model/official.ts';
import { findEarlierEvent, type Story, type StoryEvent } from '../model/story.ts';
import { renderWithdrawn, type Withdrawal } from './render.ts';
import type { Route } from './route.ts';

/** What withdrawing reads and writes. */
export interface WithdrawingStore {
  readonly alerts: {
    byStory(storyId: string): readonly Alert[];
    /** Parts an alert from its story: nothing edits it any more, and the story may be told there anew. */
    part(alertId: string): void;
  };
  readonly outbox: { enqueue(delivery: Delivery): void };
}

/** What it is built from. */
export interface WithdrawingParts {
  readonly store: WithdrawingStore;
  readonly official: (id: string) => Official | undefined;
  readonly newId: () => string;
}

/** Reasons for which a watchlist does not follow a story, whatever the time and however sure. */
const NOT_FOLLOWED: ReadonlySet<Route['reason']> = new Set([
  'other officials',
  'other countries',
  'other organisations',
  'other kind',
  'other language',
]);

/** What was told of a story and is no more: the first of its events that it lost, or its headline's. */
export function lostEvent(before: Story, after: Story | undefined): StoryEvent | undefined {
  const lost = before.events.find((event) => findEarlierEvent(after?.events ?? [], event) === undefined);
  return lost ?? before.events[0];
}

/** The alerts of a story whose watchlists follow nothing of it as it is now. */
export function unfollowed(story: Story, routes: readonly Route[], store: WithdrawingStore): readonly Alert[] {
  return store.alerts.byStory(story.id).filter((alert) => {
    const asked = routes.filter(({ watchlist }) => alert.watchlistIds.includes(watchlist.id));
    return asked.length > 0 && asked.every(({ reason }) => NOT_FOLLOWED.has(reason));
  });
}

/**
 * Takes alerts back: the message says so, with what it said struck out, and a reply tells it, since nobody is notified
 * of an edit. Muted alerts are told by the edit alone.
 *
 * @param before the story as it was told
 * @param event  what of it doesn't stand
 */
export function withdrawAlerts(
  alerts: readonly Alert[],
  before: Story,
  event: StoryEvent,
  withdrawal: Withdrawal,
  parts: WithdrawingParts,
  now: number,
): void {
  const officialName = (id: string) => parts.official(id)?.name ?? id;
  const source = before.sources.find(({ itemId }) => event.itemIds.includes(itemId));
  const message = renderWithdrawn(event, source, withdrawal, { officialName });
  for (const alert of alerts) {
    const say = (action: DeliveryAction, said: MessageParts) => {
      const { id: alertId, guildId, channelId } = alert;
      parts.store.outbox.enqueue({
        id: parts.newId(),
        alertId,
        guildId,
        channelId,
        action,
        message: said,
        createdAt: now,
      });
    };
    say({ kind: 'edit' }, message);
    const isRead = alert.mutedBy === undefined && alert.messageId !== undefined;
    if (isRead) say({ kind: 'reply' }, { ...message, content: '🚫 Withdrawn: this alert does not stand; see above.' });
    parts.store.alerts.part(alert.id);
  }
}
