/** Telling: from the routes of a story to the alerts and deliveries that tell it, one message for each channel. */
import type { Alert } from '../model/alert.ts';
import type { Delivery, DeliveryAction } from '../model/delivery.ts';
import type { MessageParts } from '../model/message.ts';
import type { Official } from '../model/official.ts';
import type { Story, StoryEvent, StoryLink } from '../model/story.ts';
import type { Summary } from '../model/summary.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { type News, newsBetween } from './news.ts';
import {
  differVisibly,
  headlineOf,
  type RenderContext,
  renderAlert,
  renderLinkReply,
  renderPointer,
  renderReply,
} from './render.ts';
import { type Route, routeStory } from './route.ts';
import { isThreaded, partNews, renderThreadNote, threadName } from './thread.ts';

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

/** The record, as far as telling asks it. */
export interface TellingRecord {
  /** The lines under an alert. */
  notes(story: Story, guildId: string): readonly string[];
  /** The links that count in a guild. */
  links(storyId: string, guildId: string): readonly StoryLink[];
}

/** What telling is built from. */
export interface TellingParts {
  readonly store: TellingStore;
  readonly official: (id: string) => Official | undefined;
  /** What connects a story to others, as one guild sees it; nothing, if not given. */
  readonly record?: TellingRecord;
  /** Makes an id of at most 25 characters: a delivery's id is its nonce. */
  readonly newId: () => string;
  readonly now: () => number;
}

/** What happened to a story, as filing decided it. */
export interface Told {
  readonly story: Story;
  /** As it was told last; undefined for a new one. */
  readonly before: Story | undefined;
  /** Stories that were shown to be this one, and exist no more. */
  readonly absorbed: readonly string[];
  /** Links that were not known before, each with the story on the other side. */
  readonly newLinks?: readonly { readonly link: StoryLink; readonly other: Story }[];
}

/**
 * Tells a story in each channel where a watchlist matched: a first message, or an edit of it where a reader sees a
 * difference, and for what people must be told of, a reply. Where the desk wants threads, the first message opens one,
 * and what `thread.ts` leaves to it goes there.
 *
 * @returns in how many channels something is posted or edited
 */
export function tellStory(told: Told, routes: readonly Route[], parts: TellingParts, now: number): number {
  const { story } = told;
  const matched = routes.filter((route) => route.reason === 'matched');
  const byChannel = Map.groupBy(matched, (route) => route.watchlist.channelId);
  let channels = 0;
  for (const [channelId, channelRoutes] of byChannel) {
    const before = parts.store.alerts.get(story.id, channelId);
    const alert = alertFor(story, channelId, channelRoutes, before, parts.newId, now);
    parts.store.alerts.save(alert);
    const context = contextFor(story, alert, channelRoutes, parts);
    const message = renderAlert(story, context);
    if (before === undefined) parts.store.outbox.enqueue(delivery(alert, { kind: 'post' }, message, parts, now));
    if (alert.thread === 'asked' && before?.thread !== 'asked') openThread(alert, context.events, parts, now);
    if (before === undefined || growAlert(told, alert, channelRoutes, message, context.notes, parts, now))
      channels += 1;
  }
  pointAbsorbed(told, parts, now);
  const watchlists = routes.map((route) => route.watchlist);
  for (const { link, other } of told.newLinks ?? []) channels += tellLink(link, story, other, watchlists, parts, now);
  return channels;
}

/** What there is to say of a thread is its name; it is opened on the alert's message, behind which it waits. */
function openThread(alert: Alert, events: readonly StoryEvent[], parts: TellingParts, now: number): void {
  const [lead] = events;
  if (lead === undefined) return;
  const name = threadName(lead, nameOf(parts));
  const nothing: MessageParts = { content: '', embeds: [], buttons: [], pingRoleIds: [] };
  parts.store.outbox.enqueue(delivery(alert, { kind: 'open thread', name }, nothing, parts, now));
}

