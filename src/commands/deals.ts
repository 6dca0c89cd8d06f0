/** `/deals`: deals on record, newest first, each with the trip that it is linked to. */
import { InteractionContextType, ApplicationCommandOptionType as Type } from 'discord.js';
import { answer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import type { Asker } from '../discord/slash-command.ts';
import type { MessageParts } from '../model/message.ts';
import type { Command, Desk, StorySearch } from './command.ts';
import { linkLines } from './link-words.ts';
import { readOfficialOrCountry, suggestOfficialOrCountry } from './official-or-country.ts';
import { PAGE_SIZE, storyPage } from './story-words.ts';

export const deals = {
  data: {
    name: 'deals',
    description: 'Deals on record, and the trips that they are linked to',
    contexts: [InteractionContextType.Guild],
    options: [
      { type: Type.String, name: 'official', description: 'Whose: Igor Sechin', autocomplete: true, max_length: 100 },
      { type: Type.String, name: 'country', description: 'With whom: Venezuela', autocomplete: true, max_length: 100 },
    ],
  },
  examples: [
    { write: '/deals official:Igor Sechin', does: 'shows his deals, each with the trip before it' },
    { write: '/deals country:Venezuela', does: 'shows deals with Venezuela' },
  ],
  editorsOnly: [],
  answersTo: 'channel',

  async execute(interaction, desk, asker) {
    const asked = readOfficialOrCountry(interaction, desk, asker);
    if ('problem' in asked) return answer(interaction, 'asker', plainMessage(asked.problem));
    const search: StorySearch = {
      text: undefined,
      officials: asked.officialId === undefined ? [] : [asked.officialId],
      countries: asked.country === undefined ? [] : [asked.country],
      kinds: ['deal'],
      statuses: [],
      from: undefined,
      to: undefined,
    };
    const listId = desk.notes.keep({ kind: 'deals', guildId: asker.guildId, search });
    await answer(interaction, 'channel', dealsPage(search, listId, 0, desk, asker));
  },

  autocomplete: suggestOfficialOrCountry,
} satisfies Command;

/** One page of deals. */
export function dealsPage(search: StorySearch, listId: string, page: number, desk: Desk, asker: Asker): MessageParts {
  const found = desk.stories.search(search, asker.guildId, page, PAGE_SIZE);
  const below = (storyId: string) => linkLines(storyId, 'deal', desk, asker.guildId);
  return storyPage('Deals on record', 'No deal on record fits.', found, page, listId, desk, below);
}
