/** Places of a sentence: states, towns and venues, and whether someone is at, goes to, or comes from them. */
import type { Language } from '../model/language.ts';
import type { Clue, Cue } from './clues.ts';
import { capitalOf, countryNameOf, type GazetteerEntry, type Organisation, type Town } from './gazetteer.ts';
import type { PatternHit } from './patterns.ts';
import type { Token, TokenText } from './tokens.ts';

/** How a sentence speaks of a place. */
export type PlaceRelation = 'at' | 'to' | 'from' | 'none';

/** A place named in a sentence. */
export interface PlaceMention {
  /** Tokens covered, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Undefined for states and their adjectives. */
  readonly town: Town | undefined;
  readonly kind: 'country' | 'demonym' | 'town' | 'venue';
  readonly relation: PlaceRelation;
}

/** States that are one town. */
const CITY_STATES = new Set(['SG', 'MC']);

/** How far before a place its preposition may stand: "in the Chinese capital", "im südafrikanischen Johannesburg". */
const REACH = 4;

/** The places and organisations of a sentence; of overlapping names the longest. */
export function findPlaces(
  text: TokenText<Token>,
  hits: readonly PatternHit<Clue>[],
  cues: ReadonlyMap<Cue, readonly { readonly from: number; readonly to: number }[]>,
  language: Language,
): { places: PlaceMention[]; organisations: { from: number; to: number; organisation: Organisation }[] } {
  const names = longestNames(hits);
  if (names.length === 0) return { places: [], organisations: [] };
  const relationOf = relationReader(text, cues, names, hits, language);
  const places: PlaceMention[] = [];
  const organisations: { from: number; to: number; organisation: Organisation }[] = [];
  const capitals = cues.get('capital') ?? [];
  for (const { value, from, to } of names) {
    if (value.kind === 'organisation') {
      organisations.push({ from, to, organisation: value.organisation });
      continue;
    }
    if (value.kind === 'region') continue;
    if (value.kind === 'town') {
      places.push({
        from,
        to,
        country: value.town.country,
        town: value.town,
        kind: value.isVenue ? 'venue' : 'town',
        relation: relationOf(from, to),
      });
      continue;
    }
    // "the French capital", "la capital de Francia", "столица Франции"
    const capital = capitals.find(
      (span) => (span.from >= to ? span.from - to : from - span.to) <= 2 && Math.abs(span.from - from) <= 4,
    );
    const town = capital === undefined ? undefined : capitalOf(value.country);
    if (capital !== undefined && town !== undefined) {
      const first = Math.min(from, capital.from);
      places.push({
        from: first,
        to: Math.max(to, capital.to),
        country: value.country,
        town,
        kind: 'town',
        relation: relationOf(first, Math.max(to, capital.to)),
      });
    } else if (value.kind === 'country' && CITY_STATES.has(value.country)) {
      const state: Town = { name: countryNameOf(value.country), country: value.country };
      places.push({ from, to, country: value.country, town: state, kind: 'town', relation: relationOf(from, to) });
    } else {
      const relation = value.kind === 'demonym' ? 'none' : relationOf(from, to);
      places.push({ from, to, country: value.country, town: undefined, kind: value.kind, relation });
    }
  }
  return { places: shareRelations(places, text.tokens, cues), organisations };
}

/** "visited Abu Dhabi and Riyadh": the second name is where the first is. */
function shareRelations(
  places: readonly PlaceMention[],
  tokens: readonly Token[],
  cues: ReadonlyMap<Cue, readonly { readonly from: number; readonly to: number }[]>,
): PlaceMention[] {
  const shared: PlaceMention[] = [];
  for (const place of places) {
    const before = shared.at(-1);
    const joined =
      before !== undefined &&
      place.relation === 'none' &&
      place.kind !== 'demonym' &&
      before.relation !== 'none' &&
      place.from - before.to <= 2 &&
      place.from > before.to &&
      ((cues.get('and') ?? []).some((span) => span.from === before.to) ||
        [',', '、', '،'].includes(tokens[before.to]?.text ?? ''));
    shared.push(joined ? { ...place, relation: before.relation } : place);
  }
  return shared;
}

/** Cues that no preposition reaches across. */
const PARTING: readonly Cue[] = [
  'go',
  'meets',
  'says',
  'sign',
  'dealVerb',
  'dealNoun',
  'receivedBy',
  'receives',
  'and',
  'with',
  'accordingTo',
];

type Name = PatternHit<GazetteerEntry>;