/**
 * Tells of a new link on the other story's side: its alerts get the note, and a trip's alert gets a reply, for this is
 * what the desk has waited for.
 *
 * @returns in how many channels
 */
function tellLink(
  link: StoryLink,
  story: Story,
  other: Story,
  watchlists: readonly Watchlist[],
  parts: TellingParts,
  now: number,
): number {
  const isTripOf = (one: Story) => one.id === link.tripStoryId;
  const counts = (alert: Alert) =>
    parts.record?.links(other.id, alert.guildId).some((one) => isSameLink(one, link)) === true;
  let channels = 0;
  for (const alert of parts.store.alerts.byStory(other.id)) {
    if (alert.mutedBy !== undefined || !counts(alert)) continue;
    const message = renderAgain(other, alert, watchlists, parts, now);
    parts.store.outbox.enqueue(delivery(alert, { kind: 'edit' }, withoutPing(message), parts, now));
    channels += 1;
  }
  const [trip, deal] = isTripOf(story) ? [story, other] : [other, story];
  for (const alert of parts.store.alerts.byStory(trip.id)) {
    // An alert that is only now posted has the note in it.
    const known = alert.createdAt < now && alert.mutedBy === undefined;
    if (!known || parts.record?.links(trip.id, alert.guildId).some((one) => isSameLink(one, link)) !== true) continue;
    const reply = renderLinkReply(link, deal, { officialName: nameOf(parts) });
    // A deal that has an alert of its own here was not missed.
    const isKnownHere = parts.store.alerts.get(deal.id, alert.channelId) !== undefined;
    const inThread = isKnownHere && isThreaded(alert, watchlists);
    const action: DeliveryAction = inThread ? { kind: 'in thread', otherwise: 'reply' } : { kind: 'reply' };
    parts.store.outbox.enqueue(delivery(alert, action, reply, parts, now));
  }
  return channels;
}

function isSameLink(a: StoryLink, b: StoryLink): boolean {
  return a.tripStoryId === b.tripStoryId && a.dealStoryId === b.dealStoryId;
}

/** Edits an alert's message where it changed, and replies to it where people must be told. */
function growAlert(
  told: Told,
  alert: Alert,
  routes: readonly Route[],
  message: MessageParts,
  notes: readonly string[],
  parts: TellingParts,
  now: number,
): boolean {
  const { story, before } = told;
  const earlier = before === undefined ? undefined : renderBefore(before, alert, routes, notes, parts, now);
  const linked = (told.newLinks ?? []).length > 0;
  const grown = linked || earlier === undefined || differVisibly(earlier, message);
  if (grown) parts.store.outbox.enqueue(delivery(alert, { kind: 'edit' }, withoutPing(message), parts, now));
  if (before === undefined) return grown;
  const events = matchedEvents(routes);
  const news = newsBetween(before.events, events);
  const brought = story.sources.filter((source) => !before.sources.some(({ itemId }) => itemId === source.itemId));
  const context = { officialName: nameOf(parts) };
  const say = (action: DeliveryAction, pieces: readonly News[]) => {
    if (pieces.length === 0) return;
    const reply = renderReply(pieces, brought.at(-1) ?? story.sources.at(-1), context);
    parts.store.outbox.enqueue(delivery(alert, action, reply, parts, now));
  };
  const threaded = alert.thread === 'asked';
  const { channel, thread } = threaded ? partNews(news) : { channel: news, thread: [] };
  say({ kind: 'reply' }, channel);
  say({ kind: 'in thread', otherwise: 'reply' }, thread);
  if (threaded && thread.length === 0) {
    const note = renderThreadNote(brought, before.events, events, context);
    const action: DeliveryAction = { kind: 'in thread', otherwise: 'leave out' };
    if (note !== undefined) parts.store.outbox.enqueue(delivery(alert, action, note, parts, now));
  }
  return grown || news.length > 0;
}

