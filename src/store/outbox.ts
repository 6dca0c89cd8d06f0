/** The outbox: messages to post or edit, kept until Discord has taken them. */
import type { Delivery, DeliveryAction, OutboxRow } from '../model/delivery.ts';
import type { MessageParts } from '../model/message.ts';
import { numberOf, optionalNumberOf, optionalTextOf, type Row, textOf } from './columns.ts';
import type { Database } from './database.ts';

/** Discord takes a nonce of at most 25 characters (Create Message). */
const MAX_ID_CHARS = 25;

/** A row that may be tried now. */
export interface DueDelivery {
  readonly row: OutboxRow;
  /** The message to edit, to reply to or to open a thread on, or the thread to post in; undefined for a post. */
  readonly targetId: string | undefined;
}

/** A delivery that was given up. */
export interface FailedDelivery extends OutboxRow {
  readonly failedAt: number;
}

/** The outbox. Within a channel, rows go out in the order in which they came in. */
export interface Outbox {
  /**
   * Takes a delivery in, within the transaction that decided it.
   *
   * An edit takes the place of an edit of the same alert that is still pending: only the newest is worth sending. It
   * takes its place in the order too, so that a busy alert can't push its own edit back for ever.
   *
   * @throws {RangeError} where the id is longer than a nonce may be
   */
  enqueue(delivery: Delivery): 'queued' | 'replaced an edit';
  /**
   * The rows to try now: of each channel at most its oldest pending one, where its time has come.
   *
   * A reply or an edit whose alert has no message (the post was refused, or the desk deleted it) can't wait for one
   * that never comes, so it is settled here: an edit of a deleted message is dropped, for deleting is the desk's
   * will, and so is the opening of a thread; everything else becomes a post of its own, for it was never told. What is
   * meant for a thread that there isn't is told without it, as its action says.
   */
  nextDue(now: number, limit?: number): DueDelivery[];
  /** When the next row that can't be tried at `now` can be, ms since the epoch; undefined where there is none. */
  nextDueAt(now: number): number | undefined;
  /**
   * Discord took it. The first message of an alert becomes the alert's message in the same transaction, and so does
   * its thread.
   *
   * A row that was replaced while it was under way is gone: then nothing is marked, and the new one goes out too.
   */
  markSent(id: string, messageId: string, at: number): void;
  /** Try again at `nextAttemptAt`; the channel waits. */
  markRetry(id: string, nextAttemptAt: number, error: string): void;
  /** Trying again can't help; the channel goes on. */
  markFailed(id: string, error: string, at: number): void;
  /**
   * The alert's message is not there any more: the alert forgets it, and the row is settled as `nextDue` says.
   */
  markMessageGone(id: string, at: number): void;
  /** The alert has no thread, and gets none: the row and those behind it are told without it, as their actions say. */
  markThreadOff(id: string, error: string, at: number): void;
  /** Gives up a channel's rows that were taken in before `createdBefore`. @returns how many */
  failOlderThan(channelId: string, createdBefore: number, error: string, at: number): number;
  /** Lets a channel's first row be tried at once, after the desk mended what was wrong. */
  release(channelId: string, now: number): void;
  get(id: string): OutboxRow | undefined;
  pendingCount(channelId?: string): number;
  /** When the oldest pending row came in, ms since the epoch. */
  oldestPendingAt(): number | undefined;
  /** The latest first. */
  listFailed(limit?: number): FailedDelivery[];
  /** Removes rows that were sent before the one instant and that failed before the other. @returns how many */
  removeSettled(sentBefore: number, failedBefore: number): number;
}

const REPLACE_EDIT = `UPDATE outbox SET id = ?, message = ?, created_at = ?
  WHERE position = (SELECT max(position) FROM outbox WHERE state = 'pending' AND action = 'edit' AND alert_id = ?)`;

const INSERT = `INSERT INTO outbox
    (id, alert_id, guild_id, channel_id, action, action_detail, message, created_at, state, attempts, next_attempt_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?)`;

const HEADS = `SELECT outbox.*, alerts.message_id AS target, alerts.thread_id, coalesce(alerts.message_gone, 0) AS message_gone
  FROM outbox LEFT JOIN alerts ON alerts.id = outbox.alert_id
  WHERE position IN (SELECT min(position) FROM outbox WHERE state = 'pending' GROUP BY channel_id)
    AND next_attempt_at <= ?
  ORDER BY position LIMIT ?`;

const NEXT_DUE_AT = `SELECT min(next_attempt_at) AS at FROM outbox
  WHERE position IN (SELECT min(position) FROM outbox WHERE state = 'pending' GROUP BY channel_id)
    AND next_attempt_at > ?`;

