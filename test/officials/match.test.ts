import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mention } from '../../src/model/mention.ts';
import { loadCatalogue } from '../../src/officials/catalogue.ts';
import { buildMatcher, type Matcher } from '../../src/officials/match.ts';
import { formsOf } from './forms.ts';
import { invented, sentences } from './invented.ts';
import { others, usualNames } from './others.ts';

type Case = readonly [language: string, title: string, officials: string];

const catalogue = await loadCatalogue(new URL('../../data/officials', import.meta.url).pathname);
/** A fixed few: the catalogue grows, and with it the namesakes. */
const DESK = [
  'igor-sechin',
  'vladimir-putin',
  'mohammed-bin-salman',
  'abdulaziz-bin-salman',
  'abdel-fattah-el-sisi',
  'kim-jong-un',
  'wang-yi',
];
const matcher = buildMatcher(catalogue.filter(({ id }) => DESK.includes(id)));

function mentions(of: Matcher, title: string, language: string, summary = ''): readonly Mention[] {
  return of.findMentions({ title, summary, body: undefined, language, publishedAt: undefined }, language);
}

function found(of: Matcher, title: string, language: string, summary = ''): string {
  return [...new Set(mentions(of, title, language, summary).map(({ officialId }) => officialId))].sort().join(' ');
}

