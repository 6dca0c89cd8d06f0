/** The desk's officials: what `/officials` and `/whois` may ask for and change, over the roster, its record and Wikidata. */
import type { Desk } from './commands/command.ts';
import type {
  ImportProgress,
  ImportStep,
  OfficialDraft,
  OfficialSaving,
  OfficialsFilter,
  OfficialsImport,
  OfficialsUndone,
} from './commands/officials-desk.ts';
import type { LiveRoster } from './live-roster.ts';
import type { Official } from './model/official.ts';
import type { Editor, MarkSource, OfficialMark } from './model/roster.ts';
import { parseOfficials } from './officials/catalogue.ts';
import { CatalogueError } from './officials/errors.ts';
import { readOfficials, writeOfficialsCsv, writeOfficialsJson } from './officials/exchange.ts';
import { slugOf } from './officials/slug.ts';
import type { Wikidata } from './officials/wikidata.ts';
import type { OfficialMarks, PlannedChange } from './store/officials.ts';
import { inSlices, type Pause } from './text/slices.ts';

/** Officials of a file compared between two pauses: some 5 ms. */
const SLICE_OFFICIALS = 100;

/** What the desk's officials are built from. */
export interface DeskOfficialsParts {
  readonly roster: LiveRoster;
  readonly marks: OfficialMarks;
  /** Undefined where it is switched off. */
  readonly wikidata: (() => Promise<Wikidata>) | undefined;
  readonly newId: () => string;
  /** Lets whatever else waits have its turn. */
  readonly pause: () => Promise<void>;
  readonly now: () => number;
}

/** What is asked of officials besides search and dossiers. */
export type DeskOfficials = Omit<Desk['officials'], 'dossier' | 'itinerary'>;

