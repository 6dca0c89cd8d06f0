/** `/itinerary`: an official's trips and deals on record, newest first, each with what it is linked to. */
import { InteractionContextType, ApplicationCommandOptionType as Type } from 'discord.js';
import { answer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import type { Command } from './command.ts';
import { itineraryPage } from './dossier-card.ts';
import { readOfficial, suggestOfficials } from './officials-typed.ts';

const SUGGESTED = 25;

export const itinerary = {
  data: {
    name: 'itinerary',
    description: 'Where an official went, and the deals that are linked to each trip',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: Type.String,
        name: 'official',
        description: 'A name in any script: sechin, Сечин, 谢钦',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
    ],
  },
  examples: [{ write: '/itinerary official:Igor Sechin', does: 'shows his trips, and the deals linked to them' }],
  editorsOnly: [],
  answersTo: 'channel',

  async execute(interaction, desk, asker) {
    const officialId = readOfficial(interaction.options.getString('official', true), desk);
    if (typeof officialId === 'object') return answer(interaction, 'asker', plainMessage(officialId.problem));
    const listId = desk.notes.keep({ kind: 'itinerary', guildId: asker.guildId, officialId });
    await answer(interaction, 'channel', itineraryPage(officialId, listId, 0, desk, asker));
  },

  autocomplete(interaction, desk) {
    const names = suggestOfficials(interaction.options.getFocused(), desk, SUGGESTED);
    return names.map((name) => ({ name, value: name }));
  },
} satisfies Command;
