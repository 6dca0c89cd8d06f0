/** What every outbox must do, whatever it is built on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alerts } from '../../src/store/alerts.ts';
import type { Outbox } from '../../src/store/outbox.ts';
import { makeAlert, makeDelivery } from '../support/records.ts';
import { NOW } from '../support/temp-store.ts';

const POST = { kind: 'post' } as const;
const EDIT = { kind: 'edit' } as const;
const REPLY = { kind: 'reply' } as const;

const message = (content: string) => ({ content, embeds: [], buttons: [], pingRoleIds: [] });

/** @param open gives an empty outbox and the alerts beside it */
export function outboxContract(open: () => { outbox: Outbox; alerts: Alerts }): void {
  const openWithAlert = () => {
    const parts = open();
    parts.alerts.save(makeAlert());
    return parts;
  };
  const dueIds = (outbox: Outbox, now = NOW): string[] => outbox.nextDue(now).map(({ row }) => row.id);

  describe('order', () => {
    it('a channel’s next message waits until the one before it was taken', () => {
      const { outbox } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'first', alertId: undefined }));
      outbox.enqueue(makeDelivery({ id: 'second', alertId: undefined }));
      expect(dueIds(outbox)).toEqual(['first']);
      outbox.markRetry('first', NOW + 1_000, 'Discord is down');
      expect(dueIds(outbox)).toEqual([]);
      expect(outbox.nextDueAt(NOW)).toBe(NOW + 1_000);
      expect(outbox.nextDueAt(NOW + 1_000)).toBeUndefined();
      expect(dueIds(outbox, NOW + 1_000)).toEqual(['first']);
      outbox.markSent('first', 'm1', NOW);
      expect(dueIds(outbox)).toEqual(['second']);
    });

    it('one channel’s trouble holds no other channel up', () => {
      const { outbox } = open();
      outbox.enqueue(makeDelivery({ id: 'a', channelId: 'a', alertId: undefined }));
      outbox.enqueue(makeDelivery({ id: 'b', channelId: 'b', alertId: undefined }));
      outbox.markRetry('a', NOW + 1_000, 'no permission');
      expect(dueIds(outbox)).toEqual(['b']);
    });

    it('after a message that Discord refuses for good, the channel goes on', () => {
      const { outbox } = open();
      outbox.enqueue(makeDelivery({ id: 'bad', alertId: undefined }));
      outbox.enqueue(makeDelivery({ id: 'good', alertId: undefined }));
      outbox.markFailed('bad', 'Discord: embed too long', NOW);
      expect(dueIds(outbox)).toEqual(['good']);
      expect(outbox.listFailed().map(({ id, lastError }) => [id, lastError])).toEqual([
        ['bad', 'Discord: embed too long'],
      ]);
    });

    it('whatever happens, a channel’s messages are sent in the order in which they were decided', () => {
      const step = fc.record({
        channel: fc.constantFrom('a', 'b', 'c'),
        act: fc.constantFrom('enqueue', 'enqueue', 'send', 'retry', 'fail'),
      });
      fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
          const { outbox } = open();
          const taken: Record<string, number[]> = {};
          let now = NOW;
          for (const [number, { channel, act }] of steps.entries()) {
            now += 1_000;
            if (act === 'enqueue') {
              outbox.enqueue(
                makeDelivery({ id: String(number), channelId: channel, alertId: undefined, createdAt: now }),
              );
              continue;
            }
            const due = outbox.nextDue(now);
            expect(new Set(due.map(({ row }) => row.channelId)).size).toBe(due.length);
            const row = due.find((candidate) => candidate.row.channelId === channel)?.row;
            if (row === undefined) continue;
            if (act === 'retry') outbox.markRetry(row.id, now + 3_000, 'later');
            else {
              if (act === 'fail') outbox.markFailed(row.id, 'refused', now);
              else outbox.markSent(row.id, `m${row.id}`, now);
              taken[channel] = [...(taken[channel] ?? []), Number(row.id)];
            }
          }
          for (const order of Object.values(taken)) expect(order).toEqual([...order].sort((x, y) => x - y));
        }),
        { numRuns: 25 },
      );
    });
  });

  describe('an alert that grows', () => {
    it('has its message once the post was taken; edits and replies go to it', () => {
      const { outbox, alerts } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'post' }));
      outbox.enqueue(makeDelivery({ id: 'reply', action: REPLY }));
      outbox.enqueue(makeDelivery({ id: 'edit', action: EDIT }));
      outbox.markSent('post', 'm1', NOW);
      expect(alerts.byId('alert-1')?.messageId).toBe('m1');
      expect(alerts.byMessage('m1')?.id).toBe('alert-1');
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'reply' }, targetId: 'm1' }]);
      outbox.markSent('reply', 'm2', NOW);
      expect(alerts.byId('alert-1')?.messageId).toBe('m1');
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'edit' }, targetId: 'm1' }]);
    });

    it('is edited once where five sources came while the channel waited, and says what the last one said', () => {
      const { outbox } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'post' }));
      expect(outbox.enqueue(makeDelivery({ id: 'e1', action: EDIT, message: message('2 sources') }))).toBe('queued');
      outbox.enqueue(makeDelivery({ id: 'other', alertId: undefined }));
      for (const sources of [3, 4, 5]) {
        const delivery = makeDelivery({ id: `e${sources}`, action: EDIT, message: message(`${sources} sources`) });
        expect(outbox.enqueue(delivery)).toBe('replaced an edit');
      }
      expect(outbox.pendingCount()).toBe(3);
      expect(dueIds(outbox)).toEqual(['post']);
      outbox.markSent('post', 'm1', NOW);
      expect(outbox.nextDue(NOW)[0]?.row).toMatchObject({ id: 'e5', message: { content: '5 sources' } });
    });

    it('sends the newer edit too where the older one was under way already', () => {
      const { outbox } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'post' }));
      outbox.markSent('post', 'm1', NOW);
      outbox.enqueue(makeDelivery({ id: 'e1', action: EDIT }));
      expect(dueIds(outbox)).toEqual(['e1']);
      outbox.enqueue(makeDelivery({ id: 'e2', action: EDIT }));
      outbox.markSent('e1', 'm1', NOW);
      expect(dueIds(outbox)).toEqual(['e2']);
    });

    it('is told by its edit where the post was refused', () => {
      const { outbox, alerts } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'post' }));
      outbox.enqueue(makeDelivery({ id: 'edit', action: EDIT }));
      outbox.markFailed('post', 'invalid', NOW);
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'edit', action: POST }, targetId: undefined }]);
      outbox.markSent('edit', 'm9', NOW);
      expect(alerts.byId('alert-1')?.messageId).toBe('m9');
    });

    it('is not edited any more where the desk deleted the message, but a change of status is told anew', () => {
      const { outbox, alerts } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'post' }));
      outbox.markSent('post', 'm1', NOW);
      outbox.enqueue(makeDelivery({ id: 'e1', action: EDIT }));
      outbox.markMessageGone('e1', NOW);
      expect(alerts.byId('alert-1')?.messageId).toBeUndefined();
      outbox.enqueue(makeDelivery({ id: 'e2', action: EDIT }));
      outbox.enqueue(makeDelivery({ id: 'cancelled', action: REPLY }));
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'cancelled', action: POST } }]);
      outbox.markSent('cancelled', 'm2', NOW);
      expect(alerts.byId('alert-1')?.messageId).toBe('m2');
      outbox.enqueue(makeDelivery({ id: 'e3', action: EDIT }));
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'e3', action: EDIT }, targetId: 'm2' }]);
    });

    it('posts a reply by itself where the message goes while it is sent', () => {
      const { outbox } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'post' }));
      outbox.markSent('post', 'm1', NOW);
      outbox.enqueue(makeDelivery({ id: 'reply', action: REPLY }));
      outbox.markMessageGone('reply', NOW);
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'reply', action: POST }, targetId: undefined }]);
    });

    it('keeps its message when a copy of the alert from before the post is saved', () => {
      const { outbox, alerts } = openWithAlert();
      outbox.enqueue(makeDelivery({ id: 'post' }));
      outbox.markSent('post', 'm1', NOW);
      alerts.save(makeAlert({ toldVersion: 2 }));
      expect(alerts.byId('alert-1')).toMatchObject({ toldVersion: 2, messageId: 'm1' });
    });
  });

  describe('an alert whose story grows in a thread', () => {
    const OPEN = { kind: 'open thread', name: 'Igor Sechin · Caracas' } as const;
    const NOTE = { kind: 'in thread', otherwise: 'leave out' } as const;
    const FIGURE = { kind: 'in thread', otherwise: 'reply' } as const;
    const openWithThread = () => {
      const opened = openWithAlert();
      opened.outbox.enqueue(makeDelivery({ id: 'post' }));
      opened.outbox.enqueue(makeDelivery({ id: 'open', action: OPEN }));
      opened.outbox.enqueue(makeDelivery({ id: 'note', action: NOTE }));
      opened.outbox.enqueue(makeDelivery({ id: 'figure', action: FIGURE }));
      opened.outbox.markSent('post', 'm1', NOW);
      return opened;
    };

    it('opens the thread on its message, and posts in the thread what is meant for it', () => {
      const { outbox, alerts } = openWithThread();
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'open', action: OPEN }, targetId: 'm1' }]);
      outbox.markSent('open', 't1', NOW);
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'note', action: NOTE }, targetId: 't1' }]);
      outbox.markSent('note', 'm2', NOW);
      expect(alerts.byId('alert-1')?.messageId, 'the first message stays the alert').toBe('m1');
    });

    it('without a thread replies with what must be told, and leaves out what the message says too', () => {
      const { outbox, alerts } = openWithThread();
      outbox.markThreadOff('open', 'no thread: no permission', NOW);
      expect(alerts.byId('alert-1')?.thread).toBe('off');
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'figure', action: REPLY }, targetId: 'm1' }]);
      expect(outbox.get('note')).toMatchObject({ state: 'failed' });
    });

    it('goes on in the channel when the desk deletes the thread, and opens no other', () => {
      const { outbox, alerts } = openWithThread();
      outbox.markSent('open', 't1', NOW);
      outbox.markSent('note', 'm2', NOW);
      outbox.markThreadOff('figure', 'thread gone: deleted', NOW);
      expect(outbox.nextDue(NOW)).toMatchObject([{ row: { id: 'figure', action: REPLY }, targetId: 'm1' }]);
      alerts.save(makeAlert({ thread: 'asked' }));
      expect(alerts.byId('alert-1')?.thread).toBe('off');
    });

    it('opens no thread on a message that was deleted', () => {
      const { outbox } = openWithThread();
      outbox.markMessageGone('open', NOW);
      expect(outbox.get('open')).toMatchObject({ state: 'failed' });
    });
  });

  describe('housekeeping', () => {
    it('refuses an id that is no nonce, and the same id twice', () => {
      const { outbox } = open();
      expect(() => outbox.enqueue(makeDelivery({ id: 'x'.repeat(26) }))).toThrow(RangeError);
      outbox.enqueue(makeDelivery({ id: 'x'.repeat(25) }));
      expect(() => outbox.enqueue(makeDelivery({ id: 'x'.repeat(25) }))).toThrow();
    });

    it('a row that was sent stays sent, whatever comes later', () => {
      const { outbox } = open();
      outbox.enqueue(makeDelivery({ id: 'a', alertId: undefined }));
      outbox.markSent('a', 'm1', NOW);
      outbox.markRetry('a', NOW, 'late answer');
      outbox.markFailed('a', 'late answer', NOW);
      expect(outbox.get('a')).toMatchObject({ state: 'sent', messageId: 'm1', attempts: 1 });
    });

    it('gives up what a dead channel could not take for too long, and keeps the rest', () => {
      const { outbox } = open();
      outbox.enqueue(makeDelivery({ id: 'old', alertId: undefined, createdAt: NOW - 1_000 }));
      outbox.enqueue(makeDelivery({ id: 'new', alertId: undefined, createdAt: NOW }));
      expect(outbox.failOlderThan('channel-1', NOW, 'channel gone', NOW)).toBe(1);
      expect(dueIds(outbox)).toEqual(['new']);
    });

    it('tries a channel at once when the desk mended it', () => {
      const { outbox } = open();
      outbox.enqueue(makeDelivery({ id: 'a', alertId: undefined }));
      outbox.markRetry('a', NOW + 3_600_000, 'no permission');
      outbox.release('channel-1', NOW + 1);
      expect(dueIds(outbox, NOW + 1)).toEqual(['a']);
    });

    it('removes what was sent days ago, and never what is pending', () => {
      const { outbox } = open();
      for (const id of ['sent', 'sent later', 'failed', 'pending']) {
        outbox.enqueue(makeDelivery({ id, channelId: id, alertId: undefined, createdAt: NOW - 9_000 }));
      }
      outbox.markSent('sent', 'm1', NOW - 5_000);
      outbox.markSent('sent later', 'm2', NOW);
      outbox.markFailed('failed', 'refused', NOW - 5_000);
      expect(outbox.removeSettled(NOW - 1_000, NOW - 8_000)).toBe(1);
      expect(outbox.removeSettled(NOW - 1_000, NOW - 1_000)).toBe(1);
      expect(outbox.pendingCount()).toBe(1);
      expect(outbox.oldestPendingAt()).toBe(NOW - 9_000);
    });
  });
}
