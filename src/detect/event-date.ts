/** The date of an event: the time named beside it in its sentence, not the one at which somebody spoke of it. */
import type { EventDate, EventStatus } from '../model/event.ts';
import { publishedDate, resolveTime, stretchDate, type Tense } from './dates.ts';
import { has, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';
import type { TimeMention } from './time-spec.ts';

/** An anchor for sentences that don't tell the event themselves. */
export const ELSEWHERE: TokenSpan = { from: 0, to: 0 };

/** Which way bare weekdays of an event with this status point. */
export function tenseOf(status: EventStatus): Tense {
  return status === 'planned' || status === 'cancelled' ? 'future' : 'past';
}

/**
 * The date that `sentence` states for what stands at `anchor`.
 *
 * @returns undefined where it states none
 */
export function dateNear(
  sentence: SentenceReading,
  anchor: TokenSpan,
  publishedAt: number,
  status: EventStatus,
  kind: 'trip' | 'deal' = 'trip',
): EventDate | undefined {
  if (sentence.times.length === 0) return undefined;
  const tense = tenseOf(status);
  const dated: { time: TimeMention; date: EventDate }[] = [];
  for (const time of sentence.times) {
    if (isOfSpeech(sentence, time, status)) continue;
    if (tense === 'past' && (isAhead(sentence, time) || isRatherAhead(time, publishedAt, anchor === ELSEWHERE)))
      continue;
    const towards = time.bound === 'until' ? 'future' : time.bound === 'since' ? 'past' : tense;
    const date = resolveTime(time.spec, publishedAt, towards);
    if (date !== undefined) dated.push({ time, date });
  }
  const distance = (time: TimeMention) =>
    time.to <= anchor.from ? anchor.from - time.to : time.from >= anchor.to ? time.from - anchor.to : 0;
  dated.sort((a, b) => precisionRank(a.date) - precisionRank(b.date) || distance(a.time) - distance(b.time));
  const main = dated.find((entry) => entry.time.bound !== 'until') ?? dated[0];
  const until = dated.find((entry) => entry.time.bound === 'until');
  if (
    kind === 'trip' &&
    status === 'under-way' &&
    until !== undefined &&
    dated.length === 1 &&
    until.date.precision === 'day'
  ) {
    // "in Beijing until Thursday", told today
    const today = publishedDate(publishedAt, 'day');
    return until.date.from > today.from ? { ...until.date, from: today.from, to: until.date.from } : until.date;
  }
  const long = sentence.times.find((time) => isLength(sentence, time));
  const arrival = arrivalDate(sentence, dated);
  if (kind === 'trip' && arrival !== undefined && status !== 'planned' && status !== 'cancelled') return arrival;
  if (main !== undefined) {
    const { date } = main;
    if (
      kind === 'trip' &&
      until !== undefined &&
      until !== main &&
      date.precision === 'day' &&
      date.to === undefined &&
      until.date.from > date.from
    ) {
      return { ...date, to: until.date.from };
    }
    if (
      long !== undefined &&
      long.spec.kind === 'days long' &&
      date.precision === 'day' &&
      date.to === undefined &&
      long.spec.days > 1 &&
      long.spec.days < 15
    ) {
      return stretchDate(date, long.spec.days, has(sentence, 'leave') ? 'back' : 'ahead');
    }
    return date;
  }
  return undefined;
}

/** "arrived on Sunday … and concluded on Monday": from the one to the other. */
function arrivalDate(
  sentence: SentenceReading,
  dated: readonly { time: TimeMention; date: EventDate }[],
): EventDate | undefined {
  const days = dated.filter(
    (entry) => entry.date.precision === 'day' && entry.date.to === undefined && entry.time.bound === undefined,
  );
  const arrived = days.find((entry) => spansOf(sentence, 'go').some((span) => within(sentence, span, entry.time, 4)));
  const later = days.find((entry) => arrived !== undefined && entry.date.from > arrived.date.from);
  if (arrived === undefined || later === undefined) return undefined;
  return { ...arrived.date, to: later.date.from };
}

/** A weekday six days back is rather tomorrow's, and a month almost a year back one to come: news is told sooner. */
function isRatherAhead({ spec, bound }: TimeMention, publishedAt: number, isElsewhere: boolean): boolean {
  const now = new Date(publishedAt);
  if (spec.kind === 'month' && spec.year === undefined) return (now.getUTCMonth() + 1 - spec.month + 12) % 12 > 6;
  if (spec.kind !== 'weekday' || spec.turn !== undefined || bound !== undefined) return false;
  const back = ((now.getUTCDay() || 7) - spec.weekday + 7) % 7;
  return back >= (isElsewhere ? 5 : 6);
}

/** "is expected on Sunday", in the sentence of something done: that day is another event's. */
function isAhead(sentence: SentenceReading, time: TimeMention): boolean {
  if (time.bound !== undefined || !['weekday', 'month'].includes(time.spec.kind)) return false;
  return (['willGo', 'planned'] as const).some((cue) =>
    spansOf(sentence, cue).some((span) => within(sentence, span, time, 2) || leadsTo(sentence, span, time)),
  );
}

/** "will meet the king on Thursday": the future stands before the time, few words and no mark between. */
function leadsTo(sentence: SentenceReading, future: TokenSpan, time: TimeMention): boolean {
  return (
    future.to <= time.from &&
    within(sentence, future, time, 5) &&
    !sentence.tokens.slice(future.to, time.from).some((token) => token.kind === 'mark')
  );
}

/** "a three-day visit", not "three days after". */
function isLength(sentence: SentenceReading, time: TimeMention): boolean {
  if (time.spec.kind !== 'days long') return false;
  const visit = (['tripNoun', 'stay', 'leave'] as const).flatMap((cue) => spansOf(sentence, cue));
  return visit.some((span) => within(sentence, span, time, 3));
}

/** The length of a stay that the sentence names, in days. */
export function lengthOfStay(sentence: SentenceReading): number | undefined {
  const time = sentence.times.find((candidate) => isLength(sentence, candidate));
  return time?.spec.kind === 'days long' && time.spec.days > 1 && time.spec.days < 15 ? time.spec.days : undefined;
}

function precisionRank(date: EventDate): number {
  return date.precision === 'day' ? 0 : 1;
}

/** Whether the time is when somebody said it: "сообщил в пятницу Кремль" says nothing of a visit that is to come. */
function isOfSpeech(sentence: SentenceReading, time: TimeMention, status: EventStatus): boolean {
  if (status !== 'planned' && status !== 'cancelled') return false;
  if (time.bound === 'since') return true;
  return (['says', 'denies'] as const).some((cue) =>
    spansOf(sentence, cue).some((span) => {
      const [from, to] = time.from >= span.to ? [span.to, time.from] : [time.to, span.from];
      if (sentence.tokens.slice(from, to).some((token) => token.kind === 'mark')) return false;
      // "sagte sein Berater am Dienstag": the speaker stands between; "said he would visit on Tuesday" is of the visit.
      return (
        to - from <= 2 ||
        (from === span.to && to - from <= 6 && !REPORTED.some((word) => standsIn(sentence, word, from, to)))
      );
    }),
  );
}

/** Words with which what is said begins. */
const REPORTED = ['clause', 'go', 'willGo', 'notGo', 'planned', 'tripNoun', 'pronoun', 'cancels'] as const;

function standsIn(sentence: SentenceReading, cue: (typeof REPORTED)[number], from: number, to: number): boolean {
  return spansOf(sentence, cue).some((span) => span.from >= from && span.to <= to);
}
