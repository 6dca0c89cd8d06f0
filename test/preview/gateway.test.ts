import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { ask, start } from './support.ts';

interface Payload {
  readonly op: number;
  readonly t?: string;
  readonly s?: number;
  readonly d?: unknown;
}

/** A gateway client without any wit of its own. */
async function connect(discord: LocalDiscord, query = 'v=10&encoding=json') {
  const socket = new WebSocket(`ws://127.0.0.1:${discord.port}/gateway/?${query}`);
  onTestFinished(() => socket.terminate());
  const received: Payload[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)) as Payload);
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = once(socket, 'close').then(([code]) => code as number);
  // A refused connection rejects below; nobody awaits how it closed.
  closed.catch(() => undefined);
  await once(socket, 'open');
  return {
    socket,
    closed,
    send: (payload: unknown) => socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    /** The next payload that fits. */
    next: async (fits: (payload: Payload) => boolean): Promise<Payload> => {
      for (;;) {
        const at = received.findIndex(fits);
        if (at >= 0) return received.splice(at, 1)[0] as Payload;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

function identify(discord: LocalDiscord, change: object = {}) {
  return {
    op: 2,
    d: { token: discord.token, intents: 1, properties: { os: 'linux', browser: 'x', device: 'x' }, ...change },
  };
}

describe('the gateway, as its documentation has it', () => {
  it('says hello, answers heartbeats, and greets with READY and the guild', async () => {
    const discord = await start();
    const bot = await connect(discord);
    expect(await bot.next(({ op }) => op === 10)).toMatchObject({ d: { heartbeat_interval: 41_250 } });
    bot.send({ op: 1, d: null });
    await bot.next(({ op }) => op === 11);
    bot.send(identify(discord));
    expect(await bot.next(({ t }) => t === 'READY')).toMatchObject({
      s: 1,
      d: { v: 10, user: { id: SEED_IDS.application, bot: true }, guilds: [{ id: SEED_IDS.guild, unavailable: true }] },
    });
    const guild = await bot.next(({ t }) => t === 'GUILD_CREATE');
    expect(guild).toMatchObject({ s: 2, d: { id: SEED_IDS.guild, name: 'Newsroom', member_count: 4 } });
  });

  it.each<[string, (discord: LocalDiscord) => unknown, number]>([
    ['an unknown opcode', () => ({ op: 99 }), 4001],
    ['no JSON', () => '{', 4002],
    ['more than 4,096 bytes', () => ({ op: 1, d: 'x'.repeat(4097) }), 4002],
    ['a request before identifying', () => ({ op: 8, d: {} }), 4003],
    ['a wrong token', (d) => identify(d, { token: 'no' }), 4004],
    ['a resume with a wrong token', () => ({ op: 6, d: { token: 'no', session_id: '1', seq: 1 } }), 4004],
    ['a shard that is not there', (d) => identify(d, { shard: [1, 2] }), 4010],
    ['intents that are no number', (d) => identify(d, { intents: 'all' }), 4013],
    ['intents that are not there', (d) => identify(d, { intents: 2 ** 40 }), 4013],
    ['message content without its switch', (d) => identify(d, { intents: 1 << 15 }), 4014],
  ])('closes at %s', async (_case, payload, code) => {
    const discord = await start();
    const bot = await connect(discord);
    bot.send(payload(discord));
    expect(await bot.closed).toBe(code);
  });

  it('closes at a second identify, an unknown version and too many events', async () => {
    const discord = await start();
    const twice = await connect(discord);
    twice.send(identify(discord));
    twice.send(identify(discord));
    expect(await twice.closed).toBe(4005);
    expect(await (await connect(discord, 'v=6')).closed).toBe(4012);
    const eager = await connect(discord);
    for (let n = 0; n <= 120; n += 1) eager.send({ op: 1, d: null });
    expect(await eager.closed).toBe(4008);
  });

  it('replays what was missed, in order, then says RESUMED', async () => {
    const discord = await start();
    const bot = await connect(discord);
    bot.send(identify(discord, { intents: 513 }));
    const ready = (await bot.next(({ t }) => t === 'READY')).d as { session_id: string };
    await bot.next(({ t }) => t === 'GUILD_CREATE');
    bot.socket.terminate();
    await bot.closed;
    for (const content of ['One', 'Two'])
      await ask(discord, 'POST', `/channels/${SEED_IDS.energy}/messages`, { content });
    const back = await connect(discord);
    back.send({ op: 6, d: { token: discord.token, session_id: ready.session_id, seq: 2 } });
    const heard = [3, 4, 5].map((s) => back.next((payload) => payload.s === s));
    expect(await Promise.all(heard)).toMatchObject([
      { t: 'MESSAGE_CREATE', d: { content: 'One' } },
      { t: 'MESSAGE_CREATE', d: { content: 'Two' } },
      { t: 'RESUMED' },
    ]);
  });

  it('takes no resume of a session that is over, or from a future that has not been', async () => {
    const discord = await start();
    const bot = await connect(discord);
    bot.send(identify(discord));
    const ready = (await bot.next(({ t }) => t === 'READY')).d as { session_id: string };
    const resume = { op: 6, d: { token: discord.token, session_id: ready.session_id, seq: 99 } };
    const early = await connect(discord);
    early.send(resume);
    expect(await early.closed).toBe(4007);
    discord.faults.gateway.invalidate(false);
    expect(await bot.next(({ op }) => op === 9)).toMatchObject({ d: false });
    const late = await connect(discord);
    late.send({ ...resume, d: { ...resume.d, seq: 1 } });
    expect(await late.next(({ op }) => op === 9)).toMatchObject({ d: false });
  });

  it('ends a session that the bot closes with 1000, and shows it as offline', async () => {
    const discord = await start();
    const bot = await connect(discord);
    bot.send(identify(discord));
    await discord.waitFor((state) => state.bot.online);
    bot.socket.close(1000);
    await discord.waitFor((state) => !state.bot.online);
  });

  it('can be made to refuse connections', async () => {
    const discord = await start();
    discord.faults.gateway.refuseConnections(1);
    await expect(connect(discord)).rejects.toThrow('503');
    await connect(discord);
  });

  it('is on loopback only, for callers that call it so', async () => {
    const discord = await start();
    const socket = new WebSocket(`ws://127.0.0.1:${discord.port}/gateway`, { headers: { host: 'evil.example' } });
    await expect(once(socket, 'open')).rejects.toThrow('404');
  });
});
