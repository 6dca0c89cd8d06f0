/** `/alerts`: what was told here, and everything on record. */
import {
  type ChatInputCommandInteraction,
  InteractionContextType,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { STATUS_WORDS } from '../alerts/words.ts';
import { answer, update } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type Asker, onComponent } from '../discord/slash-command.ts';
import { EVENT_KINDS, EVENT_STATUSES } from '../model/event.ts';
import type { MessageParts } from '../model/message.ts';
import { alertButtons } from './alert-buttons.ts';
import { completeList, resolveList } from './comma-list.ts';
import type { Command, Desk, DeskNote, StorySearch } from './command.ts';
import { readCountry, suggestCountries } from './countries.ts';
import { dealsPage } from './deals.ts';
import { itineraryPage } from './dossier-card.ts';
import { readOfficial, suggestOfficials } from './officials-typed.ts';
import { rosterPage } from './officials-words.ts';
import { PAGE_SIZE, storyPage } from './story-words.ts';
import { readDay } from './times.ts';

const SUGGESTED = 12;

export const alerts = {
  data: {
    name: 'alerts',
    description: 'Alerts: what was told here, and everything on record',
    contexts: [InteractionContextType.Guild],
    options: [
      { type: Type.Subcommand, name: 'recent', description: 'What was told in this server, newest first' },
      {
        type: Type.Subcommand,
        name: 'search',
        description: 'Search everything on record: /alerts search text:joint venture country:Venezuela',
        options: [
          {
            type: Type.String,
            name: 'text',
            description: 'Words of titles and summaries, in any of the eight languages',
            max_length: 200,
          },
          {
            type: Type.String,
            name: 'official',
            description: 'Of whom: Igor Sechin',
            autocomplete: true,
            max_length: 300,
          },
          {
            type: Type.String,
            name: 'country',
            description: 'Where: Venezuela',
            autocomplete: true,
            max_length: 300,
          },
          {
            type: Type.String,
            name: 'kind',
            description: 'Trips or deals',
            choices: EVENT_KINDS.map((kind) => ({ name: `${kind}s`, value: kind })),
          },
          {
            type: Type.String,
            name: 'status',
            description: 'How it stands',
            choices: EVENT_STATUSES.map((status) => ({ name: STATUS_WORDS[status], value: status })),
          },
          {
            type: Type.String,
            name: 'from',
            description: 'Not before: 2009-07-27, 2009-07 or 2009 (UTC)',
            max_length: 10,
          },
          {
            type: Type.String,
            name: 'to',
            description: 'Not after: 2009-07-29, 2009-07 or 2009 (UTC)',
            max_length: 10,
          },
        ],
      },
    ],
  },
  examples: [
    { write: '/alerts recent', does: 'shows the last alerts, with links to them' },
    {
      write: '/alerts search official:Igor Sechin country:Venezuela kind:deals',
      does: 'shows his deals in Venezuela on record',
    },
    { write: '/alerts search text:石油 from:2009', does: 'searches Chinese titles too' },
  ],
  editorsOnly: [],
  answersTo: 'channel',

  async execute(interaction, desk, asker) {
    const note =
      interaction.options.getSubcommand() === 'recent' ? recentOf(asker) : readSearch(interaction, desk, asker);
    if (Array.isArray(note)) return answer(interaction, 'asker', plainMessage(note.join('\n')));
    const page = showPage(note as DeskNote, desk.notes.keep(note as DeskNote), 0, desk, asker);
    // That nothing was found is of use to nobody but the asker.
    await answer(interaction, page.embeds.length === 0 ? 'asker' : 'channel', page);
  },

  autocomplete(interaction, desk, asker) {
    const { name, value } = interaction.options.getFocused(true);
    return name === 'official'
      ? completeList(value, (last) => suggestOfficials(last, desk, SUGGESTED))
      : completeList(value, (last) => suggestCountries(last, asker.locale, SUGGESTED));
  },

  components: [
    onComponent<Desk, 'page'>('page', 'anyone', async (interaction, id, desk, asker) => {
      const note = desk.notes.find(id.listId);
      if (note === undefined) {
        return answer(interaction, 'asker', plainMessage('This list is more than a day old: ask again.'));
      }
      await update(interaction, showPage(note, id.listId, id.page, desk, asker));
    }),
    ...alertButtons,
  ],
} satisfies Command;

function recentOf(asker: Asker): DeskNote {
  return { kind: 'recent alerts', guildId: asker.guildId };
}

/** Reads the options of a search; lines in plain words where they can't be understood. */
function readSearch(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): DeskNote | string[] {
  const { options } = interaction;
  const officials = resolveList(options.getString('official') ?? '', (piece) => readOfficial(piece, desk));
  const countries = resolveList(options.getString('country') ?? '', (piece) => readCountry(piece, asker.locale));
  const from = readEdge(options.getString('from'), 'start');
  const to = readEdge(options.getString('to'), 'end');
  const badDays = [from, to]
    .filter((edge) => edge === 'unreadable')
    .map(() => 'Write days as 2009-07-27, 2009-07 or 2009.');
  const isReversed = typeof from === 'number' && typeof to === 'number' && from > to;
  const reversed = isReversed
    ? [`\`from\` (${options.getString('from')}) is after \`to\` (${options.getString('to')}): change them round.`]
    : [];
  const problems = [...officials.problems, ...countries.problems, ...badDays, ...reversed];
  if (problems.length > 0) return problems;
  const kind = options.getString('kind');
  const status = options.getString('status');
  const search: StorySearch = {
    text: options.getString('text')?.trim() || undefined,
    officials: officials.found,
    countries: countries.found,
    kinds: EVENT_KINDS.filter((one) => one === kind),
    statuses: EVENT_STATUSES.filter((one) => one === status),
    from: from === 'unreadable' ? undefined : from,
    to: to === 'unreadable' ? undefined : to,
  };
  return { kind: 'search', guildId: asker.guildId, search };
}

function readEdge(typed: string | null, edge: 'start' | 'end'): number | undefined | 'unreadable' {
  return typed === null ? undefined : (readDay(typed, edge) ?? 'unreadable');
}

/** One page of whatever list the note remembers, for this guild only. */
function showPage(note: DeskNote, listId: string, page: number, desk: Desk, asker: Asker): MessageParts {
  if (note.kind === 'recent alerts' && note.guildId === asker.guildId) {
    const found = desk.stories.recent(asker.guildId, page, PAGE_SIZE);
    const nothing =
      'Nothing was told here yet. `/watch list` shows what the desk follows, `/status` how the wires fare.';
    return storyPage('Told here', nothing, found, page, listId, desk);
  }
  if (note.kind === 'search' && note.guildId === asker.guildId) {
    const found = desk.stories.search(note.search, asker.guildId, page, PAGE_SIZE);
    const nothing = 'Nothing on record fits. Try fewer conditions, or a word in another language.';
    return storyPage('On record', nothing, found, page, listId, desk);
  }
  if (note.kind === 'deals' && note.guildId === asker.guildId) {
    return dealsPage(note.search, listId, page, desk, asker);
  }
  if (note.kind === 'itinerary' && note.guildId === asker.guildId) {
    return itineraryPage(note.officialId, listId, page, desk, asker);
  }
  return rosterPage(note, listId, page, desk, asker) ?? plainMessage('This list belongs to another server.');
}
