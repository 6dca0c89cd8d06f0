/** What is to come, in every language: signings with their month, wishes, and trips told in the present. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import type { Language } from '../../src/model/language.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';

const detector = createDetector({
  officials: parseOfficials(
    JSON.parse(readFileSync(new URL('./other-news/officials.json', import.meta.url), 'utf8')) as unknown,
  ),
});
/** A Wednesday. */
const PUBLISHED_AT = Date.UTC(2025, 4, 21, 10);

function read(language: Language, title: string, summary = '') {
  return detector.detect({ title, summary, body: undefined, language, publishedAt: PUBLISHED_AT }).events;
}

function told(language: Language, kind: 'trip' | 'deal', title: string, summary?: string) {
  const event = read(language, title, summary).find((one) => one.kind === kind);
  return event === undefined ? 'none' : `${event.status} ${event.date?.from ?? 'undated'}`;
}

describe('an accord that is to be signed in September', () => {
  it.each<[Language, string]>([
    ['en', 'Anwar Ibrahim: joint venture with Petronas will be unveiled in September'],
    ['es', 'Boric anuncia que los contratos con Repsol se firmarán en septiembre'],
    ['ru', 'Мишустин: контракт с «Газпромом» будет подписан в сентябре'],
    ['fr', 'João Lourenço : un accord avec TotalEnergies sera signé en septembre'],
    ['pt', 'Acordo entre Angola e Petrobras será assinado em setembro, diz João Lourenço'],
    ['de', 'Merz: Vertrag mit Siemens Energy soll im September unterzeichnet werden'],
    ['zh', '米舒斯京表示，与俄罗斯天然气工业股份公司的合同将于9月签署'],
    ['ar', 'السوداني: ستوقع بغداد عقدا مع شل في سبتمبر'],
  ])('is planned for then in %s', (language, title) => expect(told(language, 'deal', title)).toBe('planned 2025-09'));
  it('is planned for next month where the words say so', () =>
    expect(told('en', 'deal', 'Contract between BP and Iraq to be signed next month, Auchincloss says')).toBe(
      'planned 2025-06',
    ));
  it('is done where it has been signed, whatever its size', () =>
    expect(told('en', 'deal', 'Auchincloss signs contract worth up to $25 billion with Iraq on Tuesday')).toBe(
      'done 2025-05-20',
    ));
});

describe('what somebody only wants', () => {
  it.each<[Language, string]>([
    ['en', 'Boric wants to modernise trade agreement with South Korea'],
    ['es', 'Boric quiere modernizar el tratado de libre comercio con Corea del Sur'],
    ['ru', 'Мирзиёев хочет заключить соглашение с Китаем'],
    ['fr', 'João Lourenço souhaite un accord commercial avec la Chine'],
    ['pt', 'João Lourenço quer um acordo comercial com a China'],
    ['de', 'Merz hofft auf ein Abkommen mit China'],
    ['zh', '博里奇希望与韩国达成协议'],
    ['ar', 'السوداني يأمل في إبرام اتفاق مع الصين'],
  ])('is no signed deal in %s', (language, title) => expect(told(language, 'deal', title)).not.toContain('done'));
});

describe('a trip told in the present with a day to come', () => {
  it.each<[Language, string, string]>([
    ['en', 'Boric travels to Tokyo on Friday', 'planned 2025-05-23'],
    ['es', 'Boric viaja el viernes a Tokio', 'planned 2025-05-23'],
    ['ru', 'Мишустин летит в Пекин в пятницу', 'planned 2025-05-23'],
    ['fr', 'João Lourenço se rend vendredi à Pékin', 'planned 2025-05-23'],
    ['pt', 'João Lourenço viaja na sexta-feira a Pequim', 'planned 2025-05-23'],
    ['de', 'Merz reist am Freitag nach Tokio', 'planned 2025-05-23'],
    ['zh', '博里奇23日赴东京', 'planned 2025-05-23'],
    ['ar', 'السوداني يتوجه إلى طوكيو الجمعة', 'planned 2025-05-23'],
  ])('is planned in %s', (language, title, expected) => expect(told(language, 'trip', title)).toBe(expected));
  it.each<[string, string, string]>([
    ["today's day is today", 'Boric visits Tokyo on Wednesday', 'done 2025-05-21'],
    ["yesterday's day was yesterday", 'Boric visits Tokyo on Tuesday', 'done 2025-05-20'],
    ['the past looks back', 'Boric visited Tokyo on Friday', 'done 2025-05-16'],
  ])('but %s', (_case, title, expected) => expect(told('en', 'trip', title)).toBe(expected));
  it('takes a bare weekday of next week for that week', () =>
    expect(
      told('fr', 'trip', 'João Lourenço attendu à Pékin la semaine prochaine', 'Il doit voir Xi Jinping vendredi.'),
    ).toBe('planned 2025-05-30'));
});

