/** The local Discord: gateway, REST and page on one loopback port, for the preview and for tests. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createAdaptorServer } from '@hono/node-server';
import type { APIMessage } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { type Admin, createAdmin } from './admin.ts';
import { createFaults, type FaultControl } from './faults.ts';
import { createGateway } from './gateway.ts';
import { createInteractions, type Outcome } from './interactions.ts';
import { keepInJournal } from './journal.ts';
import type {
  AutocompleteRequest,
  RunCommandRequest,
  SendMessageRequest,
  SubmitModalRequest,
  UseComponentRequest,
} from './page-api.ts';
import { pageRoutes } from './page-modules.ts';
import { addPageApi, turnedAway } from './page-server.ts';
import { createPeople } from './people.ts';
import { type AnsweredRequest, createRest, type PreviewLog } from './rest.ts';
import { newsroomSeed, SEED_TOKEN, type Seed } from './seed.ts';
import { loadSchemaCheck, type SchemaCheck } from './validate.ts';
import { type Changing, waitFor } from './wait.ts';
import { addProgress, createWorld, type World } from './world.ts';

/** Bound to this alone: nobody else's machine reaches it. */
const HOST = '127.0.0.1';

/** Where bots open their WebSocket. */
const GATEWAY_PATH = '/gateway';

/** Answered requests kept for tests. */
const MAX_REQUESTS = 1000;

/** How to start. */
export interface LocalDiscordOptions {
  /** 0 for any; where it is taken, another free one is used and said in the log. */
  readonly port: number;
  /** Ms since the epoch, for ids and timestamps. */
  readonly now: () => number;
  readonly log: PreviewLog;
  /** The guild at the start; `newsroomSeed()` by default. */
  readonly seed?: Seed;
  /** A file that keeps channels, messages and commands for the next start; nothing is kept without it. */
  readonly persistTo?: string;
  /** False: headers tell of limits, but nothing is held back. True by default. */
  readonly enforceRateLimits?: boolean;
  /** Discord's 41,250 by default; tests of missed heartbeats shorten it. */
  readonly heartbeatIntervalMs?: number;
  /** Discord's 3,000 by default; tests of the deadline shorten it. */
  readonly answerWithinMs?: number;
  /** Bits of privileged intents that the bot may ask for; none by default. */
  readonly allowedPrivilegedIntents?: number;
}

/** What people do, for tests: each resolves with what the person sees. */
export interface Act {
  runCommand(request: RunCommandRequest): Promise<Outcome>;
  autocomplete(request: AutocompleteRequest): Promise<Outcome>;
  useComponent(request: UseComponentRequest): Promise<Outcome>;
  submitModal(request: SubmitModalRequest): Promise<Outcome>;
  sendMessage(request: SendMessageRequest): APIMessage;
}

/** A running local Discord. */
export interface LocalDiscord {
  /** The page, `http://localhost:PORT`. */
  readonly url: string;
  /** For discord.js's `rest.api`, without version: `http://127.0.0.1:PORT/api`. */
  readonly apiUrl: string;
  /** A made-up token that this server takes. */
  readonly token: string;
  readonly port: number;
  /** To read; change it by `act` and `admin`. */
  readonly state: World;
  readonly act: Act;
  readonly admin: Admin;
  readonly faults: FaultControl;
  /** REST requests as they were answered, oldest first, the last 1,000. */
  readonly requests: readonly AnsweredRequest[];
  readonly gateway: { readonly identified: number; readonly resumed: number };
  /** Shows a line of the bot's progress on the page. */
  progress(text: string): void;
  /** Resolves once `find` gives an answer; asked again after every change and answered request. @throws {NotInTimeError} after 10 s */
  waitFor<T>(find: (state: World) => T | undefined | false, timeoutMs?: number): Promise<T>;
  /** Ends at once: connections are cut, nothing is waited for. */
  close(): Promise<void>;
}

