import type { APIMessage } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { renderAlert } from '../../src/alerts/render.ts';
import { createPoster } from '../../src/discord/post.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { type Bot, labelsOf, messageOf, startBot, wordsOf } from '../support/bot.ts';
import { makeAlert, makeEvent, makeSource, makeStory, makeWatchlist } from '../support/records.ts';
import { NOW } from '../support/temp-store.ts';

let bot: Bot;

beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.close());
afterEach(() => {
  for (const story of bot.stores.archive.recent(200)) bot.stores.archive.removeStory(story.id);
});

/** Files a story and posts its alert, as the line and the outbox would. */
async function tell(id: string): Promise<APIMessage> {
  const story = makeStory({ id, sources: [makeSource({ itemId: id })], events: [makeEvent({ itemIds: [id] })] });
  const alert = makeAlert({ id: `a-${id}`, storyId: id, guildId: SEED_IDS.guild, channelId: SEED_IDS.wireDesk });
  bot.stores.archive.saveStory(story);
  bot.stores.alerts.save(alert);
  const message = renderAlert(story, {
    alertId: alert.id,
    watchlists: [makeWatchlist()],
    events: story.events,
    officialName: () => 'Igor Sechin',
    notes: [],
    summary: undefined,
  });
  const delivery = { id: `d-${id}`, alertId: alert.id, guildId: SEED_IDS.guild, channelId: SEED_IDS.wireDesk };
  bot.stores.outbox.enqueue({ ...delivery, action: { kind: 'post' }, message, createdAt: NOW });
  const due = bot.stores.outbox.nextDue(NOW)[0];
  if (due === undefined) throw new Error('nothing is due');
  const post = createPoster({ rest: bot.connection.rest, selfId: bot.connection.selfId, now: () => NOW });
  const outcome = await post(due.row, due.targetId);
  if (outcome.kind !== 'sent') throw new Error(outcome.why);
  bot.stores.outbox.markSent(due.row.id, outcome.messageId, NOW);
  const stored = bot.discord.state.messages.get(SEED_IDS.wireDesk)?.get(outcome.messageId);
  if (stored === undefined) throw new Error('not posted');
  return stored.message;
}

const ANYTHING = { officials: [], countries: [], kinds: [], statuses: [], from: undefined, to: undefined };

describe('the buttons under an alert', () => {
  it('Sources shows where it comes from, to whoever asks', async () => {
    const seen = await bot.press('reporter', await tell('sources'), 'Sources');
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: true });
    expect(wordsOf(seen)).toContain('[Wire of the South](<https://wire.example/1>) `en` Sechin lands in Caracas');
  });

  it('Dossier shows the official', async () => {
    const seen = await bot.press('reporter', await tell('dossier'), 'Dossier');
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: true });
    expect(wordsOf(seen)).toContain('Igor Sechin · Игорь Сечин');
  });

  it('Not relevant is kept as a label of anybody, with a reason, and taken back', async () => {
    const alert = await tell('label');
    const noted = messageOf(await bot.press('reporter', alert, 'Not relevant'));
    expect(bot.stores.feedback.ofStory('label')).toMatchObject([
      { userId: SEED_IDS.reporter, why: undefined, told: { story: { id: 'label' }, watchlistIds: ['watchlist-1'] } },
    ]);
    const asked = await bot.press('reporter', noted, 'Say why');
    if (asked.kind !== 'modal') throw new Error(wordsOf(asked));
    await bot.discord.act.submitModal({
      userId: SEED_IDS.reporter,
      channelId: SEED_IDS.wireDesk,
      interactionId: asked.interactionId,
      fields: { why: 'a namesake' },
    });
    expect(bot.stores.feedback.ofStory('label')).toMatchObject([{ why: 'a namesake' }]);
    const again = messageOf(await bot.press('reporter', alert, 'Not relevant'));
    expect(wordsOf(await bot.press('reporter', again, 'Undo'))).toContain('Taken back');
    expect(bot.stores.feedback.ofStory('label')).toEqual([]);
  });

  it('Mute is for editors, and can be undone', async () => {
    const alert = await tell('mute');
    expect(wordsOf(await bot.press('reporter', alert, 'Mute this story'))).toContain('Only members with');
    expect(bot.stores.alerts.byId('a-mute')?.mutedBy).toBeUndefined();
    const muted = messageOf(await bot.press('manager', alert, 'Mute this story'));
    expect(bot.stores.alerts.byId('a-mute')?.mutedBy).toBe(SEED_IDS.manager);
    await bot.press('manager', muted, 'Undo');
    expect(bot.stores.alerts.byId('a-mute')?.mutedBy).toBeUndefined();
  });

  it('whose story is gone say so', async () => {
    const alert = await tell('gone');
    bot.stores.archive.removeStory('gone');
    expect(wordsOf(await bot.press('reporter', alert, 'Sources'))).toContain('no longer on record');
  });
});

