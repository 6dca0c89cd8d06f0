/** Trips: which official is, goes or doesn't go where, by the evidence of each sentence. */
import type { EventStatus, Evidence } from '../model/event.ts';
import { type Actor, isRemote, type OfficialFacts } from './actor.ts';
import type { Cue } from './clues.ts';
import type { ReadContext } from './context.ts';
import { because, weightOf } from './evidence.ts';
import type { Town } from './gazetteer.ts';
import type { PlaceMention } from './places.ts';
import { gap, has, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';

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
const PRIOR = -2.2;
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

/** The claims of all sentences that are more likely true than not. */
export function findTrips(context: ReadContext): TripClaim[] {
  const claims: TripClaim[] = [];
  const main = mainPlace(context);
  for (const sentence of context.sentences) {
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

/** Where the item's happening takes place: its first town with "in", or first state with a verb of going. */
interface MainPlace {
  readonly place: PlaceMention;
  readonly sentence: SentenceReading;
}

function mainPlace({ sentences }: ReadContext): MainPlace | undefined {
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
    status: statusOf(sentence, actor, undefined, others),
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
  const status = statusOf(sentence, actor, place, othersOf(context, sentence, actor));
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

const STATUS_CUES: Readonly<Partial<Record<EventStatus, readonly Cue[]>>> = {
  planned: ['willGo', 'planned'],
  'under-way': ['stay'],
  cancelled: ['cancels', 'notGo'],
  denied: ['denies'],
};

function othersOf(context: ReadContext, sentence: SentenceReading, actor: Actor): Actor[] {
  return (context.actors[sentence.index] ?? []).filter((other) => other.officialId !== actor.officialId);
}

/** Places abroad to which the actor may have gone: with "in" or "to", or named beside a word of travel. */
function destinations(sentence: SentenceReading, actor: Actor, facts: OfficialFacts): PlaceMention[] {
  const travels =
    has(sentence, 'go') ||
    has(sentence, 'tripNoun') ||
    has(sentence, 'willGo') ||
    has(sentence, 'notGo') ||
    has(sentence, 'stay') ||
    has(sentence, 'leave') ||
    has(sentence, 'cancels');
  const candidates = sentence.places.filter((place) => {
    if (facts.homes.has(place.country) || !within(sentence, place, actor, 30)) return false;
    if (place.kind === 'demonym') return false;
    if (place.relation === 'from') {
      // "va al G20 de Río": what is in Rio is gone to.
      const ahead = spansOf(sentence, 'willGo').some((span) => span.to <= place.from && place.from - span.to <= 4);
      const speaks = place.town !== undefined && !has(sentence, 'go') && within(sentence, place, actor, 4);
      return ahead || speaks || (has(sentence, 'leave') && place.town !== undefined);
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

function besideTravel(sentence: SentenceReading, place: PlaceMention): boolean {
  const before = sentence.places.find(
    (other) =>
      other.to < place.from &&
      place.from - other.to <= 2 &&
      spansOf(sentence, 'and').some((span) => span.from === other.to),
  );
  if (before !== undefined && besideTravel(sentence, before)) return true;
  return (['go', 'tripNoun', 'willGo', 'notGo', 'leave'] as const).some((cue) =>
    spansOf(sentence, cue).some((span) => within(sentence, span, place, 2)),
  );
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
        has(sentence, 'meets') || has(sentence, 'receivedBy') ? 0.9 : 0.5,
        sentence,
        place,
      ),
    );

  const go = nearest(sentence, ['go', 'willGo', 'notGo'], place, 8);
  if (go !== undefined) {
    const subject = isSubject(sentence, actor, go, context);
    const present = PRESENCE.some(([cue]) => spansOf(sentence, cue).some((span) => within(sentence, span, actor, 3)));
    const why = subject ? 'trip verb' : "another's trip verb";
    evidence.push(because('kind', why, subject ? 2.2 : present ? -0.5 : -1.8, sentence, go));
  }
  const noun = nearest(sentence, ['tripNoun'], place, 8);
  if (noun !== undefined) {
    const beside = within(sentence, noun, actor, 5);
    if (beside || go === undefined) evidence.push(because('kind', 'trip noun', beside ? 1.7 : 0.6, sentence, noun));
  }
  for (const [cue, weight, why] of PRESENCE) {
    const span = spansOf(sentence, cue)[0];
    if (span === undefined) continue;
    evidence.push(because('kind', why, weight, sentence, span));
    if (weight > 1) break;
  }
  const cancelled = nearest(sentence, ['cancels'], place, 10);
  if (cancelled !== undefined && (noun !== undefined || go !== undefined))
    evidence.push(because('status', 'called off', 0.5, sentence, cancelled));
  if (sentence.field === 'title') evidence.push(because('official', 'in the title', 0.6));
  else if (evidence.length === 1 && actor.stance === 'actor')
    evidence.push(because('official', 'acts there', 0.7, sentence, actor));
  if (go === undefined && noun === undefined && isGoneElsewhere(sentence, place))
    evidence.push(because('place', 'another place is gone to', -2, sentence, place));
  else if (isSecond(sentence, place, go, noun))
    evidence.push(because('place', 'another place is nearer', -1.5, sentence, place));
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
  const brought = [go, noun].some((span) => span !== undefined && span.from >= first.to && span.to <= place.from);
  const joined =
    spansOf(sentence, 'and').some((span) => span.from >= first.to && span.to <= place.from) &&
    place.from - first.to <= 4;
  return !brought && !joined;
}

function stanceEvidence(sentence: SentenceReading, actor: Actor, place: PlaceMention | undefined): Evidence[] {
  const evidence: Evidence[] = [];
  if (actor.stance === 'speaker') {
    const there = place !== undefined && place.town !== undefined && within(sentence, place, actor, 4);
    evidence.push(because('official', there ? 'speaks there' : 'only speaks', there ? 0 : -1.8, sentence, actor));
  }
  if (actor.stance === 'host') evidence.push(because('official', 'is the host', -3, sentence, actor));
  if (actor.stance === 'guest') evidence.push(because('official', 'is the guest', 1, sentence, actor));
  for (const span of spansOf(sentence, 'noTravel').slice(0, 1))
    evidence.push(because('kind', 'no travel', -4, sentence, span));
  return evidence;
}

/** Whether the verb is the actor's: no one else stands nearer before it. */
function isSubject(sentence: SentenceReading, actor: Actor, verb: TokenSpan, context: ReadContext): boolean {
  const others = (context.actors[sentence.index] ?? []).filter((other) => other.officialId !== actor.officialId);
  // Whoever goes along goes as well.
  if (spansOf(sentence, 'along').some((span) => span.to <= actor.from && actor.from - span.to <= 3)) return true;
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
function carriedPlace(
  context: ReadContext,
  sentence: SentenceReading,
  actor: Actor,
  facts: OfficialFacts,
  main: MainPlace | undefined,
): { country: string; town: Town | undefined; evidence: Evidence[] } | undefined {
  const evidence: Evidence[] = [];
  const cue = CARRYING.flatMap((name) => spansOf(sentence, name).map((span) => ({ name, span }))).filter(({ span }) =>
    within(sentence, span, actor, 12),
  )[0];
  if (cue === undefined) return undefined;
  const isVisited = (other: Actor) =>
    ['go', 'willGo', 'tripNoun'].includes(cue.name) && other.from > cue.span.from && actor.from <= cue.span.from;
  const host = othersOf(context, sentence, actor).find((other) => other.stance === 'host' || isVisited(other));
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
  if (abroad === undefined) return onlyForeign(context, sentence, facts, cue);
  if (abroad.sentence === sentence) return undefined;
  const inPerson =
    cue.name === 'receives'
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
  const lead = abroad.sentence;
  if (
    (context.actors[lead.index] ?? []).length === 0 &&
    spansOf(lead, 'go').some((span) => within(lead, span, abroad.place, 4))
  ) {
    evidence.push(because('official', 'somebody else went there', -2, lead, abroad.place));
  }
  return { country: abroad.place.country, town: abroad.place.town, evidence };
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
  ];
  return { country, town: undefined, evidence };
}

function statusOf(
  sentence: SentenceReading,
  actor: Actor,
  place: TokenSpan | undefined,
  others: readonly Actor[],
): EventStatus {
  const inClause = (cue: Cue) => spansOf(sentence, cue).some((span) => sameClause(sentence, span, actor, place));
  if (inClause('denies')) return 'denied';
  if (inClause('notGo') || (inClause('cancels') && besideTravelWord(sentence))) return 'cancelled';
  const future = spansOf(sentence, 'willGo')
    .filter((span) => !isPartOfGo(sentence, span))
    .some((span) =>
      place === undefined
        ? within(sentence, span, actor, 10)
        : within(sentence, span, place, 8) && sameClause(sentence, span, actor, place),
    );
  if (future) return 'planned';
  if (
    place !== undefined &&
    spansOf(sentence, 'planned').some(
      (span) => within(sentence, span, place, 7) && sameClause(sentence, span, actor, place),
    ) &&
    hasTravelBeside(sentence, place, others)
  )
    return 'planned';
  if (inClause('stay')) return 'under-way';
  return 'done';
}

/** "the first leader to visit": no future. */
function isPartOfGo(sentence: SentenceReading, span: TokenSpan): boolean {
  return spansOf(sentence, 'go').some((go) => go.from < span.from && go.to >= span.to);
}

/** Whether what is called off is travel, and not, say, a delivery. */
function besideTravelWord(sentence: SentenceReading): boolean {
  const travel = (['tripNoun', 'go', 'willGo', 'notGo', 'meets'] as const).flatMap((cue) => spansOf(sentence, cue));
  return spansOf(sentence, 'cancels').some(
    (span) =>
      travel.some((word) => within(sentence, span, word, 5)) ||
      sentence.places.some((place) => within(sentence, span, place, 4)),
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
