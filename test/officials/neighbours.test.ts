import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import type { ItemText } from '../../src/model/item.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';

type Case = readonly [title: string, officials: string];

function official(id: string, names: Readonly<Record<string, string>>, title: string, country: string): unknown {
  const listed = Object.fromEntries(Object.entries(names).map(([language, name]) => [language, [name]]));
  return { id, name: names.en, names: listed, roles: [{ title, organisation: `Government of ${id}`, country }] };
}

/** In the corpus's languages only: no Ukrainian, no Polish. */
const detector = createDetector({
  officials: parseOfficials([
    official('sechin', { en: 'Igor Sechin', ru: 'Игорь Сечин' }, 'Chief Executive', 'RU'),
    official('medvedev', { en: 'Dmitry Medvedev', ru: 'Дмитрий Медведев' }, 'President', 'RU'),
    official('belousov', { en: 'Andrei Belousov', ru: 'Андрей Белоусов' }, 'Minister of Defence', 'RU'),
    official('likhachev', { en: 'Alexey Likhachev', ru: 'Алексей Лихачев' }, 'Chief Executive', 'RU'),
    official('nabiullina', { en: 'Elvira Nabiullina', ru: 'Эльвира Набиуллина' }, 'Governor', 'RU'),
    official('shmyhal', { en: 'Denys Shmyhal', ru: 'Денис Шмыгаль' }, 'Prime Minister', 'UA'),
    official('sybiha', { en: 'Andrii Sybiha', ru: 'Андрей Сибига' }, 'Minister of Foreign Affairs', 'UA'),
    official('zelensky', { en: 'Volodymyr Zelensky', ru: 'Владимир Зеленский' }, 'President', 'UA'),
    official('erdogan', { en: 'Recep Tayyip Erdoğan', ru: 'Реджеп Тайип Эрдоган' }, 'President', 'TR'),
    official('xi', { en: 'Xi Jinping', ru: 'Си Цзиньпин', zh: '习近平' }, 'President', 'CN'),
    official('tusk', { en: 'Donald Tusk', ru: 'Дональд Туск' }, 'Prime Minister', 'PL'),
    official('sikorski', { en: 'Radosław Sikorski', ru: 'Радослав Сикорский' }, 'Minister of Foreign Affairs', 'PL'),
    official('duda', { en: 'Andrzej Duda', ru: 'Анджей Дуда' }, 'President', 'PL'),
    official('tamaz', { en: 'Robert Tamaz', ru: 'Роберт Тамаз' }, 'Prime Minister', 'SK'),
  ]),
});

function report(title: string, language: string | undefined, summary = '') {
  const item: ItemText = { title, summary, body: undefined, language, publishedAt: undefined };
  return detector.detect(item);
}

function found(title: string, language: string | undefined): string {
  return [...new Set(report(title, language).mentions.map(({ officialId }) => officialId))].join(' ');
}

describe('Ukrainian wires name officials whom the catalogue knows in Russian', () => {
  const cases: readonly Case[] = [
    ['Сєчін прибув до Каракаса', 'sechin'],
    ['Голову «Роснефти» Ігоря Сєчіна прийняв президент', 'sechin'],
    ['Ігореві Сєчину вручили ноту', 'sechin'],
    ['Зустріч із Сєчіним відбулась у Гавані', 'sechin'],
    ['Медведєву не дали візу, повідомили в Росії', 'medvedev'],
    ['Дмитра Медведєва чекають у Ханої', 'medvedev'],
    ['Міністр оборони РФ Андрій Бєлоусов прилетів до Пхеньяна', 'belousov'],
    ['Олексія Ліхачова бачили в Бушері', 'likhachev'],
    ['Виступ Набіулліної у Москві', 'nabiullina'],
    ['Прем’єр Шмигаль у Варшаві', 'shmyhal'],
    ['Денису Шмигалю вручили ноту', 'shmyhal'],
    ['Міністр Андрій Сибіга у Варшаві', 'sybiha'],
    ['Володимиром Зеленським підписано указ', 'zelensky'],
    ['Президент Туреччини Ердоган відвідає Київ', 'erdogan'],
    ['Сі Цзіньпіна зустріли в Мінську', 'xi'],
  ];

  it.each<Case>(cases)('the feed says uk: %s', (title, ids) => expect(found(title, 'uk')).toBe(ids));
  it.each<Case>(cases)('the feed says nothing: %s', (title, ids) => expect(found(title, undefined)).toBe(ids));
});

describe('Polish wires decline names', () => {
  it.each<Case>([
    ['Igor Sieczin w Caracas, rozmowy z Sieczinem', 'sechin'],
    ['Wizyta Igora Sieczina w Hawanie', 'sechin'],
    ['Władze Rosniefti: Sieczinowi odmówiono wizy', 'sechin'],
    ['Dmitrija Miedwiediewa oczekują w Hanoi', 'medvedev'],
    ['Rozmowa Donalda Tuska z Wołodymyrem Zełenskim', 'tusk zelensky'],
    ['Ministra Radosława Sikorskiego przyjęto w Kijowie', 'sikorski'],
    ['Spotkanie z Radosławem Sikorskim', 'sikorski'],
    ['Andrzejowi Dudzie wręczono list', 'duda'],
    ['Prezydent Andrzej Duda przyleciał do Kijowa', 'duda'],
    ['Roberta Tamaza przyjął premier', 'tamaz'],
  ])('%s', (title, ids) => expect(found(title, 'pl')).toBe(ids));

  it('takes no woman for the man whose name looks like hers', () =>
    expect(found('Roberta Tamaz opens a bakery in Leeds', 'en')).toBe(''));
});

describe('an item in a language that no lexicon reads', () => {
  it('is reported with its names and the reason why there is no event', () => {
    expect(report('Ігор Сєчін прибув до Каракаса', 'uk', 'Там він підпише угоду про нафту.')).toMatchObject({
      language: 'uk',
      events: [],
      silentReason: 'no lexicon for the language',
    });
  });

  it('is known by its letters where the feed says nothing, or says Russian', () => {
    expect(report('Ігор Сєчін прибув до Каракаса', undefined).language).toBe('uk');
    expect(report('Ігор Сєчін прибув до Каракаса', 'ru').language).toBe('uk');
  });

  it('has nobody in it where nobody is named, and is of no known language where neither feed nor letters tell', () => {
    expect(report('Погода в Києві зіпсується', 'uk').silentReason).toBe('no official');
    expect(report('12345 67', undefined).silentReason).toBe('language not known');
  });

  it('is still Russian where it quotes a Ukrainian name', () => {
    const title = 'Игорь Сечин прибыл в Каракас и подписал соглашение с компанией «Українська нафта»';
    expect(report(title, undefined).language).toBe('ru');
  });
});
