/** The watchdog: which feeds have stopped, and what can be done. Nothing stops in silence. */
import type { Feed, FeedState } from '../model/feed.ts';
import { unusualSilenceMs } from './rhythm.ts';
import { inWords } from './schedule.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** A feed without a good answer for so long is told of, whatever its rhythm: servers have bad hours, not bad half-days. */
const NO_ANSWER_MS = 6 * HOUR_MS;
/** … and for a feed that is asked rarely, so many of its usual gaps. */
const NO_ANSWER_GAPS = 4;
const NO_ANSWER_MOST_MS = 3 * DAY_MS;
/** A feed that was never read is told of sooner: whoever added it may still be there to mend the address. */
const NEVER_READ_MS = HOUR_MS;

/** What is wrong with a feed; the desk is told once for each. */
export type FeedTrouble = 'gone' | 'blocked' | 'never read' | 'no answer' | 'no news';

/** A feed that has stopped. */
export interface StoppedFeed {
  readonly feed: Feed;
  readonly trouble: FeedTrouble;
  /** Since when, ms since the epoch. */
  readonly sinceAt: number;
  /** One sentence for the desk: what is the matter, and what to do. */
  readonly words: string;
}

/**
 * The feeds that have been without success, or without news, for unusually long.
 *
 * Whom to tell, and whether it was told already, is the caller's; the same trouble of a feed keeps its `sinceAt`.
 */
export function findStopped(
  rows: readonly { readonly feed: Feed; readonly state: FeedState }[],
  now: number,
): readonly StoppedFeed[] {
  return rows.flatMap(({ feed, state }) => {
    const trouble = troubleOf(feed, state, now);
    return trouble === undefined ? [] : [{ feed, ...trouble }];
  });
}

function troubleOf(feed: Feed, state: FeedState, now: number): Omit<StoppedFeed, 'feed'> | undefined {
  const sinceAt = state.lastSuccessAt ?? feed.addedAt;
  const failingMs = state.failures === 0 ? 0 : now - sinceAt;
  const lately = state.lastSuccessAt === undefined ? '' : ` for ${inWords(now - state.lastSuccessAt)}`;
  const error = state.lastError ?? 'it was not asked';
  if (state.health === 'gone') {
    return { trouble: 'gone', sinceAt, words: `${feed.title} has ended: ${error}.` };
  }
  if (state.health === 'blocked' && failingMs > NEVER_READ_MS) {
    return { trouble: 'blocked', sinceAt, words: `${feed.title} can’t be read${lately}: ${error}.` };
  }
  if (state.lastSuccessAt === undefined) {
    return failingMs > NEVER_READ_MS
      ? { trouble: 'never read', sinceAt, words: `${feed.title} could not be read since it was added: ${error}.` }
      : undefined;
  }
  if (failingMs > patience(state)) {
    return {
      trouble: 'no answer',
      sinceAt,
      words: `${feed.title} can’t be read${lately}: ${error}. Dateline goes on trying; /feeds check shows more.`,
    };
  }
  const silentMs = unusualSilenceMs(state, now);
  if (silentMs === undefined) return undefined;
  return {
    trouble: 'no news',
    sinceAt: now - silentMs,
    words: `${feed.title} answers but has had no news for ${inWords(silentMs)}, which is unusual for it: see whether the outlet has moved its feed.`,
  };
}

function patience(state: FeedState): number {
  const [newest, oldest] = [state.recentItemsAt[0], state.recentItemsAt.at(-1)];
  const gapMs =
    newest === undefined || oldest === undefined || state.recentItemsAt.length < 2
      ? 0
      : (newest - oldest) / (state.recentItemsAt.length - 1);
  return Math.min(Math.max(NO_ANSWER_MS, NO_ANSWER_GAPS * gapMs), NO_ANSWER_MOST_MS);
}
