/** Tables of Latin letters for Cyrillic ones, without accents: the standards, and the habits of each language's press. */

/** How one standard, or the press of one language, writes Cyrillic letters. */
export interface Standard {
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

const GERMAN = {
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
} as const;

/** What Poland's press prints, without the bars and accents: "sieczin", "lawrow". */
export const POLISH: Standard = {
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

/** The same of Ukrainian words: "wolodymyr", "zelenski". */
export const POLISH_OF_UKRAINIAN: Standard = {
  name: 'Polish press, of Ukrainian',
  letters: { ...POLISH.letters, г: 'h', е: 'e', и: 'y', ї: 'ji' },
  openE: 'e',
  endings: [
    [/(?<=[sc]k)yj$/, 'i'],
    [/yj$/, 'y'],
    [/^ie/, 'je'],
  ],
};

/** By which a name is spelled: BGN/PCGN, GOST, ICAO, ISO 9, the scientific system, Ukraine's own, and the press. */
export const STANDARDS: readonly Standard[] = [
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
  { name: 'GOST 52535, ICAO', letters: { ...BGN, ё: 'e', й: 'i', ю: 'iu', я: 'ia', ъ: 'ie' }, openE: 'e' },
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
    letters: GERMAN,
    openE: 'je',
    endings: [
      [/ii$/, 'i'],
      [/yi$/, 'y'],
    ],
  },
  {
    name: 'German press, е as je',
    letters: { ...GERMAN, е: 'je', й: 'j' },
    openE: 'je',
    endings: [
      [/ij$/, 'i'],
      [/yj$/, 'y'],
      [/je(?=.*je)/, 'e'],
    ],
  },
  {
    name: 'German press, ё after ch and sch',
    letters: { ...GERMAN, ё: 'o', й: 'j' },
    openE: 'je',
    endings: [[/yj$/, 'y']],
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
    letters: { ...BGN, г: 'h', и: 'y', й: 'i', ё: 'io', ю: 'iu', я: 'ia' },
    openE: 'e',
  },
];
