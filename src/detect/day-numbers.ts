/** Numbers that may be days and years, and what joins two of them. */
import type { Token } from './tokens.ts';

/** Words that join the first and the last of several days. */
export const RANGE_WORDS: ReadonlySet<string> = new Set([
  'to',
  'al',
  'a',
  'au',
  'bis',
  'по',
  'до',
  '至',
  '到',
  'الي',
  'حتي',
  'and',
  'y',
  'e',
  'et',
  'und',
  'и',
]);

/** Whether words between two numbers, or two days, make a stretch of them. */
export function isRange(tokens: readonly Token[], from: number, to: number): boolean {
  if (to === from) {
    // Two numbers side by side: parted by a hyphen, which the tokeniser drops.
    return true;
  }
  return tokens.slice(from, to).every((token) => isDash(token) || token.text === '.' || RANGE_WORDS.has(token.text));
}

export function isDash(token: Token | undefined): boolean {
  return token !== undefined && ['–', '—', '-', '~'].includes(token.text);
}

export function dayNumber(token: Token | undefined): number | undefined {
  if (token?.kind !== 'number' || token.text.length > 2) return undefined;
  const day = Number(token.text);
  return day >= 1 && day <= 31 ? day : undefined;
}

export function yearNumber(token: Token | undefined): number | undefined {
  if (token?.kind !== 'number' || token.text.length !== 4) return undefined;
  const year = Number(token.text);
  return year >= 1900 && year <= 2100 ? year : undefined;
}
