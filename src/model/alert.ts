/** An alert: one story told to one channel, for all watchlists of that channel that match. */

/** Why a watchlist was, or was not, told of a story; `/watch test` and the log quote it. */
export const ROUTE_REASONS = [
  'matched',
  'paused',
  'muted',
  'other officials',
  'other countries',
  'other organisations',
  'other kind',
  'below confidence',
  'other language',
  'backlog',
  'no usable date',
  'too old',
  'already told',
] as const;

/** One of {@link ROUTE_REASONS}. */
export type RouteReason = (typeof ROUTE_REASONS)[number];

/**
 * Whether an alert has a thread: `asked` from when its opening was put into the outbox, `off` for good where Discord
 * refused it or the desk deleted it.
 */
export type AlertThread = 'none' | 'asked' | 'off';

/** One story in one channel. */
export interface Alert {
  /** One happening makes one message in a channel: story and channel are unique together. */
  readonly id: string;
  readonly storyId: string;
  readonly guildId: string;
  readonly channelId: string;
  /** The watchlists that asked for it, those that matched first in front. */
  readonly watchlistIds: readonly string[];
  /** The story's version that was last rendered for it. */
  readonly toldVersion: number;
  /** Discord's id once the first delivery was taken. */
  readonly messageId: string | undefined;
  readonly createdAt: number;
  readonly thread: AlertThread;
  /** Set by "Mute this story": it is updated no more. */
  readonly mutedBy: string | undefined;
}