const SETTLE = `UPDATE outbox SET state = ?, message_id = ?, last_error = ?, settled_at = ?, attempts = attempts + ?
  WHERE id = ? AND state = 'pending' RETURNING alert_id, action`;

const OWN_THREAD = 'UPDATE alerts SET thread_id = ? WHERE id = ?';

const OWN_MESSAGE = 'UPDATE alerts SET message_id = ?, message_gone = 0 WHERE id = ?';

export function createOutbox(database: Database): Outbox {
  const settle = (id: string, state: 'sent' | 'failed', messageId: string | null, error: string | null, at: number) =>
    database.prepare(SETTLE).get(state, messageId, error, at, 1, id);

  const become = (row: OutboxRow, action: Extract<DeliveryAction, { kind: 'post' | 'reply' }>): OutboxRow => {
    database.prepare('UPDATE outbox SET action = ?, action_detail = NULL WHERE id = ?').run(action.kind, row.id);
    return { ...row, action };
  };

  /** Settles a head that has no message to go to. @returns the row as a post; undefined where it was dropped */
  const settleWithoutMessage = (row: OutboxRow, messageGone: boolean, now: number): OutboxRow | undefined => {
    if (row.action.kind === 'open thread' || (row.action.kind === 'edit' && messageGone)) {
      settle(row.id, 'failed', null, 'the message was deleted in the channel', now);
      return undefined;
    }
    return become(row, { kind: 'post' });
  };

  /** Settles a row that has no thread to go to. @returns the row as a reply; undefined where it was dropped */
  const settleWithoutThread = (row: OutboxRow, error: string, now: number): OutboxRow | undefined => {
    if (row.action.kind === 'in thread' && row.action.otherwise === 'reply') return become(row, { kind: 'reply' });
    settle(row.id, 'failed', null, error, now);
    return undefined;
  };

  /** The row as it can be tried now, with what it goes to; undefined where it was dropped. */
  const readyRow = (found: Row, now: number): DueDelivery | undefined => {
    const isGone = numberOf(found, 'message_gone') === 1;
    const [message, thread] = [optionalTextOf(found, 'target'), optionalTextOf(found, 'thread_id')];
    const read = readRow(found);
    if (read.action.kind === 'in thread' && thread !== undefined) return { row: read, targetId: thread };
    const row = read.action.kind === 'in thread' ? settleWithoutThread(read, 'there is no thread', now) : read;
    if (row === undefined || row.action.kind === 'post') return row && { row, targetId: undefined };
    if (message !== undefined) return { row, targetId: message };
    const post = settleWithoutMessage(row, isGone, now);
    return post && { row: post, targetId: undefined };
  };

  const findDue = (now: number, limit: number): { due: DueDelivery[]; dropped: number } => {
    const due: DueDelivery[] = [];
    let dropped = 0;
    for (const found of database.prepare(HEADS).all(now, limit)) {
      const ready = readyRow(found, now);
      if (ready === undefined) dropped += 1;
      else due.push(ready);
    }
    return { due, dropped };
  };

  const outbox: Outbox = {
    enqueue: (delivery) =>
      database.transaction<'queued' | 'replaced an edit'>(() => {
        const { id, alertId, action, createdAt } = delivery;
        if (id.length === 0 || id.length > MAX_ID_CHARS) {
          throw new RangeError(`a delivery's id has 1 to ${MAX_ID_CHARS} characters, not ${id.length}`);
        }
        const message = JSON.stringify(delivery.message);
        if (action.kind === 'edit' && alertId !== undefined) {
          const replaced = database.prepare(REPLACE_EDIT).run(id, message, createdAt, alertId);
          if (replaced.changes > 0) return 'replaced an edit';
        }
        database
          .prepare(INSERT)
          .run(
            id,
            alertId ?? null,
            delivery.guildId,
            delivery.channelId,
            action.kind,
            detailOf(action),
            message,
            createdAt,
            createdAt,
          );
        return 'queued';
      }),
    nextDue: (now, limit = 100) =>
      database.transaction<DueDelivery[]>(() => {
        for (;;) {
          // Behind a dropped edit stands the channel's next row, which is due as well.
          const { due, dropped } = findDue(now, limit);
          if (dropped === 0) return due;
        }
      }),
    nextDueAt: (now) => optionalNumberOf(database.prepare(NEXT_DUE_AT).get(now) ?? { at: null }, 'at'),
    markSent: (id, messageId, at) =>
      database.transaction<void>(() => {
        const settled = settle(id, 'sent', messageId, null, at);
        const alertId = settled === undefined ? undefined : optionalTextOf(settled, 'alert_id');
        if (alertId === undefined) return;
        if (settled?.action === 'post') database.prepare(OWN_MESSAGE).run(messageId, alertId);
        if (settled?.action === 'open thread') database.prepare(OWN_THREAD).run(messageId, alertId);
      }),
    markRetry(id, nextAttemptAt, error) {
      database
        .prepare(
          `UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ?, last_error = ?
           WHERE id = ? AND state = 'pending'`,
        )
        .run(nextAttemptAt, error, id);
    },
    markFailed(id, error, at) {
      settle(id, 'failed', null, error, at);
    },
    markMessageGone: (id, at) =>
      database.transaction<void>(() => {
        const row = outbox.get(id);
        if (row === undefined || row.state !== 'pending' || row.alertId === undefined) return;
        database.prepare('UPDATE alerts SET message_id = NULL, message_gone = 1 WHERE id = ?').run(row.alertId);
        settleWithoutMessage(row, true, at);
      }),
    markThreadOff: (id, error, at) =>
      database.transaction<void>(() => {
        const row = outbox.get(id);
        if (row === undefined || row.state !== 'pending' || row.alertId === undefined) return;
        database.prepare("UPDATE alerts SET thread = 'off', thread_id = NULL WHERE id = ?").run(row.alertId);
        settleWithoutThread(row, error, at);
      }),
    failOlderThan: (channelId, createdBefore, error, at) =>
      Number(
        database
          .prepare(
            `UPDATE outbox SET state = 'failed', last_error = ?, settled_at = ?
             WHERE channel_id = ? AND state = 'pending' AND created_at < ?`,
          )
          .run(error, at, channelId, createdBefore).changes,
      ),
    release(channelId, now) {
      database
        .prepare(
          "UPDATE outbox SET next_attempt_at = ? WHERE channel_id = ? AND state = 'pending' AND next_attempt_at > ?",
        )
        .run(now, channelId, now);
    },
    get(id) {
      const row = database.prepare('SELECT * FROM outbox WHERE id = ?').get(id);
      return row === undefined ? undefined : readRow(row);
    },
    pendingCount(channelId) {
      const row =
        channelId === undefined
          ? database.prepare("SELECT count(*) AS rows FROM outbox WHERE state = 'pending'").get()
          : database
              .prepare("SELECT count(*) AS rows FROM outbox WHERE state = 'pending' AND channel_id = ?")
              .get(channelId);
      return row === undefined ? 0 : numberOf(row, 'rows');
    },
    oldestPendingAt: () =>
      optionalNumberOf(
        database.prepare("SELECT min(created_at) AS at FROM outbox WHERE state = 'pending'").get() ?? { at: null },
        'at',
      ),
    listFailed: (limit = 50) =>
      database
        .prepare("SELECT * FROM outbox WHERE state = 'failed' ORDER BY settled_at DESC, position DESC LIMIT ?")
        .all(limit)
        .map((row) => ({ ...readRow(row), failedAt: numberOf(row, 'settled_at') })),
    removeSettled: (sentBefore, failedBefore) =>
      Number(
        database
          .prepare(
            "DELETE FROM outbox WHERE (state = 'sent' AND settled_at < ?) OR (state = 'failed' AND settled_at < ?)",
          )
          .run(sentBefore, failedBefore).changes,
      ),
  };
  return outbox;
}

