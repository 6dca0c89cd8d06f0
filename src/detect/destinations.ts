/** Which of a sentence's places an official may have gone to; the others say whose somebody is, or what talks are about. */
import type { Actor, OfficialFacts } from './actor.ts';
import type { Cue } from './clues.ts';
import type { PlaceMention } from './places.ts';
import { has, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';

/** Cues by which a place without "in" or "to" may be gone to. */
const TRAVEL: readonly Cue[] = ['go', 'tripNoun', 'willGo', 'notGo', 'stay', 'leave', 'cancels'];

/** Places abroad to which the actor may have gone: with "in" or "to", or named beside a word of travel. */
export function destinations(sentence: SentenceReading, actor: Actor, facts: OfficialFacts): PlaceMention[] {
  const travels = TRAVEL.some((cue) => has(sentence, cue));
  const candidates = sentence.places.filter((place) => {
    if (facts.homes.has(place.country) || !within(sentence, place, actor, 30)) return false;
    if (
      place.kind === 'demonym' ||
      isTheirOwn(sentence, place) ||
      isSpokenFrom(sentence, place) ||
      isBeneficiary(sentence, place) ||
      isTopic(sentence, place)
    )
      return false;
    if (place.relation === 'from') {
      // "va al G20 de Río": what is in Rio is gone to; "camino de Luanda": the preposition is the verb's.
      const ahead =
        spansOf(sentence, 'willGo').some((span) => span.to <= place.from && place.from - span.to <= 4) ||
        spansOf(sentence, 'go').some((span) => span.to === place.from);
      const speaks = place.town !== undefined && !has(sentence, 'go') && within(sentence, place, actor, 4);
      return ahead || speaks || has(sentence, 'leave');
    }
    if (place.relation === 'none') return travels && besideTravel(sentence, place);
    return true;
  });
  // A town says where its state is: of "in Moscow … to Russia" the town stays.
  return candidates.filter((place, index) =>
    place.town !== undefined
      ? candidates.findIndex((other) => other.town === place.town) === index
      : !candidates.some((other) => other.town !== undefined && other.country === place.country) &&
        candidates.findIndex((other) => other.country === place.country) === index,
  );
}

/** "India's Modi", "巴西总统", "премьер Венгрии": the state says whose somebody is, not where they go. */
function isTheirOwn(sentence: SentenceReading, place: PlaceMention): boolean {
  // The English genitive's s is a token of its own.
  const isGenitive = place.relation === 'none' && sentence.tokens[place.to]?.text === 's';
  const isOffice =
    place.kind === 'country' &&
    sentence.roles.some((role) => role.from === place.to || (role.to === place.from && place.relation === 'none'));
  return isGenitive || isOffice;
}

/** "will visit Sochi, the Kremlin said", "сообщили в Кремле": where it was told, beside the place that is gone to. */
function isSpokenFrom(sentence: SentenceReading, place: PlaceMention): boolean {
  return (
    spansOf(sentence, 'says').some((says) => says.to <= place.from && place.from - says.to <= 1) &&
    sentence.places.some(
      (other) => other.to < place.from && other.town !== undefined && other.country === place.country,
    )
  );
}

/** "in Geneva for China talks": the state is what the talks are about, beside the town in which they are. */
function isTopic(sentence: SentenceReading, place: PlaceMention): boolean {
  return (
    place.kind === 'country' &&
    (['meets', 'dealNoun'] as const).some((cue) => spansOf(sentence, cue).some((span) => span.from === place.to)) &&
    sentence.places.some(
      (other) =>
        other.to < place.from && other.town !== undefined && (other.relation === 'at' || other.relation === 'to'),
    )
  );
}

/** "un crédito de 25 millones de euros para Cabo Verde": a state to which money goes. */
function isBeneficiary(sentence: SentenceReading, place: PlaceMention): boolean {
  return (
    place.kind === 'country' &&
    place.relation === 'to' &&
    [...sentence.money, ...spansOf(sentence, 'dealNoun')].some(
      (span) => span.to <= place.from && place.from - span.to <= 2 * sentence.stretch,
    )
  );
}

function besideTravel(sentence: SentenceReading, place: PlaceMention): boolean {
  const before = sentence.places.find(
    (other) =>
      other.to < place.from &&
      place.from - other.to <= 2 &&
      spansOf(sentence, 'and').some((span) => span.from === other.to),
  );
  if (before !== undefined && besideTravel(sentence, before)) return true;
  // "heads to Cairo for Gaza talks": what is gone to stands between.
  const isNext = (span: TokenSpan) =>
    !sentence.places.some((other) => other.relation === 'to' && other.from >= span.to && other.to <= place.from);
  return (['go', 'tripNoun', 'willGo', 'notGo', 'leave'] as const).some((cue) =>
    spansOf(sentence, cue).some((span) => within(sentence, span, place, 2) && isNext(span)),
  );
}
