/** Text → sentences with their spans, by Unicode's rules, mended where they break after initials and abbreviations. */
import { sentenceEnds } from './sentence-breaks.ts';

/** One sentence; `text` is exactly `whole.slice(start, end)`, without the white space around it. */
export interface Sentence {
  readonly text: string;
  /** UTF-16 offsets into the whole text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * Words after which a full stop ends no sentence. Unicode's rules split "J. | Biden" and "U.S. | President";
 * one list serves all languages, since none of these ends a sentence in another.
 */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof gen sen rep gov st mt no vs etc inc ltd corp co jr sr lt col capt adm messrs hon rev ' +
    'sra srta ud uds lic ing arq núm pág av exc exmo exma sr dra ' +
    'mm mme mlle ' +
    'bzw ca evtl ggf inkl mio mrd nr str tel usw vgl z d h bspw ' +
    'г гг ул им млн млрд трлн руб долл тыс стр т р см проф акад ген ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec'
  ).split(' '),
);

/** What a German day or ordinal goes on with, "am 28. März", "zum 30. Jahrestag"; with another noun a number may end. */
const AFTER_ORDINAL =
  /^\s*(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jahrestag|Geburtstag)/;

/** The longest word of {@link AFTER_ORDINAL}, and a space before it. */
const ORDINAL_REACH = 16;

/** Splits `text` into sentences, in order; every character but white space belongs to exactly one. Linear in its length. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let openAt = 0;
  for (const end of sentenceEnds(text)) {
    if (end < text.length && goesOn(text, openAt, end)) continue;
    push(sentences, text, openAt, end);
    openAt = end;
  }
  return sentences;
}

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (end > start) sentences.push({ text: text.slice(start, end), start, end });
}

/** Whether the stop before `end` belongs to an abbreviation or an initial, so that the sentence goes on. */
function goesOn(text: string, from: number, end: number): boolean {
  let at = end - 1;
  while (at > from && isSpace(text.charCodeAt(at))) at--;
  if (text[at] !== '.') return false;
  let wordStart = at;
  // 12 characters are longer than any abbreviation in the list.
  while (wordStart > from && at - wordStart < 12 && /[\p{L}\p{N}]/u.test(text[wordStart - 1] ?? '')) wordStart--;
  const word = text.slice(wordStart, at);
  if (/^\p{Lu}$/u.test(word)) return true;
  if (/^\d{1,2}$/.test(word)) return AFTER_ORDINAL.test(text.slice(end, end + ORDINAL_REACH));
  return ABBREVIATIONS.has(word.toLowerCase());
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0x2028 || code === 0x2029
  );
}
