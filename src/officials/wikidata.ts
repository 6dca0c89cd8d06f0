/**
 * Wikidata: looks up people whom the catalogue doesn't know, by its documented API.
 *
 * Polite as its operators ask (https://www.mediawiki.org/wiki/API:Etiquette): one request at a time, `maxlag`, and a
 * pause where it asks for one; the User-Agent with a contact comes from the client that `get` belongs to. What was read
 * is kept, so that a name costs its three to five requests once a day.
 */
import { isItemId, WBK } from 'wikibase-sdk';
import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Official } from '../model/official.ts';
import { type ApiError, type Read, readEntities, readSearch, type WikidataEntity } from './wikidata-answer.ts';
import { factsOf, referenceOf, type WikidataFacts, type WikidataReference } from './wikidata-facts.ts';
import { type References, referencedIds, toOfficial, usualName } from './wikidata-official.ts';

const WIKIDATA = 'https://www.wikidata.org';

const HOUR_MS = 60 * 60 * 1000;
const SEARCH_KEPT_MS = 24 * HOUR_MS;
const PERSON_KEPT_MS = 24 * HOUR_MS;
/** What an office is called changes hardly ever. */
const REFERENCE_KEPT_MS = 30 * 24 * HOUR_MS;

/** Seconds of lag at which Wikidata asks tools to stand back (https://www.mediawiki.org/wiki/Manual:Maxlag_parameter). */
const MAX_LAG_SECONDS = 5;
/** So many ids one `wbgetentities` takes. */
const IDS_PER_REQUEST = 50;
/** A head of state's item has up to 1 MB; eight of them, packed, are a second's download. */
const MAX_BODY_BYTES = 12 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const SEARCHED = 8;
/** A person waits for the answer, so a longer pause is told instead of kept. */
const LONGEST_PAUSE_MS = 10_000;
const DEFAULT_PAUSE_MS = 5_000;
const ATTEMPTS = 3;
const MAX_WAITING = 20;
/** An office names its organisation, that its state: further away there is nothing that an office needs. */
const REFERENCE_ROUNDS = 3;
const MAX_REFERENCES = 200;
const MAX_QUERY_CHARS = 100;

/** Why Wikidata can't be asked, for the moment. */
export type WikidataTrouble = 'busy' | 'no answer' | 'not understood';

/** A person that goes by the name that was looked up. */
export interface WikidataPerson {
  readonly wikidataId: string;
  readonly name: string;
  /** Wikidata's line on who that is, in the asker's language where there is one. */
  readonly description: string | undefined;
}

/** What looking a name up brought. */
export type WikidataSearch =
  | { readonly kind: 'found'; readonly people: readonly WikidataPerson[] }
  | { readonly kind: 'unavailable'; readonly trouble: WikidataTrouble };

/** What asking for one person brought. */
export type WikidataLookup =
  | { readonly kind: 'found'; readonly official: Official }
  /** No such item, or it is none of a human being. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unavailable'; readonly trouble: WikidataTrouble };

/** Wikidata as a source. */
export interface Wikidata {
  /**
   * Looks a name up in any script and language; best first, at most eight people, items of other things left out.
   *
   * @param locale Discord's, `pt-BR`: the language of the descriptions
   */
  search(name: string, locale: string): Promise<WikidataSearch>;
  /**
   * Everything that we keep of a person, with all names, as an official.
   *
   * @param wikidataId `Q…`; one that was merged into another leads there
   * @param makeId     the slug for a name
   */
  lookUp(wikidataId: string, makeId: (name: string) => string): Promise<WikidataLookup>;
}

/** What it is made of. */
export interface WikidataParts {
  /** `https://www.wikidata.org`, or another server of its kind. */
  readonly url: string;
  readonly get: (
    url: string,
    request: { readonly maxBytes: number; readonly timeoutMs: number; readonly allowInnerAddress: boolean },
  ) => Promise<{
    readonly httpStatus: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  }>;
  /** A failure to read or write it costs a request, and no answer. */
  readonly cache: {
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown, ttlMs: number): Promise<unknown>;
  };
  readonly now: () => number;
  readonly sleep: (waitMs: number) => Promise<unknown>;
  readonly log: Log;
}

// Kept as JSON, where what is undefined is missing: hence the casts from "may be missing" to "may be undefined" below.
const words = z.record(z.string(), z.string());
const optional = z.string().optional();
const factsSchema = z.object({
  id: z.string(),
  isHuman: z.boolean(),
  labels: words,
  aliases: z.record(z.string(), z.array(z.string())),
  descriptions: words,
  offices: z.array(z.object({ position: optional, organisation: optional, from: optional, to: optional })),
  citizenships: z.array(z.string()),
  portraitFile: optional,
});
const referenceSchema = z.object({
  id: z.string(),
  label: optional,
  isoCode: optional,
  countryId: optional,
  organisationId: optional,
});
const idsSchema = z.array(z.string());

