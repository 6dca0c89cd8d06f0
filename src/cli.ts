/** The command line: arguments → one function each → exit code. Parts are loaded when a command needs them. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Command, CommanderError, Option } from 'commander';
import { ConfigError, loadEnvironment, readConfig } from './config.ts';

/** What a command prints and reads; tests hand in their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly input: Readable;
}

/** What `dateline score` is asked for. */
interface ScoreChoices {
  readonly officials?: string;
  readonly fromFeedback?: true;
  readonly database?: string;
  readonly json?: true;
}

/** A failure that the person at the terminal can mend; its message is all they need to see. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  input: process.stdin,
};

/**
 * Runs one command.
 *
 * @param args the arguments behind the program's name
 * @returns the exit code: 0 when all went well, 1 when something has to be mended, 2 for a wrong call
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  let exitCode = 0;
  const program = new Command('dateline')
    .description('A Discord bot for newsrooms: trips and deals of the officials a desk watches, each told once.')
    .version(await version())
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('Run with --help to see what it takes.')
    .addHelpText('after', '\nExamples:\n  npx dateline start');

  program
    .command('start', { isDefault: true })
    .description('runs the bot; without DISCORD_TOKEN, the preview with a local Discord and a sample wire')
    .addHelpText('after', '\nExamples:\n  npm start\n  DISCORD_TOKEN=… DATA_DIR=./desk npx dateline start')
    .action(async () => {
      const config = readConfig(loadEnvironment());
      terminal.err('Dateline starts …\n');
      const { run } = await import('./main.ts');
      exitCode = await run(config);
    });

  program
    .command('preview')
    .description('runs the bot against a local Discord, whatever is configured')
    .addOption(new Option('--port <port>', 'port of the page; the next free one is taken where it is in use'))
    .action(async (options: { port?: string }) => {
      const { run } = await import('./main.ts');
      const variables = { ...loadEnvironment(), DISCORD_TOKEN: '', DISCORD_API_URL: '', ...portVariable(options.port) };
      exitCode = await run(readConfig(variables));
    });

  program
    .command('doctor')
    .description('checks token, permissions, store, feeds and model; prints the invite link; says what to mend')
    .action(async () => {
      const { examine } = await import('./doctor.ts');
      exitCode = await examine(readConfig(loadEnvironment()), terminal.out, Date.now);
    });

  program
    .command('detect')
    .description('reads items, a JSON line each, and prints what they report in the same form')
    .argument('<items>', 'a .jsonl file, or - for standard input')
    .option('--officials <file>', 'a JSON file of officials; the catalogue that ships with Dateline otherwise')
    .option('--explain', 'prints for a person which words made each mention, event and slot')
    .addHelpText(
      'after',
      '\nExamples:\n  npx dateline detect --officials officials.json items.jsonl\n  tail -1 items.jsonl | npx dateline detect -',
    )
    .action(async (items: string, options: { officials?: string; explain?: true }) => {
      const { detectLines } = await import('./detect-lines.ts');
      exitCode = await detectLines(lines(items, terminal), { ...options, ...terminal });
    });

  program
    .command('backfill')
    .description('files old news into the archive, and posts nothing; the bot must not be running meanwhile')
    .argument('<file>', 'a .jsonl file of items, a saved feed, or - for items on standard input')
    .option('--outlet <name>', 'whose feed it is; for .jsonl, each line says it as "source"')
    .option('--url <url>', 'the address of the feed, so that the live feed’s items are recognised')
    .addHelpText(
      'after',
      '\nExamples:\n  npx dateline backfill 2009.jsonl\n  npx dateline backfill old.xml --outlet "Wire of the South"',
    )
    .action(async (file: string, options: { outlet?: string; url?: string }) => {
      const { backfill } = await import('./backfill.ts');
      const isLines = file === '-' || /\.(?:jsonl|ndjson)$/i.test(file);
      const from = isLines
        ? ({ kind: 'lines', lines: lines(file, terminal) } as const)
        : ({ kind: 'feed', body: await readBytes(file, terminal), ...options } as const);
      exitCode = await backfill(from, readConfig(loadEnvironment()), { ...terminal, now: Date.now });
    });

  program
    .command('score')
    .description('measures detection: on a labelled corpus, or on what the desk called not relevant')
    .argument('[items]', 'a .jsonl file of labelled items, or - for standard input')
    .option('--officials <file>', 'a JSON file of officials; the catalogue that ships with Dateline otherwise')
    .option('--from-feedback', 'measures on the alerts that were told; the bot may be running meanwhile')
    .option('--database <path>', 'with --from-feedback: a data folder, or its dateline.sqlite; DATA_DIR otherwise')
    .option('--json', 'with --from-feedback: prints JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  npx dateline score --from-feedback\n  npx dateline score --officials officials.json labelled.jsonl',
    )
    .action(async (items: string | undefined, options: ScoreChoices) => {
      if (options.fromFeedback === true) {
        const { scoreFromFeedback } = await import('./score-feedback.ts');
        const { database, json } = options;
        const config = readConfig(loadEnvironment());
        await scoreFromFeedback(config, { database, json: json === true, out: terminal.out, now: Date.now });
        return;
      }
      if (items === undefined) throw new UsageError('Name a file of labelled items, or ask for --from-feedback.');
      const { scoreLines } = await import('./score-lines.ts');
      exitCode = await scoreLines(lines(items, terminal), { officials: options.officials, ...terminal });
    });

  program
    .command('parse')
    .description('reads a feed document and prints it in one normalised form, as JSON')
    .argument('<file>', 'an RSS, RDF, Atom or JSON feed, or - for standard input')
    .option('--content-type <type>', 'as the server would send it: "text/xml; charset=windows-1251"')
    .option('--url <url>', 'the address it came from: relative links are resolved against it')
    .addHelpText('after', '\nExample:\n  npx dateline parse feed.xml --url https://outlet.example/rss')
    .action(async (file: string, options: { contentType?: string; url?: string }) => {
      const { readForPrint } = await import('./feeds/print.ts');
      const body = await readBytes(file, terminal);
      const printed = await readForPrint(body, { contentType: options.contentType, url: options.url });
      terminal.out(`${JSON.stringify(printed, null, 2)}\n`);
    });

  program
    .command('feeds')
    .description('how well Dateline reads feeds')
    .command('score')
    .description('reads every file in a folder as a feed; prints how many it could read, and why not the others')
    .argument('<folder>', 'a folder of saved feeds; folders below it count')
    .addHelpText('after', '\nExample:\n  npx dateline feeds score ./saved-feeds')
    .action(async (folder: string) => {
      const { formatFolderScore, scoreFolder } = await import('./feeds/score.ts');
      terminal.out(`${formatFolderScore(await scoreFolder(folder))}\n`);
    });

  const [name] = args;
  if (
    name !== undefined &&
    !name.startsWith('-') &&
    name !== 'help' &&
    !program.commands.some((one) => one.name() === name)
  ) {
    terminal.err(`There is no command “${name}”. Run with --help to see them all.\n`);
    return 2;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.err(`${words(error)}\n`);
    return 1;
  }
}

/** The one place that turns a command's failure into words. */
function words(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UsageError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return `There is no such file: ${'path' in error ? String(error.path) : ''}`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return 'That is a file; give a folder.';
  if (error instanceof Error && 'code' in error && error.code === 'EISDIR') return 'That is a folder; give a file.';
  return error instanceof Error ? error.message : String(error);
}

function portVariable(port: string | undefined): Readonly<Record<string, string>> {
  return port === undefined ? {} : { PREVIEW_PORT: port };
}

async function version(): Promise<string> {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
  return manifest.version;
}

/** The lines of a file or of standard input, one at a time: a corpus may be larger than memory. */
async function* lines(file: string, terminal: Terminal): AsyncGenerator<string> {
  // Opened only here, when somebody reads: lines that come earlier would be lost.
  const input = file === '-' ? terminal.input : createReadStream(file);
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

async function readBytes(file: string, terminal: Terminal): Promise<Uint8Array> {
  if (file !== '-') return readFile(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of terminal.input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