describe('/whois', () => {
  it('shows a dossier in the channel, with buttons to go on', async () => {
    const seen = await bot.run('reporter', 'whois', { name: 'sechin' });
    expect(seen).toMatchObject({ kind: 'message', isEphemeral: false });
    expect(wordsOf(seen)).toContain('Chairman, Rosneft, Russia (2004 to 2011)');
    expect(labelsOf(messageOf(seen))).toEqual(['Watch', 'Itinerary', 'Wikidata']);
  });

  it('knows where somebody was last seen, and what was announced long ago, behind a year of deals', async () => {
    const day = (from: string) => ({ from, to: undefined, precision: 'day', stated: true }) as const;
    const file = (id: string, ageDays: number, event: Parameters<typeof makeEvent>[0]) => {
      const at = NOW - ageDays * 24 * 3_600_000;
      bot.stores.archive.saveStory(
        makeStory({
          id,
          sources: [makeSource({ itemId: id, publishedAt: at, seenAt: at })],
          events: [makeEvent({ itemIds: [id], ...event })],
        }),
      );
    };
    file('seen', 200, { kind: 'trip', status: 'done', place: 'Hanoi', countries: ['VN'], date: day('2026-05-08') });
    file('ahead', 190, { kind: 'trip', status: 'planned', place: 'Minsk', countries: ['BY'], date: day('2027-01-10') });
    for (let index = 0; index < 40; index += 1) {
      file(`deal-${index}`, index, { kind: 'deal', status: 'done', date: day('2026-10-01') });
    }
    const words = wordsOf(await bot.run('reporter', 'whois', { name: 'sechin' }));
    expect(words).toMatch(/Last seen\nHanoi/);
    expect(words).toMatch(/Announced next\n.*Minsk/);
    expect(words).toContain('42 stories since');
  });

  it('takes names in any script, and suggests while one types', async () => {
    expect(wordsOf(await bot.run('reporter', 'whois', { name: 'Песков' }))).toContain('Dmitry Peskov');
    expect((await bot.suggest('reporter', 'whois', { name: 'сеч' }, 'name'))[0]).toContain('Igor Sechin (Игорь Сечин)');
  });

  it('offers to ask Wikidata where the catalogue knows nobody, or only names like it', async () => {
    const like = await bot.suggest('reporter', 'whois', { name: 'sechan' }, 'name');
    expect(like[0]).toContain('Igor Sechin');
    expect(like.at(-1)).toBe('“sechan” is not in the catalogue: ask Wikidata');
    expect(await bot.suggest('reporter', 'whois', { name: 'sech' }, 'name')).toHaveLength(1);
    expect(wordsOf(await bot.run('reporter', 'whois', { name: 'wikidata:sechan' }))).toContain('called “sechan”');
  });

  it('offers a choice where a name is two people’s', async () => {
    const seen = await bot.run('reporter', 'whois', { name: 'castro' });
    expect(wordsOf(seen)).toContain('may be');
    expect(wordsOf(await bot.choose('reporter', messageOf(seen), 'fidel-castro'))).toContain('Fidel Castro');
  });

  it('says what to try where nobody is found', async () => {
    expect(wordsOf(await bot.run('reporter', 'whois', { name: 'Nobody @everyone' }))).toContain(
      'Try the surname alone',
    );
  });

  it('says how to ask where nothing was asked', async () => {
    const words = wordsOf(await bot.run('reporter', 'whois', { name: ' - ' }));
    expect(words).toContain('Whom do you want to know about?');
    expect(words).toContain('/whois name:sechin');
  });

  it('leads to Wikidata’s search where nobody is certain which item it is', async () => {
    const dossier = messageOf(await bot.run('reporter', 'whois', { name: 'peskov' }));
    expect(labelsOf(dossier)).toEqual(['Watch', 'Itinerary', 'Search Wikidata']);
    expect(JSON.stringify(dossier.components)).toContain('index.php?search=Dmitry%20Peskov');
  });

  it('says where somebody is followed already, when every watchlist does', async () => {
    const everything = { ...makeWatchlist({ officials: [], name: 'Everything' }), guildId: SEED_IDS.guild };
    const added = bot.desk.watchlists.add(everything);
    const dossier = messageOf(await bot.run('manager', 'whois', { name: 'sechin' }));
    expect(wordsOf(await bot.press('manager', dossier, 'Watch'))).toContain('is followed already: “Everything”');
    if (added.kind === 'saved') bot.desk.watchlists.remove(added.watchlist.id);
  });

  it('adds the official to a watchlist that an editor chooses', async () => {
    bot.desk.watchlists.add({ ...makeWatchlist({ officials: ['dmitry-peskov'] }), guildId: SEED_IDS.guild });
    const dossier = messageOf(await bot.run('manager', 'whois', { name: 'sechin' }));
    const offered = messageOf(await bot.press('manager', dossier, 'Watch'));
    const [list] = bot.desk.watchlists.list(SEED_IDS.guild);
    expect(wordsOf(await bot.choose('manager', offered, list?.id ?? ''))).toContain('follows Igor Sechin too');
    expect(bot.desk.watchlists.list(SEED_IDS.guild)[0]?.officials).toEqual(['dmitry-peskov', 'igor-sechin']);
  });

  it('shows the itinerary', async () => {
    await tell('trip');
    const dossier = messageOf(await bot.run('reporter', 'whois', { name: 'sechin' }));
    expect(wordsOf(await bot.press('reporter', dossier, 'Itinerary'))).toContain('Igor Sechin is visiting Caracas');
  });
});

