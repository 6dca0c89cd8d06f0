/** The buttons of a link between a trip and a deal: an editor takes it away, or makes it again. */
import { answer, update } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type ComponentHandler, onComponent } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { MessageButton } from '../model/message.ts';
import type { Desk, StoryPair } from './command.ts';

const GONE = 'One of the two stories is no longer on record, so nothing can be changed about the link.';

/** What the buttons of a link do. */
export const linkButtons: readonly ComponentHandler<Desk>[] = [
  onComponent<Desk, 'unlink'>('unlink', 'editor', async (interaction, { pair }, desk, asker) => {
    const decided = desk.links.decide(asker.guildId, readPair(pair), false, asker.userId);
    if (!decided) return answer(interaction, 'asker', plainMessage(GONE));
    desk.log.info({ pair, by: asker.userId }, 'a link was taken away');
    const again: MessageButton = {
      label: 'Link again',
      customId: encodeCustomId({ kind: 'link', pair }),
      style: 'secondary',
    };
    const words = 'No longer linked in this server; both alerts follow, and the trip’s precedents don’t count it.';
    await answer(interaction, 'asker', { ...plainMessage(words), buttons: [[again]] });
  }),

  onComponent<Desk, 'link'>('link', 'editor', async (interaction, { pair }, desk, asker) => {
    const decided = desk.links.decide(asker.guildId, readPair(pair), true, asker.userId);
    if (decided) desk.log.info({ pair, by: asker.userId }, 'a link was made');
    await update(interaction, plainMessage(decided ? 'Linked, by your word; both alerts follow.' : GONE));
  }),
];

function readPair(pair: string): StoryPair {
  const colon = pair.indexOf(':');
  return { tripStoryId: pair.slice(0, Math.max(0, colon)), dealStoryId: pair.slice(colon + 1) };
}
