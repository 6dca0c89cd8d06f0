/** A gateway session: what a bot asked to hear, numbered and kept so that it can be heard again. */
import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { isObject, textIn } from './json.ts';
import type { GatewayEvent } from './world.ts';

/** Events kept for a resume; a bot that missed more must begin anew. */
const MAX_KEPT_EVENTS = 1000;

const I = GatewayIntentBits;

/** The intent that an event needs; those not listed reach every bot (docs, "List of Intents"). */
const INTENT_OF: Readonly<Record<string, number>> = {
  GUILD_CREATE: I.Guilds,
  GUILD_UPDATE: I.Guilds,
  GUILD_DELETE: I.Guilds,
  GUILD_ROLE_CREATE: I.Guilds,
  GUILD_ROLE_UPDATE: I.Guilds,
  GUILD_ROLE_DELETE: I.Guilds,
  CHANNEL_CREATE: I.Guilds,
  CHANNEL_UPDATE: I.Guilds,
  CHANNEL_DELETE: I.Guilds,
  THREAD_CREATE: I.Guilds,
  THREAD_UPDATE: I.Guilds,
  THREAD_DELETE: I.Guilds,
  MESSAGE_CREATE: I.GuildMessages,
  MESSAGE_UPDATE: I.GuildMessages,
  MESSAGE_DELETE: I.GuildMessages,
  TYPING_START: I.GuildMessageTyping,
};

/** One bot's session; it outlives its connections. */
export interface Session {
  readonly id: string;
  /** Sends the event if the intents ask for it, and keeps it for a replay. */
  dispatch(event: GatewayEvent): void;
  attach(socket: WebSocket): void;
  /** Lets go of this socket, unless another has taken its place. */
  detach(socket: WebSocket): void;
  isAttached(): boolean;
  lastSeq(): number;
  /** Whether all events after `seq` are still kept. */
  canReplayFrom(seq: number): boolean;
  /** Sends all events after `seq` again. */
  replayFrom(seq: number): void;
}

/** Makes a session for these intents. */
export function createSession(id: string, intents: number, botId: string): Session {
  let seq = 0;
  let socket: WebSocket | undefined;
  const kept: { seq: number; text: string }[] = [];
  return {
    id,
    dispatch: (event) => {
      const needed = INTENT_OF[event.t];
      if (needed !== undefined && (intents & needed) === 0) return;
      seq += 1;
      const d = withoutForeignContent(event, intents, botId);
      const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event.t, s: seq, d });
      kept.push({ seq, text });
      if (kept.length > MAX_KEPT_EVENTS) kept.shift();
      socket?.send(text);
    },
    attach: (next) => {
      socket = next;
    },
    detach: (gone) => {
      if (socket === gone) socket = undefined;
    },
    isAttached: () => socket !== undefined,
    lastSeq: () => seq,
    canReplayFrom: (from) => from <= seq && from >= (kept[0]?.seq ?? seq + 1) - 1,
    replayFrom: (from) => {
      for (const event of kept) if (event.seq > from) socket?.send(event.text);
    },
  };
}

/** Without the message content intent a bot reads its own messages and those that name it (docs, "Message Content Intent"). */
function withoutForeignContent(event: GatewayEvent, intents: number, botId: string): unknown {
  const { d } = event;
  if ((event.t !== 'MESSAGE_CREATE' && event.t !== 'MESSAGE_UPDATE') || !isObject(d)) return d;
  const isOwn = isObject(d.author) && textIn(d.author.id) === botId;
  const namesBot = Array.isArray(d.mentions) && d.mentions.some((user) => isObject(user) && user.id === botId);
  if (isOwn || namesBot || (intents & I.MessageContent) !== 0) return d;
  return { ...d, content: '', embeds: [], attachments: [], components: [] };
}
