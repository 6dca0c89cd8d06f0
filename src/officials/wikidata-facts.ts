/** What Wikidata says of a person and of the offices named there, in the few facts that are kept. */
import { isItemId, wikibaseTimeToSimpleDay } from 'wikibase-sdk';
import type { WikidataEntity, WikidataStatement, WikidataValue } from './wikidata-answer.ts';

/** Wikidata's own name for a human being. */
const HUMAN = 'Q5';

/** Wikidata counts precision up from billions of years; 9 is the year (Wikibase, "DataModel/JSON", time). */
const YEAR_PRECISION = 9;

/** Where the organisation of an office may stand: "of", employer, directed organisation, part of. */
const ORGANISATION_QUALIFIERS = ['P642', 'P108', 'P2389', 'P361'] as const;
/** What somebody is at an employer: position held, "has role", "as". */
const ROLE_QUALIFIERS = ['P39', 'P3831', 'P2868', 'P794'] as const;

const MAX_POSITIONS = 60;

/** An office as Wikidata states it: ids that have still to be named. */
export interface StatedOffice {
  /** Undefined where only the employer is known. */
  readonly position: string | undefined;
  readonly organisation: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A person as Wikidata knows one. */
export interface WikidataFacts {
  readonly id: string;
  readonly isHuman: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly descriptions: Readonly<Record<string, string>>;
  readonly offices: readonly StatedOffice[];
  readonly citizenships: readonly string[];
  /** A file on Wikimedia Commons. */
  readonly portraitFile: string | undefined;
}

/** A position, an organisation or a country, as far as an office needs it. */
export interface WikidataReference {
  readonly id: string;
  /** In English where there is such a label. */
  readonly label: string | undefined;
  /** ISO 3166-1 alpha-2 of a country. */
  readonly isoCode: string | undefined;
  /** Whose office, or where the organisation is. */
  readonly countryId: string | undefined;
  readonly organisationId: string | undefined;
}

/** Picks the facts of a person. */
export function factsOf(entity: WikidataEntity): WikidataFacts {
  return {
    id: entity.id,
    isHuman: idsOf(entity, 'P31').includes(HUMAN),
    labels: entity.labels,
    aliases: entity.aliases,
    descriptions: entity.descriptions,
    offices: [
      ...standing(entity, 'P39').flatMap((one) => statedOffice(one, 'position')),
      ...standing(entity, 'P108').flatMap((one) => statedOffice(one, 'employer')),
    ].slice(0, MAX_POSITIONS),
    citizenships: idsOf(entity, 'P27'),
    portraitFile: best(entity, 'P18').flatMap(({ value }) => (value.type === 'string' ? [value.value] : []))[0],
  };
}

/** Picks what an office needs of a position, an organisation or a country. */
export function referenceOf(entity: WikidataEntity): WikidataReference {
  const code = best(entity, 'P297').flatMap(({ value }) => (value.type === 'string' ? [value.value] : []))[0];
  return {
    id: entity.id,
    label: entity.labels.en ?? entity.labels.mul ?? entity.labels['en-gb'] ?? Object.values(entity.labels)[0],
    isoCode: code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined,
    countryId: idsOf(entity, 'P1001')[0] ?? idsOf(entity, 'P17')[0],
    organisationId: idsOf(entity, 'P2389')[0] ?? idsOf(entity, 'P361')[0],
  };
}

/** Statements that nobody withdrew, offices of the past among them. */
function standing(entity: WikidataEntity, property: string): readonly WikidataStatement[] {
  return (entity.statements[property] ?? []).filter(({ rank }) => rank !== 'deprecated');
}

/** The preferred statements; where there are none, the normal ones. */
function best(entity: WikidataEntity, property: string): readonly WikidataStatement[] {
  const all = standing(entity, property);
  const preferred = all.filter(({ rank }) => rank === 'preferred');
  return preferred.length > 0 ? preferred : all;
}

function idsOf(entity: WikidataEntity, property: string): readonly string[] {
  return best(entity, property).flatMap(({ value }) => idOf(value) ?? []);
}

function idOf(value: WikidataValue | undefined): string | undefined {
  return value?.type === 'wikibase-entityid' && isItemId(value.value.id) ? value.value.id : undefined;
}

function firstId(statement: WikidataStatement, properties: readonly string[]): string | undefined {
  for (const property of properties) {
    const id = (statement.qualifiers[property] ?? []).map(idOf).find((one) => one !== undefined);
    if (id !== undefined) return id;
  }
  return undefined;
}

function statedOffice(statement: WikidataStatement, kind: 'position' | 'employer'): StatedOffice[] {
  const id = idOf(statement.value);
  if (id === undefined) return [];
  return [
    {
      position: kind === 'position' ? id : firstId(statement, ROLE_QUALIFIERS),
      organisation: kind === 'employer' ? id : firstId(statement, ORGANISATION_QUALIFIERS),
      from: dayOf(statement.qualifiers.P580?.[0]),
      to: dayOf(statement.qualifiers.P582?.[0]),
    },
  ];
}

/** `2008`, `2008-05` or `2008-05-12`; undefined for coarser dates and for those before our era. */
function dayOf(value: WikidataValue | undefined): string | undefined {
  if (value?.type !== 'time' || value.value.precision < YEAR_PRECISION) return undefined;
  if (!/^\+\d{4}-\d{2}-\d{2}T/.test(value.value.time)) return undefined;
  const { time, precision } = value.value;
  const day = wikibaseTimeToSimpleDay({ time, precision });
  return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(day) ? day : undefined;
}
