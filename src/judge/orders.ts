/**
 * Orders: whether a text speaks to a machine. News does not, so such a text is not put to the model at all, and the rules'
 * word stands. A list of words is no wall: what holds is that every answer is checked against the item (`check.ts`). Pure.
 */
import { comparable } from '../text/quote.ts';
import { splitSentences } from '../text/sentences.ts';
import { ADDRESSES, JUDGING, LEAVING, MACHINERY } from './order-words.ts';

/** England's flag and its like are written in tags; nothing else that readers see is. */
const FLAG = /\u{1F3F4}[\u{E0020}-\u{E007F}]{2,7}/gu;
/** Letters in tags, and overrides of the direction: a text within the text, which readers don't see or see turned round. */
const HIDDEN = /[\u{E0020}-\u{E007F}\u{202D}\u{202E}]/u;

/** What parts letters that stand alone: "o-r-d-e-r", "o r d e r". */
const BETWEEN_LONE_LETTERS = /(?<=(?:^|[^\p{L}])\p{L})[^\p{L}](?=\p{L}(?:[^\p{L}]|$))/gu;

/** Whether the text gives orders to a machine, or is disguised as nothing written for readers is. */
export function givesOrders(text: string): boolean {
  if (HIDDEN.test(text.replace(FLAG, '')) || mixesAlphabets(text)) return true;
  const sentences = splitSentences(text).map((sentence) => comparable(sentence.text));
  // An order may be broken in two by a full stop.
  return sentences.some((sentence, index) => isOrder(`${sentence} ${sentences[index + 1] ?? ''} `));
}

/** @param read as {@link comparable} gives it, with a space behind each sentence, so that whole words can be asked for */
function isOrder(read: string): boolean {
  if (names(read, MACHINERY)) return true;
  const plain = withoutMarks(read);
  return [plain, plain.replace(BETWEEN_LONE_LETTERS, '')].some(
    (words) =>
      names(words, ADDRESSES) || [...LEAVING, ...JUDGING].some((sides) => sides.every((side) => names(words, side))),
  );
}

function names(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** Whether a word is written in letters of two alphabets that look alike: no outlet does, and no reader sees it. */
function mixesAlphabets(text: string): boolean {
  return (text.match(/\p{L}{3,}/gu) ?? []).some(
    (word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
  );
}
