/** The gateway, version 10, JSON: sessions, heartbeats, resume with replay (docs, "Gateway"). */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { GatewayFaults } from './faults.ts';
import { guildData, membersChunk, readyData } from './guild-data.ts';
import { isObject, type Json, numberIn, textIn } from './json.ts';
import { createSession, type Session } from './session.ts';
import type { World } from './world.ts';

/** What Discord tells clients nowadays. */
const HEARTBEAT_INTERVAL_MS = 41_250;

/** Larger ones are closed with 4002 (docs, "Sending Events"). */
const MAX_PAYLOAD_BYTES = 4096;

/** "120 gateway events every 60 seconds" (docs, "Rate Limiting"). */
const MAX_EVENTS = 120;
const EVENTS_WINDOW_MS = 60_000;

/** All intents that version 10 knows. */
const KNOWN_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);

/** Need a switch in the developer portal, which the local application has off. */
const PRIVILEGED_INTENTS =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** How the gateway is set up. */
export interface GatewayOptions {
  readonly world: World;
  readonly token: string;
  /** Where to resume: the gateway's own address. */
  readonly address: () => string;
  /** Monotonic ms. */
  readonly clock: () => number;
  /** Shorter in tests of missed heartbeats; Discord's own by default. */
  readonly heartbeatIntervalMs?: number;
  /** Privileged intents that the application may use; none by default. */
  readonly allowedPrivilegedIntents?: number;
}

/** The running gateway. */
export interface Gateway {
  /** Takes over an upgrade request for the gateway's path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly faults: GatewayFaults & { clear(): void };
  /** How often a bot has identified and resumed, for tests. */
  readonly counts: { readonly identified: number; readonly resumed: number };
  close(): void;
}

/** Why a connection is closed: Discord's code and words. */
type Closing = readonly [code: number, reason: string];

/** A connection before or after it has a session. */
interface Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  events: { count: number; resetAt: number };
}

