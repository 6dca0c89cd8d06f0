/** Whose deal it is: who signs, oversees or announces it, or heads a party. */
import type { EventStatus, Evidence } from '../model/event.ts';
import type { Actor, OfficialFacts } from './actor.ts';
import type { Cue } from './clues.ts';
import type { ReadContext } from './context.ts';
import { because } from './evidence.ts';
import type { Journey } from './journeys.ts';
import { type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';

/** Who came, and who isn't there (yet). */
export interface Travel {
  readonly present: ReadonlySet<string>;
  readonly away: ReadonlySet<string>;
  /** Where those present came to, by official. */
  readonly visited: ReadonlyMap<string, readonly string[]>;
}

export function travelOf(journeys: readonly Journey[]): Travel {
  const present = new Set<string>();
  const away = new Set<string>();
  for (const { officials, status } of journeys)
    for (const id of officials) (status === 'done' || status === 'under-way' ? present : away).add(id);
  for (const id of present) away.delete(id);
  const visited = new Map<string, string[]>();
  for (const { officials, country } of journeys)
    for (const id of officials) if (present.has(id)) visited.set(id, [...(visited.get(id) ?? []), country]);
  return { present, away, visited };
}

/** A sentence that says that there is, was or won't be a deal. */
export interface DealSentence {
  readonly sentence: SentenceReading;
  /** The words around which its parts are looked for. */
  readonly trigger: TokenSpan;
  readonly status: EventStatus;
  readonly evidence: readonly Evidence[];
}

export interface Link {
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

/** The officials whose deal it is: who signs, oversees or announces it in its sentences, or heads a party. */
export function linkOfficials(group: readonly DealSentence[], context: ReadContext, travel: Travel): Link[] {
  const links = new Map<string, Link>();
  const isDone = group.every((one) => one.status === 'done');
  const isSettled = group.every((one) => one.status === 'done' || one.status === 'cancelled');
  const betweenStates = !group.some((one) => namesCompany(one.sentence));
  const link = (sentence: SentenceReading, actor: Actor, why: string, weight: number) => {
    if (!links.has(actor.officialId))
      links.set(actor.officialId, {
        id: actor.officialId,
        evidence: [because('official', why, weight, sentence, actor)],
      });
  };
  for (const { sentence, trigger } of group) {
    for (const actor of context.actors[sentence.index] ?? []) {
      const facts = context.facts.get(actor.officialId);
      if (
        facts === undefined ||
        (actor.stance === 'aside' && !headsParty(facts, group, context)) ||
        (isDone && travel.away.has(actor.officialId) && !actor.named) ||
        comesAlong(sentence, actor)
      )
        continue;
      if (
        actor.stance === 'speaker' &&
        !isParty(facts, group, context) &&
        !(facts.roles.has('chief') && announces(sentence, actor))
      )
        continue;
      if (onlyThere(sentence, actor, trigger)) continue;
      link(sentence, actor, actor.stance === 'speaker' ? 'speaks for a party' : 'signs, oversees or announces', 0.4);
    }
  }
  const heads = (actor: Actor) => {
    const facts = context.facts.get(actor.officialId);
    return facts !== undefined && headsParty(facts, group, context);
  };
  const inDeal = new Set(group.map((one) => one.sentence));
  const others = context.sentences.filter((sentence) => !inDeal.has(sentence));
  const candidates = others.flatMap((sentence) =>
    (context.actors[sentence.index] ?? [])
      .filter(
        (actor) =>
          (actor.stance !== 'aside' || heads(actor)) &&
          !(isDone && travel.away.has(actor.officialId)) &&
          !comesAlong(sentence, actor),
      )
      .map((actor) => ({ sentence, actor, tier: tierOf(sentence, actor) })),
  );
  if (links.size > 0) {
    // Who signs is named; who else looked on is told in so many words.
    for (const { sentence, actor, tier } of candidates) {
      const came = isSettled && betweenStates && travel.present.has(actor.officialId);
      if (tier === 'witness' || tier === 'signer' || came) link(sentence, actor, 'takes part in it', 0);
    }
    linkOtherSide();
    return [...links.values()];
  }
  // The deal's sentence names nobody: then it is whom the other sentences bring nearest to it.
  for (const wanted of ['signer', 'witness', 'meets', 'speaks for a party', 'there'] as const) {
    for (const { sentence, actor, tier } of candidates) {
      const facts = context.facts.get(actor.officialId);
      const party = facts !== undefined && isParty(facts, group, context);
      const reached =
        tier === wanted || (wanted === 'witness' && tier === 'signer') || (wanted === 'speaks for a party' && party);
      const came = isSettled && betweenStates && travel.present.has(actor.officialId);
      if (reached && (wanted !== 'there' || party || came) && (actor.stance !== 'speaker' || party))
        link(sentence, actor, wanted, wanted === 'there' ? -0.3 : 0.1);
    }
    if (links.size > 0 && wanted !== 'signer') break;
  }
  // Whoever is named beside the signing, a head of state who came for it is part of it.
  if (links.size > 0 && isSettled && betweenStates) {
    for (const { sentence, actor } of candidates) {
      const facts = context.facts.get(actor.officialId);
      const came = travel.present.has(actor.officialId);
      if (came && actor.stance !== 'speaker' && facts !== undefined && isParty(facts, group, context))
        link(sentence, actor, 'came for it', 0);
    }
  }
  linkOtherSide();
  return [...links.values()];

  /** What states agree on during a visit, the guest and the host who met agree on. */
  function linkOtherSide(): void {
    if (!isSettled || !betweenStates) return;
    for (const { sentence, actor, tier } of candidates) {
      const met = tier === 'meets' || actor.stance === 'host' || actor.stance === 'guest';
      if (met && [...links.keys()].some((id) => isOtherSide(actor.officialId, id, context, travel)))
        link(sentence, actor, 'the other side of the visit', 0);
    }
  }
}

/** Whether one of the two came to a state of the other. */
function isOtherSide(a: string, b: string, context: ReadContext, travel: Travel): boolean {
  const came = (guest: string, host: string) => {
    const homes = context.facts.get(host)?.homes;
    return homes !== undefined && (travel.visited.get(guest) ?? []).some((country) => homes.has(country));
  };
  return came(a, b) || came(b, a);
}

/** Whether the official's word is the announcing of it, and not a comment. */
function announces(sentence: SentenceReading, actor: Actor): boolean {
  return spansOf(sentence, 'sign').some(
    (sign) => within(sentence, sign, actor, 3) && spansOf(sentence, 'says').some((says) => says.from === sign.from),
  );
}

type Tier = 'signer' | 'witness' | 'meets' | 'there' | 'none';

/** How near an official of another sentence comes to the signing. */
function tierOf(sentence: SentenceReading, actor: Actor): Tier {
  const beside = (cues: readonly Cue[]) =>
    cues.some((cue) => spansOf(sentence, cue).some((span) => within(sentence, span, actor, 11)));
  if (beside(['sign'])) return 'signer';
  // Who attends a summit meanwhile watches no signing.
  const witnesses = spansOf(sentence, 'attends').filter(
    (span) => !spansOf(sentence, 'tripNoun').some((noun) => noun.from >= span.to && within(sentence, noun, span, 3)),
  );
  if (witnesses.some((span) => within(sentence, span, actor, 11))) return 'witness';
  if (beside(['meets', 'receivedBy', 'receives'])) return 'meets';
  return beside(['go', 'stay', 'leave', 'tripNoun']) ? 'there' : 'none';
}

/** Whether a company, not only states and their alliances, is named. */
export function namesCompany(sentence: SentenceReading): boolean {
  return sentence.organisations.some(({ organisation }) => organisation.countries.length > 0);
}

/** "accompanied by X", "in X's delegation": there, but not at the table. */
function comesAlong(sentence: SentenceReading, actor: Actor): boolean {
  return spansOf(sentence, 'along').some((span) => span.to <= actor.from && actor.from - span.to <= 2);
}

/** "in Tripoli, where the premier was staying as well": present in the place, not in the deal. */
function onlyThere(sentence: SentenceReading, actor: Actor, trigger: TokenSpan): boolean {
  const clause = spansOf(sentence, 'clause').find((span) => span.from >= trigger.to && span.to <= actor.from);
  const acts = (['sign', 'attends'] as const).some((cue) =>
    spansOf(sentence, cue).some((span) => clause !== undefined && span.from >= clause.to),
  );
  return (
    clause !== undefined &&
    !acts &&
    (['stay', 'go'] as const).some((cue) =>
      spansOf(sentence, cue).some((span) => clause !== undefined && span.from >= clause.from),
    )
  );
}

/** Whether the official's own organisation is named as a party. */
function headsParty(facts: OfficialFacts, group: readonly DealSentence[], context: ReadContext): boolean {
  const sentences = [
    ...group.map((one) => one.sentence),
    ...context.sentences.filter((sentence) => sentence.field === 'title'),
  ];
  return sentences.some((sentence) =>
    sentence.organisations.some(({ organisation }) =>
      facts.organisations.some((name) => name.startsWith(organisation.name)),
    ),
  );
}

/** Whether the official's organisation or state is named as a party. */
function isParty(facts: OfficialFacts, group: readonly DealSentence[], context: ReadContext): boolean {
  const sentences = [
    ...group.map((one) => one.sentence),
    ...context.sentences.filter((sentence) => sentence.field === 'title'),
  ];
  return sentences.some(
    (sentence) =>
      sentence.organisations.some(
        ({ organisation }) =>
          facts.organisations.some((name) => name.startsWith(organisation.name)) ||
          (organisation.countries.length > 0 && organisation.countries.some((country) => facts.homes.has(country))),
      ) || sentence.places.some((place) => facts.homes.has(place.country)),
  );
}
