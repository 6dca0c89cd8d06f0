import type { APIMessage } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedAdding, FeedRequest } from '../../src/commands/command.ts';
import { parseOpml, writeOpml } from '../../src/feeds/opml.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { type Bot, messageOf, type Seen, startBot, wordsOf, wordsOfMessage } from '../support/bot.ts';
import { makeFeed } from '../support/records.ts';

let bot: Bot;
let adding: FeedAdding;
const asked: FeedRequest[] = [];

beforeAll(async () => {
  bot = await startBot({
    feeds: {
      figures: () => new Map([['feed-1', { itemsADay: 0.4, alertsAMonth: 3 }]]),
      add: async (request) => {
        asked.push(request);
        return adding;
      },
      check: async () => ({
        kind: 'good',
        items: 2,
        newest: { title: 'Sechin *lands* in @everyone', publishedAt: undefined },
        reader: 'rss-parser',
        repairs: ['an unescaped &'],
        itemsADay: 12,
        nextDueAt: 1_795_521_600_000,
        nextDueReason: 'every 20 minutes',
      }),
      import: (opml) => {
        const feeds = parseOpml(opml).map(({ url, title }) => makeFeed({ id: url, url, title }));
        const added = feeds.filter((feed) => bot.stores.feeds.add(feed) === 'added');
        return { added, known: feeds.length - added.length, refused: [] };
      },
      export: () => writeOpml(bot.stores.feeds.list(), 'Feeds'),
    },
  });
});
afterAll(() => bot.close());

const file = (text: string) => ({
  filename: 'feeds.opml',
  contentType: 'text/x-opml',
  base64: Buffer.from(text, 'utf8').toString('base64'),
});

/** What stands in an answer once its progress is over. */
const finalWords = async (seen: Seen) => wordsOfMessage(await finalMessage(seen));

async function finalMessage(seen: Seen): Promise<APIMessage> {
  const { id, channel_id } = messageOf(seen);
  return bot.discord.waitFor((state) => {
    const now = state.messages.get(channel_id)?.get(id)?.message;
    return now !== undefined && !now.content.startsWith('Reading') && now;
  });
}

