/** What an article's words say for and against a person, besides the names. */
import type { ItemField, MentionReason } from '../model/mention.ts';
import type { Candidate } from './candidate.ts';
import { type ContextHit, isStateName, type Profile } from './context.ts';
import type { Person } from './name-index.ts';
import { partInShow } from './namesake.ts';
import type { WordText } from './words.ts';

/** An item as resolving sees it. */
export interface ItemWords {
  readonly language: string;
  readonly fields: readonly { readonly field: ItemField; readonly text: WordText }[];
  /** Asked only where a surname stands alone or something speaks against a name. */
  context(): readonly ContextHit[];
  profile(person: Person): Profile;
  /** Where the person's companies and agencies are named, as printed. */
  organisations(person: Person): readonly { readonly field: ItemField; readonly words: string }[];
  /** Whether results of games stand in the item. */
  hasGameScores(): boolean;
}

/** One reason for or against, in points; what is needed in all, resolve.ts says. */
export interface Reason {
  readonly points: number;
  /** What the mention says where this is the strongest reason for it. */
  readonly why: MentionReason | undefined;
  readonly words: readonly string[];
}

/* Points in the measure of resolve.ts, where a mention needs 0.75 in all. */
const NEAR_TITLE_POINTS = 2.5;
const TITLE_POINTS = 1;
const OTHER_TITLE_POINTS = 0.5;
/** A headline names somebody, and the lead opens with the office: "Costa in Pristina | The president of …". */
const OPENING_TITLE_POINTS = 1.5;
const NEAR_STATE_POINTS = 2;
const STATE_POINTS = 1.5;
const ORGANISATION_POINTS = 2.5;
const SECTOR_POINTS = 0.75;
const PUBLIC_POINTS = 0.4;
const MAX_PUBLIC_POINTS = 1.2;
const HOME_LANGUAGE_POINTS = 0.4;
const TOPIC_POINTS = -1.5;
const MAX_TOPIC_POINTS = -6;
const CALLING_POINTS = -6;
const THING_POINTS = -7;
/** Montenegro, Jordan: a surname that is a state's name needs the person's office and state beside it. */
const STATE_NAME_POINTS = -1.75;
/** Kim, Nguyen: an office says nothing of whom is meant where neither the state nor the organisation is named. */
const NO_STATE_POINTS = -2.5;
/** More than a full name's, so that it takes an office or a state nearby to outweigh it. */
const NAMESAKE_IN_FULL_POINTS = -5;
/** Letters between a title or state and the name that still count as near. */
const NEAR_CHARS = 40;
const TITLE_NEAR_CHARS = 22;
const MAX_ARTICLE_CHARS = 4;
/** What the article's words say for and against. */
export function contextReasons(candidate: Candidate, item: ItemWords): Reason[] {
  const { person, strength } = candidate;
  const profile = item.profile(person);
  const reasons: Reason[] = [];
  let title: Reason | undefined;
  let state: Reason | undefined;
  let body: Reason | undefined;
  let sector: Reason | undefined;
  let topics: Set<string> | undefined;
  let publicWords: Set<string> | undefined;
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
            : opensLead(hit, candidate)
              ? OPENING_TITLE_POINTS
              : TITLE_POINTS
          : near <= TITLE_NEAR_CHARS
            ? OTHER_TITLE_POINTS
            : 0;
        title = better(title, points, 'surname, title nearby', hit, item);
        break;
      }
      case 'state':
        if (!profile.states.has(tag.code)) publicWords = (publicWords ?? new Set()).add('abroad');
        else
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
        topics = (topics ?? new Set()).add(textOf(hit, item).toLowerCase().slice(0, 6));
        break;
      case 'public':
        publicWords = (publicWords ?? new Set()).add(textOf(hit, item).toLowerCase().slice(0, 5));
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
    const found = item.organisations(person);
    const words = found.find(({ field }) => field === candidate.field)?.words ?? found[0]?.words;
    if (words !== undefined)
      body = { points: ORGANISATION_POINTS, why: 'surname, organisation nearby', words: [words] };
  }
  if (item.hasGameScores()) topics = (topics ?? new Set()).add('scores of games');
  const text = fieldText(candidate.field, item);
  const part =
    strength === 'full' && body === undefined && text !== undefined
      ? partInShow(candidate, text, item.context(), profile)
      : 'unknown';
  if (part === 'namesake') reasons.push(against(NAMESAKE_IN_FULL_POINTS));
  // "El ruso ganó 6-4, 6-4": in sport a state names a side, not an office.
  if (topics !== undefined && state !== undefined) state = { ...state, points: state.points / 2 };
  if (candidate.isShared && body === undefined && state === undefined) reasons.push(against(NO_STATE_POINTS));
  if (strength !== 'full' && strength !== 'title' && isStateName(foldedOf(candidate, item)))
    reasons.push(against(STATE_NAME_POINTS));
  for (const reason of [title, state, body, sector]) if (reason !== undefined) reasons.push(reason);
  if (profile.languages.has(item.language) && item.language !== 'en')
    reasons.push({ points: HOME_LANGUAGE_POINTS, why: undefined, words: [] });
  if (publicWords !== undefined)
    reasons.push({ points: Math.min(publicWords.size * PUBLIC_POINTS, MAX_PUBLIC_POINTS), why: undefined, words: [] });
  // Who opens the games is named among nothing but sport.
  if (topics !== undefined && part !== 'guest')
    reasons.push(against(Math.max(topics.size * TOPIC_POINTS, MAX_TOPIC_POINTS)));
  return reasons;
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

