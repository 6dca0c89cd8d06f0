/**
 * Names and offices as people write them in a form or a spreadsheet's cell: one language, one office a line.
 *
 *     ru: Игорь Сечин; Игорь Иванович Сечин
 *     Chief Executive; Rosneft; RU; 2012-05-24;
 */
import type { Office } from '../model/official.ts';

/** What was read, and one sentence for each line that was not understood. */
export interface PlainRead<T> {
  readonly value: T;
  readonly problems: readonly string[];
}

const MAX_LINES = 200;

/** Writes names; a name's own semicolon becomes a comma. */
export function writeNames(names: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(names)
    .filter(([, list]) => list.length > 0)
    .map(([language, list]) => `${language}: ${list.map(cell).join('; ')}`)
    .join('\n');
}

/** Reads what {@link writeNames} wrote, or somebody typed. */
export function readNames(text: string): PlainRead<Readonly<Record<string, readonly string[]>>> {
  const names: Record<string, readonly string[]> = {};
  const problems: string[] = [];
  for (const { line, number } of linesOf(text)) {
    const colon = line.search(/[:：]/);
    const language = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!/^[a-z]{2,3}$/.test(language)) {
      problems.push(`Names, line ${number}: begin with the language’s code, as in “ru: Игорь Сечин”.`);
      continue;
    }
    const list = splitCells(line.slice(colon + 1)).filter((name) => name !== '');
    names[language] = [...new Set([...(names[language] ?? []), ...list])];
  }
  return { value: names, problems };
}

/** Writes offices: title; organisation; country; from; to. */
export function writeOffices(offices: readonly Office[]): string {
  return offices.map(writeOffice).join('\n');
}

/** Writes one office. */
export function writeOffice(office: Office): string {
  const cells = [office.title, office.organisation, office.country, office.from, office.to];
  return cells
    .map((one) => cell(one ?? ''))
    .join('; ')
    .replace(/[; ]+$/, '');
}

/**
 * Reads offices.
 *
 * @param readCountry a code for what was typed, or what is wrong with it
 */
export function readOffices(
  text: string,
  readCountry: (typed: string) => string | { readonly problem: string },
): PlainRead<readonly Office[]> {
  const offices: Office[] = [];
  const problems: string[] = [];
  for (const { line, number } of linesOf(text)) {
    const [title = '', organisation = '', typed = '', from = '', to = '', ...more] = splitCells(line);
    if (title === '' || organisation === '' || more.some((one) => one !== '')) {
      problems.push(`Offices, line ${number}: write title; organisation; country; from; to.`);
      continue;
    }
    const country = typed === '' ? undefined : readCountry(typed);
    if (typeof country === 'object') {
      problems.push(`Offices, line ${number}: ${country.problem}`);
      continue;
    }
    const wrong = [from, to].find((day) => day !== '' && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(day));
    if (wrong !== undefined) {
      problems.push(`Offices, line ${number}: write days as 2012, 2012-05 or 2012-05-24.`);
      continue;
    }
    offices.push({ title, organisation, country, from: from || undefined, to: to || undefined });
  }
  return { value: offices, problems };
}

function linesOf(text: string): readonly { readonly line: string; readonly number: number }[] {
  return text
    .split('\n')
    .slice(0, MAX_LINES)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '');
}

function splitCells(line: string): readonly string[] {
  return line.split(/[;；]/).map((one) => one.trim());
}

function cell(text: string): string {
  return text.replaceAll(/[;；]/g, ',').replaceAll(/\s+/g, ' ').trim();
}
