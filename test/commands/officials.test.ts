import type { APIMessage } from 'discord.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/feeds/http.ts';
import { createLog } from '../../src/log.ts';
import type { Official } from '../../src/model/official.ts';
import { readOfficials, writeOfficialsCsv, writeOfficialsJson } from '../../src/officials/exchange.ts';
import { createWikidata } from '../../src/officials/wikidata.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { openKeyv } from '../../src/store/keyv.ts';
import { type Bot, labelsOf, messageOf, type Seen, startBot, wordsOf, wordsOfMessage } from '../support/bot.ts';
import { official } from '../support/desk.ts';
import { NOW } from '../support/temp-store.ts';
import { type LocalWikidata, PEOPLE, startLocalWikidata } from '../support/wikidata.ts';

let bot: Bot;
let wikidata: LocalWikidata;
let http: HttpClient;

beforeAll(async () => {
  wikidata = await startLocalWikidata(PEOPLE);
  http = createHttpClient({ userAgent: 'Dateline/test', allowInner: () => false, now: () => NOW });
  bot = await startBot({
    wikidata: (store) => async () => {
      const cache = openKeyv(store.database, 'wikidata');
      return createWikidata({
        url: wikidata.url,
        get: http.get,
        cache: { get: (key) => cache.get(key), set: (key, value, ttlMs) => cache.set(key, value, ttlMs) },
        now: () => store.clock.at,
        sleep: async (waitMs) => {
          store.clock.at += waitMs;
        },
        log: createLog('silent', 'json'),
      });
    },
  });
});
afterAll(async () => {
  await bot.close();
  await http.close();
  await wikidata.close();
});

/** An answer that was deferred first, once it has come. */
async function settled(seen: Seen) {
  const { id, channel_id } = messageOf(seen);
  return bot.discord.waitFor((state) => {
    const now = state.messages.get(channel_id)?.get(id)?.message;
    return now !== undefined && wordsOfMessage(now).trim() !== '' && now;
  });
}

/** Presses Undo under a message; the words that stand there once it is done. */
async function pressUndo(message: APIMessage): Promise<string> {
  expect(await bot.press('manager', message, 'Undo')).toEqual({ kind: 'acknowledged' });
  return bot.discord.waitFor((state) => {
    const now = state.messages.get(message.channel_id)?.get(message.id)?.message;
    return now !== undefined && wordsOfMessage(now).startsWith('Taken back') && wordsOfMessage(now);
  });
}

const words = async (seen: Seen) => wordsOfMessage(await settled(seen));

function mentionsOf(title: string, language: string): readonly string[] {
  const text = { title, summary: '', body: undefined, language, publishedAt: NOW };
  return bot.roster.detect(text as Parameters<typeof bot.roster.detect>[0]).mentions.map(({ surface }) => surface);
}

describe('/whois with a name that the catalogue doesn’t know', () => {
  it('shows what Wikidata knows, and an editor adds the person: wires are matched at once', async () => {
    expect(mentionsOf('Анна Ледова прибыла в Каракас', 'ru')).toEqual([]);
    const seen = await bot.run('manager', 'whois', { name: 'Ледова' });
    expect(seen).toMatchObject({ isEphemeral: true });
    const card = await settled(seen);
    expect(wordsOfMessage(card)).toContain('Wikidata Q904, read on');
    expect(labelsOf(card)).toEqual(['Add', 'Wikidata']);
    const added = await settled(await bot.press('manager', card, 'Add'));
    expect(wordsOfMessage(added)).toContain('Added: Anna Ledova.** Wires are matched with names in 2 languages');
    expect(mentionsOf('Анну Ледову встретили в Каракасе', 'ru')).toEqual(['Анну Ледову']);
    expect(wordsOf(await bot.run('reporter', 'whois', { name: 'ledova' }))).toContain(
      `Wikidata, read on <t:${Date.UTC(2026, 10, 24, 12) / 1000}:D>; added by <@${SEED_IDS.manager}>`,
    );
    expect(await pressUndo(added)).toContain('as before: Anna Ledova');
    expect(mentionsOf('Анна Ледова прибыла в Каракас', 'ru')).toEqual([]);
  });

  it('offers a choice among namesakes, tells them apart, and shows the portrait', async () => {
    const menu = await settled(await bot.run('reporter', 'whois', { name: 'Viktor Karadov' }));
    expect(JSON.stringify(menu.components)).toContain('tennis player');
    const card = await settled(await bot.choose('reporter', menu, 'Q900'));
    const text = wordsOfMessage(card);
    expect(text).toContain('Chief executive officer, Ruroil, Russia (since June 2012)');
    expect(text).toContain('An editor can add this person');
    expect(card.embeds[0]?.thumbnail?.url).toContain('Special:FilePath/Viktor_Karadov');
    expect(labelsOf(card)).toEqual(['Wikidata']);
  });

  it('says what to try where nobody is found', async () => {
    expect(await words(await bot.run('reporter', 'whois', { name: 'Xyzzyk' }))).toContain(
      'Neither the catalogue nor Wikidata knows anybody called “Xyzzyk”. Try the surname alone',
    );
  });

  it('says that Wikidata can’t be asked, and offers the form to an editor', async () => {
    wikidata.next.push({ body: '<html>' });
    const seen = await settled(await bot.run('manager', 'whois', { name: 'Qwwwq' }));
    expect(wordsOfMessage(seen)).toContain('only the catalogue was searched');
    expect(labelsOf(seen)).toEqual(['Add by hand']);
  });
});

