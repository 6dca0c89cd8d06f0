/** A namesake in full: who plays, sings or acts under an official's name, told from the official who looks on. */
import type { Candidate } from './candidate.ts';
import type { ContextHit, Profile } from './context.ts';
import { isCyrillic, type WordText } from './words.ts';

/** Letters between a rare name and a deed: further off the deed is another's, of whom the sentence speaks as well. */
const BESIDE_CHARS = 12;
/** So many deeds make an article one about sport or music wherever they stand. */
const MANY_DEEDS = 2;
const SENTENCE_ENDS = '.!?。！？؟\n';
/** "St.", "J." and "Dr." end no sentence. */
const MIN_LAST_WORD_CHARS = 4;
const MAX_SENTENCE_CHARS = 400;
/** ", ein ", ", the ": what may stand between a name and what its bearer is. */
const MAX_ARTICLE_CHARS = 7;

/** Whom a full name in an article about sport or art means: the official who looks on, another bearer, or either. */
export type PartInShow = 'guest' | 'namesake' | 'unknown';

/**
 * Reads the sentence around a full name. Where a deed of sport or art stands in it, and neither an office of the
 * official's nor what a guest does, the name is another's; a deed in apposition to the name outweighs the guest. A rare
 * name takes a deed right beside it.
 *
 * @param text the field in which the name stands
 */
export function partInShow(
  candidate: Candidate,
  text: WordText,
  hits: readonly ContextHit[],
  profile: Profile,
): PartInShow {
  const from = sentenceStart(text, candidate.start);
  const to = sentenceEnd(text, candidate.end);
  const isInSentence = ({ field, start, end }: ContextHit): boolean =>
    field === candidate.field && start >= from && end <= to;
  // Marcó and Marco are one word here.
  const isOfName = ({ start, end }: ContextHit): boolean => start >= candidate.start && end <= candidate.end;
  const here = hits.filter((hit) => isInSentence(hit) && !isOfName(hit));
  const isOfOffice = here.some((hit) => isOwn(hit, profile));
  const deeds = here.filter(isDeed);
  // "Goalkeeper N. N. opens a school": what stands in apposition to the name is the bearer's, whatever else one does.
  if (!isOfOffice && deeds.some((hit) => isInApposition(hit, candidate, text))) return 'namesake';
  if (here.some(({ tag }) => tag.kind === 'guest')) return 'guest';
  if (isOfOffice) return 'unknown';
  const isMeant = profile.hasUsualName
    ? deeds.length > 0
    : deeds.some(({ start, end }) => start - candidate.end <= BESIDE_CHARS && candidate.start - end <= BESIDE_CHARS);
  if (isMeant) return 'namesake';
  const isOfPublicAffairs = hits.some(
    (hit) => hit.tag.kind === 'public' || hit.tag.kind === 'guest' || isOwn(hit, profile) || isOwnState(hit, profile),
  );
  return !isOfPublicAffairs && hits.filter(isDeed).length >= MANY_DEEDS ? 'namesake' : 'unknown';
}

/**
 * Whether a deed stands right before the name, or after it and a comma. In Cyrillic what stands before may be the object
 * of a later verb, "чемпиона мира Владимир Путин принял", which only case endings tell.
 */
function isInApposition({ start, end }: ContextHit, candidate: Candidate, { folded: { text } }: WordText): boolean {
  if (end <= candidate.start)
    return (
      candidate.start - end <= 1 &&
      text.slice(end, candidate.start).trim() === '' &&
      !isCyrillic(text.slice(start, end))
    );
  const between = text.slice(candidate.end, start);
  return start >= candidate.end && between.length <= MAX_ARTICLE_CHARS && /^, (?:\p{L}+ )?$/u.test(between);
}

function isDeed({ tag }: ContextHit): boolean {
  return tag.kind === 'deed';
}

/** Whether the word is of an office that the official holds or held. */
function isOwn({ tag }: ContextHit, { titles, bodies, sectors }: Profile): boolean {
  if (tag.kind === 'title') return titles.has(tag.title);
  if (tag.kind === 'body') return bodies.has(tag.organisation);
  return tag.kind === 'sector' && sectors.has(tag.sector);
}

/** In a sentence with a deed a state names a side; elsewhere it speaks for its official. */
function isOwnState({ tag }: ContextHit, { states }: Profile): boolean {
  return tag.kind === 'state' && states.has(tag.code);
}

function sentenceStart({ folded: { text } }: WordText, start: number): number {
  const least = Math.max(0, start - MAX_SENTENCE_CHARS);
  for (let at = start - 1; at >= least; at--) if (endsSentence(text, at)) return at + 1;
  return least;
}

function sentenceEnd({ folded: { text } }: WordText, end: number): number {
  const most = Math.min(text.length, end + MAX_SENTENCE_CHARS);
  for (let at = end; at < most; at++) if (endsSentence(text, at)) return at;
  return most;
}

function endsSentence(text: string, at: number): boolean {
  const sign = text[at] ?? '';
  if (!SENTENCE_ENDS.includes(sign)) return false;
  if (sign !== '.') return true;
  if (text[at + 1] !== ' ') return false;
  const word = text.lastIndexOf(' ', at) + 1;
  return at - word >= MIN_LAST_WORD_CHARS;
}
