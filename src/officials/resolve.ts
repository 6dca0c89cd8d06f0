/** Who is meant: candidates → the person, or none, with the evidence. */
import type { ItemField, Mention, MentionReason } from '../model/mention.ts';
import type { Candidate, Objection } from './candidate.ts';
import { type ContextHit, findOrganisations, type Profile } from './context.ts';
import type { Person } from './name-index.ts';
import type { WordText } from './words.ts';

/** An item as resolving sees it. */
export interface ItemWords {
  readonly language: string;
  readonly fields: readonly { readonly field: ItemField; readonly text: WordText }[];
  /** Asked only where a surname stands alone or something speaks against a name. */
  context(): readonly ContextHit[];
  profile(person: Person): Profile;
}

/** One reason for or against, in points; a mention needs {@link NEEDED_POINTS}. */
interface Reason {
  readonly points: number;
  /** What the mention says where this is the strongest reason for it. */
  readonly why: MentionReason | undefined;
  readonly words: readonly string[];
}

/*
 * Points, set by hand and checked on two thirds of the wire corpus, with the last third kept aside (test/officials).
 * A surname that few bear is taken where nothing speaks against it; one that many bear needs a title, a state or an office.
 */
const NEEDED_POINTS = 0.75;
const FULL_POINTS = 4.5;
const SHORT_FULL_POINTS = 2;
const TITLED_POINTS = 2;
const BARE_POINTS = 1;
const ELSEWHERE_POINTS = 6;
const USUAL_NAME_POINTS = -1.75;
const ACRONYM_POINTS = -1;
const SHORT_NAME_POINTS = -1.25;
const NEAR_TITLE_POINTS = 2.5;
const TITLE_POINTS = 1;
const OTHER_TITLE_POINTS = 0.5;
const NEAR_STATE_POINTS = 2;
const STATE_POINTS = 1.5;
const ORGANISATION_POINTS = 2.5;
const SECTOR_POINTS = 0.75;
const COLLEAGUE_POINTS = 1.5;
const OTHER_OFFICIAL_POINTS = 0.75;
const PUBLIC_POINTS = 0.4;
const MAX_PUBLIC_POINTS = 1.2;
const HOME_LANGUAGE_POINTS = 0.4;
const TOPIC_POINTS = -1.5;
const MAX_TOPIC_POINTS = -6;
const NAMESAKE_POINTS = -6;
const OBJECTION_POINTS: Readonly<Record<Objection, number>> = {
  'another given name': -9,
  'another name follows': -6,
  'unknown name before': -4,
  'unknown name after': -2.5,
  'quoted like a brand': -4,
  'part of a word': -6,
  junior: -6,
};
const CALLING_POINTS = -6;
const THING_POINTS = -7;
/** Letters between a title or state and the name that still count as near. */
const NEAR_CHARS = 40;
const TITLE_NEAR_CHARS = 22;
/** Two officials of one surname: the better one has to be better by this. */
const CLEAR_POINTS = 0.75;

interface Judged {
  readonly candidate: Candidate;
  readonly points: number;
  readonly reason: MentionReason;
  readonly words: readonly string[];
}

/** What all candidates of an item are judged by. */
interface Knowledge {
  /** What the article's words say for and against each: the same in every round. */
  readonly said: ReadonlyMap<Candidate, readonly Reason[]>;
  /** Persons of whose surname another bearer stands in the item. */
  readonly namesakes: ReadonlySet<Person>;
  /** Persons whom the item names in full. */
  readonly sure: ReadonlySet<Person>;
  /** Persons whom the round before took for meant. */
  readonly accepted: ReadonlySet<Person>;
}