describe('/feeds', () => {
  it('are shown to anybody, changed by editors only', async () => {
    expect(wordsOf(await bot.run('reporter', 'feeds list'))).toContain('No feed is read yet');
    for (const command of ['feeds add', 'feeds remove', 'feeds import', 'feeds export', 'feeds check']) {
      const options = command === 'feeds add' ? { url: 'https://wire.example' } : { feed: 'x' };
      const needed = command === 'feeds import' || command === 'feeds export' ? {} : options;
      expect(wordsOf(await bot.run('reporter', command, needed))).toContain('Only members with');
    }
  });

  it('imports an OPML file, exports it again, and takes an import back', async () => {
    const opml = writeOpml([makeFeed({ id: 'a', url: 'https://a.example/rss?token=hush', title: 'Wire A' })], 'Mine');
    const seen = await bot.run('manager', 'feeds import', { file: file(opml) });
    expect(await finalWords(seen)).toContain('**1** feeds were added, 0 were there already');
    const exported = messageOf(await bot.run('manager', 'feeds export'));
    const attachment = exported.attachments[0];
    expect(attachment?.filename).toBe('dateline-feeds.opml');
    const text = await (await fetch(attachment?.url ?? '')).text();
    expect(parseOpml(text)).toMatchObject([{ title: 'Wire A' }]);
    expect(wordsOf(await bot.press('manager', await finalMessage(seen), 'Undo'))).toContain(
      '1 imported feeds are gone again',
    );
    expect(bot.stores.feeds.list()).toEqual([]);
  });

  it('says what to do with a file that is no OPML, and without any', async () => {
    expect(await finalWords(await bot.run('manager', 'feeds import', { file: file('hello') }))).toContain(
      'Nothing was imported',
    );
    expect(wordsOf(await bot.run('manager', 'feeds import'))).toContain('Attach an OPML file');
  });

  it('lists them by how they fare, without their addresses’ secrets, and removes one with Undo', async () => {
    const url = 'https://wire.example/rss?token=hush';
    bot.stores.feeds.add(makeFeed({ id: 'feed-1', url, title: 'Wire *of* the South' }));
    const listed = wordsOf(await bot.run('reporter', 'feeds list'));
    expect(listed).toContain(
      '**Wire \\*of\\* the South** `en` · wire.example · wire · new · 3 items a week · 3 alerts a month',
    );
    expect(listed).not.toContain('hush');
    expect(await bot.suggest('manager', 'feeds remove', { feed: 'south' }, 'feed')).toEqual([
      'Wire *of* the South · wire.example',
    ]);
    const removed = await bot.run('manager', 'feeds remove', { feed: 'feed-1' });
    expect(bot.stores.feeds.list()).toEqual([]);
    await bot.press('manager', messageOf(removed), 'Undo');
    expect(bot.stores.feeds.list()).toHaveLength(1);
  });

  it('checks one: what came, and what had to be repaired; nothing of it is markup', async () => {
    const words = wordsOf(await bot.run('manager', 'feeds check', { feed: 'feed-1' }));
    expect(words).toContain('brought 2 items');
    expect(words).toContain('read by rss-parser · 12 items a day · next <t:1795521600:R>, every 20 minutes');
    expect(words).toContain('Sechin \\*lands\\* in @\u200beveryone');
    expect(words).toContain('an unescaped &');
  });

  it.each<[string, FeedAdding, string]>([
    [
      'a feed',
      { kind: 'added', feed: makeFeed(), items: 30, elsewhere: 0, repairs: [] },
      'is read from now on. The 30 items',
    ],
    ['one that is there', { kind: 'already there', feed: makeFeed(), changed: false }, 'is read already.'],
    [
      'one that is there, at another interval',
      { kind: 'already there', feed: makeFeed({ minIntervalMs: 120_000 }), changed: true },
      'from its next poll on not sooner than every 2 minutes',
    ],
    [
      'a page that names feeds',
      { kind: 'choose', found: [{ url: 'https://wire.example/rss', title: 'News', entries: 30, reporting: 2 }] },
      '**News** (wire.example): 2 of its last 30 entries would have been filed as a trip or deal',
    ],
    ['what can’t be read', { kind: 'refused', why: 'it is an inner address' }, 'was not added: it is an inner address'],
  ])('adds %s', async (_case, answer, words) => {
    adding = answer;
    const seen = await bot.run('manager', 'feeds add', { url: 'wire.example', kind: 'wire', language: 'English' });
    expect(await finalWords(seen)).toContain(words);
  });

  it('adds the one that is chosen of a page’s feeds, with the kind and language that were typed', async () => {
    const found = ['all', 'politics'].map((name) => ({
      url: `https://wire.example/${name}?token=hush`,
      title: name,
      entries: 5,
      reporting: 1,
    }));
    adding = { kind: 'choose', found };
    const page = await bot.run('manager', 'feeds add', { url: 'wire.example', kind: 'wire', language: 'English' });
    const offered = await finalMessage(page);
    expect(JSON.stringify(offered)).not.toContain('hush');
    adding = { kind: 'added', feed: makeFeed({ title: 'Politics' }), items: 5, elsewhere: 0, repairs: [] };
    expect(await finalWords(await bot.choose('manager', offered, '1'))).toContain('**Politics** is read from now on');
    expect(asked.at(-1)).toMatchObject({ url: found[1]?.url, sourceKind: 'wire', language: 'en' });
  });

  it('refuses a language that is none before anything is asked for', async () => {
    const seen = await bot.run('manager', 'feeds add', { url: 'wire.example', language: 'Klingon' });
    expect(wordsOf(seen)).toContain('is no language that Dateline reads');
  });
});

describe('a guild that has set nothing up', () => {
  it('keeps UTC and English', () => {
    expect(bot.desk.settings.get(SEED_IDS.guild)).toMatchObject({ timeZone: 'UTC', summaryLanguage: 'en' });
  });
});
