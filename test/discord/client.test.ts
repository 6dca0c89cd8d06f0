import { once } from 'node:events';
import { Events } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connection, type ConnectionParts, createConnection } from '../../src/discord/client.ts';
import { createLog } from '../../src/log.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { Secret } from '../../src/secret.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const SHORT = { readyMs: 2_000, backoffMs: 20, maxBackoffMs: 50, rebuildAfterMs: 400 };

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function local(port = 0): Promise<LocalDiscord> {
  const discord = await startLocalDiscord({ port, now: () => NOW, log: createLog('silent', 'json') });
  open.push(discord);
  return discord;
}

function connect(discord: Pick<LocalDiscord, 'token' | 'apiUrl'>, part: Partial<ConnectionParts> = {}) {
  const lines: string[] = [];
  const connection: Connection = createConnection({
    token: new Secret(discord.token),
    apiUrl: discord.apiUrl,
    log: createLog('debug', 'json', { write: (line) => lines.push(line) }),
    onInteraction: async () => undefined,
    waits: SHORT,
    ...part,
  });
  open.push(connection);
  return { connection, lines };
}

describe('a server that the bot is removed from', () => {
  it.each([
    ['is named', {}, [SEED_IDS.guild]],
    ['is not taken for one that is down', { unavailable: true }, []],
  ])('%s', async (_case, part, expected) => {
    const discord = await local();
    const left: string[] = [];
    const { connection } = connect(discord, { onGuildLeft: (guildId) => left.push(guildId) });
    await connection.start();
    discord.state.dispatch({ t: 'GUILD_DELETE', d: { id: SEED_IDS.guild, ...part } });
    const { client } = connection;
    const gone = () => client()?.guilds.cache.get(SEED_IDS.guild)?.available !== true;
    while (!gone()) await new Promise(setImmediate);
    expect(left).toEqual(expected);
  });
});

describe('logging in', () => {
  it('knows itself and its guild when ready', async () => {
    const { connection } = connect(await local());
    await connection.start();
    expect(connection.selfId()).toBe(SEED_IDS.application);
    expect(connection.client()?.guilds.cache.get(SEED_IDS.guild)?.name).toBe('Newsroom');
  });

  it('takes the address of the API with a slash at its end too', async () => {
    const discord = await local();
    const { connection } = connect({ token: discord.token, apiUrl: `${discord.apiUrl}/` });
    await connection.start();
    expect(connection.client()).toBeDefined();
  });

  it('with a wrong token stops at once, says what to do, and the log has no token', async () => {
    const discord = await local();
    const { connection, lines } = connect({ token: 'not.the.token', apiUrl: discord.apiUrl });
    const failure = await connection.start().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'DiscordLoginError', failure: 'bad token', again: 'never' });
    expect((failure as { remedy: string }).remedy).toContain('DISCORD_TOKEN');
    expect(lines.join('\n') + String(failure)).not.toContain('not.the.token');
  });

  it('waits for a Discord that is not there yet', async () => {
    const first = await local();
    const { port, token, apiUrl } = first;
    await first.close();
    open.splice(0);
    const { connection, lines } = connect({ token, apiUrl });
    const started = connection.start();
    while (!lines.some((line) => line.includes('can’t be reached'))) await new Promise(setImmediate);
    await local(port);
    await started;
    expect(connection.client()).toBeDefined();
  });

  it('comes through a bad minute: errors, refused connections', async () => {
    const discord = await local();
    discord.faults.rest({ kind: 'status', httpStatus: 500 }, { path: '/gateway/bot', times: 4 });
    discord.faults.gateway.refuseConnections(2);
    const { connection } = connect(discord);
    await connection.start();
    expect(connection.client()).toBeDefined();
  });

  it('can be called off while it waits', async () => {
    const { connection } = connect({ token: 'any', apiUrl: 'http://127.0.0.1:9/api' });
    const started = connection.start().catch((error: unknown) => error);
    await connection.close();
    expect(await started).toMatchObject({ name: 'DiscordLoginError' });
  });
});

describe('a lost gateway', () => {
  it('is resumed', async () => {
    const discord = await local();
    const { connection } = connect(discord, { waits: { ...SHORT, rebuildAfterMs: 60_000 } });
    await connection.start();
    const client = connection.client();
    if (client === undefined) throw new Error('not ready');
    const resumed = once(client, Events.ShardResume);
    discord.faults.gateway.drop();
    await resumed;
    expect(discord.gateway.resumed).toBe(1);
  });

  it('that discord.js gives up is logged in anew with another client', async () => {
    const discord = await local();
    const again = Promise.withResolvers<void>();
    let logins = 0;
    const { connection } = connect(discord, {
      onReady: () => {
        logins += 1;
        if (logins === 2) again.resolve();
      },
    });
    await connection.start();
    // 4010: "invalid shard", after which discord.js does not come back.
    discord.faults.gateway.close(4010);
    await again.promise;
    expect(connection.client()).toBeDefined();
  });

  it('with a server that was started anew at the same address is logged in anew', async () => {
    const first = await local();
    const { connection } = connect(first);
    await connection.start();
    await first.close();
    open.splice(open.indexOf(first), 1);
    const second = await local(first.port);
    await second.waitFor((state) => state.bot.online);
    expect(second.gateway.identified).toBe(1);
    while (connection.client() === undefined) await new Promise(setImmediate);
  });

  it('and a token that was taken back is told as fatal', async () => {
    const discord = await local();
    const fatal = Promise.withResolvers<unknown>();
    const { connection } = connect(discord, { onFatal: fatal.resolve });
    await connection.start();
    discord.faults.gateway.close(4004);
    expect(await fatal.promise).toMatchObject({ failure: 'bad token', again: 'never' });
  });
});