describe('/alerts', () => {
  it('lists what was told here, with links to the alerts', async () => {
    const alert = await tell('recent');
    const words = wordsOf(await bot.run('reporter', 'alerts recent'));
    expect(words).toContain(`[alert](https://discord.com/channels/${SEED_IDS.guild}/${SEED_IDS.wireDesk}/${alert.id})`);
  });

  it('lists a story once, however many channels it was told in', async () => {
    await tell('twice');
    const there = { guildId: SEED_IDS.guild, channelId: SEED_IDS.energy, messageId: '1180000000000007777' };
    bot.stores.alerts.save(makeAlert({ id: 'a-twice-2', storyId: 'twice', ...there }));
    const words = wordsOf(await bot.run('reporter', 'alerts recent'));
    expect(words.match(/2 on record|Igor Sechin is visiting/g)).toHaveLength(1);
    expect(words).toContain(`in <#${SEED_IDS.energy}>`);
    expect(words).toContain(`in <#${SEED_IDS.wireDesk}>`);
  });

  it('searches everything on record, page by page', async () => {
    for (let index = 0; index < 19; index += 1) {
      const source = makeSource({ itemId: `p${index}`, publishedAt: NOW - index * 3_600_000 });
      bot.stores.archive.saveStory(makeStory({ id: `p${index}`, sources: [source] }));
    }
    const first = await bot.run('reporter', 'alerts search', {
      text: 'Caracas',
      country: 'Venezuela',
      from: '2026-11',
    });
    expect(wordsOf(first)).toContain('19 on record · page 1 of 3');
    expect(labelsOf(messageOf(first))).toEqual(['Older ▶']);
    const second = await bot.press('reporter', messageOf(first), 'Older ▶');
    expect(second.kind).toBe('update');
    expect(wordsOf(second)).toContain('page 2 of 3');
    expect(labelsOf(messageOf(second))).toEqual(['◀ Newer', 'Older ▶']);
  });

  it('says what to write where the days can’t be read, and what to try where nothing fits', async () => {
    expect(wordsOf(await bot.run('reporter', 'alerts search', { from: 'yesterday' }))).toContain('2009-07-27');
    const reversed = wordsOf(await bot.run('reporter', 'alerts search', { from: '2026-12', to: '2026-11' }));
    expect(reversed).toContain('`from` (2026-12) is after `to` (2026-11)');
    const seen = await bot.run('reporter', 'alerts search', { text: 'unheard of' });
    expect(wordsOf(seen)).toContain('Nothing on record fits');
    expect(seen, 'the channel is spared it').toMatchObject({ kind: 'message', isEphemeral: true });
  });

  it.each<[string, string, string]>([
    ['en', 'Sechin arrives in Caracas for oil talks', 'oil talks'],
    ['es', 'Sechin llega a Caracas para negociar petróleo', 'petroleo negociar'],
    ['ru', 'Сечин прибыл в Каракас на переговоры о нефти', 'переговоры СЕЧИН'],
    ['fr', 'Setchine à Caracas pour des pourparlers pétroliers', 'pétroliers'],
    ['pt', 'Sechin chega a Caracas para negociações', 'negociacoes'],
    ['de', 'Setschin zu Ölgesprächen in Caracas', 'ölgespräch'],
    ['zh', '谢钦抵达加拉加斯谈石油', '石油 谢钦'],
    ['ar', 'سيتشين يصل إلى كاراكاس لبحث ملف النفط', 'النفط سيتشين'],
  ])('searches in %s', async (language, title, text) => {
    const source = makeSource({
      itemId: `lang-${language}`,
      title,
      language,
      summary: '',
      outlet: `Outlet ${language}`,
    });
    bot.stores.archive.saveStory(makeStory({ id: `lang-${language}`, sources: [source] }));
    const seen = await bot.run('reporter', 'alerts search', { text });
    expect(wordsOf(seen)).toContain('1 on record');
    expect(bot.desk.stories.search({ ...ANYTHING, text }, SEED_IDS.guild, 0, 5).rows[0]?.story.id).toBe(
      `lang-${language}`,
    );
  });

  it('a list of yesterday says that it is too old', async () => {
    for (let index = 0; index < 9; index += 1) {
      bot.stores.archive.saveStory(makeStory({ id: `o${index}`, sources: [makeSource({ itemId: `o${index}` })] }));
    }
    const first = messageOf(await bot.run('reporter', 'alerts search', { kind: 'trip' }));
    bot.store.clock.at += 25 * 3_600_000;
    expect(wordsOf(await bot.press('reporter', first, 'Older ▶'))).toContain('more than a day old');
    bot.store.clock.at = NOW;
  });
});

