/** Whose verb it is: the subject of a verb of going, by order, distance and who stands between. */
import type { Actor } from './actor.ts';
import type { ReadContext } from './context.ts';
import { type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';

export function othersOf(context: ReadContext, sentence: SentenceReading, actor: Actor): Actor[] {
  return (context.actors[sentence.index] ?? []).filter((other) => other.officialId !== actor.officialId);
}

/** Whether the verb is the actor's: no one else stands nearer before it. */
export function isSubject(sentence: SentenceReading, actor: Actor, verb: TokenSpan, context: ReadContext): boolean {
  const others = (context.actors[sentence.index] ?? []).filter((other) => other.officialId !== actor.officialId);
  // Whoever goes along goes as well.
  if (comesAlong(sentence, actor)) return true;
  if (actor.to <= verb.from) {
    const between = others.filter((other) => other.from >= actor.to && other.to <= verb.from);
    if (between.length > 0) return between.every((other) => joined(sentence, actor, other));
    return within(sentence, actor, verb, 14) && !strangerBetween(sentence, actor.to, verb.from);
  }
  // Verb first: "llegó Lavrov", "прибыл Путин", "يصل شي"
  const before = others.some((other) => other.to <= verb.from) || strangerBetween(sentence, 0, verb.from, 1);
  if (before)
    return (context.actors[sentence.index] ?? []).some(
      (other) => other !== actor && other.from < actor.from && joined(sentence, other, actor),
    );
  const firstAfter = others.filter((other) => other.from >= verb.to && other.from < actor.from);
  return (
    within(sentence, verb, actor, 7) &&
    (firstAfter.length === 0 || firstAfter.every((other) => joined(sentence, other, actor)))
  );
}

export function comesAlong(sentence: SentenceReading, actor: Actor): boolean {
  return spansOf(sentence, 'along').some((span) => span.to <= actor.from && actor.from - span.to <= 3);
}

/** "A and B", "A, with B": nothing but commas, "and" or "with" and titles between. */
function joined(sentence: SentenceReading, a: TokenSpan, b: TokenSpan): boolean {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  if (second.from - first.to > 6 * sentence.stretch) return false;
  return [...spansOf(sentence, 'and'), ...spansOf(sentence, 'with'), ...spansOf(sentence, 'along')].some(
    (span) => span.from >= first.to && span.to <= second.from,
  );
}

/** Whether a capitalised name that is neither place, organisation nor ours stands between. */
function strangerBetween(sentence: SentenceReading, from: number, to: number, skip = 0): boolean {
  for (let at = from + skip; at < to; at++) {
    const token = sentence.tokens[at];
    if (token === undefined || token.letterCase !== 'initial') continue;
    if (sentence.places.some((place) => at >= place.from && at < place.to)) continue;
    if (sentence.organisations.some((organisation) => at >= organisation.from && at < organisation.to)) continue;
    if (sentence.roles.some((role) => at >= role.from && at < role.to)) continue;
    const next = sentence.tokens[at + 1];
    // A stranger's name stands right before the verb, or is two capitalised words.
    if (at === to - 1 || next?.letterCase === 'initial') return true;
  }
  return false;
}
