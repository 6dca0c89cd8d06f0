/** Postponed trips: off on their day, and planned anew where the item names another. */
import type { EventDate } from '../model/event.ts';
import type { ReadContext } from './context.ts';
import { resolveTime } from './dates.ts';
import type { Journey } from './journeys.ts';
import { has, type SentenceReading, spansOf } from './reading.ts';
import type { TimeMention } from './time-spec.ts';

/** Words between "until" and the day: "until the month of May". */
const WORDS_BETWEEN = 2;

interface NewDate {
  readonly sentence: SentenceReading;
  readonly time: TimeMention;
  readonly date: EventDate;
}

/** `journeys`, with those that were put off to a day that the item names told twice: as cancelled and as planned. */
export function withNewDates(journeys: readonly Journey[], context: ReadContext): Journey[] {
  const off = journeys.filter((journey) => journey.status === 'cancelled');
  const found = off.length === 0 ? undefined : newDateOf(context);
  if (found === undefined) return [...journeys];
  return journeys.flatMap((journey) => {
    if (journey.status !== 'cancelled') return [journey];
    const isNew = journey.date === undefined || journey.date.from === found.date.from;
    const old = isNew ? { ...journey, date: otherDateOf(found, context) } : journey;
    const isKnown = journeys.some((other) => other.status === 'planned' && other.country === journey.country);
    return isKnown
      ? [old]
      : [old, { ...journey, status: 'planned' as const, date: found.date, sentence: found.sentence }];
  });
}

/** The day or month to which something was put off. */
function newDateOf({ sentences, publishedAt }: ReadContext): NewDate | undefined {
  for (const sentence of sentences) {
    const time = sentence.times.find((one) => isNewTime(sentence, one));
    const date = time === undefined ? undefined : resolveTime(time.spec, publishedAt, 'future');
    if (time !== undefined && date !== undefined) return { sentence, time, date };
  }
  return undefined;
}

/** "postponed until July", "la visita será en septiembre": the word for it stands before the time, and no place between. */
function isNewTime(sentence: SentenceReading, time: TimeMention): boolean {
  if (time.bound === 'until' && has(sentence, 'cancels')) return true;
  return spansOf(sentence, 'newDate').some(
    (span) =>
      time.from >= span.from &&
      time.from - span.to <= WORDS_BETWEEN * sentence.stretch &&
      !sentence.places.some((place) => place.from >= span.to && place.to <= time.from),
  );
}

/** The day on which it was to be: any that isn't the new one, a day before a month. */
function otherDateOf(found: NewDate, { sentences, publishedAt }: ReadContext): EventDate | undefined {
  const dates = sentences
    .flatMap((sentence) => sentence.times)
    .filter((time) => time !== found.time)
    .map((time) => resolveTime(time.spec, publishedAt, 'future'))
    .filter((date) => date !== undefined && date.from !== found.date.from);
  return dates.find((date) => date?.precision === 'day') ?? dates[0];
}
