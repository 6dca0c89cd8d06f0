import { describe, expect, it } from 'vitest';
import type { Official } from '../../src/model/official.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';
import { buildMatcher } from '../../src/officials/match.ts';

type Case = readonly [language: string, title: string, officials: string];

function official(
  id: string,
  names: { en?: string[]; [language: string]: string[] | undefined },
  title: string,
  organisation: string,
  country: string,
) {
  return { id, name: names.en?.[0] ?? id, names, roles: [{ title, organisation, country }] };
}

const desk: Official[] = parseOfficials([
  official(
    'wallace',
    {
      en: ['Ben Wallace'],
      es: ['Ben Wallace'],
      ru: ['Бен Уоллес'],
      zh: ['本·华莱士'],
      ar: ['بن والاس'],
    },
    'Secretary of State for Defence',
    'Government of the United Kingdom',
    'GB',
  ),
  official(
    'wright',
    { en: ['Chris Wright'], ru: ['Крис Райт'], zh: ['克里斯·赖特'], ar: ['كريس رايت'] },
    'Secretary of Energy',
    'Government of the United States',
    'US',
  ),
  official(
    'morales',
    { en: ['Carlos Morales'], es: ['Carlos Morales'], pt: ['Carlos Morales'], ru: ['Карлос Моралес'] },
    'Minister of Energy',
    'Government of Ecuador',
    'EC',
  ),
  official(
    'silva',
    { en: ['Paulo Silva'], pt: ['Paulo Silva'], fr: ['Paulo Silva'] },
    'Minister of Foreign Affairs',
    'Government of Brazil',
    'BR',
  ),
  official(
    'becker',
    { en: ['Thomas Becker'], de: ['Thomas Becker'] },
    'Minister of Defence',
    'Government of Germany',
    'DE',
  ),
  official(
    'moreau',
    { en: ['Pierre Moreau'], fr: ['Pierre Moreau'], ru: ['Пьер Моро'] },
    'Chief Executive',
    'TotalEnergies',
    'FR',
  ),
  official(
    'ivanov',
    { en: ['Sergei Ivanov'], ru: ['Сергей Иванов'], de: ['Sergej Iwanow'], zh: ['谢尔盖·伊万诺夫'] },
    'Minister of Defence',
    'Government of Russia',
    'RU',
  ),
  official('li', { en: ['Li Qiang'], zh: ['李强'], ru: ['Ли Цян'] }, 'Premier', 'State Council of China', 'CN'),
  official(
    'hassan',
    { en: ['Ahmed Hassan'], ar: ['أحمد حسن'], fr: ['Ahmed Hassan'] },
    'Minister of Petroleum',
    'Government of Egypt',
    'EG',
  ),
  official(
    'xi',
    {
      en: ['Xi Jinping'],
      zh: ['习近平'],
      ru: ['Си Цзиньпин'],
      ar: ['شي جين بينغ'],
    },
    'President',
    "People's Republic of China",
    'CN',
  ),
  official(
    'putin',
    {
      en: ['Vladimir Putin'],
      ru: ['Владимир Путин'],
      de: ['Wladimir Putin'],
      fr: ['Vladimir Poutine'],
      zh: ['弗拉基米尔·普京'],
      ar: ['فلاديمير بوتين'],
    },
    'President',
    'Russia',
    'RU',
  ),
  official(
    'macron',
    {
      en: ['Emmanuel Macron'],
      zh: ['埃马纽埃尔·马克龙'],
      ru: ['Эммануэль Макрон'],
    },
    'President',
    'France',
    'FR',
  ),
  official(
    'infante',
    {
      en: ['Javier Milei'],
      zh: ['哈维尔·米莱'],
    },
    'President',
    'Argentina',
    'AR',
  ),
]);
const matcher = buildMatcher(desk);

function found(language: string, title: string, summary = ''): string {
  const item = { title, summary, body: undefined, language, publishedAt: undefined };
  return [...new Set(matcher.findMentions(item, language).map(({ officialId }) => officialId))].sort().join(' ');
}

