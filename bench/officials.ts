/** What a long watchlist costs: building and matching with 200 and 20,000 officials, beside two plain ways to search. */
import type { ItemText } from '../src/model/item.ts';
import type { Official } from '../src/model/official.ts';
import { anchorsOf } from '../src/officials/anchors.ts';
import { hanAnchorsOf } from '../src/officials/anchors-han.ts';
import { givenNamesOf } from '../src/officials/given-names.ts';
import { buildMatcher } from '../src/officials/match.ts';

const FEW = 200;
const MANY = 20_000;
const ITEMS = 400;
const MIN_RUN_MS = 1_500;
const TURNS = 6;
const TURN_MS = 400;
/** The plain ways are slow: they get fewer items. */
const PLAIN_ITEMS = 20;
const MIB = 1024 * 1024;
const LANGUAGES = ['en', 'es', 'ru', 'fr', 'pt', 'de', 'zh', 'ar'] as const;

interface Line {
  readonly way: string;
  readonly officials: number;
  readonly forms: number;
  readonly buildMs: number;
  readonly memoryMiB: number;
  readonly itemsPerSecond: number;
}

/**
 * Measures and prints the table; names and items are made up, from a fixed seed, one item in two with a name in it.
 *
 * @returns items per second with 20,000 officials as a share of those with 200
 */
export function benchOfficials(print: (line: string) => void = console.log): number {
  const random = seeded(7);
  const officials = Array.from({ length: MANY }, (_, index) => makeOfficial(index, random));
  const few = officials.slice(0, FEW);
  const items = Array.from({ length: ITEMS }, (_, index) => makeItem(index, few, random));
  buildMatcher(few).findMentions(items[0]?.text ?? emptyItem(), 'en');

  const lines = measureMatchers([few, officials], items);
  for (const list of [few, officials]) {
    lines.push(measureRegex(list, items.slice(0, list === few ? ITEMS : PLAIN_ITEMS)));
    lines.push(measureIncludes(list, items.slice(0, list === few ? ITEMS : PLAIN_ITEMS)));
  }
  print('way                     officials    forms  build ms  memory MiB  items/s');
  for (const line of lines) {
    print(
      `${line.way.padEnd(22)} ${String(line.officials).padStart(10)} ${String(line.forms).padStart(8)} ` +
        `${line.buildMs.toFixed(0).padStart(9)} ${line.memoryMiB.toFixed(0).padStart(11)} ${line.itemsPerSecond.toFixed(0).padStart(8)}`,
    );
  }
  const share = (lines[1]?.itemsPerSecond ?? 0) / (lines[0]?.itemsPerSecond ?? 1);
  print(`20,000 officials cost: ${share.toFixed(2)} of the items a second with 200`);
  return share;
}

interface BenchItem {
  readonly text: ItemText;
  readonly language: string;
}

/** Both lists take turns, so that whatever else the machine does falls on both. */
function measureMatchers(lists: readonly (readonly Official[])[], items: readonly BenchItem[]): Line[] {
  const built = lists.map((officials) => ({ officials, ...measureBuild(() => buildMatcher(officials)), rates: [0] }));
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { value, rates } of built) {
      const rate = runItems(items, ({ text, language }) => value.findMentions(text, language).length, TURN_MS);
      // The first turn makes what is made at the first hit, and lets the engine compile.
      if (turn > 0) rates.push(rate);
    }
  }
  return built.map(({ officials, ms, bytes, rates }) => ({
    way: 'Dateline',
    officials: officials.length,
    forms: countForms(officials),
    buildMs: ms,
    memoryMiB: bytes / MIB,
    itemsPerSecond: Math.max(...rates),
  }));
}

/** One precompiled alternation a language, over the listed names and bare surnames: no cases, no spellings. */
function measureRegex(officials: readonly Official[], items: readonly BenchItem[]): Line {
  const {
    value: patterns,
    ms,
    bytes,
  } = measureBuild(
    () =>
      new Map(
        LANGUAGES.map((language) => [language as string, new RegExp(plainNames(officials, language).join('|'), 'giu')]),
      ),
  );
  const itemsPerSecond = runItems(
    items,
    ({ text, language }) => `${text.title} ${text.summary}`.match(patterns.get(language) ?? /$^/)?.length ?? 0,
  );
  const forms = LANGUAGES.reduce((sum, language) => sum + plainNames(officials, language).length, 0);
  return {
    way: 'regex a language',
    officials: officials.length,
    forms,
    buildMs: ms,
    memoryMiB: bytes / MIB,
    itemsPerSecond,
  };
}

function measureIncludes(officials: readonly Official[], items: readonly BenchItem[]): Line {
  const {
    value: names,
    ms,
    bytes,
  } = measureBuild(() => new Map(LANGUAGES.map((language) => [language as string, plainNames(officials, language)])));
  const itemsPerSecond = runItems(items, ({ text, language }) => {
    const printed = `${text.title} ${text.summary}`;
    return (names.get(language) ?? []).filter((name) => printed.includes(name)).length;
  });
  const forms = [...names.values()].reduce((sum, list) => sum + list.length, 0);
  return { way: 'includes', officials: officials.length, forms, buildMs: ms, memoryMiB: bytes / MIB, itemsPerSecond };
}

function plainNames(officials: readonly Official[], language: string): string[] {
  return officials.flatMap((official) =>
    (official.names[language] ?? []).flatMap((name) => [name, name.split(/[ ·]/u).at(-1) ?? name]),
  );
}

