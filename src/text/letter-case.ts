/** Which case letters have, asked once for each. */

/** Scripts without capitals, digits and marks. */
export const NO_CASE = 1;
export const LOWER = 2;
export const CAPITAL = 3;
/** Digraphs with a capital in front: ǅ. */
export const TITLE = 4;

/** By UTF-16 unit; 0 is not asked yet. */
const cases = new Uint8Array(0x1_0000);

/** The case of a UTF-16 unit: one of the constants above; halves of pairs have none. */
export function caseOf(code: number): number {
  return cases[code] || ask(code);
}

function ask(code: number): number {
  const letter = String.fromCharCode(code);
  const isLower = letter !== letter.toUpperCase();
  const isCapital = letter !== letter.toLowerCase();
  const found = isLower ? (isCapital ? TITLE : LOWER) : isCapital ? CAPITAL : NO_CASE;
  cases[code] = found;
  return found;
}
