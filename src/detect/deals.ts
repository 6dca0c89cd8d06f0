/** Deals: accords that the item reports, whose they are, between whom, for how much. */
import type { EventDate, EventStatus, Evidence, Money, Sector } from '../model/event.ts';
import type { ReadContext } from './context.ts';
import { type DealSentence, linkOfficials, namesCompany, type Travel, travelOf } from './deal-officials.ts';
import { dateNear } from './event-date.ts';
import { because, doubt, weightOf } from './evidence.ts';
import type { Town } from './gazetteer.ts';
import type { Journey } from './journeys.ts';
import { findParties } from './parties.ts';
import type { PlaceMention } from './places.ts';
import { gap, has, isQuestion, type SentenceReading, spansOf, type TokenSpan, within } from './reading.ts';
import { sectorOf, sectorsListed } from './sector.ts';

/** One deal as an item tells it. */
export interface DealClaim {
  readonly officials: readonly string[];
  readonly status: EventStatus;
  readonly countries: readonly string[];
  readonly parties: readonly string[];
  readonly town: Town | undefined;
  /** Nobody is named beside the town, nor a signing: it may be where the thing is built. */
  readonly isTownOfWorks: boolean;
  readonly date: EventDate | undefined;
  readonly value: Money | undefined;
  readonly sector: Sector | undefined;
  /** No company is named as a party. */
  readonly isBetweenStates: boolean;
  readonly sentence: SentenceReading;
  readonly evidence: readonly Evidence[];
}

const PRIOR = -1.9;

/**
 * The deals of an item: as a rule one, whose parts several sentences tell.
 *
 * @param journeys who is where: whose trip is still to come or is off is at no signing; who came for it is
 */
export function findDeals(context: ReadContext, journeys: readonly Journey[]): DealClaim[] {
  const told = context.sentences
    .map((sentence) => dealSentence(sentence))
    .filter((found) => found !== undefined)
    .map((found) =>
      found.status === 'done' && isOfPlannedTrip(found, journeys) ? { ...found, status: 'planned' as const } : found,
    );
  const strong = told.filter((found) => weightOf(found.evidence) > 0);
  if (strong.length === 0) return [];
  const groups = groupByStatus(strong);
  const claims: DealClaim[] = [];
  for (const group of groups) claims.push(...claimsOf(group, context, travelOf(journeys), groups.length));
  return claims;
}

/** "embarca na quarta para Nova Déli, onde assina um memorando": what is done on a trip to come is to come. */
function isOfPlannedTrip({ sentence, trigger }: DealSentence, journeys: readonly Journey[]): boolean {
  const trip = journeys.find((journey) => journey.sentence === sentence && journey.status === 'planned');
  if (trip === undefined) return false;
  return spansOf(sentence, 'clause').some(
    (clause) =>
      clause.to <= trigger.from &&
      within(sentence, clause, trigger, 6) &&
      sentence.places.some((place) => place.to <= clause.from && place.country === trip.country),
  );
}