/** The alert as it was told last; undefined where the same watchlists would not have been told of it. */
function renderBefore(
  before: Story,
  alert: Alert,
  routes: readonly Route[],
  notes: readonly string[],
  parts: TellingParts,
  now: number,
): MessageParts | undefined {
  const context = { now, official: parts.official, told: true, muted: false };
  const then = routes
    .map(({ watchlist }) => routeStory(before, watchlist, context))
    .filter((route) => route.reason === 'matched');
  return then.length === 0 ? undefined : renderAlert(before, contextFor(before, alert, then, parts, notes));
}

/**
 * A second message about what is now one story says where the story goes on, whatever its watchlists would say of it
 * now: two messages that live on as if they were two happenings are worse than none.
 */
function pointAbsorbed({ story, absorbed }: Told, parts: TellingParts, now: number): void {
  if (absorbed.length === 0) return;
  const [lead] = story.events;
  const title = lead === undefined ? '' : headlineOf(lead, { officialName: nameOf(parts) });
  for (const orphan of absorbed.flatMap((storyId) => parts.store.alerts.byStory(storyId))) {
    const alert = parts.store.alerts.get(story.id, orphan.channelId);
    if (alert === undefined || alert.id === orphan.id) continue;
    const message = renderPointer(title, alert);
    parts.store.outbox.enqueue(delivery(orphan, { kind: 'edit' }, message, parts, now));
    if (orphan.thread !== 'asked') continue;
    const action: DeliveryAction = { kind: 'in thread', otherwise: 'leave out' };
    parts.store.outbox.enqueue(delivery(orphan, action, message, parts, now));
  }
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
    const message = renderAgain(story, alert, watchlists, parts, now);
    parts.store.outbox.enqueue(delivery(alert, { kind: 'edit' }, withoutPing(message), parts, now));
  }
  return alerts.length;
}

/** An alert as it would be told now, for those of `watchlists` that asked for it. */
function renderAgain(
  story: Story,
  alert: Alert,
  watchlists: readonly Watchlist[],
  parts: TellingParts,
  now: number,
): MessageParts {
  const routes = watchlists
    .filter((watchlist) => alert.watchlistIds.includes(watchlist.id))
    .map((watchlist) => routeStory(story, watchlist, { now, official: parts.official, told: true, muted: false }));
  return renderAlert(story, contextFor(story, alert, routes, parts));
}

function alertFor(
  story: Story,
  channelId: string,
  routes: readonly Route[],
  before: Alert | undefined,
  newId: () => string,
  now: number,
): Alert {
  const watchlistIds = [...new Set([...(before?.watchlistIds ?? []), ...routes.map((route) => route.watchlist.id)])];
  const known = { thread: before?.thread ?? 'none', watchlistIds };
  const watchlists = routes.map(({ watchlist }) => watchlist);
  return {
    // Not made of the story: an alert may move to another one, and this one may be told here again.
    id: before?.id ?? newId(),
    storyId: story.id,
    guildId: before?.guildId ?? routes[0]?.watchlist.guildId ?? '',
    channelId,
    watchlistIds,
    toldVersion: story.version,
    messageId: before?.messageId,
    createdAt: before?.createdAt ?? now,
    thread: isThreaded(known, watchlists) ? 'asked' : known.thread === 'off' ? 'off' : 'none',
    mutedBy: before?.mutedBy,
  };
}

function contextFor(
  story: Story,
  alert: Alert,
  routes: readonly Route[],
  parts: TellingParts,
  notes = parts.record?.notes(story, alert.guildId) ?? [],
): RenderContext {
  const { summaryLanguage } = parts.store.settings.get(alert.guildId);
  return {
    alertId: alert.id,
    watchlists: routes.map((route) => route.watchlist),
    events: matchedEvents(routes),
    officialName: nameOf(parts),
    summary: parts.store.summaries.get(alert.storyId, summaryLanguage),
    notes,
  };
}

function nameOf(parts: TellingParts): (id: string) => string {
  return (id) => parts.official(id)?.name ?? id;
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