function longestNames(hits: readonly PatternHit<Clue>[]): Name[] {
  const names = hits.filter(isName);
  if (names.length < 2) return names;
  names.sort((a, b) => a.from - b.from || b.to - a.to || rank(a) - rank(b));
  const kept: Name[] = [];
  let end = 0;
  for (const name of names) {
    const last = kept.at(-1);
    if (name.from >= end) kept.push(name);
    else if (last !== undefined && name.to - name.from > last.to - last.from) kept[kept.length - 1] = name;
    end = kept.at(-1)?.to ?? 0;
  }
  return kept;
}

/** Of names of the same words: a state before a town ("Mexico"), a town before an organisation ("Santander"). */
function rank(name: Name): number {
  return ['region', 'country', 'town', 'organisation', 'demonym'].indexOf(name.value.kind);
}

function isName(hit: PatternHit<Clue>): hit is Name {
  const { kind } = hit.value;
  return kind === 'country' || kind === 'demonym' || kind === 'town' || kind === 'organisation' || kind === 'region';
}

function relationReader(
  { tokens, starts, ends }: TokenText<Token>,
  cues: ReadonlyMap<Cue, readonly { readonly from: number; readonly to: number }[]>,
  names: readonly Name[],
  hits: readonly PatternHit<Clue>[],
  language: Language,
): (from: number, to: number) => PlaceRelation {
  const endsAt = new Map<number, PlaceRelation>();
  // Later lists win where a preposition serves both: "to" says more than "at".
  for (const relation of ['from', 'at', 'to'] as const)
    for (const span of cues.get(relation) ?? [])
      endsAt.set(span.to, endsAt.has(span.to) && relation === 'to' && language !== 'en' ? 'at' : relation);
  // Verbs and times between a preposition and a name part them: "объявил во вторник Кремль" is not in the Kremlin.
  const parting = new Set<number>();
  for (const cue of PARTING)
    for (const span of cues.get(cue) ?? [])
      for (let at = span.from; at < span.to; at++) if (!endsAt.has(at + 1)) parting.add(at);
  for (const hit of hits)
    if (hit.value.kind === 'weekday' || hit.value.kind === 'month' || hit.value.kind === 'time')
      for (let at = hit.from; at < hit.to; at++) parting.add(at);
  const inName = new Set<number>();
  for (const span of cues.get('capital') ?? []) for (let at = span.from; at < span.to; at++) inName.add(at);
  // "im südafrikanischen Johannesburg"; but of "in Vienna with Russia" only Vienna is where it is.
  for (const name of names)
    if (name.value.kind === 'demonym') for (let at = name.from; at < name.to; at++) inName.add(at);
  // "à la tribune de New York", "in the streets of Paris"
  const startsAt = (end: number): boolean => {
    for (let back = 1; back < REACH; back++) {
      const token = tokens[end - back];
      if (token === undefined || token.kind !== 'word' || token.letterCase !== 'lower' || parting.has(end - back))
        return false;
      if (endsAt.get(end - back + 1) === 'at' && back > 1) return true;
    }
    return false;
  };
  return (from, to) => {
    if (
      language === 'en' &&
      tokens[to]?.text === 's' &&
      tokens[to]?.letterCase === 'lower' &&
      starts[to] === (ends[to - 1] ?? 0) + 1
    )
      return 'none';
    if (language === 'ar') {
      const prefixed = arabicPrefix(tokens[from]?.text ?? '');
      if (prefixed !== undefined) return prefixed;
    }
    for (let back = 0; back < REACH; back++) {
      const relation = endsAt.get(from - back);
      // Where "of" and "from" are one word.
      if (relation === 'from') return language !== 'ru' && startsAt(from - back - 1) ? 'at' : 'from';
      if (relation !== undefined) return relation;
      const before = tokens[from - back - 1];
      if (before === undefined || before.kind !== 'word' || parting.has(from - back - 1)) return 'none';
      // A name between is another's, "in talks with Putin Moscow", but for one word that belongs to it: "in Greater X".
      const isOfName = inName.has(from - back - 1) || (back === 0 && endsAt.has(from - 1) && language !== 'de');
      if (before.letterCase === 'initial' && !isOfName) return 'none';
      if (language === 'zh' && back >= 3) return 'none';
    }
    return 'none';
  };
}

/** ب is "in", ل is "to", written as one with the name. */
function arabicPrefix(word: string): PlaceRelation | undefined {
  if (word.startsWith('لل') || /^ل(?!ب|ي|ن|و|ا)/.test(word)) return 'to';
  if (/^ب(?=ال)/.test(word)) return 'at';
  return undefined;
}
