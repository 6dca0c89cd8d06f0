/** Patterns of words, as lexicons write them, and the table that finds all of them in one pass over a text. */
import { createTransitions } from '../text/transitions.ts';
import { createWordCache } from '../text/word-cache.ts';
import { createWordTrie } from '../text/word-trie.ts';
import { foldWord, type Token, type TokenText, tokenize, tokenizeBy, tokenOf } from './tokens.ts';

/** How many tokens `…` may stand for. */
const GAP_TOKENS = 6;
/** Chinese has a token a character. */
const GAP_TOKENS_HAN = 10;

type LetterCase = 'any' | 'initial' | 'all';

interface Ending<T> {
  readonly value: T;
  readonly letterCase: LetterCase;
}

/** A pattern found: its value and the tokens it covers, end exclusive. */
export interface PatternHit<T> {
  readonly value: T;
  readonly from: number;
  readonly to: number;
}

/** A token as a table's patterns see it. */
export interface PatternToken<T> extends Token {
  /** The patterns that it begins. */
  readonly begins: readonly Beginning<T>[];
  /** Numbers of the words and stems that it is, as far as any pattern has them after its first word. */
  readonly forms: readonly number[];
}

/** What the first word of a pattern leads to. */
interface Beginning<T> {
  /** Of patterns that are this word alone. */
  readonly values: readonly T[];
  /** Where longer patterns go on, or `NONE`. */
  readonly node: number;
}

/** Finds many patterns at once. */
export interface PatternTable<T> {
  /**
   * Adds one pattern: words parted by spaces, each of them exact (`met`), a stem (`visit*`), or alternatives
   * (`in|at`); `…` stands for up to six words of any kind. A word written with a capital letter is only found so,
   * one in capitals only in capitals; languages without case don't care. Inflection is what `*` is for.
   */
  add(pattern: string, value: T): void;
  /** Cuts a text into tokens, for {@link find}; all patterns must have been added. */
  tokenize(text: string): TokenText<PatternToken<T>>;
  /** All patterns in `tokens`, in order of their first token; of one value's several hits at a place the longest. */
  find(tokens: readonly PatternToken<T>[]): PatternHit<T>[];
}

/**
 * Makes an empty table.
 *
 * @param variantsOf other forms under which a token is looked up (Arabic words without their prefixes); `[]` for none
 */
