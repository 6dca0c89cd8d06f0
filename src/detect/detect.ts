/** Detection: item → report, in order: language, mentions, sentences with their clues, actors, events. */

import type { ItemText } from '../model/item.ts';
import type { Official } from '../model/official.ts';
import type { Report } from '../model/report.ts';
import { buildMatcher } from '../officials/match.ts';
import { factsOf, findActors, type OfficialFacts } from './actor.ts';
import { findEvents } from './events.ts';
import { languageOf } from './language.ts';
import { readItem } from './reading.ts';

/** Finds what items report of a catalogue's officials. */
export interface Detector {
  /** Pure: the same item makes the same report. Bounded: time grows with the text's length up to its first 20,000 characters a field. */
  detect(item: ItemText): Report;
}

/** International organisations whose heads stand for no state. */
const ALLIANCE =
  /european (commission|union|council)|united nations|atomic energy agency|opec|nato|world bank|monetary fund|development bank|african union|world trade|interpol|cop\d/i;

/** Makes the detector for a catalogue; the matcher is built here, the lexicons at the first item of their language. */
export function createDetector(parts: { readonly officials: readonly Official[] }): Detector {
  const matcher = buildMatcher(parts.officials);
  const allFacts = new Map<string, OfficialFacts>(
    parts.officials.map((official) => [official.id, factsOf(official, (organisation) => ALLIANCE.test(organisation))]),
  );

  function detect(item: ItemText): Report {
    const language = languageOf(item);
    if (language === undefined)
      return { language: 'und', mentions: [], events: [], silentReason: 'language not known' };
    const mentions = matcher.findMentions(item, language);
    if (mentions.length === 0) return { language, mentions, events: [], silentReason: 'no official' };
    const facts = new Map<string, OfficialFacts>();
    for (const { officialId } of mentions) {
      const known = allFacts.get(officialId);
      if (known !== undefined) facts.set(officialId, known);
    }
    const sentences = readItem(item, language);
    const actors = findActors(sentences, mentions, facts);
    const { events, silentReason } = findEvents({ sentences, actors, facts, publishedAt: item.publishedAt });
    return { language, mentions, events, silentReason };
  }

  return { detect };
}
