/** Officials as files: JSON in the catalogue's own form, and CSV for a spreadsheet; written, and read back. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Official } from '../model/official.ts';
import { inSlices, type Pause } from '../text/slices.ts';
import { createOfficialsReader, officialsList } from './catalogue.ts';
import { CatalogueError } from './errors.ts';
import { readNames, readOffices, writeNames, writeOffices } from './plain-form.ts';

const COLUMNS = ['id', 'name', 'names', 'offices', 'wikidataId', 'distinguish', 'checkedOn', 'portraitUrl'] as const;
type Column = (typeof COLUMNS)[number];

/** One official with every name and office is 20 kB at most. */
const MAX_RECORD_CHARS = 100_000;
/** What one file may hold: more are a mistake, or are split. */
const MAX_ROWS = 5_000;
/** Rows read between two pauses: some 10 ms. */
const SLICE_ROWS = 100;
/** What no text begins with: a workbook, a picture, or a file in UTF-16. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTED = /[\u0000-\u0008\u000e-\u001f]/;
const HEAD_CHARS = 1_000;
const CHUNK_CHARS = 64 * 1024;

/**
 * Characters that make a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), and the apostrophe that we
 * put in front of them, so that reading takes away what writing put there, and nothing else.
 */
const FORMULA_STARTS = '=+-@\t\r＝＋－＠';

/** Writes officials in the form of `data/officials/*.json`. */
export function writeOfficialsJson(officials: readonly Official[]): string {
  return `${JSON.stringify(officials, null, 2)}\n`;
}

/** Writes officials as CSV (RFC 4180) with a byte order mark, without which Excel takes UTF-8 for Latin-1. */
export function writeOfficialsCsv(officials: readonly Official[]): string {
  const rows = officials.map(
    (official): Record<Column, string> => ({
      id: official.id,
      name: official.name,
      names: writeNames(official.names),
      offices: writeOffices(official.offices),
      wikidataId: official.wikidataId ?? '',
      distinguish: official.distinguish ?? '',
      checkedOn: official.checkedOn ?? '',
      portraitUrl: official.portraitUrl ?? '',
    }),
  );
  const guarded = rows.map((row) => COLUMNS.map((column) => guard(row[column])));
  return stringify([[...COLUMNS], ...guarded], { bom: true });
}

/**
 * Reads either form; which one is told by how it begins. A row without an id gets one from `makeId`.
 *
 * @param makeId an id for a name, different from those it gave before
 * @param pause called after every hundred rows, so that a long file holds up nobody
 * @throws {CatalogueError} naming every row at fault; nothing of the file counts then
 */
export async function readOfficials(text: string, makeId: (name: string) => string, pause: Pause): Promise<Official[]> {
  const body = text.replace(/^\uFEFF/, '').trimStart();
  if (UNPRINTED.test(body.slice(0, HEAD_CHARS)))
    throw new CatalogueError(['it is neither JSON nor CSV; save a workbook as CSV (UTF-8) first']);
  const isJson = body.startsWith('[') || body.startsWith('{');
  const entries = isJson ? officialsList(readJson(body), MAX_ROWS) : await readCsv(body, makeId, pause);
  const reader = createOfficialsReader();
  await inSlices(entries, SLICE_ROWS, reader.take, pause);
  return reader.finish();
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new CatalogueError([`it is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

async function readCsv(body: string, makeId: (name: string) => string, pause: Pause): Promise<readonly unknown[]> {
  const [header = ''] = body.split('\n', 1);
  const delimiter = [',', ';', '\t'].sort((a, b) => header.split(b).length - header.split(a).length)[0] ?? ',';
  const rows = await parseRows(body, delimiter, pause);
  const columns = (rows[0] ?? []).map((name) => name.trim());
  if (!columns.includes('name')) {
    throw new CatalogueError([`its first row must name the columns: ${COLUMNS.join(', ')}; “name” is needed`]);
  }
  const problems: string[] = [];
  const officials: unknown[] = [];
  const take = (cells: readonly string[], index: number): void => {
    const at = (column: Column): string => unguard(cells[columns.indexOf(column)] ?? '').trim();
    const names = readNames(at('names'));
    const offices = readOffices(at('offices'), readCode);
    problems.push(...[...names.problems, ...offices.problems].map((problem) => `row ${index + 2}: ${problem}`));
    officials.push({
      id: at('id') || makeId(at('name')),
      name: at('name'),
      names: Object.keys(names.value).length === 0 ? { en: [at('name')] } : names.value,
      offices: offices.value,
      wikidataId: at('wikidataId') || undefined,
      distinguish: at('distinguish') || undefined,
      checkedOn: at('checkedOn') || undefined,
      portraitUrl: at('portraitUrl') || undefined,
    });
  };
  await inSlices(rows.slice(1), SLICE_ROWS, take, pause);
  if (problems.length > 0) throw new CatalogueError(problems);
  return officials;
}

async function parseRows(body: string, delimiter: string, pause: Pause): Promise<readonly (readonly string[])[]> {
  const parser = Readable.from(chunksOf(body)).pipe(
    parse({
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARS,
    }),
  );
  const rows: (readonly string[])[] = [];
  try {
    for await (const row of parser as AsyncIterable<readonly string[]>) {
      rows.push(row);
      if (rows.length > MAX_ROWS + 1) throw new CatalogueError([`it has more than ${MAX_ROWS} rows: split it`]);
      if (rows.length % SLICE_ROWS === 0) await pause(0);
    }
    return rows;
  } catch (error) {
    if (error instanceof CsvError) throw new CatalogueError([`it is not CSV: ${error.message}`]);
    throw error;
  }
}

function* chunksOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += CHUNK_CHARS) yield text.slice(at, at + CHUNK_CHARS);
}

function readCode(typed: string): string | { readonly problem: string } {
  const code = typed.toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : { problem: 'a country is two capital letters, as in RU.' };
}

function guard(value: string): string {
  const first = value.slice(0, 1);
  return first !== '' && (FORMULA_STARTS.includes(first) || first === "'") ? `'${value}` : value;
}

function unguard(value: string): string {
  const second = value.slice(1, 2);
  const isGuarded = value.startsWith("'") && second !== '' && (FORMULA_STARTS.includes(second) || second === "'");
  return isGuarded ? value.slice(1) : value;
}
