/** Telling: from the routes of a story to the alerts and deliveries that tell it, one message for each channel. */
import type { Alert } from '../model/alert.ts';
import type { Delivery, DeliveryAction } from '../model/delivery.ts';
import type { MessageParts } from '../model/message.ts';
import type { Official } from '../model/official.ts';
import type { Story, StoryEvent } from '../model/story.ts';
import type { Summary } from '../model/summary.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { type RenderContext, renderAlert, renderReply } from './render.ts';
import { type Route, routeStory } from './route.ts';

/** What telling reads and writes. */
export interface TellingStore {
  readonly alerts: {
    get(storyId: string, channelId: string): Alert | undefined;
    byStory(storyId: string): readonly Alert[];
    save(alert: Alert): void;
  };
  readonly outbox: { enqueue(delivery: Delivery): void };
  /** Summaries by a model, by story and language. */
  readonly summaries: { get(storyId: string, language: string): Summary | undefined };
  readonly settings: { get(guildId: string): { readonly summaryLanguage: string } };
}

/** What telling is built from. */
export interface TellingParts {
  readonly store: TellingStore;
  readonly official: (id: string) => Official | undefined;
  /** Makes an id of at most 25 characters: a delivery's id is its nonce. */
  readonly newId: () => string;
  readonly now: () => number;
}

/** Changes of which a desk is told by a reply, since nobody is notified of an edit; all others only edit. */
const REPLY_WORDS: Readonly<Record<string, string>> = {
  'value known': '💰 The value is now known:',
  'status changed': '🔔 New status:',
};

/**
 * Tells a story in each channel where a watchlist matched: a first message, or an edit of it and, for what people must
 * be told of, a reply.
 *
 * @param changes what is new of the story, most important last
 * @returns in how many channels
 */
export function tellStory(
  story: Story,
  changes: readonly string[],
  routes: readonly Route[],
  parts: TellingParts,
  now: number,
): number {
  const matched = routes.filter((route) => route.reason === 'matched');
  const byChannel = Map.groupBy(matched, (route) => route.watchlist.channelId);
  for (const [channelId, channelRoutes] of byChannel) {
    const before = parts.store.alerts.get(story.id, channelId);
    const alert = alertFor(story, channelId, channelRoutes, before, now);
    parts.store.alerts.save(alert);
    const context = contextFor(alert, channelRoutes, parts);
    const message = renderAlert(story, context);
    if (before === undefined) {
      parts.store.outbox.enqueue(delivery(alert, { kind: 'post' }, message, parts, now));
      continue;
    }
    parts.store.outbox.enqueue(delivery(alert, { kind: 'edit' }, withoutPing(message), parts, now));
    const words = changes.flatMap((change) => REPLY_WORDS[change] ?? []).at(-1);
    if (words !== undefined) {
      parts.store.outbox.enqueue(delivery(alert, { kind: 'reply' }, renderReply(story, words, context), parts, now));
    }
  }
  return byChannel.size;
}

/**
 * Renders every message of a story anew, after something other than an item changed it: a better summary, a merge by
 * hand. Muted alerts stay as they are.
 *
 * @returns how many messages are edited
 */
export function retellStory(story: Story, watchlists: readonly Watchlist[], parts: TellingParts, now: number): number {
  const alerts = parts.store.alerts.byStory(story.id).filter((alert) => alert.mutedBy === undefined);
  for (const alert of alerts) {
    const routes = watchlists
      .filter((watchlist) => alert.watchlistIds.includes(watchlist.id))
      .map((watchlist) => routeStory(story, watchlist, { now, official: parts.official, told: true, muted: false }));
    const message = renderAlert(story, contextFor(alert, routes, parts));
    parts.store.outbox.enqueue(delivery(alert, { kind: 'edit' }, withoutPing(message), parts, now));
  }
  return alerts.length;
}

function alertFor(
  story: Story,
  channelId: string,
  routes: readonly Route[],
  before: Alert | undefined,
  now: number,
): Alert {
  return {
    id: before?.id ?? `${story.id}-${channelId}`,
    storyId: story.id,
    guildId: before?.guildId ?? routes[0]?.watchlist.guildId ?? '',
    channelId,
    watchlistIds: [...new Set([...(before?.watchlistIds ?? []), ...routes.map((route) => route.watchlist.id)])],
    toldVersion: story.version,
    messageId: before?.messageId,
    createdAt: before?.createdAt ?? now,
    mutedBy: before?.mutedBy,
  };
}

function contextFor(alert: Alert, routes: readonly Route[], parts: TellingParts): RenderContext {
  const { summaryLanguage } = parts.store.settings.get(alert.guildId);
  return {
    alertId: alert.id,
    watchlists: routes.map((route) => route.watchlist),
    events: matchedEvents(routes),
    officialName: (id) => parts.official(id)?.name ?? id,
    summary: parts.store.summaries.get(alert.storyId, summaryLanguage),
    notes: [],
  };
}

/** The matched events of all watchlists of a channel, each once. */
function matchedEvents(routes: readonly Route[]): readonly StoryEvent[] {
  return [...new Set(routes.flatMap((route) => route.events))];
}

function delivery(
  alert: Alert,
  action: DeliveryAction,
  message: MessageParts,
  parts: TellingParts,
  now: number,
): Delivery {
  const { id: alertId, guildId, channelId } = alert;
  return { id: parts.newId(), alertId, guildId, channelId, action, message, createdAt: now };
}

/** An edit notifies nobody on Discord; the mark of the role stays readable. */
function withoutPing(message: MessageParts): MessageParts {
  return { ...message, pingRoleIds: [] };
}
