import { afterEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/commands/command.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { type Bot, startBot, wordsOf } from '../support/bot.ts';

let bot: Bot;

afterEach(() => bot.close());

/** A desk whose feeds answer as a test says. */
function withCheck(check: Desk['feeds']['check']) {
  return async () => {
    bot = await startBot({ feeds: { find: () => ({ feed: FEED, state: undefined }), check } });
  };
}

const FEED = {
  id: 'feed-1',
  url: 'https://wire.example/rss?token=hush',
  title: 'Wire of the South',
  sourceKind: 'wire',
  language: 'en',
  tags: [],
  addedBy: 'operator',
  addedAt: 0,
  allowInnerAddress: false,
  minIntervalMs: undefined,
} as const;

describe('an interaction whose handler fails', () => {
  it('is answered in plain words with a reference that stands in the log, and nothing secret does', async () => {
    await withCheck(() => Promise.reject(new Error('the disk is full')))();
    const seen = await bot.run('manager', 'feeds check', { feed: 'feed-1' });
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: true });
    const reference = /reference `([0-9a-f]{6})`/.exec(wordsOf(seen))?.[1];
    expect(reference).toBeDefined();
    const line = bot.logged.find((one) => one.includes(reference ?? '?'));
    expect(line).toContain('the disk is full');
    expect(bot.logged.join('\n')).not.toContain(bot.discord.token);
    expect(bot.logged.join('\n')).not.toContain('hush');
  });
});

describe('an answer that takes long', () => {
  it('is deferred by itself before Discord’s 3 s are over, and comes when it is ready', async () => {
    const release = Promise.withResolvers<void>();
    bot = await startBot({
      change: (desk) => ({
        ...desk,
        feeds: {
          ...desk.feeds,
          find: () => ({ feed: FEED, state: undefined }),
          check: async () => {
            await release.promise;
            return { kind: 'refused', why: 'it is asleep' };
          },
        },
      }),
    });
    const seen = bot.run('manager', 'feeds check', { feed: 'feed-1' });
    await bot.discord.waitFor((state) => [...state.interactions.values()].includes('deferred'));
    release.resolve();
    expect(wordsOf(await seen)).toContain('it is asleep');
  });

  it.each(['help', 'feeds export'])('/%s is answered though the word that it arrived was lost', async (command) => {
    bot = await startBot();
    bot.discord.faults.rest({ kind: 'accept then drop' }, { method: 'POST', path: '/callback' });
    const seen = await bot.run('manager', command);
    expect(seen).toMatchObject({ kind: 'message' });
    expect(wordsOf(seen)).not.toContain('went wrong');
  });

  it('a slow Discord is answered once all the same', async () => {
    bot = await startBot();
    bot.discord.faults.rest({ kind: 'slow', delayMs: 1_800 }, { method: 'POST', path: '/callback' });
    expect(wordsOf(await bot.run('manager', 'help'))).toContain('Dateline');
    // The second command's answer comes after the first one's request has been noted.
    await bot.run('manager', 'status');
    const callbacks = bot.discord.requests.map(({ path }) => path).filter((path) => path.includes('/callback'));
    expect(callbacks.length).toBeGreaterThan(0);
    expect(new Set(callbacks).size).toBe(callbacks.length);
  });
});

describe('buttons that nobody knows', () => {
  it('of an older version are answered clearly', async () => {
    bot = await startBot();
    const message = await postButton('gone-for-good:1');
    const seen = await bot.discord.act.useComponent({
      userId: SEED_IDS.reporter,
      channelId: SEED_IDS.general,
      messageId: message,
      customId: 'gone-for-good:1',
    });
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: true });
    expect(wordsOf(seen)).toContain('another version of Dateline');
  });

  it('of another server’s alert change nothing', async () => {
    bot = await startBot();
    bot.stores.alerts.save({
      id: 'theirs',
      storyId: 's',
      guildId: 'another-guild',
      channelId: 'c',
      watchlistIds: [],
      thread: 'none',
      toldVersion: 1,
      messageId: undefined,
      createdAt: 0,
      mutedBy: undefined,
    });
    const message = await postButton('mute:theirs');
    const seen = await bot.discord.act.useComponent({
      userId: SEED_IDS.manager,
      channelId: SEED_IDS.general,
      messageId: message,
      customId: 'mute:theirs',
    });
    expect(wordsOf(seen)).toContain('no longer on record');
    expect(bot.stores.alerts.byId('theirs')?.mutedBy).toBeUndefined();
  });
});

/** Posts a message with one button as the bot. */
async function postButton(customId: string): Promise<string> {
  const body = {
    content: 'old',
    components: [{ type: 1, components: [{ type: 2, style: 2, label: 'Old', custom_id: customId }] }],
  };
  const made = (await bot.connection.rest.post(`/channels/${SEED_IDS.general}/messages`, { body })) as { id: string };
  return made.id;
}
