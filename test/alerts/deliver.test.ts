import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeliverer, type Deliverer, type DeliveryTrouble } from '../../src/alerts/deliver.ts';
import { type PostOutcome, retryWaitMs } from '../../src/alerts/retry.ts';
import { createLog } from '../../src/log.ts';
import type { Delivery, OutboxRow } from '../../src/model/delivery.ts';
import { createAlerts } from '../../src/store/alerts.ts';
import { createOutbox, type Outbox } from '../../src/store/outbox.ts';
import { makeAlert, makeDelivery } from '../support/records.ts';
import { NOW, openTempStore, type TempStore } from '../support/temp-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const SENT: PostOutcome = { kind: 'sent', messageId: 'm1' };
const DOWN: PostOutcome = { kind: 'retry', afterMs: undefined, why: 'Discord answered 503' };
const refused = (reason: 'no permission' | 'channel gone' | 'message gone' | 'invalid'): PostOutcome => ({
  kind: 'refused',
  reason,
  why: 'Discord says no',
});

/** A request that Discord has not answered yet. */
interface Request {
  readonly row: OutboxRow;
  readonly targetId: string | undefined;
  answer(outcome: PostOutcome | Error): void;
}

/** The real outbox on a real file, a Discord that answers when the test says so, and a clock turned by hand. */
class DeliveryDesk {
  readonly store: TempStore = openTempStore();
  readonly outbox: Outbox = createOutbox(this.store.database);
  readonly alerts = createAlerts(this.store.database);
  readonly troubles: DeliveryTrouble[] = [];
  readonly requests: Request[] = [];
  deliverer: Deliverer;
  running: Promise<void>;
  #sleeper: { readonly until: number; readonly end: () => void } | undefined;
  #slept = Promise.withResolvers<void>();

  constructor() {
    this.deliverer = this.#make();
    this.running = this.deliverer.run();
  }

  #make(): Deliverer {
    return createDeliverer({
      outbox: this.outbox,
      post: (row, targetId) =>
        new Promise((resolve, reject) => {
          const answer = (outcome: PostOutcome | Error) =>
            outcome instanceof Error ? reject(outcome) : resolve(outcome);
          this.requests.push({ row, targetId, answer });
        }),
      now: () => this.store.clock.at,
      log: createLog('silent', 'json'),
      onTrouble: (trouble) => this.troubles.push(trouble),
      random: () => 0,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(), { once: true });
          this.#sleeper = { until: this.store.clock.at + ms, end: resolve };
          this.#slept.resolve();
        }),
    });
  }

  async enqueue(...changes: Partial<Delivery>[]): Promise<void> {
    for (const change of changes) {
      this.outbox.enqueue(makeDelivery({ alertId: undefined, createdAt: this.store.clock.at, ...change }));
    }
    await this.#untilIdle(() => this.deliverer.wake());
  }

  /** The requests under way, by the ids of their rows. */
  get waiting(): string[] {
    return this.requests.map(({ row }) => row.id);
  }

  /** Answers the request of a row, and waits until the deliverer has done what follows. */
  async answer(id: string, outcome: PostOutcome | Error): Promise<Request> {
    const index = this.requests.findIndex(({ row }) => row.id === id);
    const [request] = this.requests.splice(index, 1);
    if (index < 0 || request === undefined) throw new Error(`no request of ${id} under way, but ${this.waiting}`);
    await this.#untilIdle(() => request.answer(outcome));
    return request;
  }

  /** Turns the clock. */
  async pass(ms: number): Promise<void> {
    this.store.clock.at += ms;
    const sleeper = this.#sleeper;
    if (sleeper !== undefined && sleeper.until <= this.store.clock.at) await this.#untilIdle(sleeper.end);
  }

  /** The time that is slept for passes, and nothing is waited for. */
  endSleep(): void {
    this.#sleeper?.end();
  }

  async #untilIdle(act: () => void): Promise<void> {
    this.#slept = Promise.withResolvers<void>();
    act();
    await this.#slept.promise;
  }

  /** A killed process: what was under way is never answered, and another deliverer starts. */
  async restart(): Promise<void> {
    this.requests.length = 0;
    await this.#untilIdle(() => {
      this.deliverer = this.#make();
      this.running = this.deliverer.run();
    });
  }

  async stop(): Promise<void> {
    const closed = this.deliverer.close();
    for (const request of this.requests.splice(0)) request.answer(DOWN);
    await Promise.all([closed, this.running]);
    this.store.remove();
  }
}

const desks: DeliveryDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop();
});
function open(): DeliveryDesk {
  const desk = new DeliveryDesk();
  desks.push(desk);
  return desk;
}

