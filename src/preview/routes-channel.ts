/** REST: channels, their messages and threads. */
import { type APIMessage, type APIThreadChannel, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Hono } from 'hono';
import { invalidForm, refusal } from './errors.ts';
import { postMessage, removeMessage, requireBotMay, reviseMessage } from './messages.ts';
import { may } from './permissions.ts';
import { checked, param, type RestParts, readBody } from './request.ts';
import { changeThread, removeChannel, startThread } from './threads.ts';
import { getChannel, getMessage, isThread, type World } from './world.ts';

const P = PermissionFlagsBits;

/** Documented as "the past few minutes". */
const NONCE_WINDOW_MS = 5 * 60_000;

/** Messages in a page of a list: default and most. */
const DEFAULT_PAGE = 50;
const MAX_PAGE = 100;

/** Adds the routes. */
export function addChannelRoutes(app: Hono, parts: RestParts): void {
  const { world } = parts;

  app.get('/channels/:channelId', (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    requireBotMay(world, channel, 0n);
    return c.json(channel);
  });
  app.patch('/channels/:channelId', async (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    if (!isThread(channel)) {
      requireBotMay(world, channel, P.ManageChannels);
      throw refusal('wrong channel type');
    }
    requireBotMay(world, channel, channel.owner_id === world.applicationId ? 0n : P.ManageThreads);
    const body = await checked(parts, (await readBody(c)).json, 'UpdateThreadRequestPartialSchema');
    return c.json(changeThread(world, channel, body));
  });
  app.delete('/channels/:channelId', (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    requireBotMay(world, channel, isThread(channel) ? P.ManageThreads : P.ManageChannels);
    removeChannel(world, channel);
    return c.json(channel);
  });
  app.post('/channels/:channelId/typing', (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    requireBotMay(world, channel, P.SendMessages);
    world.tell({ kind: 'typing', channelId: channel.id, userId: world.applicationId });
    return c.body(null, 204);
  });

  app.get('/channels/:channelId/messages', (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    const granted = requireBotMay(world, channel, 0n);
    // Without the history a bot gets an empty list, not an error.
    if (!may(granted, P.ReadMessageHistory)) return c.json([]);
    const all = [...(world.messages.get(channel.id)?.values() ?? [])]
      .filter((stored) => stored.visibleTo === undefined)
      .map((stored) => stored.message);
    return c.json(pageOf(all, c.req.query()).map(withoutNonce));
  });
  app.get('/channels/:channelId/messages/:messageId', (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    requireBotMay(world, channel, P.ReadMessageHistory);
    return c.json(withoutNonce(getMessage(world, channel.id, param(c, 'messageId')).message));
  });
  app.post('/channels/:channelId/messages', async (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    const { json, files } = await readBody(c);
    const body = await checked(parts, json, 'MessageCreateRequestSchema');
    // Awaited above: from here to the answer nothing else runs, so two equal nonces can't both pass.
    const already = body.enforce_nonce === true ? recentWithNonce(world, channel.id, body.nonce) : undefined;
    return c.json(already ?? postMessage(world, channel, { body, files }, parts.baseUrl()));
  });
  app.patch('/channels/:channelId/messages/:messageId', async (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    requireBotMay(world, channel, 0n);
    const { json, files } = await readBody(c);
    const body = await checked(parts, json, 'MessageEditRequestPartialSchema');
    const stored = getMessage(world, channel.id, param(c, 'messageId'));
    return c.json(reviseMessage(world, channel, stored, { body, files }, parts.baseUrl()));
  });
  app.delete('/channels/:channelId/messages/:messageId', (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    requireBotMay(world, channel, 0n);
    const stored = getMessage(world, channel.id, param(c, 'messageId'));
    if (stored.message.author.id !== world.applicationId) requireBotMay(world, channel, P.ManageMessages);
    removeMessage(world, stored);
    return c.body(null, 204);
  });

  app.post('/channels/:channelId/messages/:messageId/threads', async (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    if (isThread(channel)) throw refusal('wrong channel type');
    requireBotMay(world, channel, P.CreatePublicThreads);
    const body = await checked(parts, (await readBody(c)).json, 'CreateTextThreadWithMessageRequestSchema');
    const stored = getMessage(world, channel.id, param(c, 'messageId'));
    if (world.channels.has(stored.message.id)) throw refusal('has a thread');
    return c.json(startThread(world, channel, body, stored), 201);
  });
  app.post('/channels/:channelId/threads', async (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    if (isThread(channel)) throw refusal('wrong channel type');
    const body = await checked(parts, (await readBody(c)).json, 'CreateTextThreadWithoutMessageRequestSchema');
    requireBotMay(world, channel, body.type === 11 ? P.CreatePublicThreads : P.CreatePrivateThreads);
    return c.json(startThread(world, channel, body, undefined), 201);
  });
  for (const path of ['/channels/:channelId/thread-members/@me', '/channels/:channelId/thread-members/:userId']) {
    app.put(path, (c) => {
      requireThread(getChannel(world, param(c, 'channelId')));
      return c.body(null, 204);
    });
  }
}

function requireThread(channel: ReturnType<typeof getChannel>): APIThreadChannel {
  if (!isThread(channel)) throw refusal('wrong channel type');
  return channel;
}

/** A page of a channel's messages, newest first (docs, "Get Channel Messages"). */
function pageOf(all: readonly APIMessage[], query: Readonly<Record<string, string>>): APIMessage[] {
  const asked = query.limit === undefined ? DEFAULT_PAGE : Number(query.limit);
  if (!Number.isInteger(asked) || asked < 1 || asked > MAX_PAGE) {
    const message = `int value should be between 1 and ${MAX_PAGE}.`;
    throw invalidForm([{ path: ['limit'], code: asked > MAX_PAGE ? 'NUMBER_TYPE_MAX' : 'NUMBER_TYPE_MIN', message }]);
  }
  const { before, after, around } = query;
  const isBelow = (id: string, bound: string): boolean => BigInt(id) < BigInt(/^\d{1,20}$/.test(bound) ? bound : '0');
  if (after !== undefined) {
    return all
      .filter((message) => message.id !== after && !isBelow(message.id, after))
      .slice(0, asked)
      .reverse();
  }
  if (around !== undefined) {
    const at = all.findIndex((message) => !isBelow(message.id, around));
    const from = Math.max(0, (at === -1 ? all.length : at) - Math.floor(asked / 2));
    return all.slice(from, from + asked).reverse();
  }
  const older = before === undefined ? all : all.filter((message) => isBelow(message.id, before));
  return older.slice(-asked).reverse();
}

/** Discord keeps nonces for the moment of sending only; who reads a message later doesn't see it. */
function withoutNonce({ nonce: _forgotten, ...message }: APIMessage): Omit<APIMessage, 'nonce'> {
  return message;
}

/** The bot's message with this nonce of the past minutes; a message carries its nonce, so it outlives a restart. */
function recentWithNonce(world: World, channelId: string, nonce: unknown): APIMessage | undefined {
  if (typeof nonce !== 'string' && typeof nonce !== 'number') return undefined;
  const newestFirst = [...(world.messages.get(channelId)?.values() ?? [])].reverse();
  for (const { message } of newestFirst) {
    if (world.now() - Date.parse(message.timestamp) > NONCE_WINDOW_MS) return undefined;
    if (message.nonce === nonce && message.author.id === world.applicationId) return message;
  }
  return undefined;
}
