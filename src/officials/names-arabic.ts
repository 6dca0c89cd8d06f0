/** Arabic: what stands before a word without a space, and how foreign and Arab names vary in spelling. */

/**
 * The readings of a printed word without the particles that Arabic writes onto it: "and", "so", "by", "for", "as",
 * and "for the". The word itself comes first; the longest reading that a name knows is the one to take.
 */
export function withoutPrefixes(word: string): string[] {
  const readings = [word];
  if (word.length > 2 && (word[0] === 'و' || word[0] === 'ف')) readings.push(word.slice(1));
  for (const reading of [...readings]) {
    if (reading.startsWith('لل') && reading.length > 4) readings.push(`ال${reading.slice(2)}`, `ل${reading.slice(2)}`);
    else if (reading.length > 3 && 'بلك'.includes(reading[0] ?? ' ')) readings.push(reading.slice(1));
  }
  return readings;
}

/** A foreign g is printed in four ways: Cairo's, Beirut's, the Gulf's and Baghdad's. */
const G_LETTERS = ['غ', 'ج', 'ك', 'ق'];
/** Letters for vowels, which one outlet prints and the next leaves out. */
const LONG_VOWELS = 'اوي';
const MAX_SPELLINGS = 14;
const MIN_VARIED_CHARS = 4;

/** Other spellings of a foreign name's word, folded: g by its four letters, one long vowel more or less, v as b. */
export function foreignSpellings(word: string): string[] {
  const spellings = new Set<string>([word]);
  // Jin with another g would be the end of Beijing.
  if (word.length < MIN_VARIED_CHARS) return [word];
  for (const letter of ['غ', 'ج']) {
    if (!word.includes(letter)) continue;
    for (const other of G_LETTERS) spellings.add(word.replaceAll(letter, other));
  }
  for (const spelling of [...spellings]) {
    if (spelling.includes('يي')) spellings.add(spelling.replaceAll('يي', 'ي'));
    if (spelling.endsWith('ه')) spellings.add(`${spelling.slice(0, -1)}ا`);
    else if (spelling.endsWith('ا') && spelling.length > 4) spellings.add(`${spelling.slice(0, -1)}ه`);
  }
  if (word.length > 5) {
    for (let at = 1; at < word.length - 1 && spellings.size < MAX_SPELLINGS; at++) {
      if (LONG_VOWELS.includes(word[at] ?? ' ')) spellings.add(word.slice(0, at) + word.slice(at + 1));
    }
  }
  return [...spellings].slice(0, MAX_SPELLINGS);
}

/** "Servant of", the first half of many Arab names. */
export const ARABIC_SERVANT = 'عبد';

/** "عبد العزيز" and "عبدالعزيز" are one name: joins the servant's word to the one that follows. */
export function joinServantNames(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word === ARABIC_SERVANT && next !== undefined) {
      joined.push(word + next);
      at++;
    } else joined.push(word);
  }
  return joined;
}
