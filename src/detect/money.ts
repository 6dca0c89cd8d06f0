/** Sums of money: amount and ISO currency from digits, words, magnitudes and signs. */
import type { Money } from '../model/event.ts';
import type { Clue } from './clues.ts';
import type { PatternHit } from './patterns.ts';
import type { Token } from './tokens.ts';

/** A sum named in a sentence. */
export interface MoneyMention {
  readonly from: number;
  readonly to: number;
  readonly money: Money;
  /** False for unit prices, results and the like. */
  readonly isValue: boolean;
}

/** How near the words of {@link MoneyWords.notValue} must stand, in tokens. */
const NOT_VALUE_REACH = 4;

/**
 * Finds the sums that a sentence names, in order.
 *
 * @param decimal the language's sign of fractions
 * @param notValueAt tokens at which words stand that make of a sum no deal's value
 * @param isApart whether a space stands before a token
 */
export function findMoney(
  tokens: readonly Token[],
  hits: readonly PatternHit<Clue>[],
  decimal: '.' | ',',
  notValueAt: readonly { from: number; to: number }[],
  isApart: (at: number) => boolean,
): MoneyMention[] {
  // "A $2 billion pact" isn't in A$: a letter apart from the sign is a word.
  const isSplitSign = ({ from, to }: PatternHit<Clue>) =>
    to === from + 2 && tokens[to - 1]?.text === '$' && isApart(to - 1);
  const currencies = hits.filter((hit) => hit.value.kind === 'currency' && !isSplitSign(hit));
  if (currencies.length === 0) return [];
  const amounts = findAmounts(tokens, hits, decimal);
  const found: MoneyMention[] = [];
  for (const amount of amounts) {
    // "$7.8 billion" or "7,8 млрд долларов", "2.200 millones de dólares"
    const before = currencies.find((hit) => hit.to === amount.from);
    const after = currencies.find(
      (hit) => hit.from >= amount.to && hit.from - amount.to <= 1 && joins(tokens, amount.to, hit.from),
    );
    const currency = before ?? after;
    if (currency === undefined || currency.value.kind !== 'currency') continue;
    // "two dollars" of a price has no magnitude; a deal below a million is none.
    const from = Math.min(amount.from, currency.from);
    const to = Math.max(amount.to, currency.to);
    const spoiled = notValueAt.some(
      (word) =>
        (word.from >= to ? word.from - to : from - word.to) < NOT_VALUE_REACH && !parted(tokens, word, from, to),
    );
    found.push({
      from,
      to,
      money: { amount: amount.amount, currency: currency.value.currency },
      isValue: amount.amount >= 100_000 && !spoiled,
    });
  }
  return found;
}

interface Amount {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

function findAmounts(tokens: readonly Token[], hits: readonly PatternHit<Clue>[], decimal: '.' | ','): Amount[] {
  const wordNumbers = new Map<number, PatternHit<Clue>>();
  const magnitudes = new Map<number, PatternHit<Clue>>();
  for (const hit of hits) {
    if (hit.value.kind === 'number') wordNumbers.set(hit.from, hit);
    if (hit.value.kind === 'magnitude') {
      const known = magnitudes.get(hit.from);
      if (known === undefined || hit.to > known.to) magnitudes.set(hit.from, hit);
    }
  }
  const amounts: Amount[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    let number: number | undefined;
    let to = at + 1;
    if (token?.kind === 'number') number = parseNumber(token.text, decimal);
    else {
      const word = wordNumbers.get(at);
      if (word?.value.kind === 'number') {
        number = word.value.number;
        to = word.to;
        // "twenty five", "trescientos cincuenta"
        const next = wordNumbers.get(to);
        if (next?.value.kind === 'number' && next.value.number < number && number >= 20) {
          number += next.value.number;
          to = next.to;
        }
      }
    }
    if (number === undefined) {
      // "mil millones", "миллиард", a magnitude without a number is one of it
      const bare = magnitudes.get(at);
      if (bare?.value.kind === 'magnitude' && bare.value.factor >= 1e6) {
        amounts.push({ from: at, to: bare.to, amount: bare.value.factor });
        at = bare.to - 1;
      }
      continue;
    }
    let factor = 1;
    for (let step = 0; step < 2; step++) {
      // "une trentaine de milliards"
      const magnitude = magnitudes.get(to) ?? (number >= 1 && isShort(tokens[to]) ? magnitudes.get(to + 1) : undefined);
      if (magnitude?.value.kind !== 'magnitude') break;
      factor *= magnitude.value.factor;
      to = magnitude.to;
    }
    if (factor > 1e13) continue;
    amounts.push({ from: at, to, amount: Math.round(number * factor * 100) / 100 });
    at = to - 1;
  }
  return amounts;
}

/** Reads digits with the language's signs; a sign followed by exactly three digits parts thousands, unless it is the decimal one before magnitudes. */
function parseNumber(text: string, decimal: '.' | ','): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f\u2009]/g, '');
  const other = decimal === '.' ? ',' : '.';
  const cleaned = plain.replaceAll(other, (_sign, at: number) => (/^\d{3}(?!\d)/.test(plain.slice(at + 1)) ? '' : '.'));
  const signs = cleaned.split(decimal).length - 1;
  const number = Number(signs > 1 ? cleaned.replaceAll(decimal, '') : cleaned.replace(decimal, '.'));
  return Number.isFinite(number) ? number : undefined;
}

/** Whether only a short word ("de", "d'", "of", US) stands between. */
function joins(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    // "7,4 Mrd. Euro": the stop of an abbreviation parts nothing.
    if (token?.text !== '.' && !isShort(token)) return false;
  }
  return true;
}

function isShort(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.text.length <= 3;
}

/** Whether a comma or stop parts the words from the sum. */
function parted(tokens: readonly Token[], word: { from: number; to: number }, from: number, to: number): boolean {
  const [start, end] = word.from >= to ? [to, word.from] : [word.to, from];
  for (let at = start; at < end; at++) if (tokens[at]?.kind === 'mark') return true;
  return false;
}