/** Starts the local Discord on loopback. */
export async function startLocalDiscord(options: LocalDiscordOptions): Promise<LocalDiscord> {
  // Durations count on a clock of their own: a test's standing `now` must not stop limits and deadlines.
  const clock = (): number => performance.now();
  const world = createWorld(options.seed ?? newsroomSeed(), options.now);
  if (options.persistTo !== undefined) keepInJournal(world, options.persistTo);
  const interactions = createInteractions(world, clock, options.answerWithinMs);
  const requests: AnsweredRequest[] = [];
  const answeredListeners = new Set<() => void>();
  const onAnswered: Changing = (listener) => {
    answeredListeners.add(listener);
    return () => answeredListeners.delete(listener);
  };
  let port = 0;
  const baseUrl = (): string => `http://${HOST}:${port}`;
  const gatewayUrl = (): string => `ws://${HOST}:${port}${GATEWAY_PATH}`;

  const gateway = createGateway({
    world,
    token: SEED_TOKEN,
    address: gatewayUrl,
    clock,
    ...(options.heartbeatIntervalMs === undefined ? {} : { heartbeatIntervalMs: options.heartbeatIntervalMs }),
    ...(options.allowedPrivilegedIntents === undefined
      ? {}
      : { allowedPrivilegedIntents: options.allowedPrivilegedIntents }),
  });
  const faults = createFaults(gateway.faults);
  const people = createPeople(world, interactions, baseUrl);
  const rest = createRest({
    world,
    interactions,
    check: once(loadSchemaCheck),
    clock,
    baseUrl,
    gatewayUrl,
    token: SEED_TOKEN,
    faults,
    enforceRateLimits: options.enforceRateLimits ?? true,
    log: options.log,
    onAnswered: (request) => {
      requests.push(request);
      if (requests.length > MAX_REQUESTS) requests.shift();
      for (const listener of [...answeredListeners]) listener();
    },
  });

  const app = new Hono();
  app.use(async (c, next) => {
    const why = turnedAway(c.req.header('host'), c.req.header('origin'));
    return why === undefined ? next() : c.text(why, 403);
  });
  app.all('/api/*', (c) => rest.fetch(c.req.raw, c.env));
  addPageApi(app, world, people);
  app.route('/', pageRoutes());

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0];
    const isOurs = path === GATEWAY_PATH || path === `${GATEWAY_PATH}/`;
    const why = turnedAway(request.headers.host, request.headers.origin);
    if (isOurs && why === undefined) gateway.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  port = await listen(server, options.port, options.log);

  return {
    url: `http://localhost:${port}`,
    apiUrl: `${baseUrl()}/api`,
    token: SEED_TOKEN,
    port,
    state: world,
    act: {
      runCommand: async (request) => people.runCommand(request).outcome,
      autocomplete: async (request) => people.autocomplete(request).outcome,
      useComponent: async (request) => people.useComponent(request).outcome,
      submitModal: async (request) => people.submitModal(request).outcome,
      sendMessage: (request) => people.sendMessage(request),
    },
    admin: createAdmin(world),
    faults,
    requests,
    gateway: gateway.counts,
    progress: (text) => addProgress(world, text),
    waitFor: (find, timeoutMs) => waitFor(() => find(world), [world.onChange, onAnswered], timeoutMs),
    close: () => {
      interactions.close();
      gateway.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** Listens on the port, or on any free one where it is taken. */
async function listen(server: Server, port: number, log: PreviewLog): Promise<number> {
  try {
    return await listenOn(server, port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port === 0) throw error;
    const other = await listenOn(server, 0);
    log.info({ wanted: port, port: other }, `port ${port} is taken, the preview uses ${other}`);
    return other;
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Calls `load` at the first need, once. */
function once(load: () => Promise<SchemaCheck>): () => Promise<SchemaCheck> {
  let loading: Promise<SchemaCheck> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
