/** A local Discord with the real discord.js client logged in to it, both gone after the test. */
import { Client, type ClientOptions, Events, GatewayIntentBits, type RESTOptions } from 'discord.js';
import { onTestFinished } from 'vitest';
import { sendRequest } from '../../src/discord/rest.ts';
import { type LocalDiscord, type LocalDiscordOptions, startLocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';

/** Tuesday, 24 November 2026, noon UTC; stands still. */
export const NOW = Date.UTC(2026, 10, 24, 12);

/** Warnings of the local Discord are faults of its own: a test that brings one fails. */
const log = {
  info: () => undefined,
  warn: (fields: object, words: string) => {
    throw new Error(`${words}: ${JSON.stringify(fields, Object.getOwnPropertyNames)}`);
  },
};

/** Tests that are not about the deadline must not fail where a busy machine stands still for seconds. */
const PATIENCE_MS = 15_000;

export async function start(options: Partial<LocalDiscordOptions> = {}): Promise<LocalDiscord> {
  const discord = await startLocalDiscord({
    port: 0,
    now: () => NOW,
    log,
    enforceRateLimits: false,
    answerWithinMs: PATIENCE_MS,
    ...options,
  });
  onTestFinished(() => discord.close());
  return discord;
}

/** Logs the real client in and waits until it is ready. */
export async function logIn(
  discord: LocalDiscord,
  options: Partial<ClientOptions> & { readonly restOptions?: Partial<RESTOptions> } = {},
): Promise<Client<true>> {
  const { restOptions, ...rest } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl, makeRequest: sendRequest, ...restOptions },
    ...rest,
  });
  onTestFinished(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}

/** Sends a raw request as a bot would. */
export function ask(
  discord: LocalDiscord,
  method: string,
  path: string,
  body?: unknown,
  token = discord.token,
): Promise<Response> {
  return fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Who acts where, unless a test says otherwise. */
export const AT_DESK = { userId: SEED_IDS.editor, channelId: SEED_IDS.wireDesk } as const;
