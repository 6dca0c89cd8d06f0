import { describe, expect, it } from 'vitest';
import { readItem } from '../../src/detect/reading.ts';
import type { Language } from '../../src/model/language.ts';

function read(language: Language, title: string) {
  const [sentence] = readItem({ title, summary: '', body: undefined, language, publishedAt: undefined }, language);
  if (sentence === undefined) throw new Error('no sentence');
  return sentence;
}

describe('sums of money', () => {
  it.each<[Language, string, number, string]>([
    ['en', 'a $7.8 billion accord', 7.8e9, 'USD'],
    ['en', 'worth 900 million euros', 9e8, 'EUR'],
    ['en', 'a £68bn sale', 68e9, 'GBP'],
    ['es', 'por 2.200 millones de dólares', 2.2e9, 'USD'],
    ['es', 'por mil millones de euros', 1e9, 'EUR'],
    ['es', 'por 400.000 millones de dólares', 4e11, 'USD'],
    ['ru', 'на 7,8 млрд долларов', 7.8e9, 'USD'],
    ['ru', 'за 329,7 млрд рублей', 329.7e9, 'RUB'],
    ['ru', 'на два миллиарда евро', 2e9, 'EUR'],
    ['fr', 'un contrat de 4,8 milliards de dollars', 4.8e9, 'USD'],
    ['fr', "une trentaine de milliards d'euros", 3e10, 'EUR'],
    ['pt', 'que somam US$ 53 bilhões', 53e9, 'USD'],
    ['pt', 'por mil milhões de euros', 1e9, 'EUR'],
    ['de', 'für 14,7 Milliarden Euro', 14.7e9, 'EUR'],
    ['de', 'Acht Milliarden Dollar', 8e9, 'USD'],
    ['de', '7,4 Mrd. Euro', 7.4e9, 'EUR'],
    ['zh', '价值约2700亿美元', 2.7e11, 'USD'],
    ['zh', '1500亿元人民币', 1.5e11, 'CNY'],
    ['zh', '3.5万亿日元', 3.5e12, 'JPY'],
    ['ar', 'قيمته ثمانية مليارات يورو', 8e9, 'EUR'],
    ['ar', 'بـ69.1 مليار دولار', 69.1e9, 'USD'],
    ['ar', 'بقيمة ٧٫٤ مليار يورو', 7.4e9, 'EUR'],
  ])('%s: %s', (language, text, amount, currency) => {
    expect(read(language, text).money.map((sum) => sum.money)).toEqual([{ amount, currency }]);
  });

  it.each<[Language, string]>([
    ['en', 'a profit of $161 billion'],
    ['en', 'five dollars per million BTU'],
    ['ru', 'убыток составил 629 млрд рублей'],
    ['de', '62 Euro je Aktie'],
  ])('%s: %s is no value of a deal', (language, text) => {
    expect(read(language, text).money.every((sum) => !sum.isValue)).toBe(true);
  });
});

describe('places', () => {
  it.each<[Language, string, string, string]>([
    ['en', 'He was in the French capital', 'Paris', 'at'],
    ['en', 'He flew to Abu Dhabi', 'Abu Dhabi', 'to'],
    ['ru', 'Встреча прошла в Эр-Рияде', 'Riyadh', 'at'],
    ['ru', 'в иранской столице', 'Tehran', 'at'],
    ['es', 'en la capital venezolana', 'Caracas', 'at'],
    ['fr', "reçu à l'Élysée", 'Paris', 'at'],
    ['pt', 'recebido no Palácio do Planalto', 'Brasília', 'at'],
    ['de', 'in der ukrainischen Hauptstadt', 'Kyiv', 'at'],
    ['de', 'reiste nach Peking', 'Beijing', 'to'],
    ['zh', '在人民大会堂举行', 'Beijing', 'at'],
    ['ar', 'التقى في القاهرة', 'Cairo', 'at'],
  ])('%s: %s', (language, text, name, relation) => {
    expect(read(language, text).places).toContainEqual(
      expect.objectContaining({ town: expect.objectContaining({ name }), relation }),
    );
  });

  it.each<[Language, string]>([
    ['en', 'a tour of Latin America'],
    ['ru', 'турне по Латинской Америке'],
    ['es', 'gira por América Latina'],
  ])('%s: %s names no state', (language, text) => expect(read(language, text).places).toEqual([]));

  it('takes a capital for a speaker, not a place, where it speaks', () => {
    expect(read('en', 'Moscow said the talks failed').places[0]?.relation).toBe('none');
    expect(read('ru', 'объявил во вторник Кремль').places[0]?.relation).toBe('none');
  });
});
