/** REST: channels, their messages and threads. */
import { type APIMessage, type APIThreadChannel, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Hono } from 'hono';
import { invalidForm, refusal } from './errors.ts';
import type { Json } from './json.ts';
import { postMessage, readMessage, removeMessage, requireBotMay, reviseMessage } from './messages.ts';
import { may } from './permissions.ts';
import { checked, param, type RestParts, readBody } from './request.ts';
import { changeThread, removeChannel, startThread } from './threads.ts';
import { getChannel, getMessage, isThread } from './world.ts';

const P = PermissionFlagsBits;

/** Documented as "the past few minutes". */
const NONCE_WINDOW_MS = 5 * 60_000;

/** Messages in a page of a list: default and most. */
const DEFAULT_PAGE = 50;
const MAX_PAGE = 100;

/** Adds the routes. */
export function addChannelRoutes(app: Hono, parts: RestParts): void {
  const { world } = parts;
  const nonces = createNonces(parts.clock);

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
    return c.json(pageOf(all, c.req.query()));
  });
  app.get('/channels/:channelId/messages/:messageId', (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    requireBotMay(world, channel, P.ReadMessageHistory);
    return c.json(readMessage(world, channel.id, param(c, 'messageId')));
  });
  app.post('/channels/:channelId/messages', async (c) => {
    const channel = getChannel(world, param(c, 'channelId'));
    const { json, files } = await readBody(c);
    const body = await checked(parts, json, 'MessageCreateRequestSchema');
    // Awaited above: from here to the answer nothing else runs, so two equal nonces can't both pass.
    const known = nonces.find(channel.id, body);
    if (known !== undefined) {
      const stored = world.messages.get(channel.id)?.get(known);
      if (stored !== undefined) return c.json(stored.message);
    }
    const message = postMessage(world, channel, { body, files }, parts.baseUrl());
    nonces.remember(channel.id, body, message.id);
    return c.json(message);
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

/** Nonces of the past minutes by channel: with `enforce_nonce` the same one gives the message that is there. */
function createNonces(clock: () => number): {
  find(channelId: string, body: Json): string | undefined;
  remember(channelId: string, body: Json, messageId: string): void;
} {
  const seen = new Map<string, { messageId: string; at: number }>();
  const keyOf = (channelId: string, body: Json): string | undefined =>
    typeof body.nonce === 'string' || typeof body.nonce === 'number' ? `${channelId} ${body.nonce}` : undefined;
  return {
    find: (channelId, body) => {
      const key = keyOf(channelId, body);
      if (body.enforce_nonce !== true || key === undefined) return undefined;
      const found = seen.get(key);
      return found !== undefined && clock() - found.at < NONCE_WINDOW_MS ? found.messageId : undefined;
    },
    remember: (channelId, body, messageId) => {
      const key = keyOf(channelId, body);
      if (key === undefined) return;
      // Oldest first by insertion; those beyond the window go.
      for (const [old, { at }] of seen) {
        if (clock() - at < NONCE_WINDOW_MS) break;
        seen.delete(old);
      }
      seen.delete(key);
      seen.set(key, { messageId, at: clock() });
    },
  };
}
