import { DiscordAPIError, Events, HTTPError, RateLimitError, type TextChannel } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { AT_DESK, ask, logIn, start } from './support.ts';

const PATH = `/channels/${SEED_IDS.wireDesk}/messages`;

function contentsIn(discord: LocalDiscord): string[] {
  return [...(discord.state.messages.get(SEED_IDS.wireDesk)?.values() ?? [])].map(({ message }) => message.content);
}

async function desk(discord: LocalDiscord, restOptions = {}): Promise<TextChannel> {
  const client = await logIn(discord, { restOptions });
  return client.channels.cache.get(SEED_IDS.wireDesk) as TextChannel;
}

describe('REST faults, met by the real client', () => {
  it('429: the client waits as asked and posts once', async () => {
    const discord = await start();
    const channel = await desk(discord);
    discord.faults.rest({ kind: 'rate limited', retryAfterMs: 200 }, { method: 'POST', path: PATH });
    await channel.send('Alert');
    expect(contentsIn(discord)).toEqual(['Alert']);
    expect(discord.requests.filter(({ method }) => method === 'POST').map(({ httpStatus }) => httpStatus)).toEqual([
      429, 200,
    ]);
  });

  it('a global 429 is told as one', async () => {
    const discord = await start();
    const channel = await desk(discord, { rejectOnRateLimit: () => true });
    discord.faults.rest({ kind: 'rate limited', retryAfterMs: 60_000, global: true });
    const error: unknown = await channel.send('Alert').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ global: true });
  });

  it('500 and 502 pass by, and show when they last', async () => {
    const discord = await start();
    const channel = await desk(discord, { retries: 2 });
    discord.faults.rest({ kind: 'status', httpStatus: 500 });
    discord.faults.rest({ kind: 'status', httpStatus: 502 });
    await channel.send('Alert');
    discord.faults.rest({ kind: 'status', httpStatus: 503 }, { times: 3 });
    await expect(channel.send('Lost')).rejects.toBeInstanceOf(HTTPError);
    expect(contentsIn(discord)).toEqual(['Alert']);
  });

  it('an answer that was lost: the nonce keeps the second try from posting twice', async () => {
    const discord = await start();
    const channel = await desk(discord);
    discord.faults.rest({ kind: 'accept then drop' }, { method: 'POST', path: PATH });
    const message = await channel
      .send({ content: 'Alert', nonce: 'delivery-1', enforceNonce: true })
      .catch(() => undefined);
    const again = message ?? (await channel.send({ content: 'Alert', nonce: 'delivery-1', enforceNonce: true }));
    expect(contentsIn(discord)).toEqual(['Alert']);
    expect(discord.state.messages.get(SEED_IDS.wireDesk)?.has(again.id)).toBe(true);
  });

  it('without enforcement the same nonce posts again, in another channel with it too', async () => {
    const discord = await start();
    await ask(discord, 'POST', PATH, { content: 'One', nonce: 'n' });
    await ask(discord, 'POST', PATH, { content: 'Two', nonce: 'n' });
    await ask(discord, 'POST', `/channels/${SEED_IDS.energy}/messages`, {
      content: 'Three',
      nonce: 'n',
      enforce_nonce: true,
    });
    expect(contentsIn(discord)).toEqual(['One', 'Two']);
    expect(discord.state.messages.get(SEED_IDS.energy)?.size).toBe(1);
  });

  it('a dropped socket does nothing, and a slow answer comes', async () => {
    const discord = await start();
    const channel = await desk(discord, { retries: 0 });
    discord.faults.rest({ kind: 'drop' });
    await expect(channel.send('Dropped')).rejects.toThrow();
    discord.faults.rest({ kind: 'slow', delayMs: 30 });
    await channel.send('Slow');
    expect(contentsIn(discord)).toEqual(['Slow']);
  });

  it('a request that hangs is never answered and does nothing', async () => {
    const discord = await start();
    discord.faults.rest({ kind: 'hang' });
    const patience = new AbortController();
    const answer = fetch(`${discord.apiUrl}/v10/gateway`, { signal: patience.signal });
    await discord.waitFor(() => discord.requests.length > 0);
    patience.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(discord.requests).toEqual([{ method: 'GET', path: '/gateway', httpStatus: 0 }]);
  });

  it('real limits: the sixth message in five seconds is held back, with headers on every answer', async () => {
    const discord = await start({ enforceRateLimits: true });
    const answers: Response[] = [];
    for (let n = 0; n < 6; n += 1) answers.push(await ask(discord, 'POST', PATH, { content: `${n}` }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['4', '3', '2', '1', '0', '0']);
    const refused = (await answers[5]?.json()) as { retry_after: number; global: boolean };
    expect(refused.retry_after).toBeGreaterThan(0);
    expect(refused.global).toBe(false);
    // Another channel has a bucket of its own.
    expect((await ask(discord, 'POST', `/channels/${SEED_IDS.energy}/messages`, { content: 'a' })).status).toBe(200);
  });

  it('lost permissions and deleted channels come as Discord’s errors, and at the gateway', async () => {
    const discord = await start();
    const channel = await desk(discord);
    const updated = new Promise((resolve) => channel.client.once(Events.ChannelUpdate, resolve));
    discord.admin.deny(SEED_IDS.wireDesk, PermissionFlagsBits.SendMessages);
    await updated;
    const error: unknown = await channel.send('Alert').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DiscordAPIError);
    expect(error).toMatchObject({ code: 50013, status: 403 });
    discord.admin.restore(SEED_IDS.wireDesk);
    await channel.send('Alert');
    const deleted = new Promise((resolve) => channel.client.once(Events.ChannelDelete, resolve));
    discord.admin.deleteChannel(SEED_IDS.wireDesk);
    await deleted;
    await expect(channel.send('Alert')).rejects.toMatchObject({ code: 10003 });
  });
});

describe('gateway faults, met by the real client', () => {
  async function withCommand(discord: LocalDiscord) {
    const client = await logIn(discord);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply('Here.').catch(() => undefined);
    });
    await client.application.commands.set([{ name: 'status', description: 'How it goes' }]);
    return client;
  }

  it('a dropped connection is resumed, and what happened meanwhile is heard', async () => {
    const discord = await start();
    await withCommand(discord);
    discord.faults.gateway.drop();
    const outcome = discord.act.runCommand({ ...AT_DESK, command: 'status', options: [] });
    expect(await outcome).toMatchObject({ message: { content: 'Here.' } });
    expect(discord.gateway).toEqual({ identified: 1, resumed: 1 });
  });

  it('asked to come again, the client resumes', async () => {
    const discord = await start();
    const client = await withCommand(discord);
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.faults.gateway.requestReconnect();
    await resumed;
    expect(discord.gateway).toEqual({ identified: 1, resumed: 1 });
  });

  it('a heartbeat without an answer makes the client come again', async () => {
    const discord = await start({ heartbeatIntervalMs: 60 });
    const client = await withCommand(discord);
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.faults.gateway.ignoreHeartbeats(1);
    await resumed;
    expect(discord.gateway.resumed).toBeGreaterThan(0);
  });

  it('a wrong token and privileged intents are turned away', async () => {
    const discord = await start();
    const wrong = { ...discord, token: 'wrong' };
    await expect(logIn(wrong)).rejects.toThrow();
    await expect(logIn(discord, { intents: [1 << 15] })).rejects.toThrow('disallowed intents');
  });
});
