/** Detection: item → report, in order: language, mentions, sentences with their clues, actors, events. */

import type { ItemText } from '../model/item.ts';
import type { Mention } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import type { Report } from '../model/report.ts';
import { buildMatcher, type Matcher } from '../officials/match.ts';
import type { Pause } from '../text/slices.ts';
import { factsOf, findActors, type OfficialFacts } from './actor.ts';
import { findEvents } from './events.ts';
import { languageOf, unreadLanguageOf } from './language.ts';
import { type OwnOrganisation, organisationsHeadedBy, withOwnOrganisations } from './own-organisations.ts';
import { readItem, type SentenceReading, type TokenSpan } from './reading.ts';

/** Finds what items report of a catalogue's officials. */
export interface Detector {
  /** Pure: the same item makes the same report. Bounded: time grows with the text's length up to 10,000 characters a field. */
  detect(item: ItemText): Report;
  /** The detector for a roster that differs in a few officials, as {@link Matcher.changedTo} makes one. */
  changedTo(officials: readonly Official[]): Detector;
  /** The same with pauses. */
  changedInSlicesTo(officials: readonly Official[], pause: Pause): Promise<Detector>;
}

/** International organisations whose heads stand for no state. */
const ALLIANCE =
  /european (commission|union|council)|united nations|atomic energy agency|opec|nato|world bank|monetary fund|development bank|african union|world trade|interpol|cop\d/i;

/**
 * Longer fields are read up to here: an article's news stands in its lead, and what comes after is background more
 * often than not. It bounds the cost of a text however long.
 */
const MAX_FIELD_CHARS = 10_000;

function headOf(item: ItemText): ItemText {
  const longest = Math.max(item.title.length, item.summary.length, item.body?.length ?? 0);
  if (longest <= MAX_FIELD_CHARS) return item;
  return {
    ...item,
    title: item.title.slice(0, MAX_FIELD_CHARS),
    summary: item.summary.slice(0, MAX_FIELD_CHARS),
    body: item.body?.slice(0, MAX_FIELD_CHARS),
  };
}

/** Without the places that are part of an official's name: Luís Montenegro, al-Sudani. */
function withoutNamesakes(sentences: readonly SentenceReading[], mentions: readonly Mention[]): SentenceReading[] {
  return sentences.map((sentence) => {
    const isNamesake = ({ from, to }: TokenSpan) => {
      const start = sentence.start + (sentence.starts[from] ?? 0);
      const end = sentence.start + (sentence.ends[to - 1] ?? 0);
      return mentions.some(({ span }) => span.field === sentence.field && start >= span.start && end <= span.end);
    };
    return sentence.places.some(isNamesake)
      ? { ...sentence, places: sentence.places.filter((place) => !isNamesake(place)) }
      : sentence;
  });
}

/** Without the names that are part of a longer place's: 沃斯 in 达沃斯, Salvador in San Salvador. */
function withoutPartsOfPlaces(mentions: readonly Mention[], sentences: readonly SentenceReading[]): Mention[] {
  const isPart = ({ span }: Mention) =>
    sentences.some(
      (sentence) =>
        sentence.field === span.field &&
        sentence.start <= span.start &&
        span.end <= sentence.start + sentence.text.length &&
        sentence.places.some(({ from, to }) => {
          const start = sentence.start + (sentence.starts[from] ?? 0);
          const end = sentence.start + (sentence.ends[to - 1] ?? 0);
          return start <= span.start && span.end <= end && end - start > span.end - span.start;
        }),
    );
  return mentions.filter((mention) => !isPart(mention));
}

/** Makes the detector for a catalogue; the matcher is built here, the lexicons at the first item of their language. */
export function createDetector(parts: { readonly officials: readonly Official[] }): Detector {
  return detectorOver(buildMatcher(parts.officials), parts.officials);
}

/** What an official's catalogue entry says, as detection asks it. */
interface Known {
  readonly facts: OfficialFacts;
  readonly headed: readonly OwnOrganisation[];
}

function whatIsKnownOf(official: Official): Known {
  const facts = factsOf(official, (organisation) => ALLIANCE.test(organisation));
  return { facts, headed: organisationsHeadedBy(official, facts) };
}

function detectorOver(matcher: Matcher, officials: readonly Official[]): Detector {
  const byId = new Map(officials.map((official) => [official.id, official]));
  const allKnown = new Map<string, Known>();

  /** Made at an official's first mention: most are never in the news. */
  function knownOf(id: string): Known | undefined {
    const official = byId.get(id);
    if (official === undefined) return undefined;
    const known = allKnown.get(id) ?? whatIsKnownOf(official);
    allKnown.set(id, known);
    return known;
  }

  /** Names stand in all languages; what is said of them only a lexicon tells. */
  function namesAlone(item: ItemText): Report {
    const language = unreadLanguageOf(item);
    const mentions = matcher.findMentions(item, language);
    const isNamed = mentions.length > 0;
    return {
      language,
      mentions,
      events: [],
      silentReason: isNamed ? 'no lexicon for the language' : language === 'und' ? 'language not known' : 'no official',
    };
  }

  function detect(whole: ItemText): Report {
    const item = headOf(whole);
    const language = languageOf(item);
    if (language === undefined) return namesAlone(item);
    const named = matcher.findMentions(item, language);
    if (named.length === 0) return { language, mentions: named, events: [], silentReason: 'no official' };
    const read = readItem(item, language);
    const mentions = withoutPartsOfPlaces(named, read);
    if (mentions.length === 0) return { language, mentions, events: [], silentReason: 'no official' };
    const facts = new Map<string, OfficialFacts>();
    const headed: OwnOrganisation[] = [];
    for (const { officialId } of mentions) {
      const known = facts.has(officialId) ? undefined : knownOf(officialId);
      if (known === undefined) continue;
      facts.set(officialId, known.facts);
      headed.push(...known.headed);
    }
    const sentences = withOwnOrganisations(withoutNamesakes(read, mentions), headed);
    const actors = findActors(sentences, mentions, facts);
    const { events, silentReason } = findEvents({ sentences, actors, facts, publishedAt: item.publishedAt });
    return { language, mentions, events, silentReason };
  }

  return {
    detect,
    changedTo: (changed) => detectorOver(matcher.changedTo(changed), changed),
    changedInSlicesTo: async (changed, pause) => detectorOver(await matcher.changedInSlicesTo(changed, pause), changed),
  };
}
