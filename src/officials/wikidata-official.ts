/** Wikidata's facts → an official of ours: names by language, offices by their English names, a portrait. */
import { LANGUAGES } from '../model/language.ts';
import type { Office, Official } from '../model/official.ts';
import { foldText } from '../text/normalize.ts';
import type { StatedOffice, WikidataFacts, WikidataReference } from './wikidata-facts.ts';

const MAX_NAME_CHARS = 120;
const MAX_NAMES_PER_LANGUAGE = 12;
const MAX_NAMES = 250;
const MAX_OFFICES = 40;
const MAX_WORDS_CHARS = 200;
/** Pixels: Discord shows a thumbnail at 80 by 80, on screens of double density. */
const PORTRAIT_WIDTH = 240;

/** What an employee is called where Wikidata doesn't say as what. */
const UNNAMED_ROLE = 'Staff';

/** A name of several words: a single one is a surname or nickname, which namesakes bear as well. */
const SEVERAL_WORDS = /\S[\s\-‐·・．.=＝]+\S/u;
/** Scripts that write a name without gaps. */
const GAPLESS = /\p{Script=Han}{2}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}{2}|\p{Script=Thai}/u;

/** All that is known of a person, with what the ids stand for. */
export type References = ReadonlyMap<string, WikidataReference>;

/**
 * Makes an official of a person's facts.
 *
 * @param id        the slug that it gets
 * @param checkedOn `YYYY-MM-DD`: the day on which the facts were read
 */
export function toOfficial(facts: WikidataFacts, references: References, id: string, checkedOn: string): Official {
  const name = usualName(facts);
  return {
    id,
    name,
    names: namesOf(facts, name),
    offices: officesOf(facts, references),
    wikidataId: facts.id,
    distinguish: describe(facts, references),
    checkedOn,
    portraitUrl: facts.portraitFile === undefined ? undefined : portraitUrl(facts.portraitFile),
  };
}

/** The usual English name; where there is none the name that Wikidata keeps for all languages, or a Latin one. */
export function usualName(facts: Pick<WikidataFacts, 'id' | 'labels'>): string {
  const { labels } = facts;
  const latin = Object.values(labels).find((label) => /\p{Script=Latin}/u.test(label));
  const found = labels.en ?? labels['en-gb'] ?? labels.mul ?? latin ?? Object.values(labels)[0];
  return cleanName(found ?? '') ?? facts.id;
}

/** The ids that have to be named before an official can be made of the facts. */
export function referencedIds(facts: WikidataFacts): readonly string[] {
  const ids = facts.offices.flatMap(({ position, organisation }) => [position, organisation]);
  return [...new Set([...ids, ...facts.citizenships])].filter((id) => id !== undefined);
}

/** The address of a file on Wikimedia Commons, at the size of a thumbnail. */
export function portraitUrl(file: string): string {
  const name = encodeURIComponent(file.replaceAll(' ', '_'));
  return `https://commons.wikimedia.org/wiki/Special:FilePath/${name}?width=${PORTRAIT_WIDTH}`;
}

/**
 * Names by ISO 639-1 code. Variants (`pt-br`, `zh-hant`) go to their language; a language beyond those in which we
 * detect keeps only what none of ours has, or a Latin name would be kept a hundred times.
 */