function dealSentence(sentence: SentenceReading): DealSentence | undefined {
  if (isQuestion(sentence)) return undefined;
  const nouns = spansOf(sentence, 'dealNoun');
  if (nouns.length === 0 && !has(sentence, 'dealVerb') && !has(sentence, 'fails')) return undefined;
  const evidence: Evidence[] = [because('confidence', 'no deal is taken for one without a reason', PRIOR)];
  let trigger: TokenSpan | undefined;
  const signs = spansOf(sentence, 'sign');
  let best: { noun: TokenSpan; sign: TokenSpan } | undefined;
  for (const noun of nouns) {
    for (const sign of signs) {
      if (sign.from === noun.from) continue;
      if (within(sentence, noun, sign, 14) && (best === undefined || gap(noun, sign) < gap(best.noun, best.sign)))
        best = { noun, sign };
    }
  }
  if (best !== undefined) {
    evidence.push(
      because('kind', 'accord', 1.5, sentence, best.noun),
      because('kind', 'signed or concluded', 1.7, sentence, best.sign),
    );
    trigger = { from: Math.min(best.noun.from, best.sign.from), to: Math.max(best.noun.to, best.sign.to) };
  }
  const verb = spansOf(sentence, 'dealVerb')[0];
  if (verb !== undefined) {
    const backed =
      sentence.organisations.length > 0 ||
      sentence.money.some((sum) => sum.isValue) ||
      nouns.length > 0 ||
      sentence.places.length > 1;
    evidence.push(because('kind', 'deal verb', backed ? 2.6 : 1.6, sentence, verb));
    trigger ??= verb;
  }
  // "尚未达成", not reached as yet, isn't "未达成", not reached; "cancels the island's debt" is an accord.
  const fails = spansOf(sentence, 'fails').filter(
    (span) =>
      !(['tentative', 'dealVerb'] as const).some((cue) =>
        spansOf(sentence, cue).some((other) => other.from <= span.from && other.to > span.to),
      ),
  );
  const failing = fails.find(
    (span) =>
      nouns.some((noun) => within(sentence, noun, span, 8)) || verb !== undefined || sentence.organisations.length > 0,
  );
  // "ended the talks with X": what was negotiated with a company was an accord.
  const isTalks = sentence.organisations.length > 0 && (has(sentence, 'tentative') || has(sentence, 'meets'));
  if (failing !== undefined && (nouns.length > 0 || verb !== undefined || sentence.sectors.length > 0 || isTalks)) {
    evidence.push(because('status', 'fell through', trigger === undefined ? 2.6 : 0.5, sentence, failing));
    trigger ??= failing;
  }
  if (trigger === undefined && nouns.length > 0) {
    const noun = nouns[0];
    const states = new Set(
      sentence.places
        .filter((place) => place.relation === 'none' && place.kind !== 'venue')
        .map((place) => place.country),
    );
    const backed =
      sentence.money.some((sum) => sum.isValue) ||
      (sentence.field === 'title' && (sentence.organisations.length > 0 || states.size > 1));
    const planned = has(sentence, 'tentative') || has(sentence, 'planned');
    if (noun !== undefined && (backed || has(sentence, 'denies') || nouns.length > 1)) {
      evidence.push(because('kind', 'accord', backed ? 2.4 : has(sentence, 'denies') ? 2.4 : 1.4, sentence, noun));
      trigger = noun;
    } else if (noun !== undefined && isNegotiated(sentence, noun, states.size)) {
      evidence.push(because('kind', 'accord', 2.2, sentence, noun), doubt('only talked about', -1, sentence, noun));
      trigger = noun;
    } else if (noun !== undefined && planned) trigger = noun;
  }
  if (trigger === undefined) return undefined;
  for (const cue of ['noDeal', 'without'] as const) {
    const span = spansOf(sentence, cue)[0];
    if (span !== undefined && !has(sentence, 'denies'))
      evidence.push(
        because(
          'kind',
          cue === 'noDeal' ? 'no accord of ours' : 'there is none',
          failing === undefined ? -2.6 : -0.8,
          sentence,
          span,
        ),
      );
  }
  const results = spansOf(sentence, 'results')[0];
  if (results !== undefined) evidence.push(because('kind', 'results, not a deal', -2, sentence, results));
  const wish = spansOf(sentence, 'wants').find((span) => within(sentence, span, trigger, 8));
  // "discuss a possible contract": what is talked about is more than a wish.
  const isTalked = spansOf(sentence, 'tentative').some((span) => within(sentence, span, trigger, 6));
  if (wish !== undefined)
    evidence.push(
      because('kind', 'only wished for', isTalked ? 0 : -1.2, sentence, wish),
      doubt('a wish', -2, sentence, wish),
    );
  const signing = best?.sign ?? verb ?? trigger;
  return { sentence, trigger, status: dealStatus(sentence, trigger, signing, failing), evidence };
}

/** "X and Y are negotiating a contract": talks about an accord whose two parties the sentence names. */
function isNegotiated(sentence: SentenceReading, noun: TokenSpan, states: number): boolean {
  return (
    (sentence.organisations.length > 1 || (states > 1 && sentence.organisations.length === 0)) &&
    spansOf(sentence, 'tentative').some((span) => within(sentence, span, noun, 8))
  );
}

function dealStatus(
  sentence: SentenceReading,
  trigger: TokenSpan,
  signing: TokenSpan,
  failing: TokenSpan | undefined,
): EventStatus {
  if (spansOf(sentence, 'denies').some((span) => within(sentence, span, trigger, 12))) return 'denied';
  if (failing !== undefined) return 'cancelled';
  if (
    (['tentative', 'wants'] as const).some((cue) =>
      spansOf(sentence, cue).some((span) => within(sentence, span, trigger, 6)),
    )
  )
    return 'planned';
  const ahead = (['planned', 'willGo'] as const)
    .flatMap((cue) => spansOf(sentence, cue))
    .some((span) => governs(sentence, span, signing));
  return ahead ? 'planned' : 'done';
}

