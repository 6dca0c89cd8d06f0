/** The date of an event: the time named beside it in its sentence, not the one at which somebody spoke of it. */
import type { EventDate, EventStatus } from '../model/event.ts';
import { resolveTime, stretchDate, type Tense, type TimeMention } from './dates.ts';
import { has, type SentenceReading, spansOf, type TokenSpan } from './reading.ts';

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
): EventDate | undefined {
  const tense = tenseOf(status);
  const usable = sentence.times.filter((time) => !isOfSpeech(sentence, time, status));
  const dated = usable
    .map((time) => ({
      time,
      date: resolveTime(
        time.spec,
        publishedAt,
        time.bound === 'until' ? 'future' : time.bound === 'since' ? 'past' : tense,
      ),
    }))
    .filter((entry): entry is { time: TimeMention; date: EventDate } => entry.date !== undefined);
  const distance = (time: TimeMention) =>
    time.to <= anchor.from ? anchor.from - time.to : time.from >= anchor.to ? time.from - anchor.to : 0;
  dated.sort((a, b) => precisionRank(a.date) - precisionRank(b.date) || distance(a.time) - distance(b.time));
  const main = dated.find((entry) => entry.time.bound !== 'until') ?? dated[0];
  const until = dated.find((entry) => entry.time.bound === 'until');
  const long = usable.find((time) => time.spec.kind === 'days long');
  if (main !== undefined) {
    const { date } = main;
    if (
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

function precisionRank(date: EventDate): number {
  return date.precision === 'day' ? 0 : 1;
}

/** Whether the time is when somebody said it: "сообщил в пятницу Кремль" says nothing of a visit that is to come. */
function isOfSpeech(sentence: SentenceReading, time: TimeMention, status: EventStatus): boolean {
  if (status !== 'planned' && status !== 'cancelled') return false;
  return (['says', 'denies'] as const).some((cue) =>
    spansOf(sentence, cue).some((span) => {
      const distance = time.to <= span.from ? span.from - time.to : time.from >= span.to ? time.from - span.to : 0;
      return distance <= 2;
    }),
  );
}
