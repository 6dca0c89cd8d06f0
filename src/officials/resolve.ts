/** Who is meant: candidates → the person, or none, with the evidence. */
import type { Mention, MentionReason } from '../model/mention.ts';
import type { Candidate, Objection } from './candidate.ts';
import { contextReasons, fieldText, type ItemWords, original, type Reason } from './evidence.ts';
import type { Person } from './name-index.ts';

/*
 * Points, set by hand and checked on two thirds of the wire corpus, with the last third kept aside (test/officials).
 * A surname that few bear is taken where nothing speaks against it; one that many bear needs a title, a state or an office.
 */
const NEEDED_POINTS = 0.75;
const FULL_POINTS = 4.5;
const SHORT_FULL_POINTS = 2;
const TITLED_POINTS = 2;
const BARE_POINTS = 0.6;
const ELSEWHERE_POINTS = 6;
const USUAL_NAME_POINTS = -1.75;
const ACRONYM_POINTS = -1;
const SHORT_NAME_POINTS = -1.25;
const COLLEAGUE_POINTS = 1.5;
const OTHER_OFFICIAL_POINTS = 0.75;
const NAMESAKE_POINTS = -6;
const OBJECTION_POINTS: Readonly<Record<Objection, number>> = {
  'another given name': -9,
  'another name follows': -6,
  'unknown name before': -4,
  'unknown name after': -2.5,
  'a place': -6,
  'quoted like a brand': -4,
  'part of a word': -6,
  junior: -6,
};
/** Two officials of one surname: the better one has to be better by this. */
const CLEAR_POINTS = 0.75;

const NOBODY: ReadonlySet<Person> = new Set();

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
  /** Other persons whom the same words may name: no company for each other. */
  readonly rivals: ReadonlyMap<Candidate, ReadonlySet<Person>>;
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
  const rivals = rivalsOf(candidates);
  const judgeEach = (some: readonly Candidate[], sure: ReadonlySet<Person>, accepted: ReadonlySet<Person>): Judged[] =>
    some.map((candidate) => judge(candidate, item, { said, namesakes, rivals, sure, accepted }));

  const full = candidates.filter(({ strength }) => strength === 'full');
  const inFull = judgeEach(full, NOBODY, NOBODY).filter(({ points }) => points >= NEEDED_POINTS);
  const sure = new Set(inFull.map(({ candidate }) => candidate.person));
  let chosen: Judged[];
  if (inFull.length === candidates.length) {
    chosen = choose(inFull);
  } else {
    chosen = choose(judgeEach(candidates, sure, sure));
    // The last look knows whom else the item names: their colleagues are likelier.
    const accepted = new Set([...sure, ...chosen.map(({ candidate }) => candidate.person)]);
    if (accepted.size > sure.size) chosen = choose(judgeEach(candidates, sure, accepted));
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

function judge(candidate: Candidate, item: ItemWords, { said, namesakes, rivals, sure, accepted }: Knowledge): Judged {
  const { person, strength, objections } = candidate;
  const own = ownReason(candidate, item);
  let points = own.points;
  let best = own;
  const weigh = (reason: Reason): void => {
    points += reason.points;
    if (strength !== 'full' && reason.why !== undefined && reason.points > best.points) best = reason;
  };
  if (strength !== 'full' && strength !== 'title') {
    if (strength === 'alone' || candidate.isUsual) points += USUAL_NAME_POINTS;
    if (strength === 'acronym') {
      if (candidate.letters <= 3) points += ACRONYM_POINTS;
    } else if (candidate.letters <= 3) points += SHORT_NAME_POINTS;
    if (sure.has(person)) weigh({ points: ELSEWHERE_POINTS, why: 'surname, full name elsewhere', words: [] });
    else if (namesakes.has(person)) points += NAMESAKE_POINTS;
  }
  for (const objection of objections) points += OBJECTION_POINTS[objection];
  for (const reason of said.get(candidate) ?? []) weigh(reason);
  const company = companyOf(candidate, accepted, rivals.get(candidate), item);
  if (company !== undefined) weigh(company);
  return { candidate, points, reason: best.why ?? 'distinctive surname', words: best.words };
}

/** What the name itself says. */
function ownReason(candidate: Candidate, item: ItemWords): Reason {
  switch (candidate.strength) {
    case 'full':
      return { points: candidate.letters <= 3 ? SHORT_FULL_POINTS : FULL_POINTS, why: 'full name', words: [] };
    case 'title':
      return { points: TITLED_POINTS, why: 'surname, title nearby', words: [surfaceOf(candidate, item)] };
    default:
      return { points: BARE_POINTS, why: 'distinctive surname', words: [] };
  }
}

function rivalsOf(candidates: readonly Candidate[]): Map<Candidate, ReadonlySet<Person>> {
  const rivals = new Map<Candidate, ReadonlySet<Person>>();
  if (candidates.length < 2) return rivals;
  const places = Map.groupBy(candidates, ({ field, end }) => `${field} ${end}`);
  for (const here of places.values()) {
    if (here.length < 2) continue;
    const persons = new Set(here.map(({ person }) => person));
    for (const candidate of here) rivals.set(candidate, persons);
  }
  return rivals;
}

/** The best of the other officials whom the item names: one of the same state, or any. */
function companyOf(
  { person }: Candidate,
  accepted: ReadonlySet<Person>,
  rivals: ReadonlySet<Person> | undefined,
  item: ItemWords,
): Reason | undefined {
  let points = 0;
  const { states } = item.profile(person);
  for (const other of accepted) {
    if (other === person || rivals?.has(other) === true) continue;
    points = OTHER_OFFICIAL_POINTS;
    if (!shareState(states, item.profile(other).states)) continue;
    points = COLLEAGUE_POINTS;
    break;
  }
  return points === 0 ? undefined : { points, why: 'surname, another official of the desk nearby', words: [] };
}

function shareState(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const state of a) if (b.has(state)) return true;
  return false;
}

/** Keeps what has points enough; where spans overlap, the best, and none where two persons are equally likely. */
function choose(judged: readonly Judged[]): Judged[] {
  const kept: Judged[] = [];
  const tied: Judged[] = [];
  const rivals = judged
    .filter(({ points }) => points >= NEEDED_POINTS)
    .sort((a, b) => b.points - a.points || length(b) - length(a));
  for (const one of rivals) {
    // Where two were equally likely, a third who is less so is no answer either.
    if (tied.some((other) => overlaps(one.candidate, other.candidate))) continue;
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
      tied.push(clash);
    }
  }
  return kept;
}

function overlaps(a: Candidate, b: Candidate): boolean {
  return a.field === b.field && a.start < b.end && b.start < a.end;
}

function length({ candidate }: Judged): number {
  return candidate.end - candidate.start;
}

function surfaceOf(candidate: Candidate, item: ItemWords): string {
  const text = fieldText(candidate.field, item);
  return text === undefined ? '' : original(text, candidate.start, candidate.end);
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
