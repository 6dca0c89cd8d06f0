/** A dossier: what `/whois` shows of an official. */
import type { DetectedEvent } from './event.ts';
import type { Office, Official } from './official.ts';

/** One happening of an official on record. */
export interface DossierEntry {
  readonly storyId: string;
  readonly event: DetectedEvent;
  readonly outlet: string;
  readonly url: string | undefined;
  readonly at: number;
  /** Address of the alert's message in this guild; undefined where it was not told here. */
  readonly alertUrl: string | undefined;
}

/** What is on record of an official. */
export interface Dossier {
  readonly official: Official;
  /** In the asker's language where known. */
  readonly displayName: string;
  /** In the script of the official's own country; undefined where it is Latin. */
  readonly nativeName: string | undefined;
  readonly alsoKnownAs: readonly string[];
  readonly officesNow: readonly Office[];
  readonly officesBefore: readonly Office[];
  readonly lastSeen: DossierEntry | undefined;
  readonly recent: readonly DossierEntry[];
  /** Planned and dated from today on, soonest first. */
  readonly announced: readonly DossierEntry[];
  /** Countries by number of trips on record, most first. */
  readonly goesTo: readonly { readonly country: string; readonly trips: number }[];
  readonly storyCount: number;
  /** Ms since the epoch of the oldest record; undefined where there is none. */
  readonly onRecordSince: number | undefined;
}
