/** Latin letters: how Arab and Persian names vary, umlauts spelled out, and the sound that spellings share. */

/** Sounds of Arab, Persian and Turkic names that each press spells in its way; the first is the English one. */
const SOUNDS: readonly (readonly string[])[] = [
  ['sh', 'ch', 'sch'],
  ['kh', 'j', 'ch', 'h'],
  ['dh', 'd', 'z'],
  ['gh', 'g', 'rh'],
  ['th', 't'],
  ['ou', 'u'],
  ['oo', 'u', 'ou'],
  ['ee', 'i'],
  ['aa', 'a'],
  ['j', 'dj', 'dsch', 'y', 'dj'],
  ['z', 's'],
  ['q', 'k', 'g'],
  ['u', 'ou', 'o'],
  ['w', 'v', 'ou'],
  ['y', 'i', 'j'],
  ['ss', 's'],
];
const MAX_SPELLINGS = 24;

/**
 * Spellings of an Arab, Persian or Turkic word from its English one: "zayed", "zayid", "sajid"; "salman", "salmane".
 * Each sound is changed alone and all German ones together, which is how outlets do it; at most two dozen.
 */
export function orientalSpellings(word: string): string[] {
  const spellings = new Set<string>([word]);
  for (const [from, ...others] of SOUNDS) {
    if (from === undefined || !word.includes(from)) continue;
    for (const other of others) spellings.add(word.replaceAll(from, other));
  }
  spellings.add(germanSpelling(word));
  spellings.add(frenchSpelling(word));
  // French prints ss where a single s would sound as z: Sissi.
  spellings.add(word.replace(/(?<=[aeiouy])s(?=[aeiouy])/g, 'ss'));
  for (const spelling of [...spellings]) {
    // The unwritten vowels: Khaled and Khalid, Zayed and Zayid.
    if (spelling.includes('e')) spellings.add(replaceLast(spelling, 'e', 'i'));
    else if (spelling.includes('i')) spellings.add(replaceLast(spelling, 'i', 'e'));
    if (/[aiou]n$/.test(spelling)) spellings.add(`${spelling}e`);
    if (/(.)\1/.test(spelling)) spellings.add(spelling.replace(/(.)\1/g, '$1'));
    if (spellings.size >= MAX_SPELLINGS) break;
  }
  return [...spellings].slice(0, MAX_SPELLINGS);
}

function germanSpelling(word: string): string {
  return word
    .replace(/sh/g, 'sch')
    .replace(/(?<!s)ch/g, 'tsch')
    .replace(/j/g, 'dsch')
    .replace(/kh/g, 'ch')
    .replace(/z/g, 's')
    .replace(/y/g, 'j');
}

function frenchSpelling(word: string): string {
  return word
    .replace(/sh/g, 'ch')
    .replace(/(?<![aeiou])u(?![aeiou])/g, 'ou')
    .replace(/n$/, 'ne');
}

function replaceLast(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from);
  return at < 0 ? text : text.slice(0, at) + to + text.slice(at + from.length);
}

/** ü as ue and its like: German press agencies write foreign umlauts so, and passports do. */
export function umlautSpelling(printedLower: string): string | undefined {
  const spelled = printedLower
    .normalize('NFC')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa');
  return spelled === printedLower.normalize('NFC') ? undefined : spelled;
}

/** Fewer consonants are shared by names that have nothing to do with one another. */
export const MIN_SOUND_CHARS = 3;

/**
 * The consonants of a word by their sound, without vowels and doublings: "alexei", "aleksej" and "alexéi" become "lks".
 * Two spellings of one given name nearly always share it; it is asked only where the family name stands beside.
 */
export function soundKey(word: string): string {
  return word
    .replace(/x/g, 'ks')
    .replace(/dsch|dj|dzh/g, 'j')
    .replace(/sch|sh|ch|tch|kh/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/[cq]/g, 'k')
    .replace(/w/g, 'v')
    .replace(/z/g, 's')
    .replace(/gu(?=[ei])/g, 'g')
    .replace(/[aeiouyj]/g, '')
    .replace(/(.)\1+/g, '$1');
}
