import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/officials/catalogue.ts';
import { buildMatcher } from '../../src/officials/match.ts';

const matcher = buildMatcher(await loadCatalogue(new URL('../../data/officials', import.meta.url).pathname));

function found(language: string, title: string): string {
  const item = { title, summary: '', body: undefined, language, publishedAt: undefined };
  return [...new Set(matcher.findMentions(item, language).map(({ officialId }) => officialId))].join(' ');
}

describe('who bears the name of one of the catalogue, and what is called after one', () => {
  it.each<readonly [language: string, title: string]>([
    // athletes
    ['en', 'Zach LaVine and Mark Williams lift Hornets; coach Scott Morrison praised the bench'],
    ['en', 'Mark Carney grabbed a hat-trick for Athenry on Sunday'],
    ['en', 'Gary Nagle rode two winners at Leopardstown'],
    ['de', 'Der Torhüter Oliver Burkhard eröffnet in Kassel eine Fußballschule'],
    ['de', 'Torjäger Robert Fico junior wechselt zu Slovan'],
    ['de', 'Matthias Warnig, Weltmeister im Bobfahren von 1983, besuchte seine alte Schule'],
    ['de', 'Die Schauspielerin Katherina Reiche eröffnet das Filmfest'],
    ['de', 'Schlagersänger Peter Voser gratuliert seinen Fans'],
    ['fr', 'Le gardien de but Nicolas Maes a remis son maillot à un supporter'],
    ['fr', "L'acteur Michel Barnier, 24 ans, débute au théâtre de Lyon"],
    ['fr', 'Le cycliste Éric Lombard remporte la troisième étape'],
    ['fr', 'La chanteuse Isabelle Kocher reçoit une Victoire de la musique'],
    ['es', 'El portero Luis Arce asistió al entrenamiento del Celaya'],
    ['es', 'Rafael Ramírez, lanzador de los Tigres, firmó por dos temporadas'],
    ['es', 'La cantante Rosario Murillo presentó su disco en Sevilla'],
    ['es', 'El torero Luis Petri cortó dos orejas en Las Ventas'],
    ['es', 'El pelotero Daniel Ortega pegó un jonrón'],
    ['pt', 'O atacante Paulo Rangel recebeu a camisa do Santa Cruz'],
    ['pt', 'O ator Murilo Ferreira inaugurou teatro em Niterói'],
    ['pt', 'Carlos Saturnino, sambista da Mangueira, lança disco'],
    ['pt', 'Zagueiro António Costa assina com o Benfica até 2030'],
    ['ru', 'Режиссёр Сергей Иванов открыл театральный сезон в Самаре'],
    ['ru', 'Форвард «Салавата Юлаева» Александр Новак забил победный гол'],
    ['ru', 'Актриса Юлия Тимошенко наградила юных танцоров'],
    ['ru', 'Игорь Комаров, солист группы, выпустил клип'],
    ['zh', '演员李强出席电影节开幕式'],
    ['zh', '歌手王毅在北京举办演唱会'],
    ['zh', '前锋韩正梅开二度，球队三连胜'],
    ['ar', 'المطرب محمد بن سلمان يفتتح مهرجان الأغنية'],
    ['ar', 'حارس المرمى أحمد عطاف استقبل هدفين في المباراة'],
    ['ar', 'الممثل محمود عباس يحضر عرض فيلمه الجديد'],
    // streets, buildings, ships, airports
    ['en', 'Traffic halted on Robert Gates Avenue after a water main burst'],
    ['en', 'The carrier USS Gordon Brown... the tanker “Vagit Alekperov” ran aground off Murmansk'],
    ['de', 'Wasserrohrbruch in der Gerhard-Schröder-Straße'],
    ['de', 'Frachter „Angela Merkel“ läuft in Hamburg aus dem Trockendock'],
    ['es', 'Accidente en la avenida Hugo Chávez de Rosario deja tres heridos'],
    ['fr', 'Travaux quai Jacques Chirac : circulation coupée'],
    ['pt', 'Acidente na Rodovia Dilma Rousseff deixa dois feridos'],
    ['ru', 'На улице Назарбаева прорвало трубу'],
    ['ru', 'Аэропорт имени Ислама Каримова закрыт из-за тумана'],
    ['ru', 'Ледокол «Дмитрий Медведев» вышел из сухого дока'],
    ['ar', 'حادث مروري على شارع الشيخ زايد بن محمد'],
    ['zh', '胡志明市阮富仲大道发生车祸'],
    // companies and brands
    ['en', 'Harper Collins signs three debut writers; Cameron Balloons moves to Bristol'],
    ['en', 'Novak Construction wins hospital contract in Chicago'],
    ['de', 'Schröder-Bräu kauft Konkurrenten, Merz Pharma baut in Dessau'],
    ['es', 'Zapatería Moreno e Hijos abre en Zaragoza; Castro y Compañía cierra'],
    ['en', 'Austin approves new tram line; Pelosi not mentioned'],
    ['en', 'Boris Johnson-Smith, a baker in Leeds, wins cake prize'],
    // other given names, relatives
    ['en', 'Cherie Blair opens law centre in Mumbai'],
    ['en', 'Hunter Biden arrives in court; Jill Biden to visit Namibia'],
    ['es', 'Ernesto Samper y Nadia Petro viajaron a Miami'],
    ['ru', 'Лариса Медведева открыла выставку; Людмила Путина уехала в Испанию'],
    ['ru', 'Фигуристка Диана Новак прибыла в Пекин'],
    ['fr', 'Brigitte Macron en visite à Berlin'],
    ['pt', 'Michelle Bolsonaro viaja a Washington; Eduardo Bolsonaro assina manifesto'],
    ['de', 'Viktoria Schröder reist nach Rom, Bettina Merz stellt Buch vor'],
    ['ar', 'سارة عباس تصل إلى لندن لعرض لوحاتها'],
    ['zh', '彭丽媛访问维也纳'],
    // historical
    ['en', 'Letters of King Abdullah I of Jordan, killed in 1951, go on show'],
    ['en', 'Film on Indira Gandhi and Morarji Desai wins; Sanjay Gandhi played by newcomer'],
    ['ru', 'Потомки купца Ивана Шувалова передали дворец музею; граф Шувалов основал университет в 1755 году'],
    ['de', 'Vor 80 Jahren starb der Dichter Friedrich Merz aus Ulm'],
    ['es', 'Manuscrito de Rosalía de Castro y cartas de Tomás Moreno, a subasta'],
    // places
    ['en', 'Flooding in Castro, Chile and Santos, Brazil cuts roads'],
    ['es', 'Incendio en Morales, Guatemala; vuelo a Ortega, Tolima, suspendido'],
    ['pt', 'Chuvas em Santos e Castro deixam desabrigados'],
    ['en', 'Wallace, Idaho, marks 140 years; Powell, Wyoming, floods'],
  ])('%s: nobody in “%s”', (language, title) => expect(found(language, title)).toBe(''));
});

