/** Who went, and who only hosts, is meant, or sits where it was said. */
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
const PUBLISHED_AT = Date.UTC(2025, 4, 21, 10);

function told(language: Language, title: string, summary: string) {
  return detector
    .detect({ title, summary, body: undefined, language, publishedAt: PUBLISHED_AT })
    .events.map(
      (event) => `${event.kind} ${event.status} ${[...event.officials].sort().join('+')} ${event.countries.join('+')}`,
    );
}

describe('who went where', () => {
  it.each<[string, Language, string, string, string[]]>([
    [
      'the guest of one who stays at home is the only traveller',
      'ru',
      'Узбекистан и Армения сверили часы',
      'Премьер-министр Армении Никол Пашинян приехал на переговоры с Шавкатом Мирзиёевым в Ташкент.',
      ['trip done nikol-pashinyan UZ'],
    ],
    [
      'where it was said is no second stop',
      'ru',
      'Пашинян приедет в Сочи на переговоры о зерне',
      'Премьер Армении Никол Пашинян посетит Сочи во вторник, сообщили в Кремле.',
      ['trip planned nikol-pashinyan RU'],
    ],
    [
      'whose father is ill does not travel with him',
      'ar',
      'تأجيل زيارة شهباز شريف إلى اليابان',
      'أعلنت طوكيو تأجيل زيارة رئيس الوزراء الباكستاني بسبب الحالة الصحية للسلطان هيثم بن طارق.',
      ['trip cancelled shehbaz-sharif JP'],
    ],
    [
      'waiving a debt cancels no accord',
      'en',
      'Li Qiang writes off Angolan debt',
      'Premier Li Qiang and President João Lourenço signed an agreement in Luanda that cancels most of the debt.',
      ['trip done li-qiang AO', 'deal done joao-lourenco+li-qiang AO+CN'],
    ],
    [
      'the host of a signing is part of it though another sentence names him',
      'en',
      'Angola and Portugal sign accords on ports',
      'Luís Montenegro was received by President João Lourenço in Luanda on Wednesday.',
      ['trip done luis-montenegro AO', 'deal done joao-lourenco+luis-montenegro AO+PT'],
    ],
    [
      "whoever criticises another's visit has made none",
      'es',
      'Albares critica la visita de Orban a Moscú',
      'El ministro de Exteriores cree que el húngaro va por libre.',
      [],
    ],
    [
      'a headline on what others talked about is a comment',
      'ru',
      'Сикорский о переговорах в Эр-Рияде: Европу не спросили',
      'Глава МИД Польши прокомментировал встречу американской и российской делегаций.',
      [],
    ],
    [
      'what talks are about is no second stop',
      'en',
      'Bessent lands in Geneva for China talks',
      '',
      ['trip done scott-bessent CH'],
    ],
    [
      "an office's visit is its holder's",
      'en',
      'Mantashe warns on coal',
      "Gwede Mantashe said the president's planned visit to Paris should not tie the country's hands.",
      [],
    ],
    [
      "one's own visit stays one's own",
      'es',
      'La visita de Albares a Moscú',
      'El ministro español llegó el lunes.',
      ['trip done jose-manuel-albares RU'],
    ],
    [
      'a name within the name of a town is nobody',
      'zh',
      '达沃斯论坛开幕',
      '多国领导人抵达达沃斯，与雪佛龙代表会面。',
      [],
    ],
  ])('%s', (_case, language, title, summary, expected) =>
    expect(told(language, title, summary).map(sorted).sort()).toEqual(expected.map(sorted).sort()),
  );
});

/** The order of the countries says nothing here. */
function sorted(event: string): string {
  const parts = event.split(' ');
  return [...parts.slice(0, 3), (parts[3] ?? '').split('+').sort().join('+')].join(' ');
}
