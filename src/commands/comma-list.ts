/** Lists typed into one option: "Igor Sechin, Dmitry Peskov", completed piece by piece. */
import type { Choice } from '../discord/slash-command.ts';

/** Commas as the languages of our desks write them. */
const SEPARATORS = new Set([',', ';', '，', '、', '،', '؛', '；']);

/** More pieces than this are a mistake, or mischief. */
const MAX_PIECES = 50;

/** Discord takes no longer value from autocomplete (Application Command Option Choice). */
const MAX_VALUE_CHARS = 100;

/** The pieces of a typed list, trimmed, empty ones and repeats left out. */
export function splitList(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const char of `${text},`) {
    if (!SEPARATORS.has(char)) {
      piece += char;
      continue;
    }
    const trimmed = piece.trim();
    if (trimmed !== '' && !pieces.includes(trimmed)) pieces.push(trimmed);
    piece = '';
    if (pieces.length === MAX_PIECES) break;
  }
  return pieces;
}

/**
 * Completes the last piece of a typed list and keeps those before it. Once chosen, Discord shows a choice's name in
 * the box and goes on from there, so the pieces are names that can be read back, never ids.
 *
 * @param suggest names for the last piece, best first
 */
export function completeList(typed: string, suggest: (last: string) => readonly string[]): readonly Choice[] {
  let start = 0;
  for (let index = 0; index < typed.length; index += 1) if (SEPARATORS.has(typed[index] ?? '')) start = index + 1;
  const head = splitList(typed.slice(0, start));
  const choices = suggest(typed.slice(start).trim())
    .filter((name) => !head.includes(name))
    .map((name) => [...head, name].join(', '))
    .filter((text) => text.length <= MAX_VALUE_CHARS)
    .map((text) => ({ name: text, value: text }));
  return choices.length > 0 || head.length === 0 ? choices : [{ name: head.join(', '), value: head.join(', ') }];
}

/** What a list of typed names came to. */
export interface Resolved<T> {
  readonly found: readonly T[];
  /** One line in plain words for each piece that was not understood. */
  readonly problems: readonly string[];
}

/** Resolves each piece of a typed list; `resolve` answers the thing, or says in words what is wrong. */
export function resolveList<T>(
  typed: string,
  resolve: (piece: string) => T | { readonly problem: string },
): Resolved<T> {
  const found: T[] = [];
  const problems: string[] = [];
  for (const piece of splitList(typed)) {
    const one = resolve(piece);
    if (typeof one === 'object' && one !== null && 'problem' in one) problems.push(one.problem);
    else if (!found.includes(one)) found.push(one);
  }
  return { found, problems };
}
