/** `dateline detect`: items in, reports out, one JSON line each, in input order and as they come. */
import { readFile } from 'node:fs/promises';
import { ZodError, z } from 'zod';
import { type CorpusLine, parseCorpusLine, toCorpusAnswer, toItem } from './detect/cli-form.ts';
import { createDetector } from './detect/detect.ts';
import { explainReport } from './detect/explain.ts';
import type { Official } from './model/official.ts';
import { loadCatalogue, parseOfficials } from './officials/catalogue.ts';
import { CATALOGUE_FOLDER } from './paths.ts';
import { createStoryFile } from './stories/story-file.ts';

/** What the command line chose. */
export interface DetectOptions {
  /** A JSON file in the catalogue's or the corpus's form; undefined for the catalogue. */
  readonly officials?: string;
  /** For a person instead of a program. */
  readonly explain?: true;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * Detects line by line; empty lines are passed over, bad ones reported with their number.
 *
 * @returns 1 if any line was bad, otherwise 0
 */
export async function detectLines(lines: AsyncIterable<string>, options: DetectOptions): Promise<number> {
  const officials = await readOfficials(options.officials);
  const detector = createDetector({ officials });
  const stories = createStoryFile();
  let lineNumber = 0;
  let items = 0;
  let exitCode = 0;
  for await (const text of lines) {
    lineNumber += 1;
    if (text.trim() === '') continue;
    items += 1;
    const line = readLine(text);
    if (typeof line === 'string') {
      options.err(`line ${lineNumber}: ${line}\n`);
      exitCode = 1;
      continue;
    }
    const item = toItem(line);
    const report = detector.detect(item);
    const storyId = stories.file(item, report);
    options.out(
      options.explain === true
        ? `${explainReport(item, report, officials)}\n`
        : `${JSON.stringify(toCorpusAnswer(line.id, report, storyId))}\n`,
    );
  }
  if (items === 0) options.err('no items: the input is empty; give one JSON object a line\n');
  return exitCode;
}

/** Officials from a file, or the catalogue that ships with Dateline. */
export async function readOfficials(file: string | undefined): Promise<readonly Official[]> {
  if (file === undefined) return loadCatalogue(CATALOGUE_FOLDER);
  return parseOfficials(JSON.parse(await readFile(file, 'utf8')));
}

/** The line, or what is wrong with it. */
function readLine(text: string): CorpusLine | string {
  try {
    return parseCorpusLine(text);
  } catch (error) {
    if (error instanceof ZodError) return z.prettifyError(error).replaceAll('\n', ' ');
    if (error instanceof SyntaxError) return `no JSON: ${error.message}`;
    throw error;
  }
}
