/** The catalogue: who is who, read from files that a journalist can edit, and checked before anyone relies on it. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Office, Official } from '../model/official.ts';
import { CatalogueError } from './errors.ts';

/** Bounds of an import: a file beyond them is a mistake or an attack. */
const MAX_OFFICIALS = 100_000;
const MAX_NAMES_PER_LANGUAGE = 40;
const MAX_NAME_CHARS = 120;

const nameSchema = z.string().trim().min(1).max(MAX_NAME_CHARS);
const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166-1 alpha-2)')
  .nullish();
const daySchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is YYYY, YYYY-MM or YYYY-MM-DD')
  .nullish();

const officeSchema = z.object({
  title: z.string().trim().min(1).max(200),
  organisation: z.string().trim().min(1).max(200),
  country: countrySchema,
  from: daySchema,
  to: daySchema,
});

const officialSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'an id is a slug such as igor-sechin'),
  name: nameSchema,
  names: z.record(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, 'names are kept by language code'),
    z.array(nameSchema).max(MAX_NAMES_PER_LANGUAGE),
  ),
  // Ours says `offices`; the corpus says `roles`, of the same shape without dates.
  offices: z.array(officeSchema).max(60).optional(),
  roles: z.array(officeSchema).max(60).optional(),
  wikidataId: z
    .string()
    .regex(/^Q\d{1,12}$/, 'a Wikidata id is Q and digits')
    .nullish(),
  distinguish: z.string().trim().max(500).nullish(),
  checkedOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'checkedOn is YYYY-MM-DD')
    .nullish(),
  portraitUrl: z.url({ protocol: /^https$/ }).nullish(),
});

/** Takes officials one after the other. */
export interface OfficialsReader {
  /** Takes the next entry of a list, in our form (`offices`) or in the wire corpus's (`roles`). */
  take(entry: unknown): void;
  /** @throws {CatalogueError} naming every official at fault by its position and id, and ids that are used twice */
  finish(): Official[];
}

/** Makes a reader of one list. */
export function createOfficialsReader(): OfficialsReader {
  const problems: string[] = [];
  const officials: Official[] = [];
  const seen = new Map<string, number>();
  let taken = 0;
  return {
    take(entry) {
      const index = taken++;
      const parsed = officialSchema.safeParse(entry);
      if (!parsed.success) {
        for (const issue of parsed.error.issues) {
          problems.push(`${whichOne(entry, index)}, ${issue.path.map(String).join('.') || 'entry'}: ${issue.message}`);
        }
        return;
      }
      const { data } = parsed;
      const earlier = seen.get(data.id);
      if (earlier !== undefined) {
        problems.push(`${whichOne(entry, index)}: the id is taken by official ${earlier + 1}`);
        return;
      }
      seen.set(data.id, index);
      officials.push({
        id: data.id,
        name: data.name,
        names: data.names,
        offices: (data.offices ?? data.roles ?? []).map(toOffice),
        wikidataId: data.wikidataId ?? undefined,
        distinguish: data.distinguish ?? undefined,
        checkedOn: data.checkedOn ?? undefined,
        portraitUrl: data.portraitUrl ?? undefined,
      });
    },
    finish() {
      if (problems.length > 0) throw new CatalogueError(problems);
      return officials;
    },
  };
}

/**
 * Reads a list of officials at once.
 *
 * @throws {CatalogueError} as {@link OfficialsReader.finish} does, and where it is no list or too long a one
 */
export function parseOfficials(json: unknown): Official[] {
  const list = officialsList(json, MAX_OFFICIALS);
  const reader = createOfficialsReader();
  for (const entry of list) reader.take(entry);
  return reader.finish();
}

/**
 * The entries of a list that is to hold officials.
 *
 * @throws {CatalogueError} where it is no list, or has more than `max`
 */
export function officialsList(json: unknown, max: number): readonly unknown[] {
  if (!Array.isArray(json)) throw new CatalogueError(['expected a list of officials']);
  if (json.length > max) {
    throw new CatalogueError([`${json.length} officials are more than the ${max} that one list may hold: split it`]);
  }
  return json;
}

/**
 * Loads every `*.json` of a folder, in the order of the file names.
 *
 * @throws {CatalogueError} with the file's name; an id may stand in one file only
 */
export async function loadCatalogue(folder: string): Promise<Official[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const officials: Official[] = [];
  const homes = new Map<string, string>();
  for (const file of files) {
    for (const official of parseFile(file, await readFile(join(folder, file), 'utf8'))) {
      const home = homes.get(official.id);
      if (home !== undefined) throw new CatalogueError([`${official.id} stands in ${home} as well`], file);
      homes.set(official.id, file);
      officials.push(official);
    }
  }
  return officials;
}

function parseFile(file: string, text: string): Official[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CatalogueError(
      [`is not JSON: ${error instanceof Error ? error.message : String(error)}`],
      basename(file),
    );
  }
  try {
    return parseOfficials(json);
  } catch (error) {
    if (error instanceof CatalogueError) throw new CatalogueError(error.problems, file);
    throw error;
  }
}

function whichOne(entry: unknown, index: number): string {
  const id = entry !== null && typeof entry === 'object' && 'id' in entry ? entry.id : undefined;
  return typeof id === 'string' ? `official ${index + 1} (${id.slice(0, 80)})` : `official ${index + 1}`;
}

function toOffice(office: z.infer<typeof officeSchema>): Office {
  return {
    title: office.title,
    organisation: office.organisation,
    country: office.country ?? undefined,
    from: office.from ?? undefined,
    to: office.to ?? undefined,
  };
}
