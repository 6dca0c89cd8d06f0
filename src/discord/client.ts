/** The connection to Discord: logs in, stays logged in, and says plainly why it can't. */
import {
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type REST,
  Status,
  type WebSocketShard,
} from 'discord.js';
import type { Log } from '../log.ts';
import type { Secret } from '../secret.ts';
import { DiscordLoginError, describeError, toLoginError } from './errors.ts';
import { createRest, keepToken, restOptions } from './rest.ts';

/** What a connection needs. */
export interface ConnectionParts {
  readonly token: Secret;
  /** Base of a Discord-compatible API without version, `http://127.0.0.1:4747/api`; undefined for Discord's own. */
  readonly apiUrl: string | undefined;
  readonly log: Log;
  onInteraction(interaction: Interaction): Promise<void>;
  /** After every login, the first included: commands are registered here. */
  onReady?(client: Client<true>): void;
  /** When we were removed from a server, or it was deleted; not when it is down. */
  onGuildLeft?(guildId: string): void;
  /** When Discord will never take us again with this token. */
  onFatal?(error: DiscordLoginError): void;
  readonly waits?: Partial<Waits>;
}

/** A guild that is down must not hold the others back for discord.js's own 15 s. */
const GUILDS_WAIT_MS = 3_000;

/** How long the connection waits for what. */
export interface Waits {
  /** From a login to READY. */
  readonly readyMs: number;
  /** Before the first further login; doubled each time up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** How long a lost gateway may mend itself before we log in anew. */
  readonly rebuildAfterMs: number;
}

const DEFAULT_WAITS: Waits = { readyMs: 30_000, backoffMs: 1_000, maxBackoffMs: 15_000, rebuildAfterMs: 20_000 };

/** Close codes after which the gateway says not to come back (Discord, "Gateway Close Event Codes"). */
const FATAL_CLOSE_CODES: ReadonlyMap<number, 'bad token' | 'intents not allowed'> = new Map([
  [4004, 'bad token'],
  [4013, 'intents not allowed'],
  [4014, 'intents not allowed'],
]);

/** The connection to Discord. */
export interface Connection {
  /** For posting: outlives every login, so that a lost gateway stops no delivery. */
  readonly rest: REST;
  /** The client of the present login; undefined before the first and after `close`. */
  client(): Client<true> | undefined;
  /** The bot's user id; undefined before the first login. */
  selfId(): string | undefined;
  /**
   * Resolves at the first READY; tries again for as long as that may help.
   *
   * @throws {DiscordLoginError} with `again: 'never'`, or when closed
   */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Makes a connection; nothing goes out before `start`. */
export function createConnection(parts: ConnectionParts): Connection {
  const waits = { ...DEFAULT_WAITS, ...parts.waits };
  const rest = createRest(parts.token, parts.apiUrl);
  keepToken(rest, parts.token);
  const closing = new AbortController();
  let current: Client | undefined;
  let selfId: string | undefined;
  let supervising: NodeJS.Timeout | undefined;
  let lostAfterChecks = 0;
  let connecting = false;

  async function logIn(): Promise<void> {
    const client = createClient(parts);
    current = client;
    client.once(Events.ClientReady, (ready) => {
      selfId = ready.user.id;
      parts.onReady?.(ready);
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      const failure = FATAL_CLOSE_CODES.get(code);
      if (failure !== undefined) parts.onFatal?.(new DiscordLoginError(failure, new Error(`gateway closed: ${code}`)));
    });
    try {
      await untilReady(client, parts.token, waits.readyMs, closing.signal);
    } catch (error) {
      await tearDown(client);
      throw toLoginError(error);
    }
  }

  /** Logs in until it works, is hopeless, or is called off. */
  async function keepLoggingIn(): Promise<void> {
    connecting = true;
    try {
      for (let waitMs = waits.backoffMs; ; waitMs = Math.min(waitMs * 2, waits.maxBackoffMs)) {
        try {
          await logIn();
          return;
        } catch (error) {
          const failure = toLoginError(error);
          if (failure.again === 'never' || closing.signal.aborted) throw failure;
          parts.log.warn({ error: failure.message, waitMs }, `${failure.remedy} Trying again`);
          await pause(waitMs, closing.signal);
          if (closing.signal.aborted) throw failure;
        }
      }
    } finally {
      connecting = false;
    }
  }

  /** discord.js mends a lost gateway by itself, nearly always; where it doesn't, we log in anew. */
  function supervise(): void {
    const checkEveryMs = Math.max(10, waits.rebuildAfterMs / 4);
    supervising = setInterval(() => {
      if (connecting || closing.signal.aborted) return;
      lostAfterChecks = current !== undefined && isConnected(current) ? 0 : lostAfterChecks + 1;
      if (lostAfterChecks < 4) return;
      lostAfterChecks = 0;
      parts.log.warn({ lostMs: waits.rebuildAfterMs }, 'the gateway stays lost: logging in anew');
      const old = current;
      void (old === undefined ? Promise.resolve() : tearDown(old)).then(keepLoggingIn).catch((error: unknown) => {
        if (error instanceof DiscordLoginError && !closing.signal.aborted) parts.onFatal?.(error);
      });
    }, checkEveryMs);
    supervising.unref();
  }

  return {
    rest,
    client: () => (current?.isReady() === true ? current : undefined),
    selfId: () => selfId,
    async start() {
      await keepLoggingIn();
      supervise();
    },
    async close() {
      closing.abort();
      clearInterval(supervising);
      if (current !== undefined) await tearDown(current);
      current = undefined;
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

/** The fewest intents: guilds bring channels, roles and our own member; interactions need none. */
function createClient(parts: ConnectionParts): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [], repliedUser: false },
    waitGuildTimeout: GUILDS_WAIT_MS,
    rest: restOptions(parts.apiUrl),
  });
  keepToken(client.rest, parts.token);
  client.on(Events.InteractionCreate, (interaction) => {
    void parts.onInteraction(interaction);
  });
  client.on(Events.GuildDelete, ({ id }) => parts.onGuildLeft?.(id));
  client.on(Events.Error, (error) => parts.log.warn({ error: describeError(error).message }, 'discord.js error'));
  client.on(Events.Warn, (words) => parts.log.warn({ words }, 'discord.js warning'));
  client.on(Events.ShardError, (error) => parts.log.warn({ error: error.message }, 'gateway error'));
  client.on(Events.ShardReconnecting, () => parts.log.info('gateway lost: reconnecting'));
  client.on(Events.ShardResume, (_shard, replayed) => parts.log.info({ replayed }, 'gateway resumed'));
  return client;
}