/** Decides for each candidate whether the person is meant; of overlapping ones the best stays. */
export function resolveCandidates(candidates: readonly Candidate[], item: ItemWords): Mention[] {
  if (candidates.length === 0) return [];
  const said = new Map(candidates.map((candidate) => [candidate, contextReasons(candidate, item)]));
  const namesakes = new Set(candidates.filter(isNamesake).map(({ person }) => person));
  const nobody: ReadonlySet<Person> = new Set();
  const judgeAll = (sure: ReadonlySet<Person>, accepted: ReadonlySet<Person>): Judged[] =>
    candidates.map((candidate) => judge(candidate, item, { said, namesakes, sure, accepted }));

  const inFull = judgeAll(nobody, nobody).filter(
    ({ candidate, points }) => candidate.strength === 'full' && points >= NEEDED_POINTS,
  );
  const sure = new Set(inFull.map(({ candidate }) => candidate.person));
  let chosen: Judged[];
  if (inFull.length === candidates.length) {
    chosen = choose(inFull);
  } else {
    // The last look knows whom else the item names: their colleagues are likelier.
    const accepted = new Set([...sure, ...choose(judgeAll(sure, sure)).map(({ candidate }) => candidate.person)]);
    chosen = choose(judgeAll(sure, accepted));
  }
  const order = new Map(item.fields.map(({ field }, index) => [field, index]));
  return chosen
    .map((judged) => toMention(judged, item))
    .sort((a, b) => (order.get(a.span.field) ?? 0) - (order.get(b.span.field) ?? 0) || a.span.start - b.span.start);
}

/** Whether the candidate shows that the item speaks of another bearer of the surname. */
function isNamesake({ objections }: Candidate): boolean {
  return objections.includes('another given name') || objections.includes('another name follows');
}

function judge(candidate: Candidate, item: ItemWords, { said, namesakes, sure, accepted }: Knowledge): Judged {
  const { person, strength, objections } = candidate;
  const reasons: Reason[] = [];
  if (strength === 'full') {
    reasons.push({ points: candidate.letters <= 3 ? SHORT_FULL_POINTS : FULL_POINTS, why: 'full name', words: [] });
  } else if (strength === 'title') {
    reasons.push({ points: TITLED_POINTS, why: 'surname, title nearby', words: [surfaceOf(candidate, item)] });
  } else {
    reasons.push({ points: BARE_POINTS, why: 'distinctive surname', words: [] });
    if (strength === 'alone' || candidate.isUsual) reasons.push(against(USUAL_NAME_POINTS));
    if (strength === 'acronym') reasons.push(against(ACRONYM_POINTS));
    else if (candidate.letters <= 3) reasons.push(against(SHORT_NAME_POINTS));
    if (sure.has(person)) reasons.push({ points: ELSEWHERE_POINTS, why: 'surname, full name elsewhere', words: [] });
    else if (namesakes.has(person)) reasons.push(against(NAMESAKE_POINTS));
  }
  for (const objection of objections) reasons.push(against(OBJECTION_POINTS[objection]));
  reasons.push(...(said.get(candidate) ?? []));
  const company = companyOf(person, accepted, item);
  if (company !== undefined) reasons.push(company);
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  let best = reasons[0];
  for (const reason of reasons) {
    if (strength !== 'full' && reason.why !== undefined && reason.points > (best?.points ?? 0)) best = reason;
  }
  return { candidate, points, reason: best?.why ?? 'distinctive surname', words: best?.words ?? [] };
}

/** The best of the other officials whom the item names: one of the same state, or any. */
function companyOf(person: Person, accepted: ReadonlySet<Person>, item: ItemWords): Reason | undefined {
  let points = 0;
  for (const other of accepted) {
    if (other === person) continue;
    const { states } = item.profile(other);
    const isColleague = [...item.profile(person).states].some((state) => states.has(state));
    points = Math.max(points, isColleague ? COLLEAGUE_POINTS : OTHER_OFFICIAL_POINTS);
  }
  return points === 0 ? undefined : { points, why: 'surname, another official of the desk nearby', words: [] };
}

