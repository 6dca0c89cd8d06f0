/** `/officials export` and `import`: the roster as a file. */
import type { ChatInputCommandInteraction } from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { answer, defer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import type { Asker } from '../discord/slash-command.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk } from './command.ts';
import type { ImportProgress, ImportStep } from './officials-desk.ts';
import { readFilter } from './officials-filter.ts';
import { undoButton } from './undo.ts';

/** 5,000 officials have some 5 MB. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** Discord takes five edits in two seconds. */
const TELL_EVERY_MS = 1_000;

/** Gives the roster, or a part of it, as a file. */
export async function exportRoster(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const filter = readFilter(interaction, asker);
  if ('problem' in filter) return answer(interaction, 'asker', plainMessage(filter.problem));
  await defer(interaction, 'asker');
  const form = interaction.options.getString('form') === 'csv' ? 'csv' : 'json';
  const count = desk.officials.list(filter).length;
  const file = { name: `dateline-officials.${form}`, text: desk.officials.export(form, filter) };
  const words = `${count} ${count === 1 ? 'official' : 'officials'}. Change the file and bring it back with \`/officials import\`; ids must stay.`;
  await answer(interaction, 'asker', plainMessage(words), { file });
}

/** Takes officials from a file, all or none. */
export async function importRoster(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const file = interaction.options.getAttachment('file', true);
  if (file.size > MAX_FILE_BYTES)
    return answer(interaction, 'asker', plainMessage('That file is larger than 8 MB: split it.'));
  await defer(interaction, 'asker');
  try {
    const text = await desk.feeds.fetchAttachment(file.url, MAX_FILE_BYTES);
    const { added, edited, unchanged, batch } = await desk.officials.import(text, asker, progressOf(interaction, desk));
    desk.log.info({ added, edited, by: asker.userId }, 'officials were imported');
    if (added + edited + unchanged === 0)
      return await answer(interaction, 'asker', plainMessage('Nothing was imported: there is nobody in that file.'));
    const words = `${added} added, ${edited} changed, ${unchanged} as they were. Wires are matched with them from now on.`;
    const buttons =
      batch === undefined ? [] : [[undoButton({ kind: 'officials changed', guildId: asker.guildId, batch }, desk)]];
    await answer(interaction, 'asker', { ...plainMessage(words), buttons });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    await answer(interaction, 'asker', plainMessage(writeRefusal(error.message)));
  }
}

/** @param message a sentence a line */
function writeRefusal(message: string): string {
  const lines = truncate(message, 1_000).split('\n').map(harmless);
  const reason = lines.length === 1 ? ` ${lines[0]}.` : `\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
  return `Nothing was imported:${reason} \`/officials export\` shows the form.`.replace('\n ', '\n');
}

const STEP_WORDS: Readonly<Record<ImportStep, string>> = {
  reading: 'Reading the file: nothing is imported yet',
  comparing: 'Comparing with who is known: nothing is imported yet',
  'taking in': 'Saved; wires are being matched with the new names',
};

/**
 * Tells the asker how far it is, at most once a second. What is said last is the result: a word under way to Discord
 * is waited for by nobody, and each later one is an edit of the same message.
 */
function progressOf(interaction: ChatInputCommandInteraction, desk: Desk): ImportProgress {
  let toldAt = desk.now();
  return ({ doing, done, total }) => {
    if (desk.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = desk.now();
    const share = total === 0 ? '' : ` (${done} of ${total})`;
    answer(interaction, 'asker', plainMessage(`${STEP_WORDS[doing]}${share} …`)).catch((error: unknown) => {
      desk.log.debug({ err: error }, 'progress of an import could not be told');
    });
  };
}
