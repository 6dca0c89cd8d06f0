import { once } from 'node:events';
import { Events, PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { type Bot, labelsOf, messageOf, startBot, wordsOf } from '../support/bot.ts';
import { makeSource, makeStory } from '../support/records.ts';
import { NOW } from '../support/temp-store.ts';

const DAY_MS = 86_400_000;

let bot: Bot;

beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.close());
beforeEach(() => {
  for (const { id } of bot.stores.watchlists.list()) bot.stores.watchlists.remove(id);
});

const add = (options: Record<string, string | number> = {}) =>
  bot.run('manager', 'watch add', { name: 'Rosneft', officials: 'Igor Sechin', reason: 'OPEC series', ...options });

describe('who may change watchlists', () => {
  it('a reporter is told who may, and nothing is changed', async () => {
    const seen = await bot.run('reporter', 'watch add', { name: 'Mine', reason: 'just so' });
    expect(wordsOf(seen)).toContain('Only members with the Manage Server permission');
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: true });
    expect(bot.desk.watchlists.list(SEED_IDS.guild)).toEqual([]);
  });

  it('an editor may, once /setup named the role', async () => {
    expect(wordsOf(await bot.run('editor', 'watch add', { name: 'Mine', reason: 'just so' }))).toContain(
      'Only members',
    );
    await bot.run('manager', 'setup', { 'editor-role': SEED_IDS.editorRole });
    expect(wordsOf(await bot.run('editor', 'watch add', { name: 'Mine', reason: 'just so' }))).toContain('Watching');
    expect(wordsOf(await bot.run('reporter', 'watch remove', { name: 'Mine' }))).toContain(
      `<@&${SEED_IDS.editorRole}>`,
    );
  });

  it('an editor can’t make others editors', async () => {
    await bot.run('manager', 'setup', { 'editor-role': SEED_IDS.editorRole });
    const seen = await bot.run('editor', 'setup', { 'editor-role': SEED_IDS.reporterRole });
    expect(wordsOf(seen)).toContain('Only members with Manage Server');
    expect(bot.desk.settings.get(SEED_IDS.guild).editorRoleId).toBe(SEED_IDS.editorRole);
  });
});

