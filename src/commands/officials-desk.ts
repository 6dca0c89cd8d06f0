/** What commands may ask of the desk about officials. */
import type { Dossier, DossierEntry } from '../model/dossier.ts';
import type { Official } from '../model/official.ts';
import type { Editor, MarkSource, OfficialChange, OfficialOrigin } from '../model/roster.ts';

/** An official before it has an id. */
export type OfficialDraft = Omit<Official, 'id'>;

/** What an editor has typed into the form of an official, as it was typed. */
export interface OfficialForm {
  readonly name: string;
  readonly names: string;
  readonly offices: string;
  readonly wikidataId: string;
  readonly distinguish: string;
}

/** What happened when an official was to be added or changed. */
export type OfficialSaving =
  | { readonly kind: 'saved'; readonly official: Official; readonly batch: string }
  | { readonly kind: 'already there'; readonly official: Official; readonly hidden: boolean }
  /** In plain words, for whoever typed it. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** What importing a file of officials brought. */
export interface OfficialsImport {
  readonly added: number;
  readonly edited: number;
  readonly unchanged: number;
  /** Undefined where nothing was changed. */
  readonly batch: string | undefined;
}

/** What an import does, in its order. */
export type ImportStep = 'reading' | 'comparing' | 'taking in';

/** Told many times a second how far an import is; `total` is 0 while nobody knows. */
export type ImportProgress = (at: {
  readonly doing: ImportStep;
  readonly done: number;
  readonly total: number;
}) => void;

/** What taking changes back brought: names. */
export interface OfficialsUndone {
  readonly restored: readonly string[];
  /** Changed by somebody since, and left so. */
  readonly changedSince: readonly string[];
}

/** Which officials a list shows; undefined means any. */
export interface OfficialsFilter {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
  readonly organisation: string | undefined;
  /** The hidden ones in place of the others. */
  readonly hidden: boolean;
}

/** Why Wikidata could not say anything. */
export type LookUpTrouble = 'off' | 'busy' | 'no answer' | 'not understood';

/** What Wikidata says to a name. */
export type NameLookUp =
  | {
      readonly kind: 'found';
      readonly people: readonly {
        readonly wikidataId: string;
        readonly name: string;
        readonly description: string | undefined;
      }[];
    }
  | { readonly kind: 'unavailable'; readonly trouble: LookUpTrouble };

/** What Wikidata says of one person. */
export type PersonLookUp =
  | { readonly kind: 'found'; readonly official: Official }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unavailable'; readonly trouble: LookUpTrouble };

/** An official with the name by which the query found them. */
export interface FoundOfficial {
  readonly official: Official;
  readonly matchedName: string;
  /** Whether the name is only like what was typed. */
  readonly isGuess: boolean;
}

/** One page of an official's trips and deals. */
export interface ItineraryPage {
  readonly entries: readonly DossierEntry[];
  readonly total: number;
}

/** One page of the changes of officials, newest first. */
export interface OfficialChangePage {
  readonly changes: readonly OfficialChange[];
  readonly total: number;
}

/** The roster as commands see it, with what is on record of its officials. */
export interface OfficialsDesk {
  get(id: string): Official | undefined;
  /** Best first; tolerant of typing errors, over all scripts. */
  search(query: string, limit: number): readonly FoundOfficial[];
  dossier(official: Official, guildId: string, locale: string): Dossier;
  /** What is on record of an official, newest first. */
  itinerary(official: Official, guildId: string, page: number, pageSize: number): ItineraryPage;
  /** Organisations of the catalogue's officials, for autocomplete. */
  organisations(): readonly string[];
  /** By name. */
  list(filter: OfficialsFilter): readonly Official[];
  isHidden(id: string): boolean;
  originOf(id: string): OfficialOrigin | undefined;
  byWikidataId(wikidataId: string): Official | undefined;
  /** Adds somebody; matched from now on. */
  add(draft: OfficialDraft, source: MarkSource, editor: Editor): OfficialSaving;
  /** Puts an entry in place of the one that stands; it keeps its id. */
  edit(official: Official, editor: Editor): OfficialSaving;
  /** @returns the batch by which it can be undone; undefined where it was so already */
  hide(id: string, hidden: boolean, editor: Editor): string | undefined;
  history(officialId: string | undefined, page: number, pageSize: number): OfficialChangePage;
  /** Takes back one change by its number, or the guild's last, with its whole batch; undefined where there is none. */
  undoChange(number: number | undefined, editor: Editor): Promise<OfficialsUndone | undefined>;
  /** All or nothing; others have their turn meanwhile, as in an import. */
  undoBatch(batch: string, editor: Editor): Promise<OfficialsUndone>;
  export(form: 'json' | 'csv', filter: OfficialsFilter): string;
  /** @throws {Error} whose message says in plain words what is wrong with the file */
  import(text: string, editor: Editor, onProgress: ImportProgress): Promise<OfficialsImport>;
  /** Asks Wikidata who is called so. */
  lookUpName(name: string, locale: string): Promise<NameLookUp>;
  /** Asks Wikidata for everything of one person. */
  lookUpPerson(wikidataId: string): Promise<PersonLookUp>;
}