/** Ends a lookup; never leaves this file. */
class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly trouble: WikidataTrouble;

  constructor(trouble: WikidataTrouble, cause?: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
  }
}

/** Makes the source. */
export function createWikidata(parts: WikidataParts): Wikidata {
  const { cache, now, log } = parts;
  const api = WBK({ instance: new URL(parts.url).origin });
  // Another server was named by the operator, and may stand inside.
  const allowInnerAddress = new URL(parts.url).origin !== WIKIDATA;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let restsUntil = 0;

  /** Whoever comes waits for those before: one request at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= MAX_WAITING) return Promise.reject(new Unavailable('busy'));
    waiting += 1;
    const turn = last.then(work).finally(() => {
      waiting -= 1;
    });
    last = turn.catch(() => undefined);
    return turn;
  }

  /** @returns what was read, or that one of the ids can be none of an item */
  async function ask<T>(
    url: string,
    read: (json: unknown) => Read<T>,
  ): Promise<{ readonly kind: 'read'; readonly value: T } | ApiError> {
    for (let attempt = 1; ; attempt += 1) {
      const pauseMs = restsUntil - now();
      if (pauseMs > LONGEST_PAUSE_MS) throw new Unavailable('busy');
      if (pauseMs > 0) await parts.sleep(pauseMs);
      const answer = await fetchOnce(`${url}&maxlag=${MAX_LAG_SECONDS}`);
      const asksToWait = answer.httpStatus === 429 || answer.httpStatus === 503;
      const lag = { kind: 'error', code: 'maxlag', id: undefined } as const;
      const said: Read<T> = asksToWait ? lag : read(parseJson(answer.body));
      if (said.kind === 'unreadable') throw new Unavailable('not understood');
      if (said.kind === 'read' || said.code === 'no-such-entity') return said;
      if (said.code !== 'maxlag' && said.code !== 'ratelimited') {
        log.warn({ code: said.code }, 'Wikidata refused a request');
        throw new Unavailable('not understood');
      }
      restsUntil = now() + retryAfterMs(answer.headers['retry-after']);
      if (attempt === ATTEMPTS) throw new Unavailable('busy');
    }
  }

  async function fetchOnce(url: string) {
    try {
      return await parts.get(url, { maxBytes: MAX_BODY_BYTES, timeoutMs: TIMEOUT_MS, allowInnerAddress });
    } catch (cause) {
      log.warn({ err: cause }, 'Wikidata gave no answer');
      throw new Unavailable('no answer', cause);
    }
  }

  async function remembered<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> {
    try {
      return schema.safeParse(await cache.get(key)).data;
    } catch (error) {
      log.warn({ err: error }, 'What Wikidata said before could not be read');
      return undefined;
    }
  }

  async function remember(key: string, value: unknown, ttlMs: number): Promise<void> {
    try {
      await cache.set(key, value, ttlMs);
    } catch (error) {
      log.warn({ err: error }, 'What Wikidata said could not be kept');
    }
  }

  /** Reads items by the id that was asked for, `IDS_PER_REQUEST` at a time. */
  async function getEntities(
    ids: readonly string[],
    props: readonly ('labels' | 'claims' | 'aliases' | 'descriptions')[],
  ): Promise<ReadonlyMap<string, WikidataEntity>> {
    const found = new Map<string, WikidataEntity>();
    const left = ids.filter(isItemId);
    while (left.length > 0) {
      const some = left.splice(0, IDS_PER_REQUEST);
      const answer = await ask(api.getEntities({ ids: some, props: [...props] }), readEntities);
      if (answer.kind === 'read') for (const [id, entity] of answer.value) found.set(id, entity);
      // One id that can be none empties the whole answer: the others are asked for again, alone where it isn't named.
      else if (some.some((id) => id === answer.id)) left.unshift(...some.filter((id) => id !== answer.id));
      else if (some.length > 1) {
        for (const id of some) for (const [one, entity] of await getEntities([id], props)) found.set(one, entity);
      }
    }
    return found;
  }

  async function peopleOf(ids: readonly string[]): Promise<ReadonlyMap<string, WikidataFacts>> {
    const people = new Map<string, WikidataFacts>();
    const unknown: string[] = [];
    for (const id of ids) {
      const known = await remembered(`person:${id}`, factsSchema);
      if (known === undefined) unknown.push(id);
      else people.set(id, known as WikidataFacts);
    }
    const found = await getEntities(unknown, ['labels', 'aliases', 'descriptions', 'claims']);
    for (const [id, entity] of found) {
      const facts = factsOf(entity);
      people.set(id, facts);
      await remember(`person:${id}`, facts, PERSON_KEPT_MS);
    }
    return people;
  }

  /** Names the offices, organisations and states of a person: round by round, as one leads to the next. */
  async function referencesOf(facts: WikidataFacts): Promise<References> {
    const references = new Map<string, WikidataReference>();
    let wanted = referencedIds(facts);
    for (let round = 0; round < REFERENCE_ROUNDS && wanted.length > 0; round += 1) {
      const unknown: string[] = [];
      for (const id of wanted.slice(0, MAX_REFERENCES - references.size)) {
        const known = await remembered(`reference:${id}`, referenceSchema);
        if (known === undefined) unknown.push(id);
        else references.set(id, known as WikidataReference);
      }
      for (const [id, entity] of await getEntities(unknown, ['labels', 'claims'])) {
        const reference = referenceOf(entity);
        references.set(id, reference);
        await remember(`reference:${id}`, reference, REFERENCE_KEPT_MS);
      }
      const next = [...references.values()].flatMap(({ countryId, organisationId }) => [countryId, organisationId]);
      wanted = [...new Set(next.filter((id) => id !== undefined))].filter((id) => !references.has(id));
    }
    return references;
  }

  async function search(name: string, locale: string): Promise<WikidataSearch> {
    const query = name.normalize('NFC').trim().slice(0, MAX_QUERY_CHARS);
    if (query === '') return { kind: 'found', people: [] };
    const language = searchLanguageOf(query, locale);
    const key = `search:${language}:${query.toLowerCase()}`;
    let ids: readonly string[] | undefined = await remembered(key, idsSchema);
    if (ids === undefined) {
      const url = api.searchEntities({ search: query, language, limit: SEARCHED });
      const answer = await ask(url, readSearch);
      ids = answer.kind === 'read' ? answer.value.slice(0, SEARCHED) : [];
      await remember(key, ids, SEARCH_KEPT_MS);
    }
    const people = await peopleOf(ids);
    const own = locale.split('-')[0] ?? 'en';
    return {
      kind: 'found',
      people: [...new Map(ids.flatMap((id) => people.get(id) ?? []).map((facts) => [facts.id, facts])).values()]
        .filter(({ isHuman }) => isHuman)
        .map((facts) => ({
          wikidataId: facts.id,
          name: facts.labels[own] ?? usualName(facts),
          description: facts.descriptions[own] ?? facts.descriptions.en,
        })),
    };
  }

  async function lookUp(wikidataId: string, makeId: (name: string) => string): Promise<WikidataLookup> {
    const facts = (await peopleOf([wikidataId])).get(wikidataId);
    if (facts === undefined || !facts.isHuman) return { kind: 'nobody' };
    const references = await referencesOf(facts);
    const checkedOn = new Date(now()).toISOString().slice(0, 10);
    return { kind: 'found', official: toOfficial(facts, references, makeId(usualName(facts)), checkedOn) };
  }

  return {
    search: (name, locale) => inTurn(() => search(name, locale)).catch(asTrouble),
    lookUp: (wikidataId, makeId) => inTurn(() => lookUp(wikidataId, makeId)).catch(asTrouble),
  };
}

function asTrouble(error: unknown): { readonly kind: 'unavailable'; readonly trouble: WikidataTrouble } {
  if (error instanceof Unavailable) return { kind: 'unavailable', trouble: error.trouble };
  throw error;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // A proxy's page, say: the caller calls it unreadable.
    return undefined;
  }
}

/** Retry-After in seconds (RFC 9110, 10.2.3); at least one, five where it isn't said. */
function retryAfterMs(header: string | undefined): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && header !== undefined ? Math.max(1, seconds) * 1000 : DEFAULT_PAUSE_MS;
}

/** Letters that tell a language, for the search by names; the asker's own language for Latin ones. */
const SCRIPT_LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[پچژگ]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Thai}/u, 'th'],
];

/** The language in whose names is searched first; Wikidata looks into those of all others too. */
export function searchLanguageOf(name: string, locale: string): string {
  const byScript = SCRIPT_LANGUAGES.find(([letters]) => letters.test(name));
  return byScript?.[1] ?? locale.split('-')[0]?.toLowerCase() ?? 'en';
}
