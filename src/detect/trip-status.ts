/** The status of a trip: which of a sentence's words of future, calling off and denial belong to it. */
import type { EventStatus } from '../model/event.ts';
import type { Actor } from './actor.ts';
import type { Cue } from './clues.ts';
import { mayBeAhead, pointsAhead } from './dates.ts';
import { gap, has, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';

/** The cues that make a status, for showing them. */
export const STATUS_CUES: Readonly<Partial<Record<EventStatus, readonly Cue[]>>> = {
  planned: ['willGo', 'planned'],
  'under-way': ['stay'],
  cancelled: ['cancels', 'notGo'],
  denied: ['denies'],
};

/** The status of an actor's trip to `place`, as far as this sentence says; `others` are its other actors. */
export function tripStatus(
  sentence: SentenceReading,
  actor: Actor,
  place: TokenSpan | undefined,
  others: readonly Actor[],
  publishedAt: number,
): EventStatus {
  const inClause = (cue: Cue) => spansOf(sentence, cue).some((span) => sameClause(sentence, span, actor, place));
  if (inClause('denies')) return 'denied';
  if (inClause('notGo') || (inClause('cancels') && besideTravelWord(sentence))) return 'cancelled';
  const future = spansOf(sentence, 'willGo')
    .filter((span) => !isPartOfGo(sentence, span) && !(place !== undefined && leadsElsewhere(sentence, span, place)))
    .some((span) =>
      place === undefined
        ? within(sentence, span, actor, 10)
        : within(sentence, span, place, 8) && sameClause(sentence, span, actor, place),
    );
  if (future) return 'planned';
  if (
    place !== undefined &&
    spansOf(sentence, 'planned').some(
      (span) =>
        within(sentence, span, place, 7) &&
        sameClause(sentence, span, actor, place) &&
        !isGoing(sentence, span) &&
        !leadsElsewhere(sentence, span, place),
    ) &&
    hasTravelBeside(sentence, place, others)
  )
    return 'planned';
  if (inClause('stay')) return 'under-way';
  if (isToCome(sentence, place ?? actor, publishedAt)) return 'planned';
  return inClause('setsOff') ? 'under-way' : 'done';
}

/** "flies to Berlin next Monday", "visita Lisboa en abril", "in Madrid next week": a time to come beside the trip. */
function isToCome(sentence: SentenceReading, trip: TokenSpan, publishedAt: number): boolean {
  const isThere = (['meets', 'attends', 'receivedBy', 'sign'] as const).some((cue) => has(sentence, cue));
  return sentence.times.some(({ spec, bound, from, to }) => {
    if (bound !== undefined || !within(sentence, { from, to }, trip, 8)) return false;
    if (pointsAhead(spec, publishedAt)) return has(sentence, 'go') || !isThere;
    return (
      mayBeAhead(spec, publishedAt) && spansOf(sentence, 'goes').some((verb) => within(sentence, verb, { from, to }, 8))
    );
  });
}

/** "landed in A on Sunday and will reach B on Monday": what is to come has a place of its own. */
function leadsElsewhere(sentence: SentenceReading, future: TokenSpan, place: TokenSpan): boolean {
  return (
    future.from >= place.to &&
    sentence.places.some(
      (other) => other.from >= future.to && other.relation !== 'from' && gap(other, future) < gap(place, future),
    )
  );
}

/** "the first leader to visit": no future. */
function isPartOfGo(sentence: SentenceReading, span: TokenSpan): boolean {
  return spansOf(sentence, 'go').some((go) => go.from < span.from && go.to >= span.to);
}

/** "vai a Pequim": what before a verb is the future is going itself before a place. */
function isGoing(sentence: SentenceReading, span: TokenSpan): boolean {
  return spansOf(sentence, 'go').some((go) => go.from === span.from && go.to === span.to + 1);
}

/** Whether what is called off is travel, and not, say, a delivery. */
function besideTravelWord(sentence: SentenceReading): boolean {
  const travel = (['tripNoun', 'go', 'willGo', 'notGo', 'meets'] as const).flatMap((cue) => spansOf(sentence, cue));
  // "cancels most of the debt" is an accord.
  const isAccord = (span: TokenSpan) =>
    spansOf(sentence, 'dealVerb').some((verb) => verb.from === span.from && verb.to > span.to);
  return spansOf(sentence, 'cancels').some(
    (span) =>
      !isAccord(span) &&
      (travel.some((word) => within(sentence, span, word, 5)) ||
        sentence.places.some((place) => within(sentence, span, place, 4))),
  );
}

/** Whether a word of travel stands beside the place, and nobody else beside that word: "in X to prepare Y's visit". */
function hasTravelBeside(sentence: SentenceReading, place: TokenSpan, others: readonly Actor[]): boolean {
  return (['tripNoun', 'willGo', 'notGo'] as const).some((cue) =>
    spansOf(sentence, cue).some(
      (span) => within(sentence, span, place, 6) && !others.some((other) => within(sentence, other, span, 2)),
    ),
  );
}

/** Whether a cue belongs to the actor or the place: no semicolon or full stop, and not across two commas. */
function sameClause(
  sentence: SentenceReading,
  cue: TokenSpan,
  actor: TokenSpan,
  place: TokenSpan | undefined,
): boolean {
  const target = place !== undefined && gap(cue, place) < gap(cue, actor) ? place : actor;
  const [from, to] = cue.from <= target.from ? [cue.to, target.from] : [target.to, cue.from];
  if (to - from > 14 * sentence.stretch) return false;
  let commas = 0;
  for (let at = from; at < to; at++) {
    const text = sentence.tokens[at]?.text;
    if (text === ';' || text === '；' || text === '؛' || text === '.' || text === '。') return false;
    if (text === ',' || text === '，' || text === '،') commas++;
  }
  return commas <= 1;
}
