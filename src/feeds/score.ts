/** `dateline feeds score DIR`: how many of a folder's files are read as feeds, and why the others are not. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { FeedTooLargeError, FeedTooSlowError, NotAFeedError } from './errors.ts';
import type { FeedReader } from './parsed.ts';
import { readFeed } from './read.ts';

/** Files of one kind of failure that are named; more would hide the kinds. */
const NAMED_FILES = 5;

/** What a folder of files holds. */
export interface FolderScore {
  readonly files: number;
  readonly parsed: number;
  readonly items: number;
  readonly byReader: Readonly<Record<FeedReader, number>>;
  /** Feeds in which something had to be repaired, by what it was, most frequent first. */
  readonly repairs: readonly CountedKind[];
  /** Files that are no feed to us, by kind of failure, most frequent first. */
  readonly failures: readonly CountedKind[];
}

/** One kind of repair or failure in plain words, with some of the files. */
export interface CountedKind {
  readonly kind: string;
  readonly files: readonly string[];
  readonly count: number;
}

/**
 * Reads every file in a folder and the folders below it.
 *
 * @throws the error of the file system where the folder can't be read
 */
export async function scoreFolder(folder: string): Promise<FolderScore> {
  const byReader: Record<FeedReader, number> = { 'rss-parser': 0, tolerant: 0, json: 0 };
  const repairs = new Map<string, string[]>();
  const failures = new Map<string, string[]>();
  let files = 0;
  let items = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    files++;
    try {
      const feed = await readFeed(await readFile(path), {
        contentType: undefined,
        url: undefined,
        now: Number.MAX_SAFE_INTEGER,
      });
      byReader[feed.reader]++;
      items += feed.items.length;
      for (const repair of feed.repairs) note(repairs, repair, name);
    } catch (error) {
      note(failures, failureKind(error), name);
    }
  }
  const parsed = byReader['rss-parser'] + byReader.tolerant + byReader.json;
  return { files, parsed, items, byReader, repairs: counted(repairs), failures: counted(failures) };
}

/** The score as lines for a terminal. */
export function formatFolderScore(score: FolderScore): string {
  const share = score.files === 0 ? 0 : (100 * score.parsed) / score.files;
  const readers = Object.entries(score.byReader).map(([reader, count]) => `${reader} ${count}`);
  return [
    `${score.parsed} of ${score.files} files read as feeds (${share.toFixed(1)}%), ${score.items} items`,
    `read by: ${readers.join(', ')}`,
    ...section('repaired', score.repairs),
    ...section('not read', score.failures),
  ].join('\n');
}

function section(title: string, kinds: readonly CountedKind[]): string[] {
  if (kinds.length === 0) return [];
  return [
    `${title}:`,
    ...kinds.map(
      ({ kind, count, files }) => `  ${count} × ${kind} (${files.join(', ')}${count > files.length ? ', …' : ''})`,
    ),
  ];
}

function failureKind(error: unknown): string {
  if (error instanceof NotAFeedError) return error.why;
  if (error instanceof FeedTooLargeError) return 'too large';
  if (error instanceof FeedTooSlowError) return 'took too long';
  return error instanceof Error ? error.message : String(error);
}

function note(kinds: Map<string, string[]>, kind: string, file: string): void {
  const files = kinds.get(kind);
  if (files === undefined) kinds.set(kind, [file]);
  else files.push(file);
}

function counted(kinds: ReadonlyMap<string, readonly string[]>): CountedKind[] {
  return [...kinds]
    .map(([kind, files]) => ({ kind, count: files.length, files: files.slice(0, NAMED_FILES) }))
    .sort((a, b) => b.count - a.count);
}
