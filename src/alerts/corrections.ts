/** Corrections as a reader sees them: what a fact was before, beside what it is. Pure. */
import type { Correction, DetectedEvent } from '../model/event.ts';
import { harmless } from './markup.ts';
import { countryName, STATUS_WORDS, writeDate, writeMoney } from './words.ts';

/**
 * The fact as it is now, with what it was: `6 August 2009 (was 5 August 2009)`.
 *
 * @param now  as it is written; undefined where the item doesn't say, and then it is shown only if something was said before
 * @param slots what the fact is made of
 */
export function withCorrections(
  now: string | undefined,
  event: DetectedEvent,
  ...slots: readonly Correction['slot'][]
): string | undefined {
  const before = slots.map((slot) => whatWas(slot, event));
  const steps = Math.max(...before.map(({ length }) => length));
  if (steps === 0) return now;
  // Town and country that were corrected together are shown together: "was Caracas, Venezuela".
  const was = Array.from({ length: steps }, (_, step) => before.flatMap((texts) => texts[step] ?? []).join(', '));
  return `${now ?? 'not said'} (was ${was.join(', before that ')})`;
}

/** The latest first; what it is again is not repeated. */
function whatWas(slot: Correction['slot'], event: DetectedEvent): readonly string[] {
  const texts = (event.corrections ?? []).filter((one) => one.slot === slot).map(writeCorrection);
  return [...new Set(texts.filter((text) => text !== writeNow(slot, event)).toReversed())];
}

function writeNow(slot: Correction['slot'], { date, value, status, place, countries }: DetectedEvent) {
  if (slot === 'date') return date === undefined ? undefined : writeDate(date);
  if (slot === 'value') return value === undefined ? undefined : writeMoney(value);
  if (slot === 'status') return STATUS_WORDS[status];
  return slot === 'place' ? place && harmless(place) : countries.map(countryName).join(', ');
}

function writeCorrection(correction: Correction): string {
  switch (correction.slot) {
    case 'date':
      return writeDate(correction.was);
    case 'value':
      return writeMoney(correction.was);
    case 'status':
      return STATUS_WORDS[correction.was];
    case 'place':
      return harmless(correction.was);
    case 'countries':
      return correction.was.map(countryName).join(', ');
  }
}