describe('taking messages to Discord', () => {
  it('posts to channels side by side, and within a channel one after the other', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a1', channelId: 'a' }, { id: 'a2', channelId: 'a' }, { id: 'b1', channelId: 'b' });
    expect(desk.waiting).toEqual(['a1', 'b1']);
    await desk.answer('a1', SENT);
    expect(desk.waiting).toEqual(['b1', 'a2']);
    await desk.answer('a2', SENT);
    await desk.answer('b1', SENT);
    expect(desk.outbox.pendingCount()).toBe(0);
  });

  it('edits an alert’s own message, after it was posted', async () => {
    const desk = open();
    desk.alerts.save(makeAlert());
    await desk.enqueue(
      { id: 'post', alertId: 'alert-1' },
      { id: 'edit', alertId: 'alert-1', action: { kind: 'edit' } },
    );
    expect(desk.waiting).toEqual(['post']);
    await desk.answer('post', { kind: 'sent', messageId: 'm7' });
    expect(desk.requests).toMatchObject([{ row: { id: 'edit', action: { kind: 'edit' } }, targetId: 'm7' }]);
  });

  it('a crash between Discord’s yes and our mark repeats the post with the same nonce', async () => {
    const desk = open();
    await desk.enqueue({ id: 'nonce-1' });
    await desk.restart();
    expect(desk.waiting).toEqual(['nonce-1']);
  });

  it('a full disk after the post repeats it with the same nonce, later', async () => {
    const desk = open();
    await desk.enqueue({ id: 'nonce-1' });
    const { connection } = desk.store.database;
    connection.exec("CREATE TRIGGER full BEFORE UPDATE ON outbox BEGIN SELECT raise(ABORT, 'disk is full'); END");
    await desk.answer('nonce-1', SENT);
    expect(desk.waiting).toEqual([]);
    connection.exec('DROP TRIGGER full');
    await desk.pass(5_000);
    expect(desk.waiting).toEqual(['nonce-1']);
    await desk.answer('nonce-1', SENT);
    expect(desk.outbox.get('nonce-1')?.state).toBe('sent');
  });
});

describe('when Discord fails', () => {
  it('waits twice as long each time, from a second to five minutes, and the order holds', async () => {
    const desk = open();
    await desk.enqueue({ id: 'first' }, { id: 'second' });
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      await desk.answer('first', DOWN);
      await desk.pass(seconds * 1_000 - 1);
      expect(desk.waiting).toEqual([]);
      await desk.pass(1);
      expect(desk.waiting).toEqual(['first']);
    }
    await desk.answer('first', SENT);
    expect(desk.waiting).toEqual(['second']);
  });

  it('waits as long as Discord asks', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a' });
    await desk.answer('a', { kind: 'retry', afterMs: 90_000, why: 'rate limit' });
    await desk.pass(89_999);
    expect(desk.waiting).toEqual([]);
    await desk.pass(1);
    expect(desk.waiting).toEqual(['a']);
  });

  it('tells the desk when it has lasted for minutes, once, and nothing is lost', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a' });
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await desk.answer('a', DOWN);
      expect(desk.troubles.length).toBe(attempt < 6 ? 0 : 1);
      await desk.pass(5 * MINUTE_MS);
    }
    expect(desk.troubles[0]).toMatchObject({ kind: 'not taken', channelId: 'channel-1', guildId: 'guild-1' });
    expect(desk.outbox.get('a')?.state).toBe('pending');
  });

  it('takes an error that nobody foresaw for one that passes', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a' });
    await desk.answer('a', new TypeError('not foreseen'));
    await desk.pass(1_000);
    expect(desk.waiting).toEqual(['a']);
    expect(desk.outbox.get('a')?.lastError).toBe('not taken: not foreseen');
  });
});

describe('when a channel can’t be posted to', () => {
  it.each(['no permission', 'channel gone'] as const)(
    '%s: says so once with what to do, tries on slowly, and posts all of it once it is mended',
    async (reason) => {
      const desk = open();
      await desk.enqueue({ id: 'a' }, { id: 'b' }, { id: 'elsewhere', channelId: 'channel-2' });
      await desk.answer('elsewhere', SENT);
      for (const minutes of [5, 10, 20, 40, 60, 60]) {
        await desk.answer('a', refused(reason));
        await desk.pass(minutes * MINUTE_MS - 1);
        expect(desk.waiting).toEqual([]);
        await desk.pass(1);
      }
      expect(desk.troubles).toHaveLength(1);
      expect(desk.troubles[0]).toMatchObject({ kind: reason, channelId: 'channel-1', why: 'Discord says no' });
      expect(desk.troubles[0]?.advice).toContain('channel-1');
      await desk.answer('a', SENT);
      expect(desk.waiting).toEqual(['b']);
      await desk.answer('b', refused(reason));
      expect(desk.troubles).toHaveLength(2);
    },
  );

  it('does not say it again after a restart', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a' });
    await desk.answer('a', refused('no permission'));
    await desk.restart();
    await desk.pass(5 * MINUTE_MS);
    await desk.answer('a', refused('no permission'));
    expect(desk.troubles).toHaveLength(1);
  });

  it('is tried at once when the desk says that it is mended', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a' });
    await desk.answer('a', refused('no permission'));
    desk.outbox.release('channel-1', desk.store.clock.at);
    await desk.enqueue({ id: 'b' });
    expect(desk.waiting).toEqual(['a']);
  });

  it('gives up after a week what waited for a week, and keeps what came later', async () => {
    const desk = open();
    await desk.enqueue({ id: 'old' });
    await desk.answer('old', refused('channel gone'));
    await desk.pass(6 * DAY_MS);
    await desk.answer('old', refused('channel gone'));
    await desk.enqueue({ id: 'new' });
    await desk.pass(DAY_MS + 1);
    await desk.answer('old', refused('channel gone'));
    expect(desk.outbox.get('old')?.state).toBe('failed');
    expect(desk.waiting).toEqual(['new']);
    await desk.answer('new', refused('channel gone'));
    expect(desk.outbox.get('new')?.state).toBe('pending');
    expect(desk.troubles).toHaveLength(1);
  });
});