/** A reason against, which no mention cites. */
export function against(points: number): Reason {
  return { points, why: undefined, words: [] };
}

/** Whether results of games stand in a text, 6-4 or 3:1, at least two of them. */
export function hasGameScores(text: WordText): boolean {
  let scores = 0;
  text.words.forEach((word, at) => {
    const next = text.words[at + 1];
    if (
      next === undefined ||
      word.text.length > 1 ||
      next.text.length > 1 ||
      (text.starts[at + 1] ?? 0) - (text.ends[at] ?? 0) !== 1
    )
      return;
    const sign = text.folded.text[text.ends[at] ?? 0];
    if ((sign === '-' || sign === ':') && isDigit(word.text) && isDigit(next.text)) scores++;
  });
  return scores >= 2;
}

function isDigit(word: string): boolean {
  return word >= '0' && word <= '9';
}

/** Letters between a hit and a name; beyond any limit where they stand in different fields. */
function distance(hit: ContextHit, candidate: Candidate): number {
  if (hit.field !== candidate.field) return Number.POSITIVE_INFINITY;
  if (hit.end <= candidate.start) return candidate.start - hit.end;
  return hit.start >= candidate.end ? hit.start - candidate.end : 0;
}

/** Whether the office opens the summary of an item whose title has the name; an article may stand before it. */
function opensLead(hit: ContextHit, candidate: Candidate): boolean {
  return candidate.field === 'title' && hit.field === 'summary' && hit.start <= MAX_ARTICLE_CHARS;
}

/** A calling right before the name, with at most a short word between, or after a comma. */
function isBeside(hit: ContextHit, candidate: Candidate, item: ItemWords): boolean {
  const text = fieldText(candidate.field, item);
  if (hit.field !== candidate.field || text === undefined) return false;
  if (hit.end <= candidate.start)
    return (
      /^[ ]?(?:\p{L}{1,3} )?$/u.test(text.folded.text.slice(hit.end, candidate.start).slice(0, 8)) &&
      candidate.start - hit.end < 8 &&
      // "The actress met N. N." speaks of two.
      !item
        .context()
        .some(
          ({ tag, field, start, end }) =>
            tag.kind === 'guest' && field === hit.field && start >= hit.end && end <= candidate.start,
        )
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
      /^ ?(?:(?:de|des|do|da|del|of) ?)?[«"“„‹「『《']?$/u.test(
        text.folded.text.slice(hit.end, candidate.start).slice(0, 8),
      ) && candidate.start - hit.end < 8
    );
  return hit.start - candidate.end <= 1 && hit.start >= candidate.end;
}

/** The text of a field. */
export function fieldText(field: ItemField, item: ItemWords): WordText | undefined {
  return item.fields.find((one) => one.field === field)?.text;
}

function foldedOf({ field, start, end }: Candidate, item: ItemWords): string {
  return fieldText(field, item)?.folded.text.slice(start, end) ?? '';
}

function textOf(hit: ContextHit, item: ItemWords): string {
  const text = fieldText(hit.field, item);
  return text === undefined ? '' : original(text, hit.start, hit.end);
}

/** The words of a folded span as they were printed. */
export function original(text: WordText, start: number, end: number): string {
  return text.original.slice(text.folded.toOriginal(start), text.folded.toOriginal(end));
}