describe('/officials', () => {
  it('lists to anybody, filtered by country and organisation, and changes for editors only', async () => {
    expect(wordsOf(await bot.run('reporter', 'officials list'))).toContain('Officials (4)');
    const found = wordsOf(await bot.run('reporter', 'officials list', { country: 'Russia', organisation: 'rosn' }));
    expect(found).toContain('Officials (2) of Russia at “rosn”');
    expect(wordsOf(await bot.run('reporter', 'officials hide', { official: 'igor-sechin' }))).toContain('Only members');
    expect(await bot.suggest('reporter', 'officials list', { country: 'rus' }, 'country')).toContain('Russia');
    expect(await bot.suggest('reporter', 'officials list', { organisation: 'ros' }, 'organisation')).toEqual([
      'Rosneft',
    ]);
  });

  it('says that an office may have ended since the day on which the catalogue was checked', async () => {
    const stillHeld = wordsOf(await bot.run('reporter', 'whois', { name: 'raul-castro' }));
    expect(stillHeld).toContain('an office held then may have ended since');
    const ended = wordsOf(await bot.run('reporter', 'whois', { name: 'igor-sechin' }));
    expect(ended).toContain('catalogue, checked on');
    expect(ended).not.toContain('may have ended');
  });

  it('hides somebody, says which watchlists fall silent, and shows them again', async () => {
    const hidden = await bot.run('manager', 'officials hide', { official: 'igor-sechin' });
    expect((await bot.suggest('reporter', 'whois', { name: 'sechin' }, 'name'))[0]).toBe('Igor Sechin · hidden');
    expect(wordsOf(await bot.run('reporter', 'whois', { name: 'sechin' }))).toContain('No wire is searched');
    expect(wordsOf(hidden)).toContain('Igor Sechin** is looked for no more');
    expect(mentionsOf('Igor Sechin lands in Caracas', 'en')).toEqual([]);
    expect(wordsOf(await bot.run('reporter', 'officials list', { hidden: true }))).toContain('Igor Sechin');
    expect(wordsOf(await bot.run('manager', 'officials show', { official: 'Igor Sechin' }))).toContain(
      'looked for again',
    );
    expect(mentionsOf('Igor Sechin lands in Caracas', 'en')).toEqual(['Igor Sechin']);
  });

  it('edits by a form; what can’t be read is said line by line, and nothing has to be typed twice', async () => {
    const opened = await bot.run('manager', 'officials edit', { official: 'igor-sechin' });
    if (opened.kind !== 'modal') throw new Error(wordsOf(opened));
    const submit = (interactionId: string, fields: Record<string, string>) =>
      bot.discord.act.submitModal({ userId: SEED_IDS.manager, channelId: SEED_IDS.wireDesk, interactionId, fields });
    const typed = {
      name: 'Igor Sechin',
      names: 'en: Igor Sechin; Igor Ivanovich Sechin\nru: Игорь Сечин\nзх: 谢钦',
      offices: 'Chief Executive; Rosneft; Russia; 2012-05\nno office at all',
      wikidataId: 'Q1051739',
      distinguish: '',
    };
    const refused = messageOf(await submit(opened.interactionId, typed));
    expect(wordsOfMessage(refused)).toContain('Names, line 3: begin with the language’s code');
    expect(wordsOfMessage(refused)).toContain('Offices, line 2');
    const again = await bot.press('manager', refused, 'Mend it');
    if (again.kind !== 'modal') throw new Error(wordsOf(again));
    expect(JSON.stringify(again)).toContain('no office at all');
    const mended = {
      ...typed,
      names: 'en: Igor Sechin\nzh: 伊戈尔·谢钦',
      offices: 'Chief Executive; Rosneft; RU; 2012-05',
    };
    const saved = await submit(again.interactionId, mended);
    expect(wordsOf(saved)).toContain('Changed: Igor Sechin');
    expect(bot.desk.officials.get('igor-sechin')).toMatchObject({
      names: { en: ['Igor Sechin'], zh: ['伊戈尔·谢钦'] },
      offices: [{ title: 'Chief Executive', organisation: 'Rosneft', country: 'RU', from: '2012-05' }],
      checkedOn: '2026-11-24',
    });
    const history = wordsOf(await bot.run('manager', 'officials history', { official: 'igor-sechin' }));
    expect(history).toContain(`<@${SEED_IDS.manager}> changed the entry of **Igor Sechin**`);
    expect(history).toContain('hid **Igor Sechin**');
    const reopened = await bot.run('manager', 'officials edit', { official: 'igor-sechin' });
    if (reopened.kind !== 'modal') throw new Error(wordsOf(reopened));
    await submit(reopened.interactionId, mended);
    const looked = wordsOf(await bot.run('manager', 'officials history', { official: 'igor-sechin' }));
    expect(looked, 'a form saved as it stood').toContain('checked the entry of **Igor Sechin**');
    expect(wordsOf(await bot.run('manager', 'officials undo'))).toContain('as before: Igor Sechin');
    expect(wordsOf(await bot.run('manager', 'officials undo'))).toContain('as before: Igor Sechin');
    expect(bot.desk.officials.get('igor-sechin')?.checkedOn).toBe('2026-11-01');
    expect(wordsOf(await bot.run('manager', 'officials undo', { change: 9_999 }))).toContain('no such change');
  });

  it('adds by hand, refuses a Wikidata id that somebody has, and keeps the roster over a restart', async () => {
    const opened = await bot.run('manager', 'officials add');
    if (opened.kind !== 'modal') throw new Error(wordsOf(opened));
    const place = { userId: SEED_IDS.manager, channelId: SEED_IDS.wireDesk };
    const fields = { name: 'Olga Ivanova', names: '', offices: '', wikidataId: 'Q1051739', distinguish: '' };
    const taken = await bot.discord.act.submitModal({ ...place, interactionId: opened.interactionId, fields });
    expect(wordsOf(taken)).toContain('That is **Igor Sechin**, on the roster already');
    const second = await bot.run('manager', 'officials add');
    if (second.kind !== 'modal') throw new Error(wordsOf(second));
    const free = { ...fields, wikidataId: '' };
    await bot.discord.act.submitModal({ ...place, interactionId: second.interactionId, fields: free });
    expect(bot.desk.officials.get('olga-ivanova')).toMatchObject({ names: { en: ['Olga Ivanova'] } });
    expect(bot.stores.officials.list().map(({ id }) => id)).toContain('olga-ivanova');
    await bot.run('manager', 'officials undo');
    expect(bot.desk.officials.get('olga-ivanova')).toBeUndefined();
  });

  it('exports a file that it imports again, changes and all, and takes the import back as a whole', async () => {
    const exported = await settled(await bot.run('manager', 'officials export', { form: 'csv' }));
    expect(wordsOfMessage(exported)).toContain('4 officials');
    const address = exported.attachments[0]?.url ?? '';
    const csv = await (await fetch(address)).text();
    const upload = (text: string) => ({
      filename: 'officials.csv',
      contentType: 'text/csv',
      base64: Buffer.from(text, 'utf8').toString('base64'),
    });
    const same = await words(await bot.run('manager', 'officials import', { file: upload(csv) }));
    expect(same).toContain('0 added, 0 changed, 4 as they were');
    const more = `${csv.replace('en: Dmitry Peskov', 'en: Dmitry Peskov; Dmitri Peskov').trimEnd()}\n,Pavel Novy,"cs: Pavel Nový",,,,,\n`;
    const imported = await settled(await bot.run('manager', 'officials import', { file: upload(more) }));
    expect(wordsOfMessage(imported)).toContain('1 added, 1 changed, 3 as they were');
    expect(bot.desk.officials.get('pavel-novy')?.names).toEqual({ cs: ['Pavel Nový'] });
    const undone = await pressUndo(imported);
    expect(undone).toContain('Pavel Novy');
    expect(undone).toContain('Dmitry Peskov');
    expect(bot.desk.officials.get('pavel-novy')).toBeUndefined();
    const bad = await words(await bot.run('manager', 'officials import', { file: upload('id,name\nX X,A\n') }));
    expect(bad).toContain('Nothing was imported: official 1 (X X), id: an id is a slug such as igor-sechin.');
    expect(bad).toContain('an id is a slug');
  });

  it('leaves alone what somebody changed since, when it is undone', async () => {
    const editor = { userId: 'u', guildId: 'g' };
    const first = bot.desk.officials.edit(official({ name: 'First' }), editor);
    bot.desk.officials.edit(official({ name: 'Second' }), editor);
    if (first.kind !== 'saved') throw new Error(first.kind);
    expect(await bot.desk.officials.undoBatch(first.batch, editor)).toEqual({ restored: [], changedSince: ['Second'] });
    expect((await bot.desk.officials.undoChange(undefined, editor))?.restored).toEqual(['Second']);
    expect(bot.desk.officials.get('igor-sechin')?.name).toBe('First');
    expect(await bot.desk.officials.undoChange(1, { userId: 'u', guildId: 'another' })).toBeUndefined();
  });
});