describe('officials whom no list of forms knows', () => {
  const of = buildMatcher(others);

  it.each<Case>([
    ['ru', 'Шойгу прилетел в Минск на переговоры с Лукашенко', 'shoigu lukashenko'],
    ['ru', 'Министр обороны Сергей Шойгу встретился с Касым-Жомартом Токаевым', 'shoigu tokayev'],
    ['ru', 'С Эльвирой Набиуллиной обсудили ключевую ставку', 'nabiullina'],
    ['ru', 'По словам Захаровой, МИД России готовит ответ', 'zakharova'],
    ['ru', 'Зеленского ждут в Вашингтоне, сообщил Байден', 'zelensky biden'],
    ['uk', 'Володимира Зеленського зустріли у Вашингтоні', 'zelensky'],
    ['ru', 'Касыму-Жомарту Токаеву вручили приглашение', 'tokayev'],
    ['ru', 'Ли Цяну показали завод, премьер Госсовета остался доволен', 'li-qiang'],
    ['ru', 'Юн Сок Ёля приняли в Белом доме', 'yoon'],
    ['ru', 'Переговоры с Мишустиным проведёт Ли Цян', 'mishustin li-qiang'],
    ['ru', 'Лаврентьев привёз послание из Москвы в Дамаск', 'lavrentyev'],
    ['ru', 'Глава «Новатэка» Михельсон рассказал о «Арктик СПГ»', 'mikhelson'],
    ['ru', 'Диас-Канеля встретили в Кремле', 'diaz-canel'],
    ['ru', 'Президенту Вучичу предложили газ', 'vucic'],
    ['ru', 'Встречу с Абием Ахмедом перенесли', 'abiy'],
    ['ru', 'В Ханое прошла встреча с Фам Минь Тинем', 'pham'],
    ['fr', 'Choïgou attendu à Téhéran', 'shoigu'],
    ['fr', 'Loukachenko et Michoustine signent un accord gazier à Minsk', 'lukashenko mishustin'],
    ['fr', 'Le patron de VTB, Andreï Kostine, quitte la Suisse', 'kostin'],
    ['fr', 'Le ministre russe Denis Mantourov est à New Delhi', 'manturov'],
    ['fr', 'M. Tebboune se rendra à Paris en mai', 'tebboune'],
    ['fr', 'Fayçal ben Farhane reçu à Paris', 'bin-farhan'],
    ['de', 'Lukaschenkos Reise nach Peking', 'lukashenko'],
    ['de', 'Kremlbankier Kostin in Schanghai', 'kostin'],
    ['de', 'Russlands Handelsminister Denis Manturow unterschrieb', 'manturov'],
    ['de', 'Selenskyjs Besuch in Berlin', 'zelensky'],
    ['de', 'Premier Mischustin reist nach Hanoi', 'mishustin'],
    ['de', 'Novatek-Chef Leonid Michelson kauft Tanker', 'mikhelson'],
    ['de', 'Tokajew trifft Japarow', 'tokayev sadyrov'],
    ['es', 'Shoigú llega a Caracas', 'shoigu'],
    [
      'es',
      'El presidente del Gobierno español, Pedro Sánchez, aterriza en Argel, donde lo espera Tebún',
      'sanchez tebboune',
    ],
    ['es', 'López Obrador recibe a Petro en México', 'amlo petro'],
    ['es', 'AMLO suspende su viaje', 'amlo'],
    ['es', 'Díaz-Canel visita Moscú', 'diaz-canel'],
    ['es', 'Díaz-Canel Bermúdez firmó con Zajárova', 'diaz-canel zakharova'],
    ['es', 'El canciller de Arabia Saudí, Faisal bin Farhan, visita Madrid', 'bin-farhan'],
    ['es', 'Denis Mánturov preside la comisión en La Habana', 'manturov'],
    ['es', 'Javier Milei viaja a Washington para ver a Trump', 'milei trump'],
    ['es', 'Petro: "No iré a la cumbre"', 'petro'],
    ['pt', 'Costa viaja a Luanda para a cimeira, disse o primeiro-ministro de Portugal', 'costa'],
    ['pt', 'António Costa reúne-se com Ramaphosa em Pretória', 'costa ramaphosa'],
    ['en', 'Lukashenko flies to Beijing', 'lukashenko'],
    ['en', 'Kazakhstan’s Tokayev to visit Berlin', 'tokayev'],
    ['en', 'Kishida, Yoon meet in Seoul', 'kishida yoon'],
    ['en', 'Premier Li Qiang arrives in Kuala Lumpur', 'li-qiang'],
    ['en', 'Chinese Premier Li to visit Australia', 'li-qiang'],
    ['en', 'Yoon Suk-yeol and Fumio Kishida signed a pact', 'yoon kishida'],
    ['en', 'Trump to meet Zelenskiy in Rome', 'trump zelensky'],
    ['en', 'Qatari Emir Sheikh Tamim bin Hamad al-Thani visits Ankara', 'al-thani'],
    ['en', 'Iran’s Raisi due in Caracas', 'raisi'],
    ['en', 'IEA chief Fatih Birol said', 'birol'],
    ['en', 'Prabowo heads to Moscow for talks', 'prabowo'],
    ['en', 'Ethiopian Prime Minister Abiy says dam is complete', 'abiy'],
    ['en', 'Kallas lands in Tbilisi', 'eulex'],
    ['en', 'Commerce Minister Wang Wentao flew to Brussels', 'wang-wentao'],
    ['en', 'D. Manturov signed for Russia', 'manturov'],
    ['en', 'SHOIGU ARRIVES IN PYONGYANG', 'shoigu'],
    ['en', 'Mr. Costa and President Vucic met in Belgrade', 'costa vucic'],
    ['zh', '绍伊古访问平壤', 'shoigu'],
    ['zh', '俄罗斯总理米舒斯京抵达北京，李强总理举行欢迎仪式', 'mishustin li-qiang'],
    ['zh', '日本首相岸田文雄访问首尔，与韩国总统尹锡悦会谈', 'kishida yoon'],
    ['zh', '特朗普将访华', 'trump'],
    ['zh', '泽连斯基抵达柏林', 'zelensky'],
    ['zh', '白俄罗斯总统卢卡申科在京会见记者', 'lukashenko'],
    ['zh', '商务部长王文涛赴布鲁塞尔', 'wang-wentao'],
    ['zh', '法国总统同卡塔尔埃米尔塔米姆会谈', 'al-thani'],
    ['zh', '盧卡申科訪問北京', 'lukashenko'],
    ['ar', 'لوكاشينكو يصل إلى بكين', 'lukashenko'],
    ['ar', 'تبون يستقبل بيدرو سانشيز في الجزائر', 'tebboune sanchez'],
    ['ar', 'أمير قطر الشيخ تميم بن حمد آل ثاني يزور أنقرة', 'al-thani'],
    ['ar', 'وزير الخارجية السعودي فيصل بن فرحان يصل إلى واشنطن للقاء روبيو', 'bin-farhan rubio'],
    ['ar', 'والتقى زيلينسكي بترامب في البيت الأبيض', 'zelensky trump'],
    ['ar', 'رئيسي يغادر طهران إلى كراكاس', 'raisi'],
    ['ar', 'سيرجي شويجو في زيارة إلى إيران', 'shoigu'],
  ])('%s: %s', (language, title, officials) =>
    expect(found(of, title, language)).toBe(officials.split(' ').sort().join(' ')),
  );

  it.each<Case>([
    ['en', 'Cricketer Ricky Lavrentyev wins medal', ''],
    ['en', 'Trump Tower residents complain about lifts', ''],
    ['es', 'El delantero Alexis Sánchez marcó dos goles en la final de la Copa', ''],
    ['es', 'Muere la cantante Violeta Petro', ''],
    ['en', 'Costa Rica beats Panama in Gold Cup final', ''],
    ['pt', 'Costa marca dois gols e o Benfica vence o campeonato', ''],
    ['ru', 'Хоккеист Иван Костин забил гол в матче чемпионата', ''],
    ['en', 'Diego Costa leaves Chelsea', ''],
    ['en', 'Kevin Costner to star in new film; director Michelson said', ''],
    ['de', 'Stürmer Kostin trifft doppelt, Halbfinale perfekt', ''],
    ['en', 'Li Wei wins chess tournament in Beijing', ''],
    ['en', 'Singer Li Qiang releases album', ''],
    ['ar', 'لاعب المنتخب رئيسي يسجل هدفا في المباراة', ''],
    ['es', 'Chivas golea con dos tantos de Sánchez en la liga', ''],
    ['fr', 'Rubio, le nouveau roman de la rentrée', ''],
    ['en', 'Melania Trump opens exhibition', ''],
    ['en', 'Michelle Yoon, a student in Seoul, wins prize', ''],
    ['zh', '篮球运动员李强夺得冠军', ''],
  ])('%s: nobody in "%s"', (language, title) => expect(found(of, title, language)).toBe(''));
});

