/** Organisations that the gazetteer lacks, but that somebody heads whom the item names: the roster knows their names. */
import type { Official } from '../model/official.ts';
import type { OfficialFacts } from './actor.ts';
import type { Organisation } from './gazetteer.ts';
import type { SentenceReading } from './reading.ts';
import { tokenize } from './tokens.ts';

/** Words at the end of a company's name that texts leave out. */
const SUFFIXES = new Set('group corporation corp company co holding holdings ag se sa spa plc inc ltd'.split(' '));

/** An organisation, and the words by which texts name it. */
export interface OwnOrganisation {
  readonly words: readonly string[];
  readonly organisation: Organisation;
}

/** `sentences` with the organisations in `known` that they name. */
export function withOwnOrganisations(
  sentences: readonly SentenceReading[],
  known: readonly OwnOrganisation[],
): SentenceReading[] {
  if (known.length === 0) return [...sentences];
  return sentences.map((sentence) => {
    const found = known.flatMap(({ words, organisation }) =>
      spansNamed(sentence, words)
        .filter(({ from, to }) => !sentence.organisations.some((other) => other.from < to && other.to > from))
        .map((span) => ({ ...span, organisation })),
    );
    if (found.length === 0) return sentence;
    return { ...sentence, organisations: [...sentence.organisations, ...found].sort((a, b) => a.from - b.from) };
  });
}

/** The organisations that an official heads. */
export function organisationsHeadedBy(official: Official, { roles }: OfficialFacts): OwnOrganisation[] {
  if (!roles.has('chief')) return [];
  return official.offices.flatMap(({ organisation, country }) => {
    if (country === undefined) return [];
    const words = tokenize(organisation).tokens.map((token) => token.text);
    while (words.length > 1 && SUFFIXES.has(words.at(-1) ?? '')) words.pop();
    return words.length === 0
      ? []
      : [{ words, organisation: { name: organisation, countries: [country], sector: undefined } }];
  });
}

/** Where the words stand side by side, the first of them with a capital. */
function spansNamed(sentence: SentenceReading, words: readonly string[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (let from = 0; from < sentence.tokens.length; from++) {
    const token = sentence.tokens[from];
    if (token?.text !== words[0] || token?.letterCase === 'lower') continue;
    if (words.every((word, index) => sentence.tokens[from + index]?.text === word))
      spans.push({ from, to: from + words.length });
  }
  return spans;
}
