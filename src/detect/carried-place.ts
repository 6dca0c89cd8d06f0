/** Places that a sentence doesn't name itself: the host's country, or where the item's happening is. */

import type { Evidence } from '../model/event.ts';
import { type Actor, isRemote, type OfficialFacts } from './actor.ts';
import type { Cue } from './clues.ts';
import type { ReadContext } from './context.ts';
import { because, doubt } from './evidence.ts';
import type { Town } from './gazetteer.ts';
import type { PlaceMention } from './places.ts';
import { has, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';
import { comesAlong, isSubject, othersOf } from './subject.ts';

/** Where the item's happening takes place: its first town with "in", or first state with a verb of going. */
export interface MainPlace {
  readonly place: PlaceMention;
  readonly sentence: SentenceReading;
}

export function mainPlace({ sentences }: ReadContext): MainPlace | undefined {
  for (const sentence of sentences) {
    const place = sentence.places.find(
      (candidate) => candidate.town !== undefined && (candidate.relation === 'at' || candidate.relation === 'to'),
    );
    if (place !== undefined && !isRemote(sentence)) return { place, sentence };
  }
  for (const sentence of sentences) {
    const place = sentence.places.find(
      (candidate) => candidate.kind === 'country' && candidate.relation !== 'none' && candidate.relation !== 'from',
    );
    if (place !== undefined && (has(sentence, 'go') || has(sentence, 'tripNoun') || has(sentence, 'stay')))
      return { place, sentence };
  }
  return undefined;
}

/** Cues that tie an actor to a place named elsewhere, the most telling first. */
const CARRYING: readonly Cue[] = [
  'notGo',
  'receivedBy',
  'go',
  'willGo',
  'stay',
  'meets',
  'attends',
  'sign',
  'along',
  'receives',
  'tripNoun',
  'cancels',
  'leave',
  'fails',
];

/** A place that the sentence doesn't name itself: the host's country, or where the item's happening is. */
export function carriedPlace(
  context: ReadContext,
  sentence: SentenceReading,
  actor: Actor,
  facts: OfficialFacts,
  main: MainPlace | undefined,
): { country: string; town: Town | undefined; evidence: Evidence[] } | undefined {
  const evidence: Evidence[] = [];
  const cue = carryingCue(context, sentence, actor);
  if (cue === undefined) return undefined;
  const isVisited = (other: Actor) =>
    ['go', 'willGo', 'tripNoun'].includes(cue.name) && other.from > cue.span.from && actor.from <= cue.span.from;
  const host = othersOf(context, sentence, actor).find(
    (other) => other.stance === 'host' || isVisited(other) || comesTo(sentence, actor, other),
  );
  const hostCountry = host === undefined ? undefined : context.facts.get(host.officialId)?.states[0];
  const abroad = main !== undefined && !facts.homes.has(main.place.country) ? main : undefined;
  const atHome = main !== undefined && facts.homes.has(main.place.country);
  if (hostCountry !== undefined && host !== undefined && !facts.homes.has(hostCountry) && !atHome) {
    evidence.push(
      because('place', "the host's country", 1.3, sentence, host),
      because('kind', 'is received', 1.2, sentence, cue.span),
    );
    return {
      country: hostCountry,
      town: abroad?.place.country === hostCountry ? abroad.place.town : undefined,
      evidence,
    };
  }
  if (abroad === undefined) return comesAlong(sentence, actor) ? undefined : onlyForeign(context, sentence, facts, cue);
  if (abroad.sentence === sentence || sentence.places.some((place) => isAt(place, facts))) return undefined;
  // Announcing can be done from anywhere.
  const announces = cue.name === 'sign' && spansOf(sentence, 'says').some((span) => span.from === cue.span.from);
  const inPerson =
    cue.name === 'receives' || announces
      ? 0
      : cue.name === 'go' || cue.name === 'willGo' || cue.name === 'notGo' || cue.name === 'stay'
        ? 1.6
        : 1.3;
  evidence.push(
    because(
      'place',
      "where the item's happening is",
      abroad.place.town === undefined ? 0.8 : 1.2,
      abroad.sentence,
      abroad.place,
    ),
  );
  evidence.push(because('kind', 'takes part in it', inPerson, sentence, cue.span));
  if (sentence.field === 'title') evidence.push(because('official', 'in the title', 0.4));
  const goes =
    ['go', 'willGo', 'stay', 'receivedBy'].includes(cue.name) && isSubject(sentence, actor, cue.span, context);
  const home = goes ? undefined : context.sentences.find((one) => one.places.some((place) => isAt(place, facts)));
  if (home !== undefined) evidence.push(because('place', 'home is where others come to', -1.5, home));
  const lead = abroad.sentence;
  if (
    (context.actors[lead.index] ?? []).length === 0 &&
    !standsFor(facts, lead) &&
    spansOf(lead, 'go').some((span) => within(lead, span, abroad.place, 4))
  ) {
    evidence.push(because('official', 'somebody else went there', -2, lead, abroad.place));
  }
  return { country: abroad.place.country, town: abroad.place.town, evidence };
}

/** "X and his visiting counterpart": the guest came to the one who is none. */
function comesTo(sentence: SentenceReading, actor: Actor, other: Actor): boolean {
  return actor.stance === 'guest' && other.stance === 'actor' && has(sentence, 'guest');
}

/** Whether the sentence's traveller can be the official's own state or alliance: "EU dangles aid on visit to Tunis". */
function standsFor(facts: OfficialFacts, sentence: SentenceReading): boolean {
  const isAlliance = facts.states.length === 0;
  return (
    sentence.places.some((place) => facts.homes.has(place.country)) ||
    (isAlliance && sentence.organisations.some(({ organisation }) => organisation.countries.length === 0))
  );
}

function isAt(place: PlaceMention, facts: OfficialFacts): boolean {
  return (
    place.town !== undefined && (place.relation === 'at' || place.relation === 'to') && facts.homes.has(place.country)
  );
}

function carryingCue(
  context: ReadContext,
  sentence: SentenceReading,
  actor: Actor,
): { readonly name: Cue; readonly span: TokenSpan } | undefined {
  for (const name of CARRYING)
    for (const span of spansOf(sentence, name))
      if (within(sentence, span, actor, 12) && (name !== 'notGo' || isSubject(sentence, actor, span, context)))
        return { name, span };
  return undefined;
}

/** "On the second day of his stay": where an item names one state abroad in whatever form, it is there. */
function onlyForeign(
  context: ReadContext,
  sentence: SentenceReading,
  facts: OfficialFacts,
  cue: { name: Cue; span: TokenSpan },
): { country: string; town: Town | undefined; evidence: Evidence[] } | undefined {
  if (!['stay', 'leave', 'tripNoun', 'notGo', 'willGo'].includes(cue.name)) return undefined;
  const abroad = new Set(
    context.sentences
      .flatMap((one) => one.places.map((place) => place.country))
      .filter((country) => !facts.homes.has(country)),
  );
  const [country] = abroad;
  if (country === undefined || abroad.size > 1) return undefined;
  const evidence = [
    because('place', 'the only state abroad that is named', 0.7),
    because('kind', 'is away', 1.6, sentence, cue.span),
    doubt('no word says that this is where', -2.9, sentence, cue.span),
  ];
  return { country, town: undefined, evidence };
}
