/**
 * WebSub (W3C Recommendation of 2018): outlets that announce a hub push their news within a second. A hub that lies or falls
 * silent changes nothing, for polling goes on.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Feed, FeedState } from '../model/feed.ts';
import { withoutQuery } from './address.ts';
import type { HttpClient } from './http.ts';
import { isHttpError } from './http-errors.ts';
import type { PollOutcome } from './poll-feed.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** What we ask for; hubs may grant less. */
const WANTED_LEASE_SECONDS = 10 * 24 * 60 * 60;
/** The least and the most that we believe of a granted lease. */
const MIN_LEASE_MS = HOUR_MS;
const MAX_LEASE_MS = 30 * DAY_MS;
/** Renewed when so much of the lease is left. */
const RENEW_SHARE = 0.2;
/** A subscription that the hub doesn't confirm is asked for again after so long; the wait doubles with each try. */
const RETRY_MS = HOUR_MS;
const MAX_TRIES = 8;

/** While a hub sends a feed's news, the feed is polled so many times less often … */
const SLOWER = 4;
/** … and still once an hour: a hub that falls silent is found out by then. */
const MOST_SLOWED_MS = HOUR_MS;

/** The methods that WebSub names, and the one that old hubs use. */
const HMACS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/** A subscription as it is kept; its secret never leaves for the log. */
export interface Subscription {
  readonly feedId: string;
  readonly hubUrl: string;
  readonly topic: string;
  /** The last part of our own address for it: nobody can guess it. */
  readonly callbackId: string;
  /** What stands before it, as the hub was told; undefined for those that were asked for before this was kept. */
  readonly callbackBase?: string | undefined;
  readonly secret: string;
  /** `asked`: the hub has not confirmed it yet. */
  readonly state: 'asked' | 'confirmed';
  /** When it is to be asked for again, or renewed. */
  readonly dueAt: number;
  readonly tries: number;
  /** When the confirmed lease ends; undefined before the first confirmation. */
  readonly leaseEndsAt: number | undefined;
  /** Whether the hub sent what is signed, and no news since then came by polling alone: only then polling slows down. */
  readonly proven: boolean;
}

/** A request that came to `PUBLIC_URL`. */
export interface HubRequest {
  readonly method: string;
  /** What follows the path under which WebSub was mounted, `/` left out. */
  readonly callbackId: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** At most 10 MB; whoever listens ends longer ones. */
  readonly body: Uint8Array;
}

/** What is to be answered. */
export interface HubAnswer {
  readonly httpStatus: number;
  readonly text: string;
}

/** What WebSub is built from. */
export interface WebSubParts {
  /** Under which hubs reach us, without a slash at the end: `https://bot.example/websub`. */
  readonly callbackBase: string;
  readonly subscriptions: {
    list(): readonly Subscription[];
    get(feedId: string): Subscription | undefined;
    save(subscription: Subscription): void;
    remove(feedId: string): void;
  };
  readonly http: Pick<HttpClient, 'postForm'>;
  /** The poller's; a document is taken as if it had been polled. */
  readonly takeDocument: (
    feedId: string,
    body: Uint8Array,
    contentType: string | undefined,
  ) => Promise<Pick<PollOutcome, 'kind'> | undefined>;
  /** At least 128 bits in letters and digits. */
  readonly newSecret: () => string;
  readonly now: () => number;
  readonly log: Log;
}

