/** An official: a watched person, with the names and offices by which the wires know them. */

/** An office held by an official. */
export interface Office {
  /** In English, "Chief Executive". */
  readonly title: string;
  /** In English, "Rosneft". */
  readonly organisation: string;
  /** ISO 3166-1 alpha-2; undefined for international organisations. */
  readonly country: string | undefined;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly from: string | undefined;
  /** The same; undefined while held, or where not known. */
  readonly to: string | undefined;
}

/** An entry of the catalogue. */
export interface Official {
  /** A slug, `igor-sechin`. */
  readonly id: string;
  /** The usual English name. */
  readonly name: string;
  /** ISO 639-1 → usual full names in that language's script, the most usual first; no inflected forms. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly offices: readonly Office[];
  /** `Q…`, only where certain. */
  readonly wikidataId: string | undefined;
  /** What tells the person from namesakes, in plain words for an editor. */
  readonly distinguish: string | undefined;
  /** `YYYY-MM-DD`: when a person last checked the entry. */
  readonly checkedOn: string | undefined;
  /** Address of a freely licensed portrait; undefined where none is known. */
  readonly portraitUrl: string | undefined;
}