describe('places that are none of a trip', () => {
  it('a surname that is a country is no place', () =>
    expect(
      read('pt', 'Montenegro recebe embaixadores', 'O primeiro-ministro Luís Montenegro falou em Lisboa.'),
    ).toEqual([]));
  it('a state visits its own territories at home', () =>
    expect(read('en', 'Frederiksen arrives in Nuuk', 'Mette Frederiksen visits Greenland this week.')).toEqual([]));
});

describe('a trip that is put off to another month', () => {
  it.each<[Language, string, string]>([
    ['en', 'Merz postpones visit to Tokyo until July', 'The chancellor was to fly to Japan on Friday.'],
    [
      'es',
      'Boric aplaza su viaje a Tokio',
      'La visita del presidente, prevista para el viernes, se celebrará en julio.',
    ],
    ['ru', 'Визит Мишустина в Токио отложен до июля', 'Премьер должен был прилететь в Японию в пятницу.'],
    ['fr', 'João Lourenço reporte à juillet sa visite à Tokyo', 'Le président devait s’y rendre vendredi.'],
    ['pt', 'Boric adia para julho visita a Tóquio', 'O presidente embarcaria na sexta-feira para o Japão.'],
    ['de', 'Merz verschiebt Besuch in Tokio auf Juli', 'Der Kanzler wollte am Freitag nach Japan fliegen.'],
    ['zh', '博里奇推迟至7月访问东京', '智利总统原定23日抵达日本。'],
    ['ar', 'السوداني يؤجل زيارته إلى طوكيو حتى يوليو', 'كان من المقرر أن يصل رئيس الوزراء العراقي إلى اليابان الجمعة.'],
  ])('is off, and planned for then, in %s', (language, title, summary) => {
    const trips = read(language, title, summary).map((event) => `${event.status} ${event.date?.from ?? 'undated'}`);
    expect(trips).toEqual(['cancelled 2025-05-23', 'planned 2025-07']);
  });
  it('is only off where no new day is named', () =>
    expect(
      read('en', 'Merz postpones visit to Tokyo', 'The chancellor was to fly to Japan on Friday.').map(
        ({ status }) => status,
      ),
    ).toEqual(['cancelled']));
});

describe('a weekday of a named week', () => {
  it.each<[Language, string]>([
    ['en', 'Merz to visit Tokyo on Tuesday next week'],
    ['es', 'Boric viajará a Tokio el martes de la próxima semana'],
    ['fr', 'Merz se rendra à Tokyo mardi de la semaine prochaine'],
    ['zh', '博里奇将于下周二访问东京'],
    ['ar', 'السوداني يزور طوكيو الثلاثاء الأسبوع المقبل'],
  ])('is that week’s in %s', (language, title) => expect(told(language, 'trip', title)).toBe('planned 2025-05-27'));
});

describe('what a headline asks', () => {
  it.each<[Language, string]>([
    ['en', 'Will Merz travel to Tokyo?'],
    ['es', '¿Viajará Boric a Tokio?'],
    ['zh', '博里奇将访问东京？'],
    ['ar', 'هل يزور السوداني طوكيو؟'],
  ])('is not told in %s', (language, title) => expect(told(language, 'trip', title)).toBe('none'));
});