/** "to sign", "will be unveiled", "soll im Mai unterzeichnet werden": a future in the signing or right before it. */
function governs(sentence: SentenceReading, future: TokenSpan, signing: TokenSpan): boolean {
  if (future.from < signing.to && signing.from < future.to) return true;
  if (future.to > signing.from || !within(sentence, future, signing, 4)) return false;
  // "va a Pekín y firma": who goes there and signs has signed.
  if (spansOf(sentence, 'and').some((span) => span.from >= future.to && span.to <= signing.from)) return false;
  return !sentence.tokens.slice(future.to, signing.from).some((token) => token.kind === 'mark');
}

/** Sentences of one status tell one deal; denial and failure outweigh what else is said of it. */
function groupByStatus(found: readonly DealSentence[]): DealSentence[][] {
  const denied = found.filter((one) => one.status === 'denied');
  if (denied.length > 0) return [denied];
  const groups = new Map<EventStatus, DealSentence[]>();
  for (const one of found) groups.set(one.status, [...(groups.get(one.status) ?? []), one]);
  const done = groups.get('done');
  const planned = groups.get('planned');
  if (done !== undefined && planned !== undefined && !differ(done, planned)) {
    groups.delete('planned');
    groups.set(
      'done',
      [...done, ...planned].sort((a, b) => a.sentence.index - b.sentence.index),
    );
  }
  const cancelled = groups.get('cancelled');
  if (
    done !== undefined &&
    cancelled !== undefined &&
    done.every((one) =>
      cancelled.some((other) => other.sentence === one.sentence || one.sentence.organisations.length === 0),
    )
  )
    groups.delete('done');
  return [...groups.values()];
}

/** Whether two tellings name different sums: then they are two deals. */
function differ(a: readonly DealSentence[], b: readonly DealSentence[]): boolean {
  const sums = (group: readonly DealSentence[]) =>
    group.flatMap((one) => one.sentence.money.filter((sum) => sum.isValue).map((sum) => sum.money.amount));
  const first = sums(a);
  const second = sums(b);
  return (
    first.length > 0 &&
    second.length > 0 &&
    second.every((amount) => !first.includes(amount)) &&
    b.every((one) => !a.some((other) => other.sentence === one.sentence))
  );
}

function claimsOf(group: readonly DealSentence[], context: ReadContext, travel: Travel, groups: number): DealClaim[] {
  const lead = group[0];
  if (lead === undefined) return [];
  const linked = linkOfficials(group, context, travel);
  if (linked.length === 0) return [];
  const main = group.reduce((a, b) => (weightOf(b.evidence) > weightOf(a.evidence) ? b : a), lead);
  const status = main.status;
  const officials = linked.map((link) => link.id);
  const title = context.sentences.find((sentence) => sentence.field === 'title');
  const scope = [...new Set([...group.map((one) => one.sentence), ...(title === undefined ? [] : [title])])];
  const { countries, parties } = findParties(scope, officials, context);
  const date = group
    .map((one) => dateNear(one.sentence, one.trigger, context.publishedAt, status, 'deal'))
    .find((found) => found !== undefined);
  const sums = scope.flatMap((sentence) =>
    sentence.money.filter((sum) => sum.isValue).map((sum) => ({ sum, sentence })),
  );
  const elsewhere = context.sentences.flatMap((sentence) =>
    sentence.money.filter((sum) => sum.isValue && !has(sentence, 'results')).map((sum) => ({ sum, sentence })),
  );
  const value = sums[0] ?? (status === 'done' && groups === 1 && elsewhere.length === 1 ? elsewhere[0] : undefined);
  const evidence = [...main.evidence, ...linked.flatMap((link) => link.evidence)];
  if (value !== undefined) evidence.push(because('value', 'sum beside the deal', 0, value.sentence, value.sum));
  const named = townOf(group);
  const base = {
    officials,
    status,
    countries,
    parties,
    town: named?.place.town,
    isTownOfWorks:
      named !== undefined && !has(named.sentence, 'sign') && (context.actors[named.sentence.index] ?? []).length === 0,
    date,
    value: value?.sum.money,
    isBetweenStates: !scope.some(namesCompany),
    sentence: main.sentence,
    evidence,
  };
  const sectors = sectorsListed(group.map((one) => one.sentence));
  if (sectors.length > 1 && value === undefined) return sectors.map((sector) => ({ ...base, sector }));
  return [{ ...base, sector: sectorOf(scope, context.sentences) }];
}

function townOf(group: readonly DealSentence[]): { place: PlaceMention; sentence: SentenceReading } | undefined {
  for (const { sentence } of group) {
    const place = sentence.places.find((candidate) => candidate.town !== undefined && candidate.relation === 'at');
    if (place !== undefined) return { place, sentence };
  }
  return undefined;
}
