/** When a delivery is tried again. Pure. */

/** What became of a delivery. */
export type PostOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Discord or the way to it fails at the moment. @see retryWaitMs for `afterMs` */
  | { readonly kind: 'retry'; readonly afterMs: number | undefined; readonly why: string }
  | PostRefusal;

/** Discord won't take it, and said why. */
export interface PostRefusal {
  readonly kind: 'refused';
  /** `no thread`: it can't be opened or posted in; `thread gone`: it was deleted or locked. */
  readonly reason: 'no permission' | 'channel gone' | 'message gone' | 'no thread' | 'thread gone' | 'invalid';
  readonly why: string;
}

/** Why a channel does not get its messages. */
export type TroubleKind = 'no permission' | 'channel gone' | 'message refused' | 'no thread' | 'not taken';

/** What only people can mend: asked slowly, for 10,000 refused requests in 10 minutes get an address banned. */
export const SLOW_CAUSES: ReadonlySet<TroubleKind> = new Set(['no permission', 'channel gone']);

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60 * 1000;
const FIRST_SLOW_WAIT_MS = 5 * 60 * 1000;
const LONGEST_SLOW_WAIT_MS = 60 * 60 * 1000;

/** The share of a wait that chance may take off, so that channels which failed together don't return together. */
const JITTER = 0.25;

/**
 * How long to wait before the next attempt, in ms: doubled with each attempt from a second to five minutes, and for
 * what people have to mend from five minutes to an hour.
 *
 * @param attempts how many failed before this one
 * @param afterMs  what Discord asked for; never less is waited
 * @param chance   from 0 to 1
 */
export function retryWaitMs(cause: TroubleKind, attempts: number, afterMs: number | undefined, chance: number): number {
  const slow = SLOW_CAUSES.has(cause);
  const first = slow ? FIRST_SLOW_WAIT_MS : FIRST_WAIT_MS;
  const longest = slow ? LONGEST_SLOW_WAIT_MS : LONGEST_WAIT_MS;
  const doubled = Math.min(first * 2 ** Math.min(attempts, 30), longest);
  return Math.ceil(Math.max(doubled * (1 - JITTER * chance), afterMs ?? 0));
}
