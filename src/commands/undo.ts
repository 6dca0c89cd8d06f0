/** Undo: what was removed or changed by mistake comes back with one press. */
import { harmless } from '../alerts/markup.ts';
import { deferUpdate, update } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type Asker, onComponent } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { MessageButton } from '../model/message.ts';
import type { Desk, DeskNote } from './command.ts';
import type { OfficialsUndone } from './officials-desk.ts';

/** Keeps what is needed to take a change back, and makes its button. */
export function undoButton(note: DeskNote, desk: Desk): MessageButton {
  return {
    label: 'Undo',
    customId: encodeCustomId({ kind: 'undo', undoId: desk.notes.keep(note) }),
    style: 'secondary',
  };
}

/** What pressing Undo does. */
export const undoHandler = onComponent<Desk, 'undo'>('undo', 'editor', async (interaction, id, desk, asker) => {
  const note = desk.notes.find(id.undoId);
  // An import of thousands takes longer to take back than Discord waits for an answer.
  if (note?.kind === 'officials changed') await deferUpdate(interaction);
  const words =
    note === undefined || guildOf(note) !== asker.guildId
      ? 'This can no longer be undone: it was undone already, or a day has passed.'
      : await undo(note, desk, asker);
  desk.notes.drop(id.undoId);
  await update(interaction, plainMessage(words));
});

function guildOf(note: DeskNote): string {
  switch (note.kind) {
    case 'watchlist draft':
      return note.draft.guildId;
    case 'watchlist removed':
      return note.watchlist.guildId;
    case 'watchlist changed':
      return note.before.guildId;
    default:
      return note.guildId;
  }
}

/** Takes the change back, and says so. */
async function undo(note: DeskNote, desk: Desk, asker: Asker): Promise<string> {
  switch (note.kind) {
    case 'watchlist removed':
    case 'watchlist changed': {
      const watchlist = note.kind === 'watchlist removed' ? note.watchlist : note.before;
      const name = harmless(watchlist.name);
      const change = desk.watchlists.restore(watchlist);
      if (change.kind === 'saved') return `“${name}” is as it was.`;
      return `“${name}” can’t come back: another watchlist has its name now. Rename that one with \`/watch edit\`.`;
    }
    case 'feed removed':
      desk.feeds.restore({ feed: note.feed, state: note.state });
      return `“${harmless(note.feed.title)}” is followed again.`;
    case 'stories merged':
    case 'story split': {
      if (!desk.edits.undo(note)) return 'The stories have changed since, so this can no longer be undone.';
      return note.kind === 'stories merged' ? 'They are two stories again.' : 'They are one story again.';
    }
    case 'feeds imported': {
      const removed = note.feedIds.filter((feedId) => desk.feeds.remove(feedId) !== undefined);
      return `${removed.length} imported feeds are gone again.`;
    }
    case 'officials changed':
      return writeUndone(await desk.officials.undoBatch(note.batch, asker));
    default:
      return 'There is nothing to undo here.';
  }
}

/** What taking changes back brought, in words. */
export function writeUndone({ restored, changedSince }: OfficialsUndone): string {
  const names = (list: readonly string[]) =>
    `${list.slice(0, 10).map(harmless).join(', ')}${list.length > 10 ? ` and ${list.length - 10} more` : ''}`;
  const lines = [
    restored.length === 0 ? '' : `Taken back; as before: ${names(restored)}.`,
    changedSince.length === 0 ? '' : `Somebody has changed since, and stays: ${names(changedSince)}.`,
  ].filter((line) => line !== '');
  return lines.length === 0 ? 'This was undone already.' : lines.join('\n');
}
