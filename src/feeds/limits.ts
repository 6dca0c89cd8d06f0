/** How much of a feed is read at most. */

/** Bytes of a document after inflating. */
export const MAX_FEED_BYTES = 10 * 1024 * 1024;

/** Items of a document; what follows is left out and noted among the repairs. */
export const MAX_ITEMS = 2_000;

/** Levels of nesting; an item that goes deeper is cut there. */
export const MAX_LEVELS = 200;

/** Fields of one item or channel: a real one has some twenty. */
export const MAX_FIELDS = 200;

/** Characters of one body that are read: the longest real articles have some hundred thousand. */
export const MAX_BODY_CHARS = 500_000;