export function createPatternTable<T>(variantsOf?: (word: string) => readonly string[]): PatternTable<T> {
  const forms = createWordTrie();
  // Edges are numbered by the words and stems of `forms`.
  const edges = createTransitions();
  // By node: where a gap leads to, and what ends there.
  const gaps: number[] = [NONE];
  const endings: (Ending<T>[] | undefined)[] = [undefined];
  const hasEdges: boolean[] = [false];
  // By word and stem: where it leads at the beginning of a pattern.
  const firsts: number[] = [];
  // By word and stem: whether a pattern has it after its first word.
  const isInner: boolean[] = [];
  const tokenAt = createWordCache(readToken, WORDS_KEPT);

  function makeNode(): number {
    endings.push(undefined);
    hasEdges.push(false);
    return gaps.push(NONE) - 1;
  }

  function stepInto(node: number, form: string): number {
    if (form === '…') {
      if (gaps[node] === NONE) gaps[node] = makeNode();
      return gaps[node] ?? NONE;
    }
    const isStem = form.endsWith('*');
    const number = forms.add(isStem ? form.slice(0, -1) : form, isStem);
    while (firsts.length <= number) firsts.push(NONE);
    const known = node === ROOT ? (firsts[number] ?? NONE) : edges.step(node, number);
    if (known !== NONE) return known;
    const made = makeNode();
    if (node === ROOT) firsts[number] = made;
    else {
      edges.add(node, number, made);
      isInner[number] = true;
      hasEdges[node] = true;
    }
    return made;
  }

  function add(pattern: string, value: T): void {
    const words = wordsOf(pattern);
    if (words.length === 0) return;
    let nodes: number[] = [ROOT];
    for (const word of words) nodes = nodes.flatMap((node) => word.map((form) => stepInto(node, form)));
    if (words[0]?.includes('…')) throw new Error(`a pattern begins with a word: ${pattern}`);
    const ending = { value, letterCase: letterCaseOf(pattern) };
    for (const node of nodes) {
      const known = endings[node];
      if (known === undefined) endings[node] = [ending];
      else known.push(ending);
    }
  }

  function readToken(printed: string): PatternToken<T> {
    const token = tokenOf(printed);
    const found: number[] = [];
    let size = forms.find(token.text, found, 0);
    if (variantsOf !== undefined && token.kind === 'word')
      for (const form of variantsOf(token.text)) size = forms.find(form, found, size);
    found.length = size;
    const begins = found
      .map((form) => firsts[form] ?? NONE)
      .filter((node) => node !== NONE)
      .map((node): Beginning<T> => ({ values: valuesAt(node, token), node: isOpen(node) ? node : NONE }));
    return { ...token, begins, forms: found.filter((form) => isInner[form] === true) };
  }

  /** Whether patterns go on from the node. */
  function isOpen(node: number): boolean {
    return hasEdges[node] === true || gaps[node] !== NONE;
  }

  /** Values of the patterns that end at the node, where they begin with `first`. */
  function valuesAt(node: number, first: Token): T[] {
    const ended = endings[node] ?? [];
    return ended.filter(({ letterCase }) => fits(first.letterCase, letterCase)).map(({ value }) => value);
  }

  function arrive(node: number, tokens: readonly PatternToken<T>[], at: number, start: number, hits: PatternHit<T>[]) {
    const ended = endings[node];
    if (ended !== undefined) {
      const letterCase = tokens[start]?.letterCase ?? 'none';
      for (const ending of ended)
        if (fits(letterCase, ending.letterCase)) hits.push({ value: ending.value, from: start, to: at });
    }
    if (isOpen(node)) goOn(node, tokens, at, start, hits);
  }

  function goOn(node: number, tokens: readonly PatternToken<T>[], at: number, start: number, hits: PatternHit<T>[]) {
    const token = tokens[at];
    if (token === undefined) return;
    if (hasEdges[node] === true) {
      for (const form of token.forms) {
        const next = edges.step(node, form);
        if (next !== NONE) arrive(next, tokens, at + 1, start, hits);
      }
    }
    const gap = gaps[node] ?? NONE;
    if (gap !== NONE) {
      const code = token.text.charCodeAt(0);
      const reach = code >= 0x3400 && code < 0xa000 ? GAP_TOKENS_HAN : GAP_TOKENS;
      for (let skip = 0; skip <= reach && at + skip < tokens.length; skip++) {
        const before = hits.length;
        arrive(gap, tokens, at + skip, start, hits);
        if (hits.length > before) break;
      }
    }
  }

  function find(tokens: readonly PatternToken<T>[]): PatternHit<T>[] {
    const hits: PatternHit<T>[] = [];
    for (let start = 0; start < tokens.length; start++) {
      const begins = tokens[start]?.begins;
      if (begins === undefined || begins.length === 0) continue;
      const before = hits.length;
      for (const { values, node } of begins) {
        for (const value of values) hits.push({ value, from: start, to: start + 1 });
        if (node !== NONE) goOn(node, tokens, start + 1, start, hits);
      }
      if (hits.length - before > 1) keepLongest(hits, before);
    }
    return hits;
  }

  return { add, tokenize: (text) => tokenizeBy(text, tokenAt), find };
}

/** Words that are kept read, per table: what a language's news says again within a day. */
const WORDS_KEPT = 8_192;
const ROOT = 0;
const NONE = -1;

/** The capitals that a pattern asks for. */
function letterCaseOf(pattern: string): LetterCase {
  const first = pattern.match(/\p{L}+\.?\p{L}*/u)?.[0] ?? '';
  // Longer abbreviations are written in either way: OPEC and Opec.
  if (first.length > 1 && first.length < 4 && first === first.toUpperCase() && first !== first.toLowerCase())
    return 'all';
  return /^\p{Lu}/u.test(first) ? 'initial' : 'any';
}

/** Of several hits of one value from the same token keeps the longest, in place. */
function keepLongest<T>(hits: PatternHit<T>[], from: number): void {
  for (let i = hits.length - 1; i >= from; i--) {
    const hit = hits[i];
    if (hit === undefined) continue;
    for (let j = from; j < hits.length; j++) {
      const other = hits[j];
      if (j !== i && other !== undefined && other.value === hit.value && other.to >= hit.to) {
        hits.splice(i, 1);
        break;
      }
    }
  }
}

function fits(token: Token['letterCase'], wanted: LetterCase): boolean {
  if (wanted === 'any' || token === 'none') return true;
  return wanted === 'all' ? token === 'all' : token !== 'lower';
}

/** The words of a pattern, each as its alternative forms, folded as texts are. */
function wordsOf(pattern: string): string[][] {
  return pattern
    .replaceAll('…', ' … ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      if (word === '…') return [['…']];
      if (word.includes('|')) return [word.split('|').map(formOf)];
      const isStem = word.endsWith('*');
      // A hyphen, an apostrophe or a run of Han characters parts a word just as it does in texts.
      const { tokens } = tokenize(isStem ? word.slice(0, -1) : word);
      const parts = tokens.filter((token) => token.kind !== 'mark' || /[&+%$€£¥₽₹]/.test(token.text));
      return parts.map((part, index) => [isStem && index === parts.length - 1 ? `${part.text}*` : part.text]);
    });
}

function formOf(word: string): string {
  return word.endsWith('*') ? `${foldWord(word.slice(0, -1))}*` : foldWord(word);
}
