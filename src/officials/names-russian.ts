/** Russian: case endings of given and family names, of foreign ones too. */

const HUSHING = 'жшчщц';
const VELAR = 'гкх';
const VOWELS = 'аеёиіїоуыэюяє';

/** Names that lose a vowel in the cases: Павел, Павла. */
const FLEETING: Readonly<Record<string, string>> = { павел: 'павл', лев: 'льв', пётр: 'петр' };

/**
 * The cases of a name's word, the word itself first; lower case, й and ё still apart.
 *
 * Takes masculine, feminine, adjectival and indeclinable names, told apart by their ending alone: a form too many is
 * harmless, a form too few loses an alert.
 *
 * @param part family names in -ов and -ин take -ым, where given and foreign names take -ом
 */
export function declineRussian(word: string, part: 'given' | 'family'): string[] {
  return [...new Set([word, ...russianCases(word, part)])];
}

function russianCases(word: string, part: 'given' | 'family'): string[] {
  const fleeting = part === 'given' ? FLEETING[word] : undefined;
  if (fleeting !== undefined) return add(fleeting, ['а', 'у', 'ом', 'е']);
  const last = word.at(-1) ?? '';
  const stem = word.slice(0, -1);
  if (/(?:ск|цк)ий$/.test(word) || /[ыо]й$/.test(word)) return adjectiveCases(word.slice(0, -2), word);
  if (word.endsWith('ая')) return add(word.slice(0, -2), ['ой', 'ую', 'ою']);
  if (part === 'family' && /(?:ов|ев|ёв|ин|ын)$/.test(word)) {
    // The feminine as well, where the catalogue knows the masculine: a wife or daughter differs by her given name.
    return add(word, ['а', 'у', 'ым', 'ом', 'е']);
  }
  if (part === 'family' && /(?:ов|ев|ёв|ин|ын)а$/.test(word)) return add(stem, ['ой', 'у', 'ою', 'ы', 'е']);
  if (word.endsWith('ий')) return add(word.slice(0, -2), ['ия', 'ию', 'ием', 'ии', 'его', 'ему', 'им', 'ем']);
  if (last === 'й') return add(stem, ['я', 'ю', 'ем', 'е']);
  if (last === 'ь') return add(stem, ['я', 'ю', 'ем', 'ём', 'е', 'и', 'ью']);
  if (word.endsWith('ия')) return add(word.slice(0, -2), ['ии', 'ию', 'ией', 'ия']);
  if (last === 'я') return add(stem, ['и', 'е', 'ю', 'ей', 'ёй']);
  if (last === 'а') {
    const soft = VELAR.includes(stem.at(-1) ?? '') || HUSHING.includes(stem.at(-1) ?? '');
    return add(stem, [soft ? 'и' : 'ы', 'е', 'у', 'ой', 'ою', 'ей']);
  }
  if (VOWELS.includes(last)) return [];
  if (part === 'family' && /[^аеёиоуыэюя]ец$/.test(word))
    return add(`${word.slice(0, -2)}ц`, ['а', 'у', 'ем', 'ом', 'е']);
  return add(word, ['а', 'у', 'ом', 'ем', 'е']);
}

function adjectiveCases(stem: string, word: string): string[] {
  const soft = word.endsWith('ий') && !/[кгх]ий$/.test(word);
  if (soft) return add(stem, ['его', 'ему', 'им', 'ем']);
  return add(stem, ['ого', 'ому', 'им', 'ым', 'ом']);
}

function add(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => stem + ending);
}