describe('officials whom nobody ever heard of, by their base forms', () => {
  const of = buildMatcher(invented);
  it.each<Case>([...sentences])('%s: %s', (language, title, ids) => expect(found(of, title, language)).toBe(ids));
});

describe('names that many bear, that are words, or towns', () => {
  const of = buildMatcher(usualNames);

  it.each<Case>([
    ['en', 'Boric acid prices rise', ''],
    ['en', 'Brown bears return to Alps', ''],
    ['en', 'May flowers bloom early', ''],
    ['en', 'The summit is planned for May in Paris', ''],
    ['en', 'The Castro district in San Francisco celebrates', ''],
    ['en', 'Santos beat Palmeiras 2-1, 3-0 on aggregate', ''],
    ['en', 'Bush, Brown sign accord in London', 'brown bush'],
    ['en', 'Fidel Castro dies; Raul Castro leads mourning', 'castro fidel'],
    ['en', 'Raul Castro met Pope Francis. Castro thanked him', 'castro'],
    ['en', 'Cuba’s Castro to visit Moscow', ''],
    ['es', 'Los Castro gobernaron Cuba', ''],
    ['es', 'La Castro, en Cuba, recibe al presidente', ''],
    ['es', 'El presidente Santos viajó a La Habana', 'santos'],
    ['pt', 'Santos vence o Corinthians', ''],
    ['pt', 'O porto de Santos bate recorde de exportação', ''],
    ['es', 'Cristina Kirchner viajó a Caracas', 'kirchner'],
    ['es', 'Cristina Fernández recibió a Santos en Buenos Aires', 'kirchner santos'],
    ['es', 'Néstor Kirchner murió en El Calafate', ''],
    ['en', 'Chinese Premier Wen visits Berlin', 'wen'],
    ['zh', '温总理访问德国', 'wen'],
    ['zh', '潘基文抵达日内瓦', 'ban'],
    ['en', 'UN chief Ban arrives in Geneva', 'ban'],
    ['en', 'Ban on smoking takes effect in Geneva', ''],
    ['en', 'Travel ban lifted by Ban', ''],
    ['ru', 'Патрушев прибыл в Багдад на переговоры по безопасности', ''],
    ['ru', 'Секретарь Совбеза Патрушев прибыл в Багдад', 'patrushev'],
    ['ru', 'Министр сельского хозяйства Патрушев обсудил экспорт зерна', 'patrushev-d'],
    ['ru', 'Дмитрий Патрушев прилетел в Каир. Патрушев подписал меморандум', 'patrushev-d'],
    ['ru', 'Пан Ги Муну вручили орден', 'ban'],
    ['en', 'Ford recalls trucks', ''],
    ['en', 'Harrison Ford visits Oslo', ''],
    ['en', 'Shell boss Wael Sawan flies to Doha', 'sawan'],
    ['en', 'Shell boss Sawan flies to Doha', 'sawan'],
    ['ru', 'Джордж Буш-младший прилетел в Лондон', 'bush'],
    ['en', 'George Bush and Gordon Brown', 'brown bush'],
    ['en', 'Kate Bush releases album', ''],
    ['de', 'Im Mai reist Theresa May nach Brüssel', 'may'],
    ['fr', 'Theresa May à Bruxelles', 'may'],
    ['ar', 'الرئيس الكوبي راؤول كاسترو يزور موسكو', 'castro'],
    ['ar', 'وزير الخارجية يلتقي بان كي مون في جنيف', 'ban'],
    ['zh', '古巴领导人劳尔·卡斯特罗访问莫斯科', 'castro'],
  ])('%s: %s', (language, title, officials) => expect(found(of, title, language)).toBe(officials));
});

