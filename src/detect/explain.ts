/** A report in words: which words of the item made each event, slot and status, for `dateline detect --explain`. */
import { type DetectedEvent, formatEventDate } from '../model/event.ts';
import type { ItemText } from '../model/item.ts';
import type { Mention } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import type { Report } from '../model/report.ts';

/**
 * Explains `report` to a person, in plain text of several lines.
 *
 * @param officials the catalogue with which the report was made; shows names instead of ids
 */
export function explainReport(item: ItemText, report: Report, officials: readonly Official[]): string {
  const names = new Map(officials.map((official) => [official.id, official.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const lines = [item.title, `  language: ${report.language}`];
  for (const mention of firstMentions(report.mentions)) {
    const backed = mention.evidence.length > 0 ? ` (${mention.evidence.join(', ')})` : '';
    lines.push(
      `  ${nameOf(mention.officialId)}: "${mention.surface}" in the ${mention.span.field}, ${mention.reason}${backed}`,
    );
  }
  if (report.silentReason !== undefined) lines.push(`  no event: ${report.silentReason}`);
  for (const event of report.events) lines.push(...explainEvent(event, nameOf));
  return `${lines.join('\n')}\n`;
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