/** What the article's words say for and against. */
function contextReasons(candidate: Candidate, item: ItemWords): Reason[] {
  const { person, strength } = candidate;
  const profile = item.profile(person);
  const reasons: Reason[] = [];
  let title: Reason | undefined;
  let state: Reason | undefined;
  let body: Reason | undefined;
  let sector: Reason | undefined;
  const topics = new Set<string>();
  const publicWords = new Set<string>();
  for (const hit of item.context()) {
    const { tag } = hit;
    const near = distance(hit, candidate);
    if (near === 0 && hit.start >= candidate.start && hit.end <= candidate.end && strength !== 'title') continue;
    switch (tag.kind) {
      case 'title': {
        const own = profile.titles.has(tag.title);
        const points = own
          ? near <= TITLE_NEAR_CHARS
            ? NEAR_TITLE_POINTS
            : TITLE_POINTS
          : near <= TITLE_NEAR_CHARS
            ? OTHER_TITLE_POINTS
            : 0;
        title = better(title, points, 'surname, title nearby', hit, item);
        break;
      }
      case 'state':
        if (profile.states.has(tag.code))
          state = better(
            state,
            near <= NEAR_CHARS ? NEAR_STATE_POINTS : STATE_POINTS,
            'surname, country nearby',
            hit,
            item,
          );
        break;
      case 'body':
        if (profile.bodies.has(tag.organisation))
          body = better(body, ORGANISATION_POINTS, 'surname, organisation nearby', hit, item);
        break;
      case 'sector':
        if (profile.sectors.has(tag.sector))
          sector = better(sector, SECTOR_POINTS, 'surname, office nearby', hit, item);
        break;
      case 'against':
        topics.add(textOf(hit, item).toLowerCase().slice(0, 6));
        break;
      case 'public':
        publicWords.add(textOf(hit, item).toLowerCase().slice(0, 5));
        break;
      case 'calling':
        if (isBeside(hit, candidate, item)) reasons.push(against(CALLING_POINTS));
        break;
      case 'thing':
        if (isNamedAfter(hit, candidate, item)) reasons.push(against(THING_POINTS));
        break;
    }
  }
  if (body === undefined) {
    for (const { field, text } of item.fields) {
      const [found] = findOrganisations(text, profile.organisations);
      if (found !== undefined) {
        body = {
          points: ORGANISATION_POINTS,
          why: 'surname, organisation nearby',
          words: [original(text, found.start, found.end)],
        };
        if (field === candidate.field) break;
      }
    }
  }
  for (const { field, text } of item.fields) if (hasGameScores(text)) topics.add(`score ${field}`);
  // "El ruso ganó 6-4, 6-4": in sport a state names a side, not an office.
  if (topics.size > 0 && state !== undefined) state = { ...state, points: state.points / 2 };
  for (const reason of [title, state, body, sector]) if (reason !== undefined) reasons.push(reason);
  if (profile.languages.has(item.language) && item.language !== 'en')
    reasons.push({ points: HOME_LANGUAGE_POINTS, why: undefined, words: [] });
  if (publicWords.size > 0)
    reasons.push({ points: Math.min(publicWords.size * PUBLIC_POINTS, MAX_PUBLIC_POINTS), why: undefined, words: [] });
  if (topics.size > 0) reasons.push(against(Math.max(topics.size * TOPIC_POINTS, MAX_TOPIC_POINTS)));
  return reasons;
}

/** Keeps what has points enough; where spans overlap, the best, and none where two persons are equally likely. */
function choose(judged: readonly Judged[]): Judged[] {
  const kept: Judged[] = [];
  const rivals = judged
    .filter(({ points }) => points >= NEEDED_POINTS)
    .sort((a, b) => b.points - a.points || length(b) - length(a));
  for (const one of rivals) {
    const clash = kept.find((other) => overlaps(one.candidate, other.candidate));
    if (clash === undefined) {
      kept.push(one);
    } else if (
      clash.candidate.person !== one.candidate.person &&
      clash.points - one.points < CLEAR_POINTS &&
      length(clash) === length(one)
    ) {
      // Two of one name and nothing to tell them apart: naming one of them would be a guess.
      kept.splice(kept.indexOf(clash), 1);
    }
  }
  return kept;
}