/** Starts the gateway; it listens nowhere itself, the HTTP server hands over its upgrades. */
export function createGateway(options: GatewayOptions): Gateway {
  const { world } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: 1 << 20, perMessageDeflate: false });
  const connections = new Set<Connection>();
  const sessions = new Map<string, Session>();
  const counts = { identified: 0, resumed: 0 };
  let heartbeatsToIgnore = 0;
  let connectionsToRefuse = 0;

  const stopListening = world.onDispatch((event) => {
    for (const session of sessions.values()) session.dispatch(event);
  });

  const tellOnline = (): void => {
    const online = [...connections].some((connection) => connection.session !== undefined);
    if (online === world.bot.online) return;
    world.bot = { ...world.bot, online };
    world.tell({ kind: 'bot', bot: world.bot });
  };

  const begin = (connection: Connection, session: Session): void => {
    connection.session = session;
    session.attach(connection.socket);
    tellOnline();
  };

  const identify = (connection: Connection, data: Json): Closing | undefined => {
    if (connection.session !== undefined) return [GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.'];
    if (data.token !== options.token) return [GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.'];
    const intents = numberIn(data.intents);
    if (intents === undefined || !Number.isInteger(intents) || intents < 0 || intents > KNOWN_INTENTS) {
      return [GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).'];
    }
    if ((intents & PRIVILEGED_INTENTS & ~(options.allowedPrivilegedIntents ?? 0)) !== 0) {
      return [GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).'];
    }
    if (!isObject(data.properties)) return [GatewayCloseCodes.DecodeError, 'Error while decoding payload.'];
    const shard = data.shard ?? [0, 1];
    if (!Array.isArray(shard) || shard[0] !== 0 || shard[1] !== 1) {
      return [GatewayCloseCodes.InvalidShard, 'Invalid shard.'];
    }
    // A session whose bot is gone and has begun anew would only gather events for nobody.
    for (const [id, old] of sessions) if (!old.isAttached()) sessions.delete(id);
    const session = createSession(world.newId(), intents, world.applicationId);
    sessions.set(session.id, session);
    counts.identified += 1;
    begin(connection, session);
    session.dispatch({ t: 'READY', d: readyData(world, session.id, options.address()) });
    session.dispatch({ t: 'GUILD_CREATE', d: guildData(world) });
    return undefined;
  };

  const resume = (connection: Connection, data: Json): Closing | undefined => {
    const { socket } = connection;
    if (connection.session !== undefined) return [GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.'];
    if (data.token !== options.token) return [GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.'];
    const session = sessions.get(textIn(data.session_id) ?? '');
    const seq = numberIn(data.seq);
    if (session === undefined || seq === undefined || !session.canReplayFrom(seq)) {
      if (session !== undefined && seq !== undefined && seq > session.lastSeq()) {
        return [GatewayCloseCodes.InvalidSeq, 'Invalid seq.'];
      }
      send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    counts.resumed += 1;
    begin(connection, session);
    session.replayFrom(seq);
    session.dispatch({ t: 'RESUMED', d: {} });
    return undefined;
  };

  const receive = (connection: Connection, raw: RawData, isBinary: boolean): Closing | undefined => {
    const { socket } = connection;
    const at = options.clock();
    if (at >= connection.events.resetAt) connection.events = { count: 0, resetAt: at + EVENTS_WINDOW_MS };
    connection.events.count += 1;
    if (connection.events.count > MAX_EVENTS) return [GatewayCloseCodes.RateLimited, 'Rate limited.'];
    const payload = isBinary ? undefined : readPayload(raw);
    if (payload === undefined) return [GatewayCloseCodes.DecodeError, 'Error while decoding payload.'];
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        if (heartbeatsToIgnore > 0) heartbeatsToIgnore -= 1;
        else send(socket, { op: GatewayOpcodes.HeartbeatAck });
        return undefined;
      case GatewayOpcodes.Identify:
        return identify(connection, isObject(payload.d) ? payload.d : {});
      case GatewayOpcodes.Resume:
        return resume(connection, isObject(payload.d) ? payload.d : {});
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
      case GatewayOpcodes.RequestGuildMembers:
        if (connection.session === undefined) return [GatewayCloseCodes.NotAuthenticated, 'Not authenticated.'];
        if (payload.op === GatewayOpcodes.RequestGuildMembers) {
          connection.session.dispatch(membersChunk(world, isObject(payload.d) ? payload.d : {}));
        }
        return undefined;
      default:
        return [GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.'];
    }
  };

  const accept = (socket: WebSocket): void => {
    const connection: Connection = {
      socket,
      session: undefined,
      events: { count: 0, resetAt: options.clock() + EVENTS_WINDOW_MS },
    };
    connections.add(connection);
    socket.on('message', (raw, isBinary) => {
      const closing = receive(connection, raw, isBinary);
      if (closing !== undefined) socket.close(closing[0], closing[1]);
    });
    socket.on('close', (code) => {
      connections.delete(connection);
      connection.session?.detach(socket);
      // 1000 and 1001 from the bot end its session (docs, "Initiating a Disconnect").
      if (connection.session !== undefined && (code === 1000 || code === 1001)) sessions.delete(connection.session.id);
      tellOnline();
    });
    // A broken socket closes next; there is nothing to add to it.
    socket.on('error', () => undefined);
    send(socket, {
      op: GatewayOpcodes.Hello,
      d: { heartbeat_interval: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS, _trace: ['local'] },
    });
  };

  return {
    counts,
    upgrade: (request, socket, head) => {
      if (connectionsToRefuse > 0) {
        connectionsToRefuse -= 1;
        socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
      server.handleUpgrade(request, socket, head, (accepted) => {
        if ((query.get('v') ?? '10') !== '10')
          accepted.close(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.');
        else if ((query.get('encoding') ?? 'json') !== 'json' || query.has('compress')) {
          accepted.close(GatewayCloseCodes.DecodeError, 'The local Discord speaks uncompressed JSON.');
        } else accept(accepted);
      });
    },
    faults: {
      drop: () => {
        for (const { socket } of connections) socket.terminate();
      },
      close: (code) => {
        for (const { socket, session } of connections) {
          if (session !== undefined && isFinal(code)) sessions.delete(session.id);
          socket.close(code);
        }
      },
      invalidate: (resumable) => {
        for (const { socket, session } of connections) {
          if (session !== undefined && !resumable) sessions.delete(session.id);
          send(socket, { op: GatewayOpcodes.InvalidSession, d: resumable });
        }
      },
      requestReconnect: () => {
        for (const { socket } of connections) send(socket, { op: GatewayOpcodes.Reconnect, d: null });
      },
      ignoreHeartbeats: (times) => {
        heartbeatsToIgnore = times;
      },
      refuseConnections: (times) => {
        connectionsToRefuse = times;
      },
      clear: () => {
        heartbeatsToIgnore = 0;
        connectionsToRefuse = 0;
      },
    },
    close: () => {
      stopListening();
      for (const { socket } of connections) socket.terminate();
      server.close();
    },
  };
}

/** Close codes after which a session is no more (docs, "Gateway Close Event Codes"). */
function isFinal(code: number): boolean {
  return code === GatewayCloseCodes.InvalidSeq || code === GatewayCloseCodes.SessionTimedOut || code === 1000;
}

function send(socket: WebSocket, payload: unknown): void {
  socket.send(JSON.stringify(payload));
}

function readPayload(raw: RawData): Json | undefined {
  const text = Array.isArray(raw) ? Buffer.concat(raw).toString() : Buffer.from(raw as Buffer).toString();
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) return undefined;
  try {
    const payload: unknown = JSON.parse(text);
    return isObject(payload) ? payload : undefined;
  } catch {
    // No JSON is one of the reasons for 4002; the caller closes with it.
    return undefined;
  }
}
