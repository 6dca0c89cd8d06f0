/** The answer to an official that was added or changed, with the way on and the way back. */
import { harmless } from '../alerts/markup.ts';
import { plainMessage } from '../discord/message.ts';
import type { Asker } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { MessageButton, MessageParts } from '../model/message.ts';
import type { Desk } from './command.ts';
import type { OfficialSaving } from './officials-desk.ts';
import { undoButton } from './undo.ts';

/** Says what was saved, or why nothing was. */
export function savedOfficial(
  saving: OfficialSaving,
  verb: 'Added' | 'Changed',
  desk: Desk,
  asker: Asker,
): MessageParts {
  if (saving.kind === 'refused') return problemsAnswer(saving.problems);
  const { official } = saving;
  const name = harmless(official.name);
  const dossier: MessageButton = {
    label: 'Dossier',
    customId: encodeCustomId({ kind: 'dossier', officialId: official.id }),
    style: 'secondary',
  };
  if (saving.kind === 'already there') {
    const hint = saving.hidden ? `, hidden: \`/officials show official:${name}\` brings them back` : '';
    return { ...plainMessage(`That is **${name}**, on the roster already${hint}.`), buttons: [[dossier]] };
  }
  const languages = Object.keys(official.names).length;
  const words = `**${verb}: ${name}.** Wires are matched with ${languages === 1 ? 'one language’s names' : `names in ${languages} languages`} from now on.`;
  const watch: MessageButton = {
    label: 'Watch',
    customId: encodeCustomId({ kind: 'whois-watch', officialId: official.id }),
    style: 'primary',
  };
  const undo = undoButton({ kind: 'officials changed', guildId: asker.guildId, batch: saving.batch }, desk);
  return { ...plainMessage(words), buttons: [[watch, dossier, undo]] };
}

/** One line for each thing that has to be mended. */
function problemsAnswer(problems: readonly string[]): MessageParts {
  const lines = problems.slice(0, 10).map((problem) => `- ${harmless(problem)}`);
  return plainMessage(`Nothing was changed:\n${lines.join('\n')}`);
}
