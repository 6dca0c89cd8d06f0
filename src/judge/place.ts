/** A venue as a model gives it, where no gazetteer knows it: a name that stands in the sentence. Pure. */

const MAX_PLACE_CHARS = 60;
const MIN_PLACE_CHARS = 3;
/** A Chinese name has no spaces around it and seldom more signs than a word has letters. */
const MIN_HAN_CHARS = 2;

/**
 * Whether `name` can be a place's name that `sentence` states: whole words of it, written as names are, and no day or month.
 *
 * @param language ISO 639-1, that of the sentence
 */
export function namesPlace(name: string, sentence: string, language: string): boolean {
  const isHan = /^\p{Script=Han}/u.test(name);
  if (name.length > MAX_PLACE_CHARS || name.length < (isHan ? MIN_HAN_CHARS : MIN_PLACE_CHARS)) return false;
  // Scripts that have capitals write names with them.
  if (!/^\p{L}/u.test(name) || /^\p{Ll}/u.test(name)) return false;
  return standsWhole(name.normalize('NFKC'), sentence.normalize('NFKC'), isHan) && !isOfCalendar(name, language);
}

/** Whether the words stand there as words: no letter or digit goes on from them. */
function standsWhole(name: string, sentence: string, isHan: boolean): boolean {
  for (let at = sentence.indexOf(name); at !== -1; at = sentence.indexOf(name, at + 1)) {
    // Two units hold a whole sign on either side, also one of a pair.
    const before = sentence.slice(Math.max(at - 2, 0), at);
    const after = sentence.slice(at + name.length, at + name.length + 2);
    if (isHan || !(/[\p{L}\p{M}\p{Nd}]$/u.test(before) || /^[\p{L}\p{M}\p{Nd}]/u.test(after))) return true;
  }
  return false;
}

function isOfCalendar(name: string, language: string): boolean {
  const wanted = name.toLowerCase();
  return [language, 'en'].some((one) => calendarWords(one).has(wanted));
}

/** The days of a week and the months, as a language names them. */
function calendarWords(language: string): ReadonlySet<string> {
  const words = (part: 'weekday' | 'month', count: number) => {
    const format = new Intl.DateTimeFormat(language, { [part]: 'long', timeZone: 'UTC' });
    return Array.from({ length: count }, (_, n) =>
      // The first of a month of 2024, or a day of its first week, which began on a Monday.
      format.format(part === 'month' ? Date.UTC(2024, n, 1) : Date.UTC(2024, 0, n + 1)).toLowerCase(),
    );
  };
  return new Set([...words('weekday', 7), ...words('month', 12)]);
}