function readRow(row: Row): OutboxRow {
  const message: MessageParts = JSON.parse(textOf(row, 'message'));
  return {
    id: textOf(row, 'id'),
    alertId: optionalTextOf(row, 'alert_id'),
    guildId: textOf(row, 'guild_id'),
    channelId: textOf(row, 'channel_id'),
    action: readAction(textOf(row, 'action'), optionalTextOf(row, 'action_detail')),
    message,
    createdAt: numberOf(row, 'created_at'),
    position: numberOf(row, 'position'),
    state: row.state === 'sent' || row.state === 'failed' ? row.state : 'pending',
    attempts: numberOf(row, 'attempts'),
    nextAttemptAt: numberOf(row, 'next_attempt_at'),
    lastError: optionalTextOf(row, 'last_error'),
    messageId: optionalTextOf(row, 'message_id'),
  };
}

function readAction(kind: string, detail: string | undefined): DeliveryAction {
  switch (kind) {
    case 'edit':
    case 'reply':
      return { kind };
    case 'open thread':
      return { kind, name: detail ?? '' };
    case 'in thread':
      return { kind, otherwise: detail === 'reply' ? 'reply' : 'leave out' };
    default:
      return { kind: 'post' };
  }
}

function detailOf(action: DeliveryAction): string | null {
  if (action.kind === 'open thread') return action.name;
  return action.kind === 'in thread' ? action.otherwise : null;
}
