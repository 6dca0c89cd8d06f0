/** `dateline score FILE`: how good detection is on a labelled corpus, a JSON line an item. */
import { ZodError, z } from 'zod';
import { createDetector } from './detect/detect.ts';
import { readOfficials } from './detect-lines.ts';
import { formatCalibration, formatScore, type LabelledLine, runCorpus } from './score/corpus.ts';
import { parseLabel } from './score/label.ts';

/** What the command line chose. */
export interface ScoreOptions {
  /** A JSON file in the catalogue's or the corpus's form; undefined for the catalogue. */
  readonly officials?: string | undefined;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * Scores; empty lines are passed over, bad ones reported with their number.
 *
 * @returns 1 if any line was bad or there was none, otherwise 0
 */
export async function scoreLines(lines: AsyncIterable<string>, options: ScoreOptions): Promise<number> {
  const corpus: LabelledLine[] = [];
  let lineNumber = 0;
  let exitCode = 0;
  for await (const line of lines) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    try {
      corpus.push({ line, label: parseLabel(line) });
    } catch (error) {
      if (!(error instanceof ZodError) && !(error instanceof SyntaxError)) throw error;
      const why = error instanceof ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : error.message;
      options.err(`line ${lineNumber}: ${why}\n`);
      exitCode = 1;
    }
  }
  if (corpus.length === 0) {
    options.err('There is no labelled item to score by.\n');
    return 1;
  }
  const run = runCorpus(corpus, createDetector({ officials: await readOfficials(options.officials) }));
  options.out(`${formatScore('all', run.labels, run)}\n${formatCalibration(run)}\n`);
  return exitCode;
}