/** Forms that the matcher knows: anchors, and given names that are checked beside them. */
function countForms(officials: readonly Official[]): number {
  const sample = officials.slice(0, FEW);
  const forms = sample.reduce(
    (sum, official) =>
      sum + anchorsOf(official).length + hanAnchorsOf(official).length + givenNamesOf(official).words.size,
    0,
  );
  return Math.round((forms / sample.length) * officials.length);
}

/** Time of the main thread's processor, so that other work on the machine does not blur the figures. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function measureBuild<T>(build: () => T): { value: T; ms: number; bytes: number } {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const start = cpuMs();
  const value = build();
  const ms = cpuMs() - start;
  return { value, ms, bytes: process.memoryUsage().rss - before };
}

function runItems(items: readonly BenchItem[], run: (item: BenchItem) => number, atLeastMs = MIN_RUN_MS): number {
  let found = 0;
  let done = 0;
  const start = cpuMs();
  do {
    for (const item of items) found += run(item);
    done += items.length;
  } while (cpuMs() - start < atLeastMs);
  if (found < 0) throw new Error('the engine must not drop the work');
  return (done / (cpuMs() - start)) * 1000;
}

const LATIN = [
  'ka',
  'mo',
  'ren',
  'vin',
  'lo',
  'ter',
  'ba',
  'chu',
  'pe',
  'gri',
  'sha',
  'to',
  'ur',
  'zen',
  'di',
  'fol',
  'mar',
  'su',
  'ne',
  'bri',
];
const CYRILLIC = [
  'ка',
  'мо',
  'рен',
  'вин',
  'ло',
  'тер',
  'ба',
  'чу',
  'пе',
  'гри',
  'ша',
  'то',
  'ур',
  'зен',
  'ди',
  'фол',
  'мар',
  'су',
  'не',
  'бри',
];
const ARABIC = [
  'كا',
  'مو',
  'رين',
  'فين',
  'لو',
  'تير',
  'با',
  'شو',
  'بي',
  'غري',
  'شا',
  'تو',
  'اور',
  'زين',
  'دي',
  'فول',
  'مار',
  'سو',
  'ني',
  'بري',
];
const HAN = [
  '卡',
  '莫',
  '伦',
  '温',
  '洛',
  '特',
  '巴',
  '丘',
  '佩',
  '格',
  '沙',
  '托',
  '乌',
  '曾',
  '迪',
  '福',
  '马',
  '苏',
  '内',
  '布',
];

function makeOfficial(index: number, random: () => number): Official {
  const given = syllables(2, random);
  const family = syllables(3 + (index % 2), random);
  const write = (table: readonly string[], ending: string): string =>
    family.map((at) => table[at] ?? '').join('') + ending;
  const first = (table: readonly string[]): string => given.map((at) => table[at] ?? '').join('');
  const latin = `${upper(first(LATIN))} ${upper(write(LATIN, 'ov'))}`;
  return {
    id: `official-${index}`,
    name: latin,
    names: {
      en: [latin],
      es: [latin],
      fr: [latin],
      pt: [latin],
      de: [latin.replaceAll('v', 'w')],
      ru: [`${upper(first(CYRILLIC))} ${upper(write(CYRILLIC, 'ов'))}`],
      zh: [`${first(HAN)}·${write(HAN, '夫')}`],
      ar: [`${first(ARABIC)} ${write(ARABIC, 'وف')}`],
    },
    offices: [
      {
        title: 'Minister of Energy',
        organisation: 'Government',
        country: index % 2 === 0 ? 'RU' : 'BR',
        from: undefined,
        to: undefined,
      },
    ],
    wikidataId: undefined,
    distinguish: undefined,
    checkedOn: undefined,
    portraitUrl: undefined,
  };
}

const SENTENCES: Readonly<Record<(typeof LANGUAGES)[number], string>> = {
  en: 'The energy minister @ arrived in the capital on Tuesday and signed an agreement on oil deliveries with the state company.',
  es: 'El ministro de Energía @ llegó este martes a la capital y firmó un acuerdo sobre el suministro de crudo con la empresa estatal.',
  ru: 'Министр энергетики @ прибыл во вторник в столицу и подписал соглашение о поставках нефти с государственной компанией.',
  fr: "Le ministre de l'Énergie @ est arrivé mardi dans la capitale et a signé un accord sur des livraisons de brut avec la société publique.",
  pt: 'O ministro da Energia @ chegou nesta terça-feira à capital e assinou um acordo sobre o fornecimento de petróleo com a estatal.',
  de: 'Energieminister @ traf am Dienstag in der Hauptstadt ein und unterzeichnete mit dem Staatskonzern ein Abkommen über Öllieferungen.',
  zh: '能源部长@星期二抵达首都，与国营公司签署了石油供应协议，双方还讨论了天然气管道项目。',
  ar: 'وصل وزير الطاقة @ إلى العاصمة يوم الثلاثاء ووقع اتفاقا بشأن إمدادات النفط مع الشركة الحكومية',
};

function makeItem(index: number, officials: readonly Official[], random: () => number): BenchItem {
  const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
  const official = officials[Math.floor(random() * officials.length)];
  const name = index % 4 < 2 ? (official?.names[language]?.[0] ?? '') : '';
  const sentence = SENTENCES[language];
  return {
    text: {
      title: sentence.replace('@', ''),
      summary: `${sentence.replace('@', name)} ${sentence.replace('@', '')}`,
      body: undefined,
      language,
      publishedAt: undefined,
    },
    language,
  };
}

function emptyItem(): ItemText {
  return { title: '', summary: '', body: undefined, language: undefined, publishedAt: undefined };
}

function syllables(count: number, random: () => number): number[] {
  return Array.from({ length: count }, () => Math.floor(random() * LATIN.length));
}

function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Mulberry32: small, and the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (import.meta.main) benchOfficials();
