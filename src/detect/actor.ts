/** Who does what in a sentence: officials by name, by office ("the Russian president") or by pronoun, and their part. */
import type { Mention } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import type { RoleKind } from './lexicons/lexicon.ts';
import { gap, has, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';

/** The part that an official has in a sentence. */
export type Stance = 'actor' | 'speaker' | 'host' | 'guest' | 'aside';

/** An official at a place of a sentence. */
export interface Actor extends TokenSpan {
  readonly officialId: string;
  readonly stance: Stance;
  /** False where the official is only meant by office or pronoun. */
  readonly named: boolean;
}

/** What the actor's part needs of an official. */
export interface OfficialFacts {
  readonly id: string;
  /** Countries of the offices: at home there. */
  readonly homes: ReadonlySet<string>;
  /** Countries that the official stands for in deals; none for heads of alliances. */
  readonly states: readonly string[];
  readonly organisations: readonly string[];
  readonly roles: ReadonlySet<RoleKind | 'chief'>;
}

/** Territories to which their state's officials travel at home. */
const TERRITORIES: Readonly<Record<string, readonly string[]>> = {
  CN: ['HK', 'MO'],
  DK: ['FO', 'GL'],
  FR: ['BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'WF', 'YT'],
  GB: ['BM', 'FK', 'GG', 'GI', 'IM', 'JE', 'KY', 'VG'],
  NL: ['AW', 'CW', 'SX'],
  NO: ['SJ'],
  US: ['AS', 'GU', 'MP', 'PR', 'VI'],
};

/** Derives from the offices what detection asks of an official. */
export function factsOf(official: Official, isAlliance: (organisation: string) => boolean): OfficialFacts {
  const homes = new Set<string>();
  const states = new Set<string>();
  const roles = new Set<RoleKind | 'chief'>();
  for (const { title, organisation, country } of official.offices) {
    if (country !== undefined) {
      homes.add(country);
      for (const territory of TERRITORIES[country] ?? []) homes.add(territory);
      if (!isAlliance(organisation)) states.add(country);
    }
    const lower = title.toLowerCase();
    if (/chief exec|ceo|chair|director|managing/.test(lower)) roles.add('chief');
    if (/prime minister|premier|chancellor/.test(lower)) roles.add('premier');
    else if (/minister|secretary|envoy|representative|commissioner/.test(lower)) roles.add('minister');
    if (/\bpresident|head of state|chairman of state/.test(lower)) roles.add('president');
    if (/king|emir|prince|sheikh|sultan|queen/.test(lower)) roles.add('royal');
  }
  const organisations = [...new Set(official.offices.map((office) => office.organisation))];
  return { id: official.id, homes, states: [...states], organisations, roles };
}

/** How far, in tokens, a verb or preposition reaches the name beside it. */
const BESIDE = 3;

/**
 * Finds the actors of all sentences.
 *
 * @param facts of the officials that the item mentions, by id
 */
export function findActors(
  sentences: readonly SentenceReading[],
  mentions: readonly Mention[],
  facts: ReadonlyMap<string, OfficialFacts>,
): Actor[][] {
  const inOrder = [...new Set(mentions.map((mention) => mention.officialId))];
  const found: Actor[][] = [];
  for (const sentence of sentences) {
    const spans = namedSpans(sentence, mentions);
    const named = spans.length;
    spans.push(...byOffice(sentence, spans, inOrder, facts));
    spans.push(...byPronoun(sentence, spans, found));
    spans.sort((a, b) => a.from - b.from);
    found.push(
      spans.map((span) => ({ ...span, named: named > 0 && span.named, stance: stanceOf(sentence, span, spans) })),
    );
  }
  return found;
}

type ActorSpan = TokenSpan & { readonly officialId: string; readonly named: boolean };

/** A sentence that names more people, or one person more often, is a list; bounds the work on it. */
const MAX_ACTORS = 12;
const MAX_SPANS_EACH = 2;

function namedSpans(sentence: SentenceReading, mentions: readonly Mention[]): ActorSpan[] {
  const spans: ActorSpan[] = [];
  const end = sentence.start + sentence.text.length;
  for (const { officialId, span } of mentions) {
    if (span.field !== sentence.field || span.start < sentence.start || span.start >= end) continue;
    const from = sentence.ends.findIndex((tokenEnd) => sentence.start + tokenEnd > span.start);
    if (from < 0) continue;
    let to = from + 1;
    while (to < sentence.tokens.length && sentence.start + (sentence.starts[to] ?? 0) < span.end) to++;
    if (spans.filter((other) => other.officialId === officialId).length < MAX_SPANS_EACH)
      spans.push({ officialId, from, to, named: true });
    if (spans.length >= MAX_ACTORS) break;
  }
  return spans;
}

/** "the Russian president", "президент Венесуэлы", "El húngaro": officials that the item names elsewhere. */
function byOffice(
  sentence: SentenceReading,
  named: readonly ActorSpan[],
  inOrder: readonly string[],
  facts: ReadonlyMap<string, OfficialFacts>,
): ActorSpan[] {
  const spans: ActorSpan[] = [];
  const taken = (from: number, to: number) =>
    [...named, ...spans].some(
      (span) =>
        (from <= span.to + 2 && from >= span.from && !isJoined(sentence, from)) ||
        (to >= span.from && from < span.from),
    );
  const pairs = spansOf(sentence, 'both');
  for (const role of sentence.roles) {
    if (spans.some((span) => span.from === role.from)) continue;
    // "both presidents" is two.
    if (pairs.some((pair) => role.from >= pair.from && role.from < pair.to)) continue;
    const place = sentence.places.find(
      (candidate) =>
        candidate.town === undefined && gap(candidate, role) <= 2 && !crosses(sentence, candidate, role, named),
    );
    const from = Math.min(role.from, place?.from ?? role.from);
    if (taken(from, Math.max(role.to, place?.to ?? role.to)) || isOthersTitle(sentence, role.to, place)) continue;
    const country = place?.country;
    if (country === undefined && !nearStart(sentence, role.from)) continue;
    const fitting = inOrder.filter((id) => {
      const official = facts.get(id);
      if (official === undefined || named.some((span) => span.officialId === id)) return false;
      if (country !== undefined && !official.homes.has(country)) return false;
      return role.role === 'any' || official.roles.has(role.role);
    });
    // Without a country only a sentence's opening names somebody again, and then the one whom the item is about.
    const chosen = country === undefined && role.role === 'any' && fitting[0] !== inOrder[0] ? undefined : fitting[0];
    if (chosen !== undefined && (country !== undefined || fitting.length === 1 || role.from <= 1)) {
      spans.push({
        officialId: chosen,
        from: Math.min(role.from, place?.from ?? role.from),
        to: Math.max(role.to, place?.to ?? role.to),
        named: false,
      });
    }
  }
  if (spans.length > 0) return spans;
  // A bare adjective as a noun, opening the sentence: "El húngaro llegó", "O brasileiro, que está"
  for (const place of sentence.places) {
    if (place.kind !== 'demonym' || place.from > 1 || taken(place.from, place.to)) continue;
    const next = sentence.tokens[place.to];
    const opensVerb =
      next === undefined ||
      next.text === ',' ||
      (
        ['go', 'stay', 'leave', 'receivedBy', 'meets', 'says', 'sign', 'willGo', 'notGo', 'cancels', 'planned'] as const
      ).some((cue) => spansOf(sentence, cue).some((span) => span.from === place.to));
    const chosen = inOrder.find((id) => facts.get(id)?.homes.has(place.country));
    if (opensVerb && chosen !== undefined)
      spans.push({ officialId: chosen, from: place.from, to: place.to, named: false });
  }
  return spans;
}

/** "and" before it, as a word or as the Arabic prefix. */
function isJoined(sentence: SentenceReading, from: number): boolean {
  return (
    spansOf(sentence, 'and').some((span) => span.to === from) || sentence.tokens[from]?.text.startsWith('و') === true
  );
}

/** A name that isn't ours right after the office: "President Zelenskiy". */
function isOthersTitle(sentence: SentenceReading, to: number, place: TokenSpan | undefined): boolean {
  const at = place !== undefined && place.from >= to ? place.to : to;
  const next = sentence.tokens[at];
  if (next?.letterCase !== 'initial' && next?.letterCase !== 'all') return false;
  // German writes all nouns large, so a capital says nothing there; places and organisations are no names of people.
  const isName =
    sentence.places.some((candidate) => candidate.from === at) ||
    sentence.organisations.some((candidate) => candidate.from === at);
  return !isName && at > 0;
}

function nearStart(sentence: SentenceReading, from: number): boolean {
  return from <= 2 || sentence.tokens[from - 1]?.kind === 'mark' || sentence.tokens[from - 2]?.kind === 'mark';
}

/** Pronouns, "both", or a verb without a subject, that go on from the sentence before. */
function byPronoun(
  sentence: SentenceReading,
  own: readonly ActorSpan[],
  before: readonly (readonly Actor[])[],
): ActorSpan[] {
  const last = before.findLast((actors) => actors.length > 0);
  if (last === undefined) return [];
  const fresh = last.filter((actor) => !own.some((span) => span.officialId === actor.officialId));
  const subject =
    fresh.find((actor) => actor.stance === 'actor' || actor.stance === 'guest') ??
    fresh.find((actor) => actor.stance === 'speaker');
  const pair = spansOf(sentence, 'both').find((span) => span.from <= 3 * sentence.stretch);
  if (pair !== undefined && own.length === 0) {
    const two = [
      ...new Set(
        before
          .flat()
          .filter((actor) => actor.stance !== 'aside')
          .map((actor) => actor.officialId),
      ),
    ].slice(0, 2);
    return two.map((officialId) => ({ officialId, from: pair.from, to: pair.to, named: false }));
  }
  const pronoun = spansOf(sentence, 'pronoun').find((span) => span.from <= 2);
  if (subject === undefined) return [];
  if (pronoun !== undefined && (own.length === 0 || own.every((span) => span.from > pronoun.to))) {
    return [{ officialId: subject.officialId, from: pronoun.from, to: pronoun.to, named: false }];
  }
  if (own.length > 0) return [];
  const verb = (['go', 'stay', 'leave', 'willGo', 'notGo', 'receivedBy', 'meets'] as const)
    .flatMap((cue) => spansOf(sentence, cue))
    .find((span) => span.from <= 3 && !capitalBefore(sentence, span.from));
  return verb === undefined
    ? []
    : [{ officialId: subject.officialId, from: verb.from, to: verb.from + 1, named: false }];
}

/** Whether another's name stands between an office and a country. */
function crosses(_sentence: SentenceReading, a: TokenSpan, b: TokenSpan, named: readonly ActorSpan[]): boolean {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  return named.some((span) => span.from >= first.to && span.to <= second.from);
}

function capitalBefore(sentence: SentenceReading, at: number): boolean {
  return sentence.tokens
    .slice(0, at)
    .some((token, index) => index > 0 && (token.letterCase === 'initial' || token.letterCase === 'all'));
}

function stanceOf(sentence: SentenceReading, actor: ActorSpan, all: readonly ActorSpan[]): Stance {
  const before = (cue: 'accordingTo' | 'aside' | 'says' | 'receives' | 'by') =>
    spansOf(sentence, cue).find((span) => span.to <= actor.from && reaches(sentence, span.to, actor.from, all, actor));
  const after = (cue: 'says' | 'receives' | 'receivedBy') =>
    spansOf(sentence, cue).find((span) => span.from >= actor.to && reaches(sentence, actor.to, span.from, all, actor));

  if (spansOf(sentence, 'along').some((span) => span.to <= actor.from && actor.from - span.to <= BESIDE))
    return 'actor';
  if (before('accordingTo') !== undefined) return 'speaker';
  if (spansOf(sentence, 'guest').some((span) => span.to <= actor.from && actor.from - span.to <= BESIDE))
    return 'guest';
  const opens = sentence.field === 'title' && actor.from === 0;
  if (opens && spansOf(sentence, 'about').some((span) => span.from === actor.to)) return 'aside';
  const received = spansOf(sentence, 'receivedBy');
  const receives = spansOf(sentence, 'receives').filter(
    (span) => !received.some((other) => span.from >= other.from && span.from < other.to),
  );
  if (received.length > 0) {
    const passive = received[0];
    if (passive !== undefined) {
      if (actor.to <= passive.from && within(sentence, actor, passive, 8)) return 'guest';
      if (received.some((span) => span.to <= actor.from && actor.from - span.to <= BESIDE)) return 'host';
      if (before('by') !== undefined && actor.from >= passive.to) return 'host';
    }
  }
  for (const span of receives) {
    const others = all.filter((other) => other.officialId !== actor.officialId);
    if (span.from >= actor.to && span.from - actor.to <= BESIDE + 1) return 'host';
    if (span.to <= actor.from) {
      const subject = others.find((other) => other.to <= span.from);
      const first = all.filter((other) => other.from >= span.to)[0];
      if (subject === undefined && first === actor && sentence.tokens[span.from]?.letterCase === 'none') return 'host';
      if (actor.from - span.to <= 10) return 'guest';
    }
  }
  if (before('aside') !== undefined) return 'aside';
  if (after('says') !== undefined || before('says') !== undefined) return 'speaker';
  return 'actor';
}

/** Whether two spots stand beside each other: few words, no other actor and no clause between. */
function reaches(
  sentence: SentenceReading,
  from: number,
  to: number,
  all: readonly ActorSpan[],
  self: ActorSpan,
): boolean {
  if (to - from > BESIDE * sentence.stretch) return false;
  if (all.some((other) => other !== self && other.from >= from && other.to <= to)) return false;
  for (let at = from; at < to; at++)
    if (sentence.tokens[at]?.kind === 'mark' && sentence.tokens[at]?.text !== ',') return false;
  return true;
}

/** Whether the sentence speaks of something seen or said from afar. */
export function isRemote(sentence: SentenceReading): boolean {
  return has(sentence, 'remote');
}
