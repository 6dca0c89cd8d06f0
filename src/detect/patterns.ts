/** Patterns of words, as lexicons write them, and the table that finds all of them in one pass over a text. */
import { foldWord, type Token, tokenize } from './tokens.ts';

/** How many tokens `…` may stand for. */
const GAP_TOKENS = 6;
/** Chinese has a token a character. */
const GAP_TOKENS_HAN = 10;

/** Words whose first steps are kept; more than a language's news use in a day. */
const MAX_FIRST_STEPS = 30_000;

interface Node<T> {
  /** Edges are made when needed: most nodes have one kind or none. */
  exact: Map<string, Node<T>> | undefined;
  stems: Map<string, Node<T>> | undefined;
  /** The lengths of the stems, ascending: how long the slices are that are worth looking up. */
  stemLengths: readonly number[];
  gap: Node<T> | undefined;
  readonly values: { readonly value: T; readonly letterCase: 'any' | 'initial' | 'all' }[];
}

/** A pattern found: its value and the tokens it covers, end exclusive. */
export interface PatternHit<T> {
  readonly value: T;
  readonly from: number;
  readonly to: number;
}

/** Finds many patterns at once. */
export interface PatternTable<T> {
  /**
   * Adds one pattern: words parted by spaces, each of them exact (`met`), a stem (`visit*`), or alternatives
   * (`in|at`); `…` stands for up to six words of any kind. A word written with a capital letter is only found so,
   * one in capitals only in capitals; languages without case don't care. Inflection is what `*` is for.
   */
  add(pattern: string, value: T): void;
  /** All patterns in `tokens`, in order of their first token; of one value's several hits at a place the longest. */
  find(tokens: readonly Token[]): PatternHit<T>[];
}

/**
 * Makes an empty table.
 *
 * @param variantsOf other forms under which a token is looked up (Arabic words without their prefixes); `[]` for none
 */
export function createPatternTable<T>(variantsOf?: (word: string) => readonly string[]): PatternTable<T> {
  const root = makeNode<T>();
  // Texts repeat their words: the nodes that a first word leads to are looked up once.
  const firstSteps = new Map<string, readonly Node<T>[]>();

  function add(pattern: string, value: T): void {
    firstSteps.clear();
    const first = pattern.match(/\p{L}+\.?\p{L}*/u)?.[0] ?? '';
    // Longer abbreviations are written in either way: OPEC and Opec.
    const letterCase =
      first.length > 1 && first.length < 4 && first === first.toUpperCase() && first !== first.toLowerCase()
        ? 'all'
        : /^\p{Lu}/u.test(first)
          ? 'initial'
          : 'any';
    const words = wordsOf(pattern);
    if (words.length === 0) return;
    let nodes: Node<T>[] = [root];
    for (const word of words) {
      nodes = nodes.flatMap((node) => word.map((form) => stepInto(node, form)));
    }
    for (const node of nodes) node.values.push({ value, letterCase });
  }

  function walk(node: Node<T>, tokens: readonly Token[], at: number, start: number, hits: PatternHit<T>[]): void {
    for (const { value, letterCase } of node.values) {
      const token = tokens[start];
      if (token !== undefined && fits(token.letterCase, letterCase)) hits.push({ value, from: start, to: at });
    }
    const token = tokens[at];
    if (token === undefined) return;
    if (node.exact !== undefined || node.stems !== undefined) {
      for (const next of node === root ? firstStepsOf(token) : stepsOf(node, token))
        walk(next, tokens, at + 1, start, hits);
    }
    if (node.gap !== undefined) {
      const reach =
        token.text.charCodeAt(0) >= 0x3400 && token.text.charCodeAt(0) < 0xa000 ? GAP_TOKENS_HAN : GAP_TOKENS;
      for (let skip = 0; skip <= reach && at + skip < tokens.length; skip++) {
        const before = hits.length;
        walk(node.gap, tokens, at + skip, start, hits);
        if (hits.length > before) break;
      }
    }
  }

  function firstStepsOf(token: Token): readonly Node<T>[] {
    const known = firstSteps.get(token.text);
    if (known !== undefined) return known;
    const steps = stepsOf(root, token);
    if (firstSteps.size >= MAX_FIRST_STEPS) firstSteps.clear();
    firstSteps.set(token.text, steps);
    return steps;
  }

  /** The nodes that the token, or one of its variants, leads to. */
  function stepsOf(node: Node<T>, token: Token): readonly Node<T>[] {
    const steps: Node<T>[] = [];
    addSteps(node, token.text, steps);
    if (variantsOf !== undefined && token.kind === 'word') {
      for (const form of variantsOf(token.text)) addSteps(node, form, steps);
    }
    return steps.length === 0 ? NO_STEPS : steps;
  }

  function addSteps(node: Node<T>, word: string, steps: Node<T>[]): void {
    const exact = node.exact?.get(word);
    if (exact !== undefined) steps.push(exact);
    for (const length of node.stemLengths) {
      if (length > word.length) break;
      const stem = node.stems?.get(word.slice(0, length));
      if (stem !== undefined) steps.push(stem);
    }
  }

  function find(tokens: readonly Token[]): PatternHit<T>[] {
    const hits: PatternHit<T>[] = [];
    for (let start = 0; start < tokens.length; start++) {
      const before = hits.length;
      walk(root, tokens, start, start, hits);
      if (hits.length - before > 1) keepLongest(hits, before);
    }
    return hits;
  }

  return { add, find };
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

function fits(token: Token['letterCase'], wanted: 'any' | 'initial' | 'all'): boolean {
  if (wanted === 'any' || token === 'none') return true;
  return wanted === 'all' ? token === 'all' : token !== 'lower';
}

const NO_LENGTHS: readonly number[] = [];
const NO_STEPS: readonly never[] = [];

function makeNode<T>(): Node<T> {
  return { exact: undefined, stems: undefined, stemLengths: NO_LENGTHS, gap: undefined, values: [] };
}

function stepInto<T>(node: Node<T>, form: string): Node<T> {
  if (form === '…') {
    node.gap ??= makeNode();
    return node.gap;
  }
  const isStem = form.endsWith('*');
  const key = isStem ? form.slice(0, -1) : form;
  let edges = isStem ? node.stems : node.exact;
  if (edges === undefined) {
    edges = new Map();
    if (isStem) node.stems = edges;
    else node.exact = edges;
  }
  const known = edges.get(key);
  if (known !== undefined) return known;
  const made = makeNode<T>();
  edges.set(key, made);
  if (isStem && !node.stemLengths.includes(key.length)) {
    node.stemLengths = [...node.stemLengths, key.length].sort((a, b) => a - b);
  }
  return made;
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
      const parts = tokenize(isStem ? word.slice(0, -1) : word).filter(
        (token) => token.kind !== 'mark' || /[&+%$€£¥₽₹]/.test(token.text),
      );
      return parts.map((part, index) => [isStem && index === parts.length - 1 ? `${part.text}*` : part.text]);
    });
}

function formOf(word: string): string {
  return word.endsWith('*') ? `${foldWord(word.slice(0, -1))}*` : foldWord(word);
}
