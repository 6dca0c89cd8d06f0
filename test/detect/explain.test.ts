import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detect.ts';
import { explainReport } from '../../src/detect/explain.ts';
import type { ItemText } from '../../src/model/item.ts';
import type { Official } from '../../src/model/official.ts';

const official: Official = {
  id: 'claudio-descalzi',
  name: 'Claudio Descalzi',
  names: { en: ['Claudio Descalzi'] },
  offices: [{ title: 'Chief Executive', organisation: 'Eni', country: 'IT', from: undefined, to: undefined }],
  wikidataId: undefined,
  distinguish: undefined,
  checkedOn: undefined,
  portraitUrl: undefined,
};
const detector = createDetector({ officials: [official] });
const item = (title: string, summary: string): ItemText => ({
  title,
  summary,
  body: undefined,
  language: 'en',
  publishedAt: Date.UTC(2024, 4, 15, 12),
});

describe('explaining a report to a person', () => {
  it('shows who, where, when and how much, with the words that said so', () => {
    const news = item(
      'Eni signs $2 billion gas contract in Maputo',
      'Claudio Descalzi travelled to Mozambique on Monday for the ceremony.',
    );
    const text = explainReport(news, detector.detect(news), [official]);
    expect(text).toContain('trip, done: Claudio Descalzi');
    expect(text).toContain('Maputo, MZ');
    expect(text).toContain('2024-05-13');
    expect(text).toContain('2,000,000,000 USD');
    expect(text).toContain('trip verb "travelled to"');
  });

  it.each<[string, string, string, readonly string[]]>([
    [
      'en',
      'Descalzi in Cairo',
      'Claudio Descalzi will travel to Cairo on 3 June to sign a gas contract.',
      ['3 June', 'gas'],
    ],
    [
      'es',
      'Descalzi en El Cairo',
      'Claudio Descalzi viajará a El Cairo el 3 de junio para firmar un contrato de gas.',
      ['3 de junio', 'gas'],
    ],
    [
      'ru',
      'Дескальци в Каире',
      'Клаудио Дескальци посетит Каир 3 июня, чтобы подписать контракт на газ.',
      ['3 июня', 'газ'],
    ],
    [
      'fr',
      'Descalzi à Alger',
      'Claudio Descalzi se rendra à Alger le 3 juin pour signer un contrat de gaz.',
      ['3 juin', 'gaz'],
    ],
    [
      'pt',
      'Descalzi no Cairo',
      'Claudio Descalzi viajará ao Cairo em 3 de junho para assinar um contrato de gás.',
      ['3 de junho', 'gás'],
    ],
    [
      'de',
      'Descalzi in Kairo',
      'Claudio Descalzi reist am 3. Juni nach Kairo, um einen Gasvertrag zu unterzeichnen.',
      ['3. Juni', 'Gas'],
    ],
    ['zh', '德斯卡尔齐将访问开罗', '克劳迪奥·德斯卡尔齐将于6月3日访问开罗，签署天然气合同。', ['6月3日', '天然气']],
    ['ar', 'ديسكالزي في القاهرة', 'يتوجه كلاوديو ديسكالزي إلى القاهرة في 3 يونيو لتوقيع عقد غاز.', ['3 يونيو', 'غاز']],
  ])(
    'shows the words of the day, the status, the countries and the sector in %s',
    (language, title, summary, words) => {
      const names = { ru: ['Клаудио Дескальци'], zh: ['克劳迪奥·德斯卡尔齐'], ar: ['كلاوديو ديسكالزي'] };
      const known = { ...official, names: { ...official.names, ...names } };
      const news = { ...item(title, summary), language };
      const text = explainReport(news, createDetector({ officials: [known] }).detect(news), [known]);
      expect(text).toMatch(/trip, planned: Claudio Descalzi/);
      expect(text).toContain(`date: read from "${words[0]}"`);
      expect(text).toMatch(/status: planned(?: "|: by its day)/);
      expect(text).toMatch(/countries: read from "/);
      if (text.includes('deal, planned')) expect(text).toMatch(new RegExp(`sector: oil-gas "${words[1]}`, 'i'));
    },
  );

  it('takes “on Monday” in Arabic, “the day Monday” word for word, for no word for today', () => {
    const known = { ...official, names: { ...official.names, ar: ['كلاوديو ديسكالزي'] } };
    const news = { ...item('ديسكالزي في القاهرة', 'وصل كلاوديو ديسكالزي إلى القاهرة يوم الاثنين.'), language: 'ar' };
    const text = explainReport(news, createDetector({ officials: [known] }).detect(news), [known]);
    expect(text).toContain('when    2024-05-13');
    expect(text).toContain('date: read from "الاثنين"');
  });

  it('says that no day is named, and of a silent item what it saw', () => {
    const bare = item('Descalzi travels to Cairo', 'Claudio Descalzi arrived in Cairo.');
    expect(explainReport(bare, detector.detect(bare), [official])).toContain(
      'date: no day is named: that of publication',
    );
    const past = item('Ten years ago, Descalzi visited Cairo', 'Claudio Descalzi looks back at his visit to Egypt.');
    const text = explainReport(past, detector.detect(past), [official]);
    expect(text).toContain('no event: retrospect only (it looks back at what is long past)');
    expect(text).toMatch(/words of a look back: "years ago"/);
    expect(text).toContain('words of deals: none');
    expect(text).toMatch(/places: "Cairo", "Egypt"/);
  });

  it('says why nothing was found', () => {
    const news = item('Eni lifts its dividend', 'Claudio Descalzi thanked investors.');
    expect(explainReport(news, detector.detect(news), [official])).toContain('no event: no trip or deal');
  });
});