describe('a file of officials', () => {
  const name = fc.stringMatching(/^[=+@A-Zа-я'",][\p{L} '",=-]{0,20}\p{L}$/u);
  const one: fc.Arbitrary<Official> = fc.record({
    id: fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/),
    name,
    names: fc.dictionary(fc.constantFrom('en', 'ru', 'cs'), fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), {
      minKeys: 1,
    }),
    offices: fc.array(
      fc.record({
        title: name,
        organisation: name,
        country: fc.constantFrom('RU', undefined),
        from: fc.constantFrom('2012', '2012-05', undefined),
        to: fc.constantFrom('2014-01-02', undefined),
      }),
      { maxLength: 3 },
    ),
    wikidataId: fc.constantFrom('Q12', undefined),
    distinguish: fc.option(name, { nil: undefined }),
    checkedOn: fc.constantFrom('2026-11-24', undefined),
    portraitUrl: fc.constant(undefined),
  });
  const list = fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 5 });
  const noId = () => 'no-id';
  const tidy = (officials: readonly Official[]) =>
    JSON.parse(JSON.stringify(officials).replaceAll(/ +/g, ' ')) as unknown;

  const noPause = async () => undefined;

  it('reads back what was written, as JSON and as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(list, async (officials) => {
        expect(tidy(await readOfficials(writeOfficialsJson(officials), noId, noPause))).toEqual(tidy(officials));
        expect(tidy(await readOfficials(writeOfficialsCsv(officials), noId, noPause))).toEqual(tidy(officials));
      }),
    );
  });

  it('lets others have their turn while it reads a long file', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => official({ id: `o-${index}`, name: `Anna ${index}` }));
    for (const text of [writeOfficialsJson(many), writeOfficialsCsv(many)]) {
      let pauses = 0;
      const read = await readOfficials(text, noId, async () => void pauses++);
      expect(read).toHaveLength(1_000);
      expect(pauses).toBeGreaterThanOrEqual(10);
    }
  });

  it('holds no cell that a spreadsheet takes for a formula', async () => {
    const evil = official({ name: '=HYPERLINK("http://evil.example","x")', distinguish: '@SUM(A1)' });
    const csv = writeOfficialsCsv([evil]);
    expect(csv).toContain('"\'=HYPERLINK(""http');
    expect(csv).toContain("'@SUM(A1)");
    expect((await readOfficials(csv, noId, noPause))[0]?.name).toBe(evil.name);
  });

  it.each([
    ['no columns', 'hello', 'must name the columns'],
    ['half a JSON', '[{"id":', 'is not JSON'],
    ['a workbook', 'PK\u0003\u0004\u0014\u0000', 'save a workbook as CSV'],
    ['an open quote', 'id,name\na,"b', 'is not CSV'],
    ['a country that is none', 'id;name;offices\na;A;"Head; Works; Ruritania"', 'row 2: Offices, line 1'],
    [
      'too many rows',
      `id,name\n${Array.from({ length: 5_002 }, (_, index) => `a${index},A`).join('\n')}`,
      'more than 5000',
    ],
    [
      'too many officials',
      JSON.stringify(Array.from({ length: 5_001 }, () => 0)),
      '5001 officials are more than the 5000 that one list may hold: split it',
    ],
  ])('says what is wrong: %s', async (_case, text, problem) => {
    await expect(readOfficials(text, noId, noPause)).rejects.toThrow(problem);
  });
});
