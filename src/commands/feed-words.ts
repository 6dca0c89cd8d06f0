/** Feeds in words: how they fare, what a check brought. Addresses are never shown whole: they may carry a token. */
import { harmless } from '../alerts/markup.ts';
import type { Feed, FeedHealth } from '../model/feed.ts';
import { truncate } from '../text/truncate.ts';
import type { FeedAdding, FeedCheck, FeedFigures, FeedImport, FeedRow, FoundFeed } from './command.ts';
import { ago } from './times.ts';

const HEALTH_SIGNS: Readonly<Record<FeedHealth, string>> = {
  new: '🆕',
  good: '🟢',
  failing: '🟠',
  blocked: '⛔',
  gone: '⚫',
  silent: '🟡',
};

const REFUSALS_SHOWN = 8;

/** No feed is asked so rarely: it is not asked at all. */
const NEVER_MS = 400 * 24 * 60 * 60 * 1000;

/** The host of an address, `https://` left out or not; a word for what is none. */
export function hostOf(url: string): string {
  const parsed = URL.parse(url) ?? URL.parse(`https://${url}`);
  return parsed === null || parsed.host === '' ? 'that address' : parsed.host;
}

/** One line of `/feeds list`, two where the feed is in trouble. */
export function writeFeedLine({ feed, state }: FeedRow, figures: FeedFigures | undefined, now: number): string {
  const health = state?.health ?? 'new';
  const language = feed.language === undefined ? '' : ` \`${feed.language}\``;
  const parts = [
    `${HEALTH_SIGNS[health]} **${harmless(truncate(feed.title, 60))}**${language}`,
    `${harmless(hostOf(feed.url))}`,
    feed.sourceKind,
    health,
    itemsADay(figures?.itemsADay),
    figures === undefined ? undefined : alertsAMonth(figures.alertsAMonth),
    state?.lastSuccessAt === undefined ? 'not read yet' : `read ${ago(state.lastSuccessAt)}`,
    state === undefined ? undefined : nextPoll(state.nextDueAt, state.nextDueReason, now),
  ];
  const trouble =
    state?.lastError === undefined
      ? ''
      : `\n-# failed ${times(state.failures)}: ${harmless(truncate(state.lastError, 200))}`;
  return `${parts.filter((part) => part !== undefined).join(' · ')}${trouble}`;
}

/** When a feed is read next, and why then; what has no date that Discord could show is not asked any more. */
function nextPoll(dueAt: number, why: string, now: number): string {
  if (dueAt <= now) return 'due now';
  return dueAt > now + NEVER_MS ? harmless(why) : `next ${ago(dueAt)}, ${harmless(why)}`;
}

function alertsAMonth(count: number): string {
  if (count === 0) return 'no alert this month';
  return count === 1 ? '1 alert a month' : `${count} alerts a month`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times in a row`;
}

/** What came of `/feeds add`. */
export function writeAdding(adding: FeedAdding): string {
  switch (adding.kind) {
    case 'added': {
      const title = harmless(truncate(adding.feed.title, 80));
      return `🟢 **${title}** is read from now on. The ${adding.items} items that stand in it are filed, not told: alerts come with what is new.${elsewhere(adding.elsewhere, adding.items)}${repairs(adding.repairs)}`;
    }
    case 'already there': {
      const known = `“${harmless(truncate(adding.feed.title, 80))}” is read already`;
      const minutes = Math.round((adding.feed.minIntervalMs ?? 0) / 60_000);
      return adding.changed ? `${known}; from its next poll on not sooner than every ${minutes} minutes.` : `${known}.`;
    }
    case 'choose': {
      const found = adding.found.map(
        (feed) => `- **${harmless(truncate(feed.title, 60))}** (${harmless(hostOf(feed.url))}): ${writeTried(feed)}`,
      );
      return truncate(`That is a page, not a feed. Choose one of the feeds it names:\n${found.join('\n')}`, 1_900);
    }
    case 'refused':
      return `That feed was not added: ${harmless(truncate(adding.why, 500))}`;
  }
}

/** What a found feed would have brought. */
export function writeTried({ entries, reporting }: FoundFeed): string {
  if (entries === 0) return 'it holds no entry now';
  return `${reporting} of its last ${entries} ${entries === 1 ? 'entry' : 'entries'} would have been filed as a trip or deal`;
}

/** What came of `/feeds check`. */
export function writeCheck(feed: Feed, check: FeedCheck, now: number): string {
  const title = `**${harmless(truncate(feed.title, 80))}**`;
  switch (check.kind) {
    case 'refused':
      return `🟠 ${title} can’t be read: ${harmless(truncate(check.why, 500))}`;
    case 'good': {
      const { newest } = check;
      const at = newest?.publishedAt === undefined ? '' : `, ${ago(newest.publishedAt)}`;
      const last = newest === undefined ? '' : ` Newest: “${harmless(truncate(newest.title, 120))}”${at}.`;
      const pace = itemsADay(check.itemsADay);
      const next =
        check.nextDueAt === undefined ? undefined : nextPoll(check.nextDueAt, check.nextDueReason ?? '', now);
      const small = [`read by ${check.reader}`, pace, next].filter((part) => part !== undefined).join(' · ');
      return `🟢 ${title} brought ${check.items} ${check.items === 1 ? 'item' : 'items'}.${last}\n-# ${small}${repairs(check.repairs)}`;
    }
  }
}

/** What came of `/feeds import`. */
export function writeImport(imported: FeedImport): string {
  const refused = imported.refused
    .slice(0, REFUSALS_SHOWN)
    .map(({ url, why }) => `- ${harmless(hostOf(url))}: ${harmless(truncate(why, 120))}`);
  const more = imported.refused.length - refused.length;
  const lines = [
    `**${imported.added.length}** feeds were added, ${imported.known} were there already.`,
    imported.refused.length === 0 ? undefined : `${imported.refused.length} could not be taken:`,
    ...refused,
    more > 0 ? `… and ${more} more` : undefined,
    imported.added.length === 0 ? undefined : 'They are read one after the other; `/feeds list` shows how they fare.',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function itemsADay(count: number | undefined): string | undefined {
  if (count === undefined) return undefined;
  if (count >= 1.5) return `${Math.round(count)} items a day`;
  const perWeek = Math.round(count * 7);
  return perWeek >= 1 ? `${perWeek} ${perWeek === 1 ? 'item' : 'items'} a week` : 'less than an item a week';
}

function repairs(list: readonly string[]): string {
  return list.length === 0 ? '' : `\n-# The document had to be repaired: ${harmless(truncate(list.join('; '), 300))}`;
}

function elsewhere(count: number, items: number): string {
  if (count === 0) return '';
  const some = count === items ? 'All of them' : `${count} of them`;
  return ` ${some} were known already, by another feed of the outlet or from before, and are not taken twice.`;
}