describe('who of the catalogue is a guest of athletes and artists', () => {
  it.each<readonly [language: string, title: string, official: string]>([
    ['de', 'Angela Merkel eröffnet die Weltmeisterschaft der Behinderten in Berlin', 'angela-merkel'],
    ['de', 'Gerhard Schröder gratuliert dem Olympiasieger', 'gerhard-schroeder'],
    ['en', 'Boris Johnson meets the footballer at Downing Street', 'boris-johnson'],
    ['en', 'Emmanuel Macron opens film festival in Cannes with actress', 'emmanuel-macron'],
    ['fr', 'François Hollande remet la Légion d’honneur à la chanteuse', 'francois-hollande'],
    ['es', 'Nicolás Maduro recibió a los futbolistas de la Vinotinto', 'nicolas-maduro'],
    ['ru', 'Чемпиона мира Владимир Путин принял в Кремле', 'vladimir-putin'],
    ['ru', 'Дмитрий Медведев открыл музей актера', 'dmitry-medvedev'],
    ['zh', '李强会见运动员代表', 'li-qiang'],
    ['ar', 'محمود عباس يستقبل لاعب المنتخب', 'mahmoud-abbas'],
    ['pt', 'Luiz Inácio Lula da Silva recebe jogador', 'lula-da-silva'],
    ['en', 'The actress met Volodymyr Zelensky in Kyiv', 'volodymyr-zelensky'],
    ['de', 'Den Weltmeister empfing Olaf Scholz in Berlin', 'olaf-scholz'],
    ['en', 'Former boxer and mayor hosted by Viktor Orbán', 'viktor-orban'],
  ])('%s: “%s”', (language, title, official) => expect(found(language, title)).toBe(official));
});