describe('setting up a watchlist', () => {
  it('says what it follows, where it goes, who asked, and how much to expect', async () => {
    const seen = await add({ countries: 'Venezuela, India', when: 'daily', hour: 8, channel: SEED_IDS.energy });
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: true });
    const words = wordsOf(seen);
    expect(words).toContain('Igor Sechin');
    expect(words).toContain('in Venezuela, India');
    expect(words).toContain(`<#${SEED_IDS.energy}> daily digest at 08:00 UTC`);
    expect(words).toContain('“OPEC series”');
    expect(words).toContain('The last 30 days would have brought');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]).toMatchObject({
      officials: ['igor-sechin'],
      countries: ['VE', 'IN'],
      ownerId: SEED_IDS.manager,
      delivering: { mode: 'daily', hour: 8 },
    });
  });

  it('asks why in a dialogue where no reason was given, and keeps it', async () => {
    const asked = await bot.run('manager', 'watch add', { name: 'Rosneft', officials: 'sechin' });
    if (asked.kind !== 'modal') throw new Error(wordsOf(asked));
    const seen = await bot.discord.act.submitModal({
      userId: SEED_IDS.manager,
      channelId: SEED_IDS.wireDesk,
      interactionId: asked.interactionId,
      fields: { reason: 'Follow the money' },
    });
    expect(wordsOf(seen)).toContain('“Follow the money”');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]).toMatchObject({ reason: 'Follow the money' });
  });

  it('changes nothing where a name is not understood, and says what to type', async () => {
    const words = wordsOf(await add({ officials: 'Igor Sechin, castro, Nobody Atall', countries: 'Atlantis' }));
    expect(words).toContain('Nothing was changed');
    expect(words).toContain('“castro” may be Raúl Castro, Fidel Castro');
    expect(words).toContain('“Nobody Atall”');
    expect(words).toContain('“Atlantis”');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)).toEqual([]);
  });

  it('refuses a name that is taken, case ignored', async () => {
    await add();
    expect(wordsOf(await add({ name: 'ROSNEFT' }))).toContain('There is a watchlist');
  });

  it('warns where the bot may not post, and says which permission to give', async () => {
    const client = bot.connection.client();
    if (client === undefined) throw new Error('not connected');
    const told = once(client, Events.ChannelUpdate);
    bot.discord.admin.deny(SEED_IDS.energy, PermissionFlagsBits.EmbedLinks);
    await told;
    const words = wordsOf(await add({ channel: SEED_IDS.energy }));
    bot.discord.admin.restore(SEED_IDS.energy);
    expect(words).toContain('still lacks **Embed Links**');
  });

  it('says what threads need, here and in /setup, and asks nothing of a desk without threads', async () => {
    const client = bot.connection.client();
    if (client === undefined) throw new Error('not connected');
    const told = once(client, Events.ChannelUpdate);
    bot.discord.admin.deny(SEED_IDS.energy, PermissionFlagsBits.CreatePublicThreads);
    await told;
    const without = wordsOf(await add({ channel: SEED_IDS.energy }));
    const setupWithout = wordsOf(await bot.run('manager', 'setup'));
    const wanting = wordsOf(await bot.run('manager', 'watch edit', { name: 'Rosneft', threads: true }));
    const setup = wordsOf(await bot.run('manager', 'setup'));
    bot.discord.admin.restore(SEED_IDS.energy);
    expect([without, setupWithout].join()).not.toContain('still lacks');
    expect(wanting).toContain('stories in threads');
    expect(wanting).toContain('still lacks **Create Public Threads**');
    expect(setup).toContain(`In <#${SEED_IDS.energy}> Dateline still lacks **Create Public Threads**`);
  });

  it('warns of a watchlist that would bring more than ten alerts a day', async () => {
    const days = Array.from({ length: 320 }, (_, index) => NOW - (index % 29) * DAY_MS);
    bot.store.database.transaction<void>(() => {
      for (const [index, at] of days.entries()) {
        const source = makeSource({ itemId: `busy-${index}`, publishedAt: at, seenAt: at });
        bot.stores.archive.saveStory(makeStory({ id: `busy-${index}`, sources: [source], firstSeenAt: at }));
      }
    });
    const words = wordsOf(await bot.run('manager', 'watch add', { name: 'All', reason: 'everything' }));
    bot.store.database.transaction<void>(() => {
      for (const index of days.keys()) bot.stores.archive.removeStory(`busy-${index}`);
    });
    expect(words).toContain('**320** alerts');
    expect(words).toContain('That is 11 a day');
    expect(words).toContain('name officials, countries or organisations');
  });

  it('counts alerts a day over the days on record, not over days before the first item', async () => {
    bot.store.database.transaction<void>(() => {
      for (let index = 0; index < 40; index += 1) {
        const at = NOW - (index % 2) * DAY_MS;
        const source = makeSource({ itemId: `young-${index}`, publishedAt: at, seenAt: at });
        bot.stores.archive.saveStory(makeStory({ id: `young-${index}`, sources: [source], firstSeenAt: at }));
      }
    });
    const words = wordsOf(await bot.run('manager', 'watch add', { name: 'All', reason: 'everything' }));
    bot.store.database.transaction<void>(() => {
      for (let index = 0; index < 40; index += 1) bot.stores.archive.removeStory(`young-${index}`);
    });
    expect(words).toContain('the record only goes back to');
    expect(words).toContain('That is 40 a day');
  });
});