/** Waits for READY and the guilds that come after it, for so long. */
async function untilReady(client: Client, token: Secret, readyMs: number, signal: AbortSignal): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const tooLong = new AbortController();
  const overdue = pause(readyMs, AbortSignal.any([signal, tooLong.signal])).then(() => {
    if (!tooLong.signal.aborted) throw new Error(signal.aborted ? 'closed' : `no READY within ${readyMs} ms`);
  });
  try {
    await Promise.race([Promise.all([client.login(token.reveal()), ready]), overdue]);
  } finally {
    tooLong.abort();
  }
}

/** Asked of the shards: the manager's own status stays "ready" once it was. */
function isConnected(client: Client): boolean {
  return client.ws.shards.size > 0 && client.ws.shards.every((shard) => shard.status === Status.Ready);
}

/**
 * Takes a client down for good, even while it is reconnecting: discord.js (14.28) then ignores `destroy`, connects
 * again, and would answer beside its successor. A shard asks for its session before each connection; from now on it
 * waits for that answer for ever.
 */
async function tearDown(client: Client): Promise<void> {
  client.removeAllListeners(Events.InteractionCreate);
  client.removeAllListeners(Events.ShardDisconnect);
  // discord.js calls every close a reconnection; the log shall not.
  client.removeAllListeners(Events.ShardReconnecting);
  const wasConnected = isConnected(client);
  for (const [id, shard] of client.ws.shards) client.ws.shards.set(id, withoutSession(shard));
  const destroy = () =>
    client.destroy().catch(() => {
      // A client that never connected has nothing to take down.
    });
  if (wasConnected) {
    await Promise.race([destroy(), pause(TEAR_DOWN_MS, new AbortController().signal)]);
    return;
  }
  // A socket that is just being opened must not be touched: its error would then have no listener, and end the process.
  client.on(Events.ShardReady, () => void destroy());
  client.on(Events.ShardResume, () => void destroy());
}

/** The shard as before, but whoever asks for its session waits for ever, and what is kept in it is lost. */
function withoutSession(shard: WebSocketShard): WebSocketShard {
  return Object.create(shard, { sessionInfo: { get: () => new Promise(() => undefined), set: () => undefined } });
}

/** A gateway that doesn't answer the goodbye is left. */
const TEAR_DOWN_MS = 2_000;

/** Resolves after `ms`, or as soon as it is called off. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
