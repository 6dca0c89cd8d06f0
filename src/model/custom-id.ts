/** Custom ids: what a button, menu or modal carries back to us when it is used, as one documented form. */

/** Discord takes at most 100 characters (Component Object, `custom_id`). */
export const MAX_CUSTOM_ID_CHARS = 100;

/**
 * Everything that a component of ours can ask for. The written form is `kind:argument`, with `:page` behind it for
 * the kinds that have pages, as in `dossier:igor-sechin` or `page:k3J9:2`. Messages keep their buttons for years,
 * so a kind that was once given out keeps its meaning.
 */
export type CustomId =
  /** An alert's button: shows what is on record of the official. */
  | { readonly kind: 'dossier'; readonly officialId: string }
  /** An alert's button: shows every source of the story. */
  | { readonly kind: 'sources'; readonly storyId: string }
  /** An alert's button: this should not have been told; anyone may say so. */
  | { readonly kind: 'not-relevant'; readonly alertId: string }
  | { readonly kind: 'undo-not-relevant'; readonly alertId: string }
  /** Opens the modal that asks why it is not relevant; also the modal's own id. */
  | { readonly kind: 'not-relevant-reason'; readonly alertId: string }
  /** An alert's button: the story is updated no more in this channel; editors only. */
  | { readonly kind: 'mute'; readonly alertId: string }
  | { readonly kind: 'unmute'; readonly alertId: string }
  /** The dossier's button: offers the watchlists to which the official can be added. */
  | { readonly kind: 'whois-watch'; readonly officialId: string }
  /** The menu of those watchlists; its value is a watchlist's id. */
  | { readonly kind: 'whois-watch-list'; readonly officialId: string }
  /** The dossier's button: trips on record, and what is announced. */
  | { readonly kind: 'itinerary'; readonly officialId: string }
  /** The menu for an ambiguous name; its value is an official's id. The argument is who asked. */
  | { readonly kind: 'whois-choice'; readonly userId: string }
  /** The menu of feeds that a page names; its value is a place in the list that `choiceId` remembers. */
  | { readonly kind: 'feed-choice'; readonly choiceId: string }
  /** Turns the pages of a list; `listId` is what `Desk.lists` remembers it by. */
  | { readonly kind: 'page'; readonly listId: string; readonly page: number }
  /** A linked deal's button: this deal did not come of this trip; `pair` is the trip's story, a colon, the deal's. */
  | { readonly kind: 'unlink'; readonly pair: string }
  /** Links the two stories of `pair` by an editor's word. */
  | { readonly kind: 'link'; readonly pair: string }
  /** Takes back a removal or change; `undoId` is what `Desk.undo` remembers it by. */
  | { readonly kind: 'undo'; readonly undoId: string }
  /** Asks Wikidata for the name that `Desk.notes` remembers. */
  | { readonly kind: 'look-up'; readonly noteId: string }
  /** The menu of people whom Wikidata knows by a name; its value is a Wikidata id. The argument is who asked. */
  | { readonly kind: 'wikidata-choice'; readonly userId: string }
  /** Adds a person whom Wikidata knows; editors only. */
  | { readonly kind: 'official-add'; readonly wikidataId: string }
  /** Opens the form of an official, filled with what `Desk.notes` remembers; also the modal's own id. */
  | { readonly kind: 'official-form'; readonly noteId: string }
  /** The modal that asks why a watchlist is wanted; `draftId` is what `Desk.drafts` remembers it by. */
  | { readonly kind: 'watch-reason'; readonly draftId: string };

/** The word in front of the first colon. */
export type CustomIdKind = CustomId['kind'];

/** The kinds whose one argument is the id of something, and what of. */
const ARGUMENT = {
  dossier: 'officialId',
  sources: 'storyId',
  'not-relevant': 'alertId',
  'undo-not-relevant': 'alertId',
  'not-relevant-reason': 'alertId',
  mute: 'alertId',
  unmute: 'alertId',
  'whois-watch': 'officialId',
  'whois-watch-list': 'officialId',
  itinerary: 'officialId',
  'whois-choice': 'userId',
  'feed-choice': 'choiceId',
  page: 'listId',
  unlink: 'pair',
  link: 'pair',
  undo: 'undoId',
  'watch-reason': 'draftId',
  'look-up': 'noteId',
  'wikidata-choice': 'userId',
  'official-add': 'wikidataId',
  'official-form': 'noteId',
} as const satisfies Record<CustomIdKind, string>;

/** Pages are counted from 0; more than this nobody turns by hand. */
const MAX_PAGE = 99_999;

/**
 * Writes a custom id.
 *
 * @throws {RangeError} when it would be longer than Discord takes: our ids are made shorter, so that is a bug
 */
export function encodeCustomId(id: CustomId): string {
  const argument = (id as unknown as Readonly<Record<string, string>>)[ARGUMENT[id.kind]];
  const text = id.kind === 'page' ? `page:${argument}:${id.page}` : `${id.kind}:${argument}`;
  if (text.length > MAX_CUSTOM_ID_CHARS) throw new RangeError(`custom id of ${text.length} characters: ${text}`);
  return text;
}

/**
 * Reads a custom id back. An argument may itself hold colons.
 *
 * @returns undefined for what is none of ours: a button of an older or another bot
 */
export function parseCustomId(text: string): CustomId | undefined {
  if (text.length > MAX_CUSTOM_ID_CHARS) return undefined;
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(0, colon));
  if (!Object.hasOwn(ARGUMENT, kind)) return undefined;
  const argument = text.slice(colon + 1);
  if (argument === '') return undefined;
  if (kind !== 'page') return { kind, [ARGUMENT[kind as CustomIdKind]]: argument } as unknown as CustomId;
  const last = argument.lastIndexOf(':');
  const digits = argument.slice(last + 1);
  const page = Number(digits);
  const isPage = String(page) === digits && Number.isInteger(page) && page >= 0 && page <= MAX_PAGE;
  return last > 0 && isPage ? { kind: 'page', listId: argument.slice(0, last), page } : undefined;
}
