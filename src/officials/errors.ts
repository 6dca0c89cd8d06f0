/** What can be wrong with a catalogue. */

/** A catalogue that doesn't say what it should; `problems` are sentences for whoever edits it. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  readonly file: string | undefined;
  readonly problems: readonly string[];

  constructor(problems: readonly string[], file?: string) {
    const shown = problems.slice(0, 5).join('; ');
    const more = problems.length > 5 ? `; and ${problems.length - 5} more` : '';
    super(`${file === undefined ? 'the catalogue' : file}: ${shown}${more}`);
    this.file = file;
    this.problems = problems;
  }
}
