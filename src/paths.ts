/** Where the data lies that ships with Dateline. */
import { fileURLToPath } from 'node:url';

/** The catalogue: a JSON file for each group of officials. */
export const CATALOGUE_FOLDER = fileURLToPath(new URL('../data/officials', import.meta.url));

/** Feeds of real outlets, by region and language. */
export const FEED_PACK_FILE = fileURLToPath(new URL('../data/feeds.opml', import.meta.url));
