/** The roster as it stands: the catalogue with what desks added, edited and hid laid over it. */
import type { Official } from '../model/official.ts';
import type { OfficialMark, OfficialOrigin } from '../model/roster.ts';

/** The officials of this moment; a change makes a new one. */
export interface Roster {
  /** Those who are looked for, in the order of the catalogue, then those that desks added, by id. */
  readonly officials: readonly Official[];
  /** By name. */
  readonly hidden: readonly Official[];
  /** Hidden ones too: past stories name them. */
  get(id: string): Official | undefined;
  isHidden(id: string): boolean;
  /** Undefined where nobody is known by the id. */
  originOf(id: string): OfficialOrigin | undefined;
  /** Who has this Wikidata id, hidden or not. */
  byWikidataId(wikidataId: string): Official | undefined;
}

/**
 * Lays the marks over the catalogue.
 *
 * Two entries of one Wikidata id would find everybody twice: the desk's own is kept then, as watchlists name it, and
 * the catalogue's is hidden.
 */
export function composeRoster(catalogue: readonly Official[], marks: readonly OfficialMark[]): Roster {
  const markById = new Map(marks.map((mark) => [mark.id, mark]));
  const shipped = new Set(catalogue.map(({ id }) => id));
  const added = marks.filter(({ id, official }) => official !== undefined && !shipped.has(id));
  const all = [
    ...catalogue.map((official) => markById.get(official.id)?.official ?? official),
    ...added.sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap(({ official }) => official ?? []),
  ];
  const byId = new Map(all.map((official) => [official.id, official]));
  const owners = new Map<string, Official>();
  for (const official of all) if (official.wikidataId !== undefined) owners.set(official.wikidataId, official);
  const isHidden = (official: Official): boolean =>
    markById.get(official.id)?.hidden === true ||
    (official.wikidataId !== undefined && owners.get(official.wikidataId) !== official);
  return {
    officials: all.filter((official) => !isHidden(official)),
    hidden: all.filter(isHidden).sort((a, b) => a.name.localeCompare(b.name)),
    get: (id) => byId.get(id),
    isHidden(id) {
      const official = byId.get(id);
      return official !== undefined && isHidden(official);
    },
    originOf(id) {
      if (!byId.has(id)) return undefined;
      const mark = markById.get(id);
      if (mark?.official === undefined) return { kind: 'catalogue' };
      const { source, by, at } = mark;
      return { kind: shipped.has(id) ? 'edited' : 'added', source, by, at };
    },
    byWikidataId: (wikidataId) => owners.get(wikidataId),
  };
}
