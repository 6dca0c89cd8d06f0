/** Polish: the case endings that Poland's press sets on given and family names, foreign ones too. */

/** A form of a name in a Polish case. */
export interface PolishCase {
  /** Lower case. */
  readonly form: string;
  /** Whether the ending shows that the word is a Polish case; -a, -y and -e end words of any language. */
  readonly isPlain: boolean;
}

const MIN_CHARS = 4;
const VOWELS = 'aeiouyąęóáéíúöüőűăâîê';
/** Endings that no other of our languages sets on a name. */
const PLAIN_ENDING = /(?:em|owi|ego|emu|skim|ckim|iej)$/;
/** Of Slavic names in Poland's spelling: Ławrowa, Sieczina, Miedwiediewa. */
const SLAVIC_GENITIVE = /(?:ow|ew|czin|szyn|min|kin|tin|lin)[ay]$/;
/** The locative softens the last consonant: Robercie, Davidzie, Macronie. */
const LOCATIVES: Readonly<Record<string, string>> = {
  t: 'cie',
  d: 'dzie',
  r: 'rze',
  ł: 'le',
  l: 'lu',
  k: 'ku',
  g: 'gu',
  j: 'ju',
};

/**
 * The cases of a word of a name, without the word itself; at most six. Short words have none: their cases are too like
 * other words.
 *
 * @param word lower case
 */
export function declinePolish(word: string): PolishCase[] {
  if (word.length < MIN_CHARS) return [];
  return [...new Set(cases(word))].map((form) => ({
    form,
    isPlain: PLAIN_ENDING.test(form) || SLAVIC_GENITIVE.test(form),
  }));
}

function cases(word: string): string[] {
  const last = word.at(-1) ?? '';
  const stem = word.slice(0, -1);
  // Sikorska, Sikorskiej.
  if (/(?:sk|ck|dzk)a$/.test(word)) return [`${stem}iej`, `${stem}ą`];
  // Sikorski, Modi, Kennedy.
  if (last === 'i' || last === 'y') return add(word, ['ego', 'emu', 'm']);
  if (last === 'a') return [...add(stem, [/[kgl]$/.test(stem) ? 'i' : 'y', 'ę', 'ą', 'o']), dative(stem)];
  // Poroszenko, Łukaszenka.
  if (word.endsWith('ko')) return [...add(stem, ['a', 'i', 'ę', 'ą']), dative(stem)];
  if (VOWELS.includes(last)) return [];
  const short = /[^aeiouy][ek]k$|[^aeiouy]ec$/.test(word) ? word.slice(0, -2) + last : word;
  return [...add(short, ['a', 'owi', last === 'k' || last === 'g' ? 'iem' : 'em']), locative(word)];
}

function dative(stem: string): string {
  if (stem.endsWith('k')) return `${stem.slice(0, -1)}ce`;
  if (stem.endsWith('g')) return `${stem.slice(0, -1)}dze`;
  return stem.endsWith('l') ? `${stem}i` : locative(stem);
}

function locative(stem: string): string {
  const softened = LOCATIVES[stem.at(-1) ?? ''];
  if (softened === undefined) return /(?:sz|cz|rz|ch|c|ż)$/.test(stem) ? `${stem}u` : `${stem}ie`;
  return stem.slice(0, -1) + softened;
}

function add(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => stem + ending);
}
