/**
 * Wikidata's answers, checked at the edge: what `wbsearchentities` and `wbgetentities` send, and how they say no.
 *
 * Format: https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities and the JSON of Wikibase's data model.
 */
import { z } from 'zod';

/** The properties that are read; a statement of any other may be as odd as it likes. */
export const READ_PROPERTIES = ['P31', 'P39', 'P108', 'P27', 'P18', 'P297', 'P17', 'P1001', 'P2389', 'P361'] as const;

const MAX_TEXT_CHARS = 250;
const MAX_STATEMENTS = 200;

const text = z.string().max(10_000);
const term = z.object({ value: text });
/** PHP writes an empty map as an empty list. */
const emptyList = z.array(z.unknown()).transform(() => ({}));

const dataValue = z.discriminatedUnion('type', [
  z.object({ type: z.literal('wikibase-entityid'), value: z.object({ id: z.string().max(20) }) }),
  z.object({ type: z.literal('string'), value: text }),
  z.object({ type: z.literal('time'), value: z.object({ time: z.string().max(40), precision: z.number() }) }),
]);
const snak = z.object({ snaktype: z.literal('value'), datatype: text.optional(), datavalue: dataValue });
const statement = z.object({
  mainsnak: snak,
  rank: z.enum(['normal', 'preferred', 'deprecated']),
  qualifiers: z.union([emptyList, z.record(z.string(), z.array(z.unknown()))]).optional(),
});

/** A statement whose value is known; "some value" and "no value" are left out. */
export interface WikidataStatement {
  readonly value: WikidataValue;
  readonly rank: 'normal' | 'preferred' | 'deprecated';
  readonly qualifiers: Readonly<Record<string, readonly WikidataValue[]>>;
}

/** A value of the three kinds that are read. */
export type WikidataValue = z.infer<typeof dataValue>;

/** An item as far as it is read. */
export interface WikidataEntity {
  /** Its own id: another than was asked for where that one was merged into it. */
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly statements: Readonly<Record<string, readonly WikidataStatement[]>>;
}

const entity = z.object({
  id: z.string().regex(/^Q\d{1,12}$/),
  missing: z.unknown().optional(),
  labels: z.union([emptyList, z.record(z.string(), term)]).default({}),
  descriptions: z.union([emptyList, z.record(z.string(), term)]).default({}),
  aliases: z.union([emptyList, z.record(z.string(), z.array(term))]).default({}),
  claims: z.union([emptyList, z.record(z.string(), z.unknown())]).default({}),
});

const apiError = z.object({
  error: z.object({ code: z.string().max(200), info: text.optional(), id: z.string().max(50).optional() }),
});
const entitiesAnswer = z.object({ entities: z.union([emptyList, z.record(z.string(), z.unknown())]) });
const searchAnswer = z.object({ search: z.array(z.unknown()) });
const hit = z.object({ id: z.string().regex(/^Q\d{1,12}$/) });

/** What an answer says. */
export type Read<T> = { readonly kind: 'read'; readonly value: T } | ApiError | { readonly kind: 'unreadable' };

/** The API's own error: `maxlag`, `ratelimited`, `no-such-entity` … */
export interface ApiError {
  readonly kind: 'error';
  readonly code: string;
  /** The one of the ids asked for that is at fault (Wikibase, `GetEntities.php`: an id that can be none). */
  readonly id: string | undefined;
}

/** Reads what `wbsearchentities` found: ids, best first. */
export function readSearch(json: unknown): Read<readonly string[]> {
  const error = readError(json);
  if (error !== undefined) return error;
  const read = searchAnswer.safeParse(json);
  if (!read.success) return { kind: 'unreadable' };
  const ids = read.data.search.flatMap((one) => hit.safeParse(one).data?.id ?? []);
  return { kind: 'read', value: [...new Set(ids)] };
}

/** Reads the items of a `wbgetentities` answer by the id that was asked for; missing and unreadable ones are left out. */
export function readEntities(json: unknown): Read<ReadonlyMap<string, WikidataEntity>> {
  const error = readError(json);
  if (error !== undefined) return error;
  const read = entitiesAnswer.safeParse(json);
  if (!read.success) return { kind: 'unreadable' };
  const entities = new Map<string, WikidataEntity>();
  for (const [askedId, one] of Object.entries(read.data.entities)) {
    const parsed = entity.safeParse(one);
    if (!parsed.success || parsed.data.missing !== undefined) continue;
    entities.set(askedId, toEntity(parsed.data));
  }
  return { kind: 'read', value: entities };
}

function readError(json: unknown): ApiError | undefined {
  const read = apiError.safeParse(json);
  return read.success ? { kind: 'error', code: read.data.error.code, id: read.data.error.id } : undefined;
}

function toEntity(raw: z.infer<typeof entity>): WikidataEntity {
  const claims: Readonly<Record<string, unknown>> = raw.claims;
  const statements: Record<string, readonly WikidataStatement[]> = {};
  for (const property of READ_PROPERTIES) {
    const list = claims[property];
    if (!Array.isArray(list)) continue;
    statements[property] = list.slice(0, MAX_STATEMENTS).flatMap(toStatement);
  }
  return {
    id: raw.id,
    labels: mapValues(raw.labels, ({ value }) => cut(value)),
    descriptions: mapValues(raw.descriptions, ({ value }) => cut(value)),
    aliases: mapValues(raw.aliases, (list) => list.slice(0, 100).map(({ value }) => cut(value))),
    statements,
  };
}

function toStatement(raw: unknown): WikidataStatement[] {
  const read = statement.safeParse(raw);
  if (!read.success) return [];
  const qualifiers: Readonly<Record<string, readonly unknown[]>> = read.data.qualifiers ?? {};
  return [
    {
      value: read.data.mainsnak.datavalue,
      rank: read.data.rank,
      qualifiers: mapValues(qualifiers, (list) =>
        list.slice(0, 10).flatMap((one) => snak.safeParse(one).data?.datavalue ?? []),
      ),
    },
  ];
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function cut(value: string): string {
  return value.slice(0, MAX_TEXT_CHARS);
}