function namesOf(facts: WikidataFacts, name: string): Readonly<Record<string, readonly string[]>> {
  const gathered = new Map<string, string[]>();
  const add = (code: string, names: readonly (string | undefined)[]): void => {
    const language = languageOf(code);
    if (language === undefined) return;
    const list = gathered.get(language) ?? [];
    gathered.set(language, list);
    for (const one of names) {
      if (one !== undefined && list.length < MAX_NAMES_PER_LANGUAGE && !list.includes(one)) list.push(one);
    }
  };
  add('en', [name]);
  for (const [code, label] of bareFirst(facts.labels)) add(code, [cleanName(label)]);
  for (const [code, aliases] of bareFirst(facts.aliases)) add(code, aliases.map(cleanName).filter(isWholeName));
  const known = new Set<string>();
  let left = MAX_NAMES;
  const names: Record<string, readonly string[]> = {};
  for (const language of [...LANGUAGES, ...[...gathered.keys()].filter((code) => !isOurs(code)).sort()]) {
    const list = (gathered.get(language) ?? []).filter((one) => isOurs(language) || !known.has(foldText(one)));
    for (const one of list) known.add(foldText(one));
    if (list.length === 0 || left <= 0) continue;
    names[language] = list.slice(0, left);
    left -= list.length;
  }
  return names;
}

/** `pt` before `pt-br`: the first name of a language is the one shown. */
function bareFirst<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
}

function isOurs(language: string): boolean {
  return (LANGUAGES as readonly string[]).includes(language);
}

/** The language of one of Wikidata's codes; `mul`, the name in all languages, counts as English. */
function languageOf(code: string): string | undefined {
  if (code === 'mul') return 'en';
  const language = code.split('-')[0] ?? '';
  return /^[a-z]{2,3}$/.test(language) ? language : undefined;
}

/** One line, without what tells articles apart: "Igor Sechin (politician)"; undefined where no name is left. */
function cleanName(raw: string): string | undefined {
  const line = raw
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const bracket = line.search(/[(（]/);
  const name = (bracket > 0 ? line.slice(0, bracket) : line).trim();
  return name.length > 0 && name.length <= MAX_NAME_CHARS && /\p{L}/u.test(name) ? name : undefined;
}

function isWholeName(name: string | undefined): boolean {
  return name !== undefined && (SEVERAL_WORDS.test(name) || GAPLESS.test(name));
}

function officesOf(facts: WikidataFacts, references: References): readonly Office[] {
  const offices = facts.offices.flatMap((stated) => toOffice(stated, references));
  // Who held an office somewhere worked there: the bare employer says nothing new.
  const named = new Set(offices.filter(({ title }) => title !== UNNAMED_ROLE).map(({ organisation }) => organisation));
  return offices
    .filter(({ title, organisation }) => title !== UNNAMED_ROLE || !named.has(organisation))
    .sort((a, b) => Number(a.to !== undefined) - Number(b.to !== undefined) || compare(b.from ?? '', a.from ?? ''))
    .slice(0, MAX_OFFICES);
}

function toOffice(stated: StatedOffice, references: References): Office[] {
  const position = find(references, stated.position);
  const organisation = find(references, stated.organisation) ?? find(references, position?.organisationId);
  const country = [position?.countryId, organisation?.countryId]
    .map((id) => find(references, id))
    .find((one) => one?.isoCode !== undefined);
  const title = stated.position === undefined ? UNNAMED_ROLE : words(position?.label);
  const where = words(organisation?.label ?? country?.label);
  if (title === undefined || where === undefined) return [];
  const { from, to } = stated;
  return [{ title: capital(title), organisation: where, country: country?.isoCode, from, to }];
}

/** What tells the person from namesakes: Wikidata's own line, and whose citizen. */
function describe(facts: WikidataFacts, references: References): string | undefined {
  const description = words(facts.descriptions.en ?? facts.descriptions.mul);
  const states = facts.citizenships.flatMap((id) => words(find(references, id)?.label) ?? []).slice(0, 3);
  const parts = [description, states.length === 0 ? undefined : `citizen of ${states.join(', ')}`];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : `meant is: ${known.join('; ')} (Wikidata)`;
}

function find(references: References, id: string | undefined): WikidataReference | undefined {
  return id === undefined ? undefined : references.get(id);
}

function words(label: string | undefined): string | undefined {
  const line = (label ?? '').replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line === '' ? undefined : line.slice(0, MAX_WORDS_CHARS);
}

function capital(title: string): string {
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
