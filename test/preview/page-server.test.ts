import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LocalDiscord } from '../../src/preview/local-discord.ts';
import { PAGE_PATHS, type PageChange } from '../../src/preview/page-api.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { AT_DESK, ask, logIn, start } from './support.ts';

/** Reads the page's stream as EventSource would. */
async function openStream(discord: LocalDiscord) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const answer = await fetch(`http://127.0.0.1:${discord.port}${PAGE_PATHS.events}`, { signal: stop.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  return {
    next: async <K extends PageChange['kind']>(kind: K): Promise<Extract<PageChange, { kind: K }>> => {
      for (;;) {
        const end = rest.indexOf('\n\n');
        if (end < 0) {
          const read = await reader?.read();
          if (read === undefined || read.done) throw new Error('the stream has ended');
          rest += read.value;
          continue;
        }
        const change = JSON.parse(rest.slice('data: '.length, end)) as PageChange;
        rest = rest.slice(end + 2);
        if (change.kind === kind) return change as Extract<PageChange, { kind: K }>;
      }
    },
  };
}

function post(
  discord: LocalDiscord,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`http://127.0.0.1:${discord.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function withWhois(discord: LocalDiscord) {
  const client = await logIn(discord);
  client.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand())
      void interaction.reply({ content: 'Found', flags: 64 }).catch(() => undefined);
    if (interaction.isAutocomplete())
      void interaction.respond([{ name: 'Igor Sechin', value: 'igor-sechin' }]).catch(() => undefined);
  });
  const name = { type: 3, name: 'name', description: 'Who', autocomplete: true, required: true };
  await client.application.commands.set([{ name: 'whois', description: 'Who is it', options: [name] }] as never);
}

describe('the page’s stream', () => {
  it('begins with all there is, and goes on with every change', async () => {
    const discord = await start();
    discord.progress('polling 5 feeds');
    const stream = await openStream(discord);
    const first = await stream.next('snapshot');
    expect(first.channels.map((channel) => channel.name)).toEqual(['wire-desk', 'energy', 'dateline-setup', 'general']);
    expect(first.members.filter((member) => member.canActAs)).toHaveLength(3);
    expect(first.bot.online).toBe(false);
    expect(first.progress.map(({ text }) => text)).toEqual(['polling 5 feeds']);
    const path = `/channels/${SEED_IDS.energy}/messages`;
    const { id } = (await (await ask(discord, 'POST', path, { content: 'Alert' })).json()) as { id: string };
    expect(await stream.next('message')).toMatchObject({
      change: 'created',
      message: { message: { id, content: 'Alert' } },
    });
    await ask(discord, 'PATCH', `${path}/${id}`, { content: 'Alert, confirmed' });
    expect(await stream.next('message')).toMatchObject({
      change: 'updated',
      message: { message: { content: 'Alert, confirmed' } },
    });
    await ask(discord, 'DELETE', `${path}/${id}`);
    expect(await stream.next('message deleted')).toMatchObject({ messageId: id });
  });

  it('shows the bot come, its commands, an answer only for the one who asked, and what becomes of it', async () => {
    const discord = await start();
    const stream = await openStream(discord);
    await withWhois(discord);
    expect(await stream.next('bot')).toMatchObject({ bot: { online: true } });
    expect((await stream.next('commands')).commands.map(({ name }) => name)).toEqual(['whois']);
    const run = { ...AT_DESK, command: 'whois', options: [{ name: 'name', value: 'x' }] };
    const answer = (await (await post(discord, PAGE_PATHS.command, run)).json()) as {
      ok: boolean;
      interactionId: string;
    };
    expect(answer.ok).toBe(true);
    expect(await stream.next('interaction')).toMatchObject({ state: 'sent', name: '/whois' });
    expect(await stream.next('message')).toMatchObject({ message: { visibleTo: SEED_IDS.editor } });
    expect(await stream.next('interaction')).toMatchObject({ state: 'answered', interactionId: answer.interactionId });
  });
});

describe('the page’s POSTs', () => {
  it('bring choices for what is being typed', async () => {
    const discord = await start();
    await withWhois(discord);
    const typing = { ...AT_DESK, command: 'whois', options: [{ name: 'name', value: 'se' }], focused: 'name' };
    expect(await (await post(discord, PAGE_PATHS.autocomplete, typing)).json()).toEqual({
      ok: true,
      choices: [{ name: 'Igor Sechin', value: 'igor-sechin' }],
    });
  });

  it.each<[string, string, object, string]>([
    ['an unknown command', PAGE_PATHS.command, { command: 'nothing', options: [] }, 'there is no command /nothing'],
    ['a missing option', PAGE_PATHS.command, { command: 'whois', options: [] }, 'name is missing'],
    [
      'the bot itself as actor',
      PAGE_PATHS.message,
      { userId: SEED_IDS.application, content: 'x' },
      'there is no such person to act as',
    ],
    ['an empty message', PAGE_PATHS.message, { content: ' ' }, 'a message has 1 to 2,000 characters'],
    ['a button that is gone', PAGE_PATHS.component, { messageId: '1', customId: 'x' }, 'this message is gone'],
    ['a dialogue that is not open', PAGE_PATHS.modal, { interactionId: '1', fields: {} }, 'this dialogue is not open'],
    ['nothing', PAGE_PATHS.message, {}, 'content is missing'],
  ])('say in plain words what is wrong: %s', async (_case, path, body, error) => {
    const discord = await start();
    await withWhois(discord);
    const answer = await post(discord, path, { ...AT_DESK, ...body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ ok: false, error });
  });

  it('are taken from this page alone', async () => {
    const discord = await start();
    const write = { ...AT_DESK, content: 'x' };
    expect((await post(discord, PAGE_PATHS.message, write, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(discord, PAGE_PATHS.message, write, { 'content-type': 'text/plain' })).status).toBe(400);
    expect(
      (await post(discord, PAGE_PATHS.message, write, { origin: `http://127.0.0.1:${discord.port}` })).status,
    ).toBe(200);
  });

  it.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'and from loopback names alone, not %j',
    async (host) => {
      const discord = await start();
      const httpStatus = await new Promise((resolve, reject) => {
        const asked = request(
          { port: discord.port, host: '127.0.0.1', path: PAGE_PATHS.events, headers: { host } },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          },
        );
        asked.on('error', reject).end();
      });
      expect(httpStatus).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('the page', () => {
  it('is served with a strict policy, its modules from a fixed list of packages', async () => {
    const discord = await start();
    const base = `http://127.0.0.1:${discord.port}`;
    const page = await fetch(base);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await fetch(`${base}/modules/discord.js/package.json`)).status).toBe(404);
    expect((await fetch(`${base}/page/..%2Flocal-discord.ts`)).status).toBe(404);
  });
});

describe('starting and stopping', () => {
  it('takes another port where the wished one is taken, and says so', async () => {
    const first = await start();
    const said: string[] = [];
    const log = { info: (_fields: object, words: string) => said.push(words), warn: () => undefined };
    const second = await start({ port: first.port, log });
    expect(second.port).not.toBe(first.port);
    expect(said).toEqual([`port ${first.port} is taken, the preview uses ${second.port}`]);
  });

  it('closes at once, open streams, bots and unanswered commands notwithstanding', async () => {
    const discord = await start();
    const stream = await openStream(discord);
    await stream.next('snapshot');
    const client = await logIn(discord);
    await client.application.commands.set([{ name: 'status', description: 'x' }]);
    const outcome = discord.act.runCommand({ ...AT_DESK, command: 'status', options: [] });
    await client.destroy();
    await discord.close();
    expect(await outcome).toMatchObject({ kind: 'failed' });
    await expect(
      stream
        .next('bot')
        .then(() => stream.next('bot'))
        .then(() => stream.next('bot')),
    ).rejects.toThrow();
  });
});
