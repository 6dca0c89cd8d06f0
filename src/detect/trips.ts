/** Trips: which official is, goes or doesn't go where, by the evidence of each sentence. */
import type { EventStatus, Evidence } from '../model/event.ts';
import { type Actor, isRemote, type OfficialFacts } from './actor.ts';
import { carriedPlace, type MainPlace, mainPlace } from './carried-place.ts';
import type { Cue } from './clues.ts';
import type { ReadContext } from './context.ts';
import { destinations } from './destinations.ts';
import { because, doubt, weightOf } from './evidence.ts';
import type { Town } from './gazetteer.ts';
import type { PlaceMention } from './places.ts';
import { gap, has, isQuestion, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';
import { isSubject, othersOf } from './subject.ts';
import { isAnothersTrip, isCommentedOn } from './trip-owner.ts';
import { STATUS_CUES, tripStatus } from './trip-status.ts';

/** One official's trip as one sentence tells it. */
export interface TripClaim {
  readonly officialId: string;
  readonly country: string;
  readonly town: Town | undefined;
  readonly status: EventStatus;
  readonly sentence: SentenceReading;
  /** Beside which words of which sentences its date is looked for. */
  readonly anchors: readonly { readonly sentence: SentenceReading; readonly span: TokenSpan }[];
  readonly evidence: readonly Evidence[];
  /** The place is another sentence's. */
  readonly isCarried: boolean;
}

/** Without evidence nobody travels. */
const PRIOR = -1.9;
/** Cues of being there in person, strongest first, with their weight beside a place. */
const PRESENCE: readonly (readonly [Cue, number, string])[] = [
  ['receivedBy', 1.8, 'received as a guest'],
  ['stay', 1.8, 'is there'],
  ['leave', 1.2, 'leaves it'],
  ['meets', 1.4, 'meets there'],
  ['along', 1.2, 'travels along'],
  ['attends', 1.1, 'attends there'],
  ['sign', 1.1, 'signs there'],
];

/** Cues that tell of a journey by themselves. */
const TRAVEL: readonly Cue[] = ['go', 'willGo', 'notGo', 'tripNoun', 'stay', 'leave', 'cancels', 'receivedBy'];

/** The claims of all sentences that are more likely true than not. */
export function findTrips(context: ReadContext): TripClaim[] {
  const claims: TripClaim[] = [];
  const main = mainPlace(context);
  const byPhone = context.sentences.some((sentence) => sentence.field === 'title' && isRemote(sentence));
  for (const sentence of context.sentences) {
    // Of what was talked about on the telephone the rest of the item tells.
    if (isQuestion(sentence) || (byPhone && !TRAVEL.some((cue) => has(sentence, cue)))) continue;
    for (const actor of context.actors[sentence.index] ?? []) {
      const facts = context.facts.get(actor.officialId);
      if (facts === undefined || actor.stance === 'aside') continue;
      for (const claim of claimsOf(context, sentence, actor, facts, main)) {
        if (weightOf(claim.evidence) > 0) claims.push(claim);
      }
    }
  }
  return claims;
}

function claimsOf(
  context: ReadContext,
  sentence: SentenceReading,
  actor: Actor,
  facts: OfficialFacts,
  main: MainPlace | undefined,
): TripClaim[] {
  if (isRemote(sentence) && !has(sentence, 'cancels') && !has(sentence, 'notGo')) return [];
  const places = destinations(sentence, actor, facts);
  const claims: TripClaim[] = [];
  for (const place of places) {
    const evidence = [
      because('confidence', 'nobody is taken to travel without a reason', PRIOR),
      ...placeEvidence(sentence, actor, place, context),
    ];
    claims.push(toClaim(context, sentence, actor, place, evidence));
  }
  if (claims.some((claim) => weightOf(claim.evidence) > 0)) return claims;
  const others = othersOf(context, sentence, actor);
  const carried = carriedPlace(context, sentence, actor, facts, main);
  if (carried === undefined) return claims;
  const evidence = [
    because('confidence', 'nobody is taken to travel without a reason', PRIOR),
    ...carried.evidence,
    ...stanceEvidence(sentence, actor, undefined),
  ];
  claims.push({
    officialId: actor.officialId,
    country: carried.country,
    town: carried.town,
    status: tripStatus(sentence, actor, undefined, others, context.publishedAt),
    sentence,
    anchors: [{ sentence, span: actor }],
    isCarried: true,
    evidence,
  });
  return claims;
}

function toClaim(
  context: ReadContext,
  sentence: SentenceReading,
  actor: Actor,
  place: PlaceMention,
  evidence: Evidence[],
): TripClaim {
  const status = tripStatus(sentence, actor, place, othersOf(context, sentence, actor), context.publishedAt);
  const statusCue = STATUS_CUES[status]?.flatMap((cue) => spansOf(sentence, cue))[0];
  if (statusCue !== undefined) evidence.push(because('status', status, 0, sentence, statusCue));
  return {
    officialId: actor.officialId,
    country: place.country,
    town: place.town,
    status,
    sentence,
    anchors: [{ sentence, span: place }],
    isCarried: false,
    evidence,
  };
}

function placeEvidence(sentence: SentenceReading, actor: Actor, place: PlaceMention, context: ReadContext): Evidence[] {
  const evidence: Evidence[] = [];
  const near = within(sentence, place, actor, 15);
  if (place.town !== undefined) {
    evidence.push(
      because(
        'place',
        'a town abroad',
        place.relation === 'none'
          ? 0.7
          : place.relation === 'from'
            ? within(sentence, place, actor, 2)
              ? 1.7
              : 1
            : near
              ? 1.7
              : 1.2,
        sentence,
        place,
      ),
    );
  } else
    evidence.push(
      because(
        'place',
        'a state abroad',
        has(sentence, 'meets') || has(sentence, 'receivedBy') || has(sentence, 'sign') ? 0.9 : 0.5,
        sentence,
        place,
      ),
    );

  const go = nearest(sentence, ['go', 'willGo', 'notGo'], place, 8);
  if (go !== undefined) {
    const subject = isSubject(sentence, actor, go, context);
    const present = PRESENCE.some(([cue]) =>
      spansOf(sentence, cue).some(
        (span) => within(sentence, span, actor, 3) && (cue !== 'meets' || actor.to <= span.from),
      ),
    );
    const why = subject ? 'trip verb' : "another's trip verb";
    evidence.push(because('kind', why, subject ? 2.2 : present ? -0.5 : -1.8, sentence, go));
  }
  const noun = nearest(sentence, ['tripNoun'], place, 8);
  if (noun !== undefined && isAnothersTrip(sentence, noun, actor, context.actors[sentence.index] ?? []))
    return [...evidence, because('kind', "another's trip", -4, sentence, noun)];
  if (noun !== undefined && isCommentedOn(sentence, noun, actor, context))
    return [...evidence, because('kind', 'only commented on', -4, sentence, noun)];
  if (noun !== undefined) {
    const beside = within(sentence, noun, actor, 5);
    if (beside || go === undefined) evidence.push(because('kind', 'trip noun', beside ? 1.7 : 0.6, sentence, noun));
  }
  for (const [cue, weight, why] of PRESENCE) {
    const span = spansOf(sentence, cue)[0];
    // "announces an operation in …" signs nothing there; nor need who speaks of a signing have been at it.
    if (span === undefined || (cue === 'sign' && (!has(sentence, 'dealNoun') || actor.stance === 'speaker'))) continue;
    evidence.push(because('kind', why, weight, sentence, span));
    if (weight > 1) break;
  }
  const cancelled = nearest(sentence, ['cancels'], place, 10);
  if (cancelled !== undefined && (noun !== undefined || go !== undefined))
    evidence.push(because('status', 'called off', 0.5, sentence, cancelled));
  const stands = place.relation === 'at' && actor.to <= place.from && place.from - actor.to <= 2 * sentence.stretch;
  if (sentence.field === 'title' && stands && place.town === undefined)
    evidence.push(because('place', 'a headline puts them there', 1, sentence, place));
  if (sentence.field === 'title') evidence.push(because('official', 'in the title', 0.6));
  else if (evidence.length === 1 && actor.stance === 'actor')
    evidence.push(because('official', 'acts there', 0.7, sentence, actor));
  if (go === undefined && noun === undefined && isGoneElsewhere(sentence, place))
    evidence.push(because('place', 'another place is gone to', -2, sentence, place));
  else if (isSecond(sentence, place, go, noun))
    evidence.push(
      because('place', 'another place is nearer', -2.5, sentence, place),
      doubt('two places', -2, sentence, place),
    );
  evidence.push(...stanceEvidence(sentence, actor, place));
  return evidence;
}

/** Whether a verb of going brings in another place of the sentence: "The presidency in Pretoria said he will fly to Durban". */
function isGoneElsewhere(sentence: SentenceReading, place: PlaceMention): boolean {
  return (['go', 'willGo', 'notGo'] as const).some((cue) =>
    spansOf(sentence, cue).some((span) =>
      sentence.places.some(
        (other) =>
          other !== place &&
          other.town !== place.town &&
          other.relation !== 'none' &&
          other.from >= span.to &&
          within(sentence, span, other, 3),
      ),
    ),
  );
}

/** Whether a town with "in" stands before this one, and neither "and" nor a word of travel brings this one in. */
function isSecond(
  sentence: SentenceReading,
  place: PlaceMention,
  go: TokenSpan | undefined,
  noun: TokenSpan | undefined,
): boolean {
  const first = sentence.places.find(
    (other) =>
      other !== place &&
      other.to <= place.from &&
      other.kind !== 'demonym' &&
      (other.relation === 'at' || other.relation === 'to'),
  );
  if (first === undefined || first.country === place.country) return false;
  // "returned to Israel from the United States"
  if (place.relation === 'from' && has(sentence, 'leave')) return false;
  const brought = [go, noun].some((span) => span !== undefined && span.from >= first.to && span.to <= place.from);
  const joined =
    spansOf(sentence, 'and').some(
      (span) => span.from >= first.to && span.to <= place.from && place.from - span.to <= sentence.stretch,
    ) && place.from - first.to <= 4;
  return !brought && !joined;
}

function stanceEvidence(sentence: SentenceReading, actor: Actor, place: PlaceMention | undefined): Evidence[] {
  const evidence: Evidence[] = [];
  if (actor.stance === 'speaker') {
    const there = place !== undefined && place.town !== undefined && within(sentence, place, actor, 4);
    evidence.push(because('official', there ? 'speaks there' : 'only speaks', there ? 0 : -1.8, sentence, actor));
    evidence.push(doubt('may speak of it from elsewhere', -1, sentence, actor));
  }
  if (actor.stance === 'host') evidence.push(because('official', 'is the host', -3, sentence, actor));
  if (actor.stance === 'guest') evidence.push(because('official', 'is the guest', 1, sentence, actor));
  for (const span of spansOf(sentence, 'noTravel').slice(0, 1))
    evidence.push(because('kind', 'no travel', -4, sentence, span));
  return evidence;
}

function nearest(sentence: SentenceReading, cues: readonly Cue[], to: TokenSpan, reach: number): TokenSpan | undefined {
  let best: TokenSpan | undefined;
  for (const cue of cues) {
    for (const span of spansOf(sentence, cue)) {
      const distance = gap(span, to);
      if (distance <= reach * sentence.stretch && (best === undefined || distance < gap(best, to))) best = span;
    }
  }
  return best;
}