describe('the whole catalogue', () => {
  it('finds nearly every form of every official: all but those that two of them share', () => {
    const all = buildMatcher(catalogue);
    const forms = catalogue
      .flatMap((official) => formsOf(official).map((form) => ({ id: official.id, form })))
      .filter((_form, index) => index % 40 === 0);
    const lost = forms.filter(({ id, form }) => !found(all, `12:30 «${form}» 2014`, 'en').split(' ').includes(id));
    expect(lost.length / forms.length).toBeLessThan(0.01);
  });
});

describe('what a mention carries', () => {
  it('says where the name stands, as printed, and why it is this person', () => {
    expect(mentions(matcher, 'Глава «Роснефти» встретился с Сечиным в Каракасе', 'ru')).toEqual([
      {
        officialId: 'igor-sechin',
        span: { field: 'title', start: 30, end: 37 },
        surface: 'Сечиным',
        reason: 'surname, organisation nearby',
        evidence: ['Роснефти'],
      },
    ]);
  });

  it('takes a bare surname on the full name elsewhere', () => {
    const [first] = mentions(matcher, 'Sechin viaja', 'es', 'Igor Sechin llegó hoy.');
    expect(first).toMatchObject({ surface: 'Sechin', reason: 'surname, full name elsewhere' });
  });

  it('leaves the Arabic prefix out of a full name', () => {
    expect(mentions(matcher, 'واجتمع ومحمد بن سلمان في الرياض', 'ar').map(({ surface }) => surface)).toEqual([
      'محمد بن سلمان',
    ]);
  });

  it('tells two sons of one father apart', () => {
    expect(found(matcher, 'Prince Abdulaziz bin Salman briefed Mohammed bin Salman in Riyadh', 'en')).toBe(
      'abdulaziz-bin-salman mohammed-bin-salman',
    );
    expect(found(matcher, 'Khalid bin Salman visits Paris', 'en')).toBe('');
  });
});

describe('a roster that is changed', () => {
  it('finds whom a matcher built from the start would find', () => {
    const [changed, ...rest] = invented;
    const hidden = rest[3];
    if (changed === undefined || hidden === undefined) throw new Error('nobody to change');
    const before = buildMatcher([...others, ...rest]);
    const renamed = { ...changed, distinguish: 'changed by hand' };
    const officials = [...others, ...rest.filter((official) => official !== hidden), renamed];
    const [layered, built] = [before.changedTo(officials), buildMatcher(officials)];
    const again = layered.changedTo([...others, ...rest]);
    for (const [language, title] of sentences) {
      expect(found(layered, title, language), title).toBe(found(built, title, language));
      expect(found(again, title, language), title).toBe(found(before, title, language));
    }
  });
});