describe('when one message can’t be delivered', () => {
  it('a message that Discord calls invalid is given up with what Discord said, and the channel goes on', async () => {
    const desk = open();
    await desk.enqueue({ id: 'bad' }, { id: 'good' });
    await desk.answer('bad', refused('invalid'));
    expect(desk.outbox.listFailed()).toMatchObject([
      { id: 'bad', lastError: 'invalid: Discord says no', failedAt: NOW },
    ]);
    expect(desk.troubles).toMatchObject([{ kind: 'message refused' }]);
    expect(desk.waiting).toEqual(['good']);
  });

  it('a deleted alert is edited no more, but a change of its status is posted anew', async () => {
    const desk = open();
    desk.alerts.save(makeAlert());
    const ofAlert = { alertId: 'alert-1' } as const;
    await desk.enqueue({ ...ofAlert, id: 'post' });
    await desk.answer('post', SENT);
    await desk.enqueue({ ...ofAlert, id: 'edit', action: { kind: 'edit' } });
    await desk.answer('edit', refused('message gone'));
    expect(desk.troubles).toEqual([]);
    await desk.enqueue({ ...ofAlert, id: 'edit 2', action: { kind: 'edit' } });
    await desk.enqueue({ ...ofAlert, id: 'cancelled', action: { kind: 'reply' } });
    expect(desk.requests).toMatchObject([{ row: { id: 'cancelled', action: { kind: 'post' } }, targetId: undefined }]);
  });
});

describe('closing', () => {
  it('waits for the request under way, marks it, and starts no other', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a' }, { id: 'b' });
    const closed = desk.deliverer.close();
    desk.requests.splice(0)[0]?.answer(SENT);
    await closed;
    expect(desk.outbox.get('a')?.state).toBe('sent');
    expect(desk.waiting).toEqual([]);
  });

  it('does not wait for ever for a request that hangs', async () => {
    const desk = open();
    await desk.enqueue({ id: 'a' });
    const closed = Promise.all([desk.deliverer.close(), desk.running]);
    desk.endSleep();
    await closed;
    expect(desk.outbox.get('a')?.state).toBe('pending');
  });
});

describe('whatever Discord answers', () => {
  it('each channel’s messages are taken in order, each once, and none is forgotten', async () => {
    const outcome = fc.constantFrom<PostOutcome>(SENT, SENT, DOWN, refused('no permission'), refused('invalid'));
    const run = async (channels: readonly string[], outcomes: readonly PostOutcome[]) => {
      const desk = open();
      const sent: Record<string, number[]> = {};
      await desk.enqueue(...channels.map((channelId, index) => ({ id: String(index), channelId })));
      let answers = 0;
      for (let turn = 0; desk.outbox.pendingCount() > 0; turn += 1) {
        expect(turn).toBeLessThan(400);
        const request = desk.requests[answers % Math.max(1, desk.requests.length)];
        if (request === undefined) {
          await desk.pass(HOUR_MS);
          continue;
        }
        const answer = outcomes[answers] ?? SENT;
        answers += 1;
        await desk.answer(request.row.id, answer);
        const { id, channelId } = request.row;
        if (answer.kind === 'sent') sent[channelId] = [...(sent[channelId] ?? []), Number(id)];
      }
      for (const order of Object.values(sent)) expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
      const settled = Object.values(sent).flat().length + desk.outbox.listFailed(1_000).length;
      expect(settled).toBe(channels.length);
    };
    const channels = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(channels, fc.array(outcome, { maxLength: 30 }), run), { numRuns: 20 });
  });
});

describe('the wait before another attempt', () => {
  it('is never shorter than asked, never longer than an hour, and spread by at most a quarter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('no permission', 'channel gone', 'not taken' as const),
        fc.nat(1_000),
        fc.option(fc.nat(10_000_000), { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cause, attempts, afterMs, chance) => {
          const waitMs = retryWaitMs(cause, attempts, afterMs, chance);
          expect(waitMs).toBeGreaterThanOrEqual(Math.max(afterMs ?? 0, 750));
          expect(waitMs).toBeLessThanOrEqual(Math.max(afterMs ?? 0, HOUR_MS));
        },
      ),
    );
  });
});
