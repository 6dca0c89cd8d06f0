/** The roster: the catalogue that ships with Dateline, and what desks added, edited or hid. */
import type { Official } from './official.ts';

/** Where the words of a desk's entry came from. */
export const MARK_SOURCES = ['wikidata', 'hand', 'file'] as const;

/** One of {@link MARK_SOURCES}. */
export type MarkSource = (typeof MARK_SOURCES)[number];

/** What desks decided of one official; it stands over the catalogue's own entry. */
export interface OfficialMark {
  /** The official's. */
  readonly id: string;
  /** In place of the catalogue's entry; undefined where that stands as it is. */
  readonly official: Official | undefined;
  /** Found in no item and no search; past stories keep the name. */
  readonly hidden: boolean;
  readonly source: MarkSource;
  readonly by: string;
  /** Ms since the epoch. */
  readonly at: number;
}

/** What stands of one official from a change on. */
export interface Standing {
  readonly officialId: string;
  /** Undefined: the catalogue's own entry, or nobody. */
  readonly after: OfficialMark | undefined;
}

/** Who changes something, and where; an asker is one. */
export interface Editor {
  readonly userId: string;
  readonly guildId: string;
}

/** What a change did. */
export const CHANGE_KINDS = ['added', 'edited', 'hidden', 'shown', 'undone'] as const;

/** One of {@link CHANGE_KINDS}. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One change on record. */
export interface OfficialChange {
  /** Counts up from 1; desks name a change by it. */
  readonly number: number;
  /** Changes that were made together, such as an import, and are undone together. */
  readonly batch: string;
  readonly officialId: string;
  readonly kind: ChangeKind;
  readonly by: string;
  readonly guildId: string;
  /** Ms since the epoch. */
  readonly at: number;
  readonly before: OfficialMark | undefined;
  readonly after: OfficialMark | undefined;
  /** Taken back by a later change. */
  readonly undone: boolean;
}

/** Where an official's entry comes from, and who stands for it. */
export type OfficialOrigin =
  /** Ships with Dateline, and nobody changed it. */
  | { readonly kind: 'catalogue' }
  /** Changed or added by a desk. */
  | { readonly kind: 'edited' | 'added'; readonly source: MarkSource; readonly by: string; readonly at: number };
