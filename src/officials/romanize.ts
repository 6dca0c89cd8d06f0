/** Cyrillic names in Latin letters, by the standards and by the habits of each language's press. */

interface Standard {
  readonly name: string;
  /** One or several spellings for a letter; several where outlets of one language differ. */
  readonly letters: Readonly<Record<string, string>>;
  /** Spelling of е at the start, after a vowel, or after ъ and ь. */
  readonly openE: string;
  /** Rewritten afterwards, in this order. */
  readonly endings?: readonly (readonly [RegExp, string])[];
}

/** What most standards share. */
const COMMON = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  ъ: '',
  ь: '',
  э: 'e',
  ў: 'u',
  є: 'ie',
} as const;

/** BGN/PCGN 1947 with the press's habits: https://geonames.nga.mil (romanization systems); accents and primes dropped. */
const BGN = {
  ...COMMON,
  ё: 'yo',
  ж: 'zh',
  й: 'y',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ы: 'y',
  ю: 'yu',
  я: 'ya',
} as const;

const POLISH: Standard = {
  name: 'Polish press',
  letters: {
    ...COMMON,
    в: 'w',
    е: 'ie',
    ё: 'io',
    ж: 'z',
    й: 'j',
    х: 'ch',
    ц: 'c',
    ч: 'cz',
    ш: 'sz',
    щ: 'szcz',
    ы: 'y',
    ю: 'iu',
    я: 'ia',
  },
  openE: 'je',
  endings: [
    [/ij$/, 'i'],
    [/yj$/, 'y'],
    [/(?<=[ckls]z|sz|cz|rz|l)ie/g, 'e'],
    [/^ie/, 'je'],
  ],
};

const POLISH_OF_UKRAINIAN: Standard = {
  name: 'Polish press, of Ukrainian',
  letters: { ...POLISH.letters, г: 'h', е: 'e', є: 'ie', и: 'y', ї: 'ji', щ: 'szcz' },
  openE: 'e',
  endings: [
    [/(?<=[sc]k)yj$/, 'i'],
    [/yj$/, 'y'],
    [/ij$/, 'ij'],
    [/^ie/, 'je'],
  ],
};

const STANDARDS: readonly Standard[] = [
  { name: 'BGN/PCGN', letters: BGN, openE: 'ye', endings: [[/(?:i|y)y$/, 'y']] },
  {
    name: 'English press',
    letters: { ...BGN, ё: 'e', й: 'i' },
    openE: 'ie',
    endings: [
      [/ii$/, 'i'],
      [/yi$/, 'y'],
      [/ks/, 'x'],
    ],
  },
  { name: 'GOST 7.79 B', letters: { ...BGN, х: 'x', ц: 'c', щ: 'shh', й: 'j' }, openE: 'e' },
  { name: 'GOST 52535, ICAO', letters: { ...BGN, ё: 'e', й: 'i', щ: 'shch', ю: 'iu', я: 'ia', ъ: 'ie' }, openE: 'e' },
  {
    name: 'ISO 9, accents dropped',
    letters: { ...COMMON, ё: 'e', ж: 'z', й: 'j', х: 'h', ц: 'c', ч: 'c', ш: 's', щ: 's', ы: 'y', ю: 'u', я: 'a' },
    openE: 'e',
  },
  {
    name: 'scientific',
    letters: { ...COMMON, ё: 'e', ж: 'z', й: 'j', х: 'ch', ц: 'c', ч: 'c', ш: 's', щ: 'sc', ы: 'y', ю: 'ju', я: 'ja' },
    openE: 'e',
  },
  {
    name: 'French press',
    letters: {
      ...COMMON,
      у: 'ou',
      ё: 'io',
      ж: 'j',
      й: 'i',
      х: 'kh',
      ц: 'ts',
      ч: 'tch',
      ш: 'ch',
      щ: 'chtch',
      ы: 'y',
      ю: 'iou',
      я: 'ia',
    },
    openE: 'ie',
    endings: [
      [/in$/, 'ine'],
      [/yn$/, 'yne'],
      [/ii$/, 'i'],
      [/yi$/, 'y'],
      [/g(?=[ei])/g, 'gu'],
    ],
  },
  {
    name: 'German press',
    letters: {
      ...COMMON,
      в: 'w',
      ё: 'jo',
      ж: 'sch',
      з: 's',
      й: 'i',
      х: 'ch',
      ц: 'z',
      ч: 'tsch',
      ш: 'sch',
      щ: 'schtsch',
      ы: 'y',
      ю: 'ju',
      я: 'ja',
    },
    openE: 'je',
    endings: [
      [/ii$/, 'i'],
      [/yi$/, 'y'],
    ],
  },
  {
    name: 'German press, е as je',
    letters: {
      ...COMMON,
      в: 'w',
      е: 'je',
      ё: 'jo',
      ж: 'sch',
      з: 's',
      й: 'j',
      х: 'ch',
      ц: 'z',
      ч: 'tsch',
      ш: 'sch',
      щ: 'schtsch',
      ы: 'y',
      ю: 'ju',
      я: 'ja',
    },
    openE: 'je',
    endings: [
      [/^je/, 'je'],
      [/ij$/, 'i'],
      [/yj$/, 'y'],
      [/je(?=.*je)/, 'e'],
    ],
  },
  {
    name: 'German press, ё after ch and sch',
    letters: {
      ...COMMON,
      в: 'w',
      ё: 'o',
      ж: 'sch',
      з: 's',
      й: 'j',
      х: 'ch',
      ц: 'z',
      ч: 'tsch',
      ш: 'sch',
      щ: 'schtsch',
      ы: 'y',
      ю: 'ju',
      я: 'ja',
    },
    openE: 'je',
    endings: [
      [/ij$/, 'ij'],
      [/yj$/, 'y'],
    ],
  },
  {
    name: 'Spanish press',
    letters: {
      ...COMMON,
      ё: 'io',
      ж: 'zh',
      й: 'i',
      х: 'j',
      ц: 'ts',
      ч: 'ch',
      ш: 'sh',
      щ: 'sch',
      ы: 'y',
      ю: 'iu',
      я: 'ia',
    },
    openE: 'ie',
    endings: [
      [/ii$/, 'i'],
      [/yi$/, 'i'],
      [/g(?=[ei])/g, 'gu'],
    ],
  },
  {
    name: 'Spanish press, y for й and open е',
    letters: {
      ...COMMON,
      ё: 'o',
      ж: 'y',
      й: 'y',
      х: 'j',
      ц: 'ts',
      ч: 'ch',
      ш: 'sh',
      щ: 'shch',
      ы: 'i',
      ю: 'yu',
      я: 'ya',
    },
    openE: 'ye',
    endings: [
      [/[iy]y$/, 'i'],
      [/g(?=[ei])/g, 'gu'],
    ],
  },
  {
    name: 'Portuguese press',
    letters: {
      ...COMMON,
      ё: 'io',
      ж: 'j',
      й: 'i',
      х: 'kh',
      ц: 'ts',
      ч: 'tch',
      ш: 'ch',
      щ: 'shch',
      ы: 'i',
      ю: 'iu',
      я: 'ia',
    },
    openE: 'e',
    endings: [
      [/ii$/, 'i'],
      [/g(?=[ei])/g, 'gu'],
    ],
  },
  POLISH,
  {
    name: 'Ukrainian, KMU 55',
    letters: { ...BGN, г: 'h', и: 'y', ї: 'i', й: 'i', є: 'ie', ё: 'io', ю: 'iu', я: 'ia' },
    openE: 'e',
    endings: [[/yi$/, 'yi']],
  },
];