describe('a namesake in full, who plays, sings or acts', () => {
  it.each<Case>([
    ['en', 'Ben Wallace, basketball Hall of Famer, four-time defensive player of the year, lands in Detroit', ''],
    ['en', 'Ben Wallace grabbed 15 rebounds as the Pistons won', ''],
    ['en', 'Chris Wright scored twice in the league opener', ''],
    ['en', 'Former NBA guard Chris Wright joins the Dayton bench', ''],
    ['en', 'Folk songwriter Thomas Becker releases a second album', ''],
    ['en', 'Thomas Becker reaches semifinal of the tennis tournament', ''],
    ['en', 'Paulo Silva knocked out in the third round by a left hook', ''],
    ['en', 'Chris Wright, drummer of the band, dies at 61', ''],
    ['en', 'Li Qiang takes gold medal for China, swimmer of the year', ''],
    ['es', 'Carlos Morales marcó dos goles y el club gana la liga', ''],
    ['es', 'El delantero argentino Carlos Morales ficha por el Betis', ''],
    ['es', 'Carlos Morales, ganador de la medalla de oro en judo, se retira', ''],
    ['es', 'Carlos Morales presenta nuevo álbum en el Palacio de los Deportes', ''],
    ['fr', 'Pierre Moreau, buteur à la dernière minute, offre la victoire à Lens', ''],
    ['fr', 'Pierre Moreau sort un album de reprises', ''],
    ['fr', 'Le nageur Ahmed Hassan bat le record', ''],
    ['pt', 'Paulo Silva marcou no fim e o time vence o campeonato', ''],
    ['pt', 'Paulo Silva, medalhista olímpico, chega ao Recife', ''],
    ['de', 'Thomas Becker schießt das Siegtor, der Stürmer jubelt', ''],
    ['de', 'Thomas Becker, Olympiasieger von 1998, leitet eine Skischule', ''],
    ['ru', 'Сергей Иванов забил две шайбы в финале кубка', ''],
    ['ru', 'Бен Уоллес, баскетболист и член Зала славы, прилетел в Детройт', ''],
    ['ru', 'Вышел новый альбом Сергея Иванова', ''],
    ['zh', '本·华莱士入选篮球名人堂', ''],
    ['zh', '男子百米决赛李强夺冠', ''],
    ['zh', '谢尔盖·伊万诺夫主演的电影上映', ''],
    ['ar', 'أحمد حسن سجل هدفين في المباراة', ''],
    ['ar', 'المهاجم أحمد حسن يصل إلى لندن', ''],
    ['ar', 'بن والاس أسطورة كرة السلة يزور ديترويت', ''],
  ])('%s: nobody in “%s”', (language, title, officials) => expect(found(language, title)).toBe(officials));
});

describe('an official at games and shows', () => {
  it.each<Case>([
    ['en', 'Xi Jinping opened the Asian Games in Hangzhou', 'xi'],
    ['en', 'Vladimir Putin attends the hockey final and hands the players the cup', 'putin'],
    ['en', 'Emmanuel Macron watched the World Cup final in Doha', 'macron'],
    ['en', 'Javier Milei receives the boxing world champion in Buenos Aires', 'infante'],
    ['en', 'Ben Wallace sends condolences after the death of a footballer', 'wallace'],
    ['en', 'British defence secretary Ben Wallace compared the war to basketball', 'wallace'],
    ['en', 'Energy Secretary Chris Wright, once a college basketball player, flew to Doha', 'wright'],
    ['en', 'Chris Wright, head of the US energy department, joined the singer on stage', 'wright'],
    ['en', 'Li Qiang met the footballer in Beijing', 'li'],
    ['es', 'El ministro de Energía de Ecuador, Carlos Morales, asistió a la final de la Copa', 'morales'],
    ['es', 'Carlos Morales felicitó al ciclista por la medalla de oro', 'morales'],
    ['pt', 'Paulo Silva recebeu o medalhista no Itamaraty', 'silva'],
    ['pt', 'O chanceler Paulo Silva, que foi jogador de futebol, chegou a Lisboa', 'silva'],
    ['fr', 'Vladimir Poutine assiste à la finale du championnat de judo', 'putin'],
    ['fr', 'Pierre Moreau, PDG de TotalEnergies, pose avec le champion du monde', 'moreau'],
    ['de', 'Verteidigungsminister Thomas Becker ehrt die Olympiasieger', 'becker'],
    ['de', 'Thomas Becker gratuliert dem Weltmeister', 'becker'],
    ['ru', 'Владимир Путин поздравил хоккеиста с победой', 'putin'],
    ['ru', 'Министр обороны Сергей Иванов наградил чемпионов армейского турнира', 'ivanov'],
    ['ru', 'Си Цзиньпин открыл Азиатские игры', 'xi'],
    ['zh', '习近平出席亚运会开幕式', 'xi'],
    ['zh', '李强会见奥运冠军', 'li'],
    ['ar', 'فلاديمير بوتين يحضر نهائي كأس العالم', 'putin'],
    ['ar', 'وزير البترول أحمد حسن يستقبل لاعب المنتخب', 'hassan'],
    ['ar', 'شي جين بينغ افتتح دورة الألعاب الآسيوية', 'xi'],
  ])('%s: “%s”', (language, title, officials) => expect(found(language, title)).toBe(officials));
});

describe('deeds that stand in another sentence than the name', () => {
  it('show a namesake where nothing tells of public affairs', () => {
    const summary = 'The Hall of Famer won the NBA title there in 2004.';
    expect(found('en', 'Ben Wallace returns to Detroit', summary)).toBe('');
  });

  it('are others’ where the official’s country stands in the item', () => {
    const summary = 'The NBA and a singer raise money for Ukraine. The United Kingdom gives arms.';
    expect(found('en', 'Ben Wallace returns to Kyiv', summary)).toBe('wallace');
  });
});
