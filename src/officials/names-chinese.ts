/** Chinese: traditional letters made simplified, and names taken apart at the middle dot. */
import { Converter } from 'opencc-js/t2cn';
import { createFolder } from '../text/fold.ts';
import { isHan } from './words.ts';

const toSimplified = Converter({ from: 't', to: 'cn' });

/**
 * The text with each traditional character as its simplified one, of the same length: offsets stay what they were.
 * Letter by letter, by OpenCC's table: names hold no words whose conversion needs context.
 */
export function simplify(text: string): string {
  return fold(text).text;
}

const fold = createFolder((letter) => {
  if (!isHan(letter)) return letter;
  const converted = toSimplified(letter);
  return converted.length === letter.length ? converted : letter;
});

/**
 * The parts of a Chinese name, simplified: "弗拉基米尔·普京" in two, "习近平" in one; foreign names without a dot,
 * "普京", are one part as well.
 */
export function splitHanName(foldedName: string): string[] {
  return simplify(foldedName)
    .replaceAll('-', '·')
    .split(/[· ]/u)
    .filter((part) => part !== '');
}

/** Endings that only foreign names have: a bare surname right before one of them is the start of a longer name. */
const NAME_LETTERS = new Set('尔斯夫弗娜茨蒂姆妮娅莎薇拉瓦诺莱洛鲁维奇');

/** Whether a foreign name goes on with this letter: "卡比" in "卡比拉". */
export function continuesForeignName(letter: string | undefined): boolean {
  return letter !== undefined && NAME_LETTERS.has(letter);
}