/** Longest first. */
const ADJECTIVE_ENDINGS = ['iy', 'ii', 'ij', 'yi', 'yy', 'yj', 'y', 'i'];
const VOWELS = 'аеёиіїоуыэюяє';

/**
 * The Latin spellings of a Cyrillic word (lower case, й and ё still apart), without accents.
 *
 * By the tables of BGN/PCGN, GOST 7.79, ICAO, ISO 9, the scientific system, Ukraine's own, and the habits of the English,
 * French, German, Spanish, Portuguese and Polish press.
 */
export function romanize(word: string): string[] {
  const spellings = new Set<string>();
  for (const standard of STANDARDS) {
    const spelling = romanizeBy(standard, word);
    if (spelling === '') continue;
    spellings.add(spelling);
    // "Lichatschow" beside "Lichatschew": after hushing sounds ё sounds as o and is printed so even where it is written е.
    if (/[чшщж]ев$/.test(word)) spellings.add(romanizeBy(standard, word.replace(/ев$/, 'ов')));
    if (word.endsWith('ев')) spellings.add(romanizeBy(standard, word.replace(/ев$/, 'ёв')));
    if (word.includes('ё')) spellings.add(romanizeBy(standard, word.replaceAll('ё', 'е')));
    // The adjectives' ending is where outlets differ most: Zelensky, Zelenskiy, Zelenskyy, Selenskyj.
    const open = ADJECTIVE_ENDINGS.find((ending) => spelling.endsWith(ending));
    if (/(?:[иы]й)$/.test(word) && open !== undefined) {
      for (const ending of ADJECTIVE_ENDINGS) spellings.add(spelling.slice(0, -open.length) + ending);
    }
    // French, German and Portuguese print ss where a single s would sound as z.
    const voiceless = spelling.replace(/(?<=[aeiouy])s(?=[aeiouy])/g, 'ss');
    spellings.add(voiceless);
  }
  return [...spellings];
}

/** The one spelling of a Russian word in Poland's press, without the bars and accents: "sieczin", "lawrow", "dmitrij". */
export function romanizeToPolish(word: string, part: 'given' | 'family'): string {
  const spelling = romanizeBy(POLISH, word);
  return part === 'given' && word.endsWith('ий') ? `${spelling}j` : spelling;
}

/** The same of a Ukrainian word: "wolodymyr", "zelenski". */
export function romanizeUkrainianToPolish(word: string): string {
  return romanizeBy(POLISH_OF_UKRAINIAN, word);
}

function romanizeBy(standard: Standard, word: string): string {
  let out = '';
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] ?? '';
    const before = at === 0 ? '' : (word[at - 1] ?? '');
    const open = before === '' || VOWELS.includes(before) || before === 'ь' || before === 'ъ';
    out += letter === 'е' && open ? standard.openE : (standard.letters[letter] ?? letter);
  }
  for (const [ending, spelling] of standard.endings ?? []) out = out.replace(ending, spelling);
  return out;
}
