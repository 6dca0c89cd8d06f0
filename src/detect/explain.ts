/** A report in words: which words of the item made each event, slot and status, for `dateline detect --explain`. */
import { type DetectedEvent, formatEventDate } from '../model/event.ts';
import type { ItemText } from '../model/item.ts';
import type { Mention } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import type { Report, SilentReason } from '../model/report.ts';
import { readForExplaining, type SlotReason, seenWords, slotReasons } from './explain-slots.ts';
import type { SentenceReading } from './reading.ts';

/**
 * Explains `report` to a person, in plain text of several lines.
 *
 * @param officials the catalogue with which the report was made; shows names instead of ids
 */
export function explainReport(item: ItemText, report: Report, officials: readonly Official[]): string {
  const names = new Map(officials.map((official) => [official.id, official.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const lines = [item.title, `  language: ${report.language}`];
  const sentences = readForExplaining(item, report.language);
  for (const mention of firstMentions(report.mentions)) {
    const backed = mention.evidence.length > 0 ? ` (${mention.evidence.join(', ')})` : '';
    lines.push(
      `  ${nameOf(mention.officialId)}: "${mention.surface}" in the ${mention.span.field}, ${mention.reason}${backed}`,
    );
  }
  if (report.silentReason !== undefined) lines.push(...explainSilence(report.silentReason, sentences));
  for (const event of report.events) {
    lines.push(...explainEvent(event, nameOf), ...slotReasons(event, sentences, item.publishedAt).map(slotLine));
  }
  return `${lines.join('\n')}\n`;
}

const SILENCE: Readonly<Record<SilentReason, string>> = {
  'language not known': 'the text is in no language that can be told, or too short',
  'no lexicon for the language': 'in this language only names are found; trips and deals in en es ru fr pt de zh ar',
  'no official': 'it names nobody of the catalogue, or not so that it can only be they',
  'no trip or deal': 'no words of travel or of a deal stand with the official so that it is theirs',
  'retrospect only': 'it looks back at what is long past',
  'not news': 'it is about something else',
};

function explainSilence(reason: SilentReason, sentences: readonly SentenceReading[]): string[] {
  const seen = reason === 'no official' ? [] : seenWords(sentences);
  return [
    `  no event: ${reason} (${SILENCE[reason]})`,
    ...seen.map(({ slot, words }) =>
      `    words of ${slot}: ${quoted(words) || 'none'}`.replace('words of places', 'places'),
    ),
  ];
}

function slotLine({ slot, why, words }: SlotReason): string {
  return `          ${slot}: ${why}${words.length === 0 ? '' : ` ${quoted(words)}`}`;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(', ');
}

function explainEvent(event: DetectedEvent, nameOf: (id: string) => string): string[] {
  const lines = [
    `  ${event.kind}, ${event.status}: ${event.officials.map(nameOf).join(', ')} (confidence ${event.confidence.toFixed(2)}, ${event.foundBy})`,
    `    "${event.sentence}"`,
    `    where   ${[event.place, event.countries.join(' ')].filter((part) => part !== undefined && part !== '').join(', ') || 'not said'}`,
    `    when    ${event.date === undefined ? 'not said' : `${formatEventDate(event.date)}${event.date.stated ? '' : ', by the day of publication'}`}`,
  ];
  if (event.kind === 'deal') {
    lines.push(`    parties ${event.parties.join(', ') || 'not said'}`);
    if (event.value !== undefined)
      lines.push(`    value   ${event.value.amount.toLocaleString('en')} ${event.value.currency}`);
    if (event.sector !== undefined) lines.push(`    sector  ${event.sector}`);
  }
  for (const { slot, why, words, weight } of event.evidence) {
    const sign = weight === 0 ? '     ' : `${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)} `;
    lines.push(`    ${sign.padStart(6)}${slot}: ${why}${words === '' ? '' : ` "${words}"`}`);
  }
  return lines;
}

/** The first mention of each official. */
function firstMentions(mentions: readonly Mention[]): Mention[] {
  const seen = new Set<string>();
  return mentions.filter((mention) => {
    if (seen.has(mention.officialId)) return false;
    seen.add(mention.officialId);
    return true;
  });
}