/** WebSub's two sides: what we ask of hubs, and what they ask of us. */
export interface WebSub {
  /** Asks the hubs of these feeds for what is missing or runs out, and forgets what is no longer announced. */
  renew(rows: readonly { readonly feed: Feed; readonly state: FeedState }[]): Promise<void>;
  /** Asks the hub of one feed at once, when it is announced for the first time. */
  subscribe(row: { readonly feed: Feed; readonly state: FeedState }): Promise<void>;
  /** Whether a subscription has this callback: what comes for another is not worth reading. */
  knows(callbackId: string): boolean;
  /** Answers a hub: its question whether we meant it, or news. News is taken after the answer, hubs wait for nobody. */
  handle(request: HubRequest): HubAnswer;
  /**
   * Polls a feed less often while its hub serves it.
   *
   * @param next what a good poll made of the feed
   * @param polledNews whether that poll found news, which the hub then had not sent: it must prove itself anew
   * @returns `next`, perhaps due later; never later than an hour from now, or than `next` was by itself
   */
  pace(next: FeedState, polledNews: boolean): FeedState;
}

/** Makes it. */
export function createWebSub(parts: WebSubParts): WebSub {
  const { subscriptions, now, log } = parts;

  async function ask(
    mode: 'subscribe' | 'unsubscribe',
    subscription: Subscription,
    allowInnerAddress: boolean,
  ): Promise<void> {
    try {
      const answer = await parts.http.postForm(
        subscription.hubUrl,
        {
          'hub.mode': mode,
          'hub.topic': subscription.topic,
          'hub.callback': `${parts.callbackBase}/${subscription.callbackId}`,
          'hub.secret': subscription.secret,
          'hub.lease_seconds': String(WANTED_LEASE_SECONDS),
        },
        { allowInnerAddress },
      );
      if (answer.httpStatus >= 300)
        log.info({ topic: withoutQuery(subscription.topic), httpStatus: answer.httpStatus }, 'a hub refuses');
    } catch (error) {
      if (!isHttpError(error)) throw error;
      log.info({ topic: withoutQuery(subscription.topic), why: error.message }, 'a hub can’t be reached');
    }
  }

  async function renewOne(feed: Feed, hub: { readonly url: string; readonly topic: string }): Promise<void> {
    const known = subscriptions.get(feed.id);
    // To a hub that sends to an address of ours which is no more, it is a subscription that was never asked for.
    const isSame = known?.hubUrl === hub.url && known.topic === hub.topic && known.callbackBase === parts.callbackBase;
    const before = isSame ? known : undefined;
    if (before !== undefined && (before.dueAt > now() || before.tries >= MAX_TRIES)) return;
    const tries = (before?.tries ?? 0) + 1;
    const asked: Subscription = {
      feedId: feed.id,
      hubUrl: hub.url,
      topic: hub.topic,
      callbackId: before?.callbackId ?? parts.newSecret(),
      callbackBase: parts.callbackBase,
      secret: before?.secret ?? parts.newSecret(),
      // A renewal that isn't answered leaves the old lease as it is.
      state: before?.state ?? 'asked',
      dueAt: now() + RETRY_MS * 2 ** (tries - 1),
      tries,
      leaseEndsAt: before?.leaseEndsAt,
      proven: before?.proven ?? false,
    };
    // Kept before it is asked for: the hub may call back before it has answered.
    subscriptions.save(asked);
    await ask('subscribe', asked, feed.allowInnerAddress);
  }

  /** The hub asks whether we meant it (WebSub, 5.3); whoever else asks gets 404. */
  function verify(subscription: Subscription, query: URLSearchParams): HubAnswer {
    const mode = query.get('hub.mode');
    if (mode === 'denied') {
      log.info(
        { topic: withoutQuery(subscription.topic), why: query.get('hub.reason')?.slice(0, 200) },
        'a hub denies a subscription',
      );
      subscriptions.save({ ...subscription, state: 'asked', tries: MAX_TRIES, proven: false });
      return { httpStatus: 200, text: '' };
    }
    const challenge = query.get('hub.challenge') ?? '';
    // We never ask to be let go: a feed that is no longer announced simply isn't renewed.
    if (
      mode !== 'subscribe' ||
      query.get('hub.topic') !== subscription.topic ||
      challenge === '' ||
      challenge.length > 1000
    ) {
      return NOT_FOUND;
    }
    const seconds = Number(query.get('hub.lease_seconds') ?? WANTED_LEASE_SECONDS);
    const leaseMs = Math.min(Math.max((Number.isFinite(seconds) ? seconds : 0) * 1000, MIN_LEASE_MS), MAX_LEASE_MS);
    subscriptions.save({
      ...subscription,
      state: 'confirmed',
      dueAt: now() + leaseMs * (1 - RENEW_SHARE),
      leaseEndsAt: now() + leaseMs,
      tries: 0,
    });
    return { httpStatus: 200, text: challenge };
  }

  /** News (WebSub, 7): what isn't signed with our secret is swallowed with a 2xx, as the standard has it, and not read. */
  function receive(subscription: Subscription, request: HubRequest): HubAnswer {
    if (subscription.state === 'confirmed' && isSigned(request, subscription.secret)) {
      take(subscription.feedId, request).catch((error: unknown) => {
        log.error({ err: error, topic: withoutQuery(subscription.topic) }, 'what a hub sent could not be taken');
      });
    } else
      log.info({ topic: withoutQuery(subscription.topic) }, 'what a hub sent is not signed as agreed; it is not read');
    return { httpStatus: 202, text: '' };
  }

  async function take(feedId: string, { body, headers }: HubRequest): Promise<void> {
    const outcome = await parts.takeDocument(feedId, body, headers['content-type']);
    const subscription = subscriptions.get(feedId);
    // Only news is a proof: an old document sent again would slow polling down for nothing.
    if (outcome?.kind !== 'new items' || subscription === undefined || subscription.proven) return;
    subscriptions.save({ ...subscription, proven: true });
  }

  const findByCallback = (callbackId: string) => subscriptions.list().find((one) => one.callbackId === callbackId);

  return {
    pace(next, polledNews) {
      const subscription = subscriptions.get(next.feedId);
      if (subscription?.proven !== true) return next;
      if (polledNews) {
        subscriptions.save({ ...subscription, proven: false });
        return next;
      }
      if (subscription.state !== 'confirmed' || (subscription.leaseEndsAt ?? 0) <= now()) return next;
      const waitMs = next.nextDueAt - now();
      const slowerMs = Math.min(waitMs * SLOWER, MOST_SLOWED_MS);
      if (slowerMs <= waitMs) return next;
      return {
        ...next,
        nextDueAt: now() + slowerMs,
        nextDueReason: `${next.nextDueReason}, slower since its hub sends news`,
      };
    },
    async subscribe({ feed, state }) {
      if (state.hub !== undefined) await renewOne(feed, state.hub);
    },
    async renew(rows) {
      const announced = new Map(
        rows.flatMap(({ feed, state }) =>
          state.hub === undefined ? [] : [[feed.id, { feed, hub: state.hub }] as const],
        ),
      );
      for (const { feedId } of subscriptions.list()) if (!announced.has(feedId)) subscriptions.remove(feedId);
      for (const { feed, hub } of announced.values()) await renewOne(feed, hub);
    },
    knows: (callbackId) => findByCallback(callbackId) !== undefined,
    handle(request) {
      const subscription = findByCallback(request.callbackId);
      if (subscription === undefined) return request.method === 'POST' ? { httpStatus: 410, text: '' } : NOT_FOUND;
      if (request.method === 'GET') return verify(subscription, request.query);
      return request.method === 'POST' ? receive(subscription, request) : { httpStatus: 405, text: '' };
    },
  };
}

const NOT_FOUND: HubAnswer = { httpStatus: 404, text: '' };

function isSigned(request: HubRequest, secret: string): boolean {
  const [method = '', signature = ''] = (request.headers['x-hub-signature'] ?? '').trim().split('=', 2);
  if (!HMACS.has(method) || !/^[0-9a-f]+$/i.test(signature)) return false;
  const expected = createHmac(method, secret).update(request.body).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