describe('/help, /status and /setup', () => {
  it('help shows every command with an example, and more of one', async () => {
    const words = wordsOf(await bot.run('reporter', 'help'));
    for (const name of ['/watch', '/alerts', '/whois', '/feeds', '/status', '/setup']) expect(words).toContain(name);
    expect(wordsOf(await bot.run('reporter', 'help', { command: 'feeds' }))).toContain('/feeds add url:');
  });

  it('status says what to mend', async () => {
    const words = wordsOf(await bot.run('reporter', 'status'));
    expect(words).toContain('No feed is read');
    expect(words).toContain('No set-up channel is chosen');
    expect(words).toContain('5 asked: 2 confirmed, 1 corrected, 1 rejected, 1 left to the rules');
  });

  it('setup keeps channel, time zone and language, and refuses a zone that is none', async () => {
    const words = wordsOf(
      await bot.run('manager', 'setup', { channel: SEED_IDS.setup, 'time-zone': 'sofia', language: 'es' }),
    );
    expect(words).toContain(`<#${SEED_IDS.setup}>`);
    expect(words).toContain('Europe/Sofia (it is 11:00)');
    expect(bot.desk.settings.get(SEED_IDS.guild).summaryLanguage).toBe('es');
    expect(wordsOf(await bot.run('manager', 'setup', { 'time-zone': 'Atlantis' }))).toContain('is no time zone');
    expect(await bot.suggest('manager', 'setup', { 'time-zone': 'sof' }, 'time-zone')).toContain('Europe/Sofia');
  });

  it('the desk is told in its set-up channel, through the outbox', () => {
    expect(bot.desk.tellDesk(SEED_IDS.guild, 'A feed has stopped.')).toBe(true);
    const due = bot.stores.outbox.nextDue(NOW).find(({ row }) => row.channelId === SEED_IDS.setup);
    expect(due?.row.message.content).toBe('A feed has stopped.');
  });
});