describe('changing a watchlist', () => {
  it('adds officials to those it has, and Undo takes that back', async () => {
    await add();
    const seen = await bot.run('manager', 'watch edit', { name: 'rosneft', 'add-officials': 'Dmitry Peskov' });
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]?.officials).toEqual(['igor-sechin', 'dmitry-peskov']);
    expect(wordsOf(await bot.press('manager', messageOf(seen), 'Undo'))).toContain('as it was');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]?.officials).toEqual(['igor-sechin']);
  });

  it('two editors who add at the same moment both succeed', async () => {
    await add();
    await Promise.all([
      bot.run('manager', 'watch edit', { name: 'Rosneft', 'add-officials': 'Dmitry Peskov' }),
      bot.run('manager', 'watch edit', { name: 'Rosneft', 'add-officials': 'Fidel Castro' }),
    ]);
    const officials = bot.desk.watchlists.list(SEED_IDS.guild)[0]?.officials;
    expect([...(officials ?? [])].sort()).toEqual(['dmitry-peskov', 'fidel-castro', 'igor-sechin']);
  });

  it('“any” empties a list', async () => {
    await add({ countries: 'Venezuela' });
    await bot.run('manager', 'watch edit', { name: 'Rosneft', countries: 'any' });
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]?.countries).toEqual([]);
  });

  it('a removed one comes back with Undo, once', async () => {
    await add();
    const removed = messageOf(await bot.run('manager', 'watch remove', { name: 'Rosneft' }));
    expect(bot.desk.watchlists.list(SEED_IDS.guild)).toEqual([]);
    expect(labelsOf(removed)).toEqual(['Undo']);
    await bot.press('manager', removed, 'Undo');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)).toHaveLength(1);
  });

  it('is silent when paused, and speaks again', async () => {
    await add();
    expect(wordsOf(await bot.run('manager', 'watch pause', { name: 'Rosneft' }))).toContain('is silent');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]?.paused).toBe(true);
    await bot.run('manager', 'watch pause', { name: 'Rosneft', resume: true });
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]?.paused).toBe(false);
  });

  it('speaks again at once where a pause was a slip of the hand', async () => {
    await add();
    const paused = messageOf(await bot.run('manager', 'watch pause', { name: 'Rosneft' }));
    await bot.press('manager', paused, 'Undo');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]?.paused).toBe(false);
  });
});

describe('looking at watchlists', () => {
  it('shows to anybody what the desk follows', async () => {
    expect(wordsOf(await bot.run('reporter', 'watch list'))).toContain('follows nobody yet');
    for (let index = 0; index < 24; index += 1) await add({ name: `List ${index}` });
    const words = wordsOf(await bot.run('reporter', 'watch list'));
    expect(words).toContain('What the desk follows (24)');
    expect(words).toContain('4 more');
  });

  it('tests one on the last days: what it would have brought, and why not the rest', async () => {
    await add();
    bot.stores.archive.saveStory(makeStory({ id: 'hit' }));
    bot.stores.archive.saveStory(
      makeStory({ id: 'old', sources: [makeSource({ itemId: 'old', publishedAt: NOW - 3 * DAY_MS })] }),
    );
    await add({ name: 'Deals', kinds: 'deal' });
    const words = wordsOf(await bot.run('reporter', 'watch test', { name: 'Rosneft' }));
    expect(words).toContain('**1** of 2 stories');
    expect(words).toContain('too old 1');
    expect(wordsOf(await bot.run('reporter', 'watch test', { name: 'Deals' }))).toContain('other kind 2');
  });

  it('suggests names while one types, piece by piece', async () => {
    await add();
    expect(await bot.suggest('manager', 'watch edit', { name: 'ros' }, 'name')).toEqual(['Rosneft']);
    await add({ name: 'Neft' });
    expect(await bot.suggest('reporter', 'watch test', { name: 'neft' }, 'name')).toEqual(['Neft', 'Rosneft']);
    expect(
      await bot.suggest('manager', 'watch add', { name: 'x', officials: 'Igor Sechin, песков' }, 'officials'),
    ).toEqual(['Igor Sechin, Dmitry Peskov']);
    expect(await bot.suggest('manager', 'watch add', { name: 'x', countries: 'venez' }, 'countries')).toEqual([
      'Venezuela',
    ]);
  });
});