/** Makes them. */
export function createDeskOfficials(parts: DeskOfficialsParts): DeskOfficials {
  const { roster, marks, now } = parts;
  const nameOf = (id: string): string => roster.current().get(id)?.name ?? id;
  const newSlug = (name: string): string => slugOf(name, (id) => roster.current().get(id) !== undefined);

  function apply(changes: readonly PlannedChange[], editor: Editor): string {
    const batch = parts.newId();
    marks.apply(changes, batch, editor);
    roster.refresh();
    return batch;
  }

  function mark(official: Official, source: MarkSource, editor: Editor): OfficialMark {
    return { id: official.id, official, hidden: false, source, by: editor.userId, at: now() };
  }

  function save(official: Official, kind: 'added' | 'edited', source: MarkSource, editor: Editor): OfficialSaving {
    let checked: Official | undefined;
    try {
      [checked] = parseOfficials([official]);
    } catch (error) {
      if (error instanceof CatalogueError) return { kind: 'refused', problems: error.problems.map(withoutPlace) };
      throw error;
    }
    if (checked === undefined) return { kind: 'refused', problems: ['there is nothing to save'] };
    const change = { officialId: checked.id, kind, after: mark(checked, source, editor) };
    return { kind: 'saved', official: checked, batch: apply([change], editor) };
  }

  /** Who has the id in Wikidata already: nobody may be found twice. */
  function ownerOf(wikidataId: string | undefined, except: string | undefined): OfficialSaving | undefined {
    const owner = wikidataId === undefined ? undefined : roster.current().byWikidataId(wikidataId);
    if (owner === undefined || owner.id === except) return undefined;
    return { kind: 'already there', official: owner, hidden: roster.current().isHidden(owner.id) };
  }

  function list(filter: OfficialsFilter): readonly Official[] {
    const { officials, hidden } = roster.current();
    return (filter.hidden ? hidden : officials)
      .filter((official) => fits(official, filter))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  let lastTurn: Promise<unknown> = Promise.resolve();
  /** Imports and undoings go in slices, and one after another: each holds what it does against what stands. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(work);
    // Its failure is told to whoever asked for it.
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async function undo(batch: string, editor: Editor): Promise<OfficialsUndone> {
    const { restored, changedSince } = await marks.undo(batch, parts.newId(), editor, parts.pause);
    const before = roster.current();
    await roster.refreshInSlices(restored, parts.pause);
    const names = (ids: readonly string[]) => ids.map((id) => before.get(id)?.name ?? nameOf(id));
    return { restored: names(restored.map(({ officialId }) => officialId)), changedSince: names(changedSince) };
  }

  let isImporting = false;

  async function importFile(text: string, editor: Editor, onProgress: ImportProgress): Promise<OfficialsImport> {
    if (isImporting) throw new ImportError(['another file is being imported; try again when that is done']);
    isImporting = true;
    try {
      return await inTurn(() => importAlone(text, editor, onProgress));
    } catch (error) {
      throw error instanceof CatalogueError ? new ImportError(error.problems, error) : error;
    } finally {
      isImporting = false;
    }
  }

  async function importAlone(text: string, editor: Editor, onProgress: ImportProgress): Promise<OfficialsImport> {
    const step =
      (doing: ImportStep, total: number): Pause =>
      (done) => {
        onProgress({ doing, done, total });
        return parts.pause();
      };
    const given = new Set<string>();
    const makeId = (name: string): string => {
      const id = slugOf(name, (one) => given.has(one) || roster.current().get(one) !== undefined);
      given.add(id);
      return id;
    };
    const officials = await readOfficials(text, makeId, step('reading', 0));
    const seen = roster.current();
    const changes: PlannedChange[] = [];
    let added = 0;
    const plan = (official: Official): void => {
      const known = seen.get(official.id);
      if (known !== undefined && !seen.isHidden(known.id) && isSame(known, official)) return;
      if (known === undefined) added += 1;
      const kind = known === undefined ? 'added' : 'edited';
      changes.push({ officialId: official.id, kind, after: mark(official, 'file', editor) });
    };
    await inSlices(officials, SLICE_OFFICIALS, plan, step('comparing', officials.length));
    if (changes.length === 0) return { added, edited: 0, unchanged: officials.length, batch: undefined };
    const batch = parts.newId();
    const staged = await marks.stage(changes, batch, editor, step('comparing', officials.length));
    // Between the slices somebody may have changed what the file was held against.
    if (roster.current() !== seen || [...given].some((id) => seen.get(id) !== undefined)) {
      staged.drop();
      throw new CatalogueError(['somebody changed officials meanwhile; import the file again']);
    }
    staged.commit();
    await parts.pause();
    await roster.refreshInSlices(changes, step('taking in', changes.length));
    return { added, edited: changes.length - added, unchanged: officials.length - changes.length, batch };
  }

  return {
    get: (id) => roster.current().get(id),
    search: (query, limit) => roster.search(query, limit),
    organisations: () => [
      ...new Set(roster.current().officials.flatMap(({ offices }) => offices.map(({ organisation }) => organisation))),
    ],
    list,
    isHidden: (id) => roster.current().isHidden(id),
    originOf: (id) => roster.current().originOf(id),
    byWikidataId: (wikidataId) => roster.current().byWikidataId(wikidataId),
    add: (draft: OfficialDraft, source, editor) =>
      ownerOf(draft.wikidataId, undefined) ?? save({ ...draft, id: newSlug(draft.name) }, 'added', source, editor),
    edit: (official, editor) => ownerOf(official.wikidataId, official.id) ?? save(official, 'edited', 'hand', editor),
    hide(id, hidden, editor) {
      if (roster.current().get(id) === undefined || roster.current().isHidden(id) === hidden) return undefined;
      const known = marks.get(id);
      const after: OfficialMark = {
        id,
        official: known?.official,
        hidden,
        source: known?.source ?? 'hand',
        by: editor.userId,
        at: now(),
      };
      return apply([{ officialId: id, kind: hidden ? 'hidden' : 'shown', after }], editor);
    },
    history: (officialId, page, pageSize) => marks.history(officialId, pageSize, page * pageSize),
    async undoChange(number, editor) {
      const change = number === undefined ? marks.lastOf(editor.guildId) : marks.change(number);
      // A change of another server is its own editors' business.
      return change === undefined || change.guildId !== editor.guildId
        ? undefined
        : inTurn(() => undo(change.batch, editor));
    },
    undoBatch: (batch, editor) => inTurn(() => undo(batch, editor)),
    export: (form, filter) => (form === 'csv' ? writeOfficialsCsv(list(filter)) : writeOfficialsJson(list(filter))),
    import: importFile,
    async lookUpName(name, locale) {
      if (parts.wikidata === undefined) return { kind: 'unavailable', trouble: 'off' };
      return (await parts.wikidata()).search(name, locale);
    },
    async lookUpPerson(wikidataId) {
      if (parts.wikidata === undefined) return { kind: 'unavailable', trouble: 'off' };
      return (await parts.wikidata()).lookUp(wikidataId, newSlug);
    },
  };
}

function fits({ offices }: Official, { country, organisation }: OfficialsFilter): boolean {
  const wanted = organisation?.toLowerCase();
  return (
    (country === undefined || offices.some((office) => office.country === country)) &&
    (wanted === undefined || offices.some((office) => office.organisation.toLowerCase().includes(wanted)))
  );
}

function isSame(a: Official, b: Official): boolean {
  return writeOfficialsJson([sorted(a)]) === writeOfficialsJson([sorted(b)]);
}

/** In one order of the keys, whichever file they came from. */
function sorted(official: Official): Official {
  const { id, name, names, offices, wikidataId, distinguish, checkedOn, portraitUrl } = official;
  return {
    id,
    name,
    names: Object.fromEntries(Object.entries(names).sort(([one], [other]) => (one < other ? -1 : 1))),
    offices: offices.map(({ title, organisation, country, from, to }) => ({ title, organisation, country, from, to })),
    wikidataId,
    distinguish,
    checkedOn,
    portraitUrl,
  };
}

/** "official 1 (igor-sechin), offices.0.from: a date is …" → what follows the place in the list. */
function withoutPlace(problem: string): string {
  const comma = problem.indexOf(', ');
  return comma < 0 ? problem : problem.slice(comma + 2);
}

const SHOWN_PROBLEMS = 8;

/** A file that is not imported; the message has a sentence a line for whoever brought it. */
class ImportError extends Error {
  override readonly name = 'ImportError';

  constructor(problems: readonly string[], cause?: CatalogueError) {
    const more = problems.length - SHOWN_PROBLEMS;
    const lines = problems.slice(0, SHOWN_PROBLEMS).map((problem) => problem.replace(/\.$/, ''));
    super([...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'), { cause });
  }
}
