/** Cyrillic names in Latin letters. */
import { POLISH, POLISH_OF_UKRAINIAN, STANDARDS, type Standard } from './lexicons/romanizations.ts';

/** Longest first. */
const ADJECTIVE_ENDINGS = ['iy', 'ii', 'ij', 'yi', 'yy', 'yj', 'y', 'i'];
const VOWELS = 'аеёиіїоуыэюяє';

/** The Latin spellings of a Cyrillic word (lower case, й and ё still apart), without accents: by all of {@link STANDARDS}. */
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
