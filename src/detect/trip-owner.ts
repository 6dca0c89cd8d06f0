/** Whose trip a noun of travel is, where the sentence says so in the genitive: "la visita de Orban", "Trump's visit". */
import type { Actor } from './actor.ts';
import type { ReadContext } from './context.ts';
import { type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';

/** Words between a genitive and its noun: "Trump's planned visit". */
const WORDS_BETWEEN = 2;

/** Whether the noun has an owner who isn't the actor: a name that is neither place nor organisation, or an office. */
export function isAnothersTrip(
  sentence: SentenceReading,
  noun: TokenSpan,
  actor: Actor,
  actors: readonly Actor[],
): boolean {
  const isOwn = (at: number) =>
    actors.some((one) => one.officialId === actor.officialId && at >= one.from && at < one.to);
  const covers = (spans: readonly TokenSpan[], at: number) => spans.some((span) => at >= span.from && at < span.to);
  const isStranger = (at: number) => {
    const token = sentence.tokens[at];
    if (token === undefined || isOwn(at)) return false;
    if (covers(sentence.places, at) || covers(sentence.organisations, at)) return false;
    return token.letterCase === 'initial' || covers(sentence.roles, at);
  };
  const genitive = sentence.tokens.findLastIndex(
    (token, at) => at < noun.from && at >= noun.from - 1 - WORDS_BETWEEN && token.text === 's',
  );
  if (genitive > 0 && isStranger(genitive - 1)) return true;
  // "о визите Трампа в Эр-Рияд": in Russian the owner stands right behind it.
  const behind = sentence.tokens[noun.to];
  if (behind?.letterCase === 'initial' && /^[а-я]/.test(behind.text) && isStranger(noun.to)) return true;
  const of = spansOf(sentence, 'from').find((span) => span.from === noun.to);
  return of !== undefined && sentence.tokens[of.to]?.letterCase === 'initial' && isStranger(of.to);
}

/** "Barrot fustige le voyage d'Orban": in a headline the trip is background to what another official says of it. */
export function isCommentedOn(sentence: SentenceReading, noun: TokenSpan, owner: Actor, context: ReadContext): boolean {
  if (sentence.field !== 'title' || owner.from < noun.to || owner.from - noun.to > 2 * sentence.stretch) return false;
  return spansOf(sentence, 'says').some(
    (says) =>
      says.to <= noun.from &&
      within(sentence, says, noun, 3) &&
      (context.actors[sentence.index] ?? []).some(
        (other) => other.officialId !== owner.officialId && other.to <= says.from && within(sentence, other, says, 2),
      ),
  );
}