describe('the forms of a name', () => {
  const of = buildMatcher(others);
  const samples = others.flatMap((official) => formsOf(official).map((form) => ({ id: official.id, form })));

  it('are many, and made by rule', () => {
    expect(samples.length / others.length).toBeGreaterThan(20);
  });

  it('are each found in a sentence around them, in any Unicode normalisation', () => {
    const normalisation = fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD');
    const around = fc.constantFrom(['', ''], ['«', '»'], ['(', ')'], ['…', '.'], ['— ', ', ']);
    fc.assert(
      fc.property(fc.constantFrom(...samples), normalisation, around, ({ id, form }, unicode, [before, after]) => {
        const title = `12:30 ${before}${form}${after} 2014`.normalize(unicode);
        expect(found(of, title, 'en').split(' ')).toContain(id);
      }),
      { numRuns: 300 },
    );
  });

  it('are never found inside a longer word', () => {
    const words = samples.filter(({ form }) => !/\p{Script=Han}|\p{Script=Arabic}/u.test(form));
    const letters = fc.stringMatching(/^[bcdfgкптж]{2,5}$/);
    fc.assert(
      fc.property(fc.constantFrom(...words), letters, fc.boolean(), ({ form }, extra, inFront) => {
        const last = form.split(' ').at(-1) ?? form;
        const title = inFront
          ? `The ${extra.slice(0, 1).toUpperCase()}${extra}${last.toLowerCase()} rises`
          : `The ${last}${extra} rises`;
        expect(found(of, title, 'en')).toBe('');
      }),
      { numRuns: 300 },
    );
  });
});

/** Any code points, lone surrogates included; fast-check's own `binary` unit takes seconds to start. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 200 })
  .map((codes) => String.fromCodePoint(...codes));

describe('hostile and odd text', () => {
  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        for (const { span, surface } of mentions(matcher, title, 'en'))
          expect(title.slice(span.start, span.end)).toBe(surface);
      }),
    );
  });

  it.each([
    ['Putin '],
    ['Putin, Rosneft president '],
    ['普京王毅'],
    ['شي بن سلمان '],
    ['al al al Sisi '],
    ['Kim Jong '],
  ])('costs no more than its length: %s over and over', (words) => {
    const title = words.repeat(40_000 / words.length);
    mentions(matcher, title.slice(0, 5000), 'en');
    const before = process.threadCpuUsage().user;
    mentions(matcher, title, 'en');
    expect((process.threadCpuUsage().user - before) / 1000).toBeLessThan(1500);
  });
});

describe('Arab names that outlets print as two words', () => {
  const of = buildMatcher(catalogue.filter(({ id }) => id === 'badr-abdelatty'));

  it.each<Case>([
    ['ar', 'بدر عبد العاطي يصل إلى بغداد', 'badr-abdelatty'],
    ['ar', 'بدر عبدالعاطي يصل إلى بغداد', 'badr-abdelatty'],
    ['ar', 'لقاء وزير الخارجية المصري وعبد العاطي', 'badr-abdelatty'],
    ['ar', 'الوزير عبد الله يصل إلى بغداد', ''],
  ])('%s: %s', (language, title, ids) => expect(found(of, title, language)).toBe(ids));
});

describe('surnames that a whole country bears, and those that are a country', () => {
  const of = buildMatcher(catalogue.filter(({ id }) => /^(kim-|luis-montenegro$)/.test(id)));

  it.each<readonly [...Case, summary: string]>([
    ['en', 'Two leaders and Kim to meet in Vladivostok', '', 'They hold talks on Friday.'],
    ['en', 'North Korean leader Kim travels to Russia', 'kim-jong-un', ''],
    ['en', 'Kim signs gas pact', '', 'The power company gave no price.'],
    ['en', 'Montenegro signs gas deal with Azerbaijan', '', 'The minister said it was worth 2 billion euros.'],
    ['pt', 'Montenegro parte para Pequim', 'luis-montenegro', 'O primeiro-ministro português visita a China.'],
    ['pt', 'Luís Montenegro em Luanda', 'luis-montenegro', ''],
  ])('%s: %s', (language, title, ids, summary) => expect(found(of, title, language, summary)).toBe(ids));
});
