/** `/officials export` and `import`: the roster as a file. */
import type { ChatInputCommandInteraction } from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { answer, defer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import type { Asker } from '../discord/slash-command.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk } from './command.ts';
import { readFilter } from './officials-filter.ts';
import { undoButton } from './undo.ts';

/** 5,000 officials have some 5 MB. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

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
    const { added, edited, unchanged, batch } = desk.officials.import(text, asker);
    desk.log.info({ added, edited, by: asker.userId }, 'officials were imported');
    const words = `${added} added, ${edited} changed, ${unchanged} as they were. Wires are matched with them from now on.`;
    const buttons =
      batch === undefined ? [] : [[undoButton({ kind: 'officials changed', guildId: asker.guildId, batch }, desk)]];
    await answer(interaction, 'asker', { ...plainMessage(words), buttons });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const words = `Nothing was imported: ${harmless(truncate(error.message, 1_000))}. \`/officials export\` shows the form.`;
    await answer(interaction, 'asker', plainMessage(words));
  }
}