function better(
  known: Reason | undefined,
  points: number,
  why: MentionReason,
  hit: ContextHit,
  item: ItemWords,
): Reason | undefined {
  if (points <= 0 || (known !== undefined && known.points >= points)) return known;
  return { points, why, words: [textOf(hit, item)] };
}

/** Whether results of games stand in a text, 6-4 or 3:1, at least two of them. */
function hasGameScores(text: WordText): boolean {
  let scores = 0;
  text.words.forEach((word, at) => {
    const next = text.words[at + 1];
    if (next === undefined || word.text.length > 1 || next.text.length > 1 || next.start - word.end !== 1) return;
    const sign = text.folded.text[word.end];
    if ((sign === '-' || sign === ':') && isDigit(word.text) && isDigit(next.text)) scores++;
  });
  return scores >= 2;
}

function isDigit(word: string): boolean {
  return word >= '0' && word <= '9';
}

function against(points: number): Reason {
  return { points, why: undefined, words: [] };
}

/** Letters between a hit and a name; beyond any limit where they stand in different fields. */
function distance(hit: ContextHit, candidate: Candidate): number {
  if (hit.field !== candidate.field) return Number.POSITIVE_INFINITY;
  if (hit.end <= candidate.start) return candidate.start - hit.end;
  return hit.start >= candidate.end ? hit.start - candidate.end : 0;
}

/** A calling right before the name, with at most a short word between, or after a comma. */
function isBeside(hit: ContextHit, candidate: Candidate, item: ItemWords): boolean {
  const text = fieldText(candidate.field, item);
  if (hit.field !== candidate.field || text === undefined) return false;
  if (hit.end <= candidate.start)
    return (
      /^[ ]?(?:\p{L}{1,3} )?$/u.test(text.folded.text.slice(hit.end, candidate.start).slice(0, 8)) &&
      candidate.start - hit.end < 8
    );
  return (
    hit.start >= candidate.end &&
    /^, (?:\p{L}{1,3} )?$/u.test(text.folded.text.slice(candidate.end, hit.start).slice(0, 8)) &&
    hit.start - candidate.end < 8
  );
}

/** An airport, street or ship called after the person. */
function isNamedAfter(hit: ContextHit, candidate: Candidate, item: ItemWords): boolean {
  const text = fieldText(candidate.field, item);
  if (hit.field !== candidate.field || text === undefined) return false;
  if (hit.end <= candidate.start)
    return (
      /^ ?(?:(?:de|des|do|da|del|of|«|") ?)?$/u.test(text.folded.text.slice(hit.end, candidate.start).slice(0, 8)) &&
      candidate.start - hit.end < 8
    );
  return hit.start - candidate.end <= 1 && hit.start >= candidate.end;
}

function overlaps(a: Candidate, b: Candidate): boolean {
  return a.field === b.field && a.start < b.end && b.start < a.end;
}

function length({ candidate }: Judged): number {
  return candidate.end - candidate.start;
}

function fieldText(field: ItemField, item: ItemWords): WordText | undefined {
  return item.fields.find((one) => one.field === field)?.text;
}

function textOf(hit: ContextHit, item: ItemWords): string {
  const text = fieldText(hit.field, item);
  return text === undefined ? '' : original(text, hit.start, hit.end);
}

function surfaceOf(candidate: Candidate, item: ItemWords): string {
  const text = fieldText(candidate.field, item);
  return text === undefined ? '' : original(text, candidate.start, candidate.end);
}

function original(text: WordText, start: number, end: number): string {
  return text.original.slice(text.folded.toOriginal(start), text.folded.toOriginal(end));
}

function toMention({ candidate, reason, words }: Judged, item: ItemWords): Mention {
  const text = fieldText(candidate.field, item);
  const start = text?.folded.toOriginal(candidate.start) ?? 0;
  const end = text?.folded.toOriginal(candidate.end) ?? 0;
  const span = { field: candidate.field, start, end };
  return {
    officialId: candidate.person.official.id,
    span,
    surface: surfaceOf(candidate, item),
    reason,
    evidence: words,
  };
}
