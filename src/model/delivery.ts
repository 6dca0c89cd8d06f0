/** A delivery: one message to post or edit, kept until Discord has taken it. */
import type { MessageParts } from './message.ts';

export const DELIVERY_STATES = ['pending', 'sent', 'failed'] as const;

/** `failed` only where trying again can't help; the desk is told. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What is to be done. */
export type DeliveryAction =
  | { readonly kind: 'post' }
  /** Edits the alert's first message; waits until that was posted. */
  | { readonly kind: 'edit' }
  /** Replies to the alert's first message; waits until that was posted. */
  | { readonly kind: 'reply' }
  /** Opens the thread of the story on the alert's first message; waits until that was posted. */
  | { readonly kind: 'open thread' /** 1 to 100 characters. */; readonly name: string }
  /**
   * Posts into the alert's thread. Where that can't be opened or was deleted, it replies in the channel, or is left
   * out: what only adds to the story stands in the edited message too.
   */
  | { readonly kind: 'in thread'; readonly otherwise: 'reply' | 'leave out' };

/** One message to post or edit. */
export interface Delivery {
  /** At most 25 characters: it is also the nonce (Discord, Create Message). */
  readonly id: string;
  /** Undefined for messages that belong to no alert: the watchdog's, a digest's. */
  readonly alertId: string | undefined;
  readonly guildId: string;
  readonly channelId: string;
  readonly action: DeliveryAction;
  readonly message: MessageParts;
  readonly createdAt: number;
}

/** A delivery with what trying has brought so far. */
export interface OutboxRow extends Delivery {
  /** Counts up; the order within a channel. */
  readonly position: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly lastError: string | undefined;
  /** The message that was made or edited. */
  readonly messageId: string | undefined;
}
