/** `/watch`: what the desk follows, and where its alerts go. */
import {
  type APIApplicationCommandBasicOption,
  type ChatInputCommandInteraction,
  ComponentType,
  InteractionContextType,
  TextInputStyle,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { type Answerable, answer, defer, openModal } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { isThreadItself, missingInChannel } from '../discord/permissions.ts';
import { type Asker, onComponent } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import { EVENT_KINDS } from '../model/event.ts';
import type { MessageParts } from '../model/message.ts';
import type { Watchlist } from '../model/watchlist.ts';
import type { Command, Desk, WatchlistDraft } from './command.ts';
import { undoButton, undoHandler } from './undo.ts';
import {
  DEFAULT_CONFIDENCE,
  NAME_CHARS,
  REASON_CHARS,
  readName,
  readOfficialChanges,
  readWatchOptions,
  suggestDrops,
  suggestForWatch,
  suggestWatchlists,
  WATCH_OPTIONS,
} from './watch-options.ts';
import { triedEmbed, watchlistField, writeForecast } from './watch-words.ts';

const FORECAST_DAYS = 30;
const TEST_DAYS = 7;
const TESTED_STORIES = 200;

/** Fields of one embed. */
const LISTED = 20;

const existing: APIApplicationCommandBasicOption = {
  type: Type.String,
  name: 'name',
  description: 'Which watchlist: start typing its name',
  required: true,
  autocomplete: true,
  max_length: 100,
};

export const watch = {
  data: {
    name: 'watch',
    description: 'Watchlists: whom the desk follows, and where the alerts go',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: Type.Subcommand,
        name: 'add',
        description: 'Follow officials, countries or organisations: /watch add name:Rosneft officials:Igor Sechin',
        options: [
          {
            type: Type.String,
            name: 'name',
            description: 'A name for it: “Rosneft in Latin America”',
            required: true,
            max_length: NAME_CHARS,
          },
          ...WATCH_OPTIONS,
        ],
      },
      { type: Type.Subcommand, name: 'list', description: 'What the desk follows, where it goes, who asked for it' },
      {
        type: Type.Subcommand,
        name: 'edit',
        description: 'Change a watchlist; what you leave out stays. “any” empties a list.',
        options: [
          existing,
          { type: Type.String, name: 'rename', description: 'A new name for it', max_length: NAME_CHARS },
          {
            type: Type.String,
            name: 'add-officials',
            description: 'Follow these too, comma separated',
            autocomplete: true,
            max_length: 500,
          },
          {
            type: Type.String,
            name: 'drop-officials',
            description: 'Follow these no more, comma separated',
            autocomplete: true,
            max_length: 500,
          },
          { type: Type.Boolean, name: 'no-role', description: 'Ping nobody any more' },
          ...WATCH_OPTIONS,
        ],
      },
      { type: Type.Subcommand, name: 'remove', description: 'Drop a watchlist; can be undone', options: [existing] },
      {
        type: Type.Subcommand,
        name: 'pause',
        description: 'Silence a watchlist for a while, or let it speak again',
        options: [existing, { type: Type.Boolean, name: 'resume', description: 'True lets it speak again' }],
      },
      {
        type: Type.Subcommand,
        name: 'test',
        description: 'Show what a watchlist would have brought of the last days, and why not the rest',
        options: [
          existing,
          {
            type: Type.Integer,
            name: 'days',
            description: 'How many days back, 1 to 30 (default 7)',
            min_value: 1,
            max_value: 30,
          },
        ],
      },
    ],
  },
  examples: [
    {
      write: '/watch add name:Rosneft officials:Igor Sechin channel:#energy reason:OPEC series',
      does: 'alerts #energy to every trip and deal of Igor Sechin',
    },
    { write: '/watch edit name:Rosneft add-officials:Alexander Novak', does: 'follows a second official too' },
    { write: '/watch test name:Rosneft days:14', does: 'shows what it would have brought, and why not the rest' },
    { write: '/watch edit name:Rosneft when:daily digest hour:8', does: 'gathers the alerts in one message at 8' },
    { write: '/watch edit name:Rosneft threads:True', does: 'lets each story grow in a thread of its alert' },
  ],
  editorsOnly: ['add', 'edit', 'remove', 'pause'],
  answersTo: 'asker',

  async execute(interaction, desk, asker) {
    const subcommand = interaction.options.getSubcommand();
    if (subcommand === 'add') return add(interaction, desk, asker);
    if (subcommand === 'list') return answer(interaction, 'asker', listOf(desk, asker));
    const typed = interaction.options.getString('name', true);
    const watchlist = desk.watchlists.find(asker.guildId, typed);
    if (watchlist === undefined) {
      const words = `No watchlist is called “${harmless(typed)}”. \`/watch list\` shows those there are.`;
      return answer(interaction, 'asker', plainMessage(words));
    }
    if (subcommand === 'edit') return edit(interaction, watchlist, desk, asker);
    if (subcommand === 'remove') return remove(interaction, watchlist, desk);
    if (subcommand === 'pause') return pause(interaction, watchlist, desk);
    return test(interaction, watchlist, desk);
  },

  autocomplete(interaction, desk, asker) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'drop-officials') {
      const chosen = interaction.options.getString('name') ?? '';
      return suggestDrops(interaction, desk.watchlists.find(asker.guildId, chosen), desk);
    }
    if (name !== 'name') return suggestForWatch(interaction, desk, asker);
    return suggestWatchlists(value, asker.guildId, desk);
  },

  components: [
    onComponent<Desk, 'watch-reason'>('watch-reason', 'editor', async (interaction, id, desk, asker) => {
      const note = desk.notes.find(id.draftId);
      if (!interaction.isModalSubmit() || note?.kind !== 'watchlist draft') {
        return answer(interaction, 'asker', plainMessage('That took more than a day: type `/watch add` again.'));
      }
      const reason = interaction.fields.getTextInputValue('reason').trim();
      desk.notes.drop(id.draftId);
      await save(interaction, { ...note.draft, reason }, desk, asker);
    }),
    undoHandler,
  ],
} satisfies Command;

/** Reads the options and saves, or first asks for the reason that every watchlist has. */
async function add(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const { choice, problems } = readWatchOptions(interaction, desk, asker);
  const name = readName(interaction.options.getString('name', true));
  const all = name === '' ? [...problems, 'It has no name.'] : problems;
  if (all.length > 0) return answer(interaction, 'asker', problemsAnswer(all));
  if (desk.watchlists.find(asker.guildId, name) !== undefined) return answer(interaction, 'asker', nameTaken(name));
  const draft: WatchlistDraft = {
    guildId: asker.guildId,
    name,
    officials: [],
    countries: [],
    organisations: [],
    kinds: EVENT_KINDS,
    minConfidence: DEFAULT_CONFIDENCE,
    languages: [],
    channelId: asker.channelId,
    roleId: undefined,
    delivering: { mode: 'instant' },
    ownerId: asker.userId,
    reason: '',
    ...choice,
  };
  if (draft.reason !== '') return save(interaction, draft, desk, asker);
  await openModal(interaction, {
    custom_id: encodeCustomId({ kind: 'watch-reason', draftId: desk.notes.keep({ kind: 'watchlist draft', draft }) }),
    title: 'Why does the desk want this?',
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.TextInput,
            custom_id: 'reason',
            label: 'In a few words; it stands beside your name',
            placeholder: 'OPEC series, until June',
            style: TextInputStyle.Short,
            required: true,
            min_length: 3,
            max_length: REASON_CHARS,
          },
        ],
      },
    ],
  });
}

/** Saves a new watchlist, and says what to expect of it. */
async function save(interaction: Answerable, draft: WatchlistDraft, desk: Desk, asker: Asker): Promise<void> {
  await defer(interaction, 'asker');
  const change = desk.watchlists.add(draft);
  if (change.kind !== 'saved') return answer(interaction, 'asker', nameTaken(draft.name));
  desk.log.info({ watchlist: change.watchlist.id, by: asker.userId }, 'a watchlist was added');
  await answer(interaction, 'asker', await savedAnswer(interaction, 'Watching', change.watchlist, desk, asker));
}

async function edit(
  interaction: ChatInputCommandInteraction,
  before: Watchlist,
  desk: Desk,
  asker: Asker,
): Promise<void> {
  const { choice, problems } = readWatchOptions(interaction, desk, asker);
  const { add: added, drop } = readOfficialChanges(interaction, desk);
  const all = [...problems, ...added.problems, ...drop.problems];
  if (all.length > 0) return answer(interaction, 'asker', problemsAnswer(all));
  const rename = readName(interaction.options.getString('rename') ?? '');
  const noRole = interaction.options.getBoolean('no-role') === true;
  await defer(interaction, 'asker');
  const change = desk.watchlists.change(before.id, (old) => {
    const officials = [...(choice.officials ?? old.officials), ...added.found].filter((id) => !drop.found.includes(id));
    return {
      ...old,
      ...choice,
      officials: [...new Set(officials)],
      ...(rename !== '' && { name: rename }),
      ...(noRole && { roleId: undefined }),
    };
  });
  if (change.kind === 'name taken') return answer(interaction, 'asker', nameTaken(rename));
  if (change.kind === 'gone') return answer(interaction, 'asker', plainMessage('Somebody has just removed it.'));
  desk.log.info({ watchlist: before.id, by: asker.userId }, 'a watchlist was changed');
  const parts = await savedAnswer(interaction, 'Changed', change.watchlist, desk, asker);
  const undo = undoButton({ kind: 'watchlist changed', before }, desk);
  await answer(interaction, 'asker', { ...parts, buttons: [[undo]] });
}

async function remove(interaction: ChatInputCommandInteraction, watchlist: Watchlist, desk: Desk): Promise<void> {
  const removed = desk.watchlists.remove(watchlist.id);
  if (removed === undefined) return answer(interaction, 'asker', plainMessage('Somebody has just removed it.'));
  desk.log.info({ watchlist: watchlist.id, by: interaction.user.id }, 'a watchlist was removed');
  await answer(interaction, 'asker', {
    ...plainMessage(`“${harmless(removed.name)}” is gone: <#${removed.channelId}> hears no more of it.`),
    buttons: [[undoButton({ kind: 'watchlist removed', watchlist: removed }, desk)]],
  });
}

async function pause(interaction: ChatInputCommandInteraction, watchlist: Watchlist, desk: Desk): Promise<void> {
  const paused = interaction.options.getBoolean('resume') !== true;
  const change = desk.watchlists.change(watchlist.id, (old) => ({ ...old, paused }));
  if (change.kind !== 'saved') return answer(interaction, 'asker', plainMessage('Somebody has just removed it.'));
  const name = harmless(watchlist.name);
  const words = paused
    ? `⏸️ “${name}” is silent. \`/watch pause name:${name} resume:True\` lets it speak again; what happens until then stays in \`/alerts search\`.`
    : `📡 “${name}” speaks again, from now on.`;
  desk.log.info({ watchlist: watchlist.id, by: interaction.user.id, paused }, 'a watchlist was paused or resumed');
  const undo = undoButton({ kind: 'watchlist changed', before: watchlist }, desk);
  await answer(interaction, 'asker', { ...plainMessage(words), buttons: [[undo]] });
}

async function test(interaction: ChatInputCommandInteraction, watchlist: Watchlist, desk: Desk): Promise<void> {
  await defer(interaction, 'asker');
  const days = interaction.options.getInteger('days') ?? TEST_DAYS;
  const tried = desk.watchlists.test(watchlist, days, TESTED_STORIES);
  await answer(interaction, 'asker', { ...plainMessage(''), embeds: [triedEmbed(watchlist, tried, days, desk)] });
}

function listOf(desk: Desk, asker: Asker): MessageParts {
  const watchlists = desk.watchlists.list(asker.guildId);
  if (watchlists.length === 0) {
    return plainMessage('The desk follows nobody yet. Start with `/watch add name:Rosneft officials:Igor Sechin`.');
  }
  const { timeZone } = desk.settings.get(asker.guildId);
  const more =
    watchlists.length > LISTED ? `\n… and ${watchlists.length - LISTED} more: \`/watch test\` shows each.` : '';
  const fields = watchlists.slice(0, LISTED).map((one) => watchlistField(one, desk, asker.locale, timeZone));
  // Long lists go over several embeds' worth of text; Discord counts 6,000 characters in all, so each gets its share.
  const share = Math.floor(5_400 / fields.length) - 80;
  const fitted = fields.map((field) => ({ ...field, value: field.value.slice(0, Math.max(120, share)) }));
  return {
    ...plainMessage(more),
    embeds: [{ title: `What the desk follows (${watchlists.length})`, fields: fitted }],
  };
}

/** What was saved, how much it will say, and whether the bot may say it where it should. */
async function savedAnswer(
  interaction: Answerable,
  verb: string,
  watchlist: Watchlist,
  desk: Desk,
  asker: Asker,
): Promise<MessageParts> {
  const { timeZone } = desk.settings.get(asker.guildId);
  const forecast = desk.watchlists.forecast(watchlist, FORECAST_DAYS);
  const missing = await missingInChannel(interaction.client, asker.guildId, watchlist.channelId, watchlist);
  const noThreads = watchlist.threads === true && isThreadItself(interaction.client, watchlist.channelId);
  const lines = [
    `**${verb}.** ${writeForecast(forecast, watchlist)}`,
    missing === undefined || missing.length === 0
      ? undefined
      : `⚠️ In <#${watchlist.channelId}> Dateline still lacks ${missing.map((name) => `**${name}**`).join(', ')}: give its role these in the channel’s permissions, or alerts can’t come.`,
    noThreads
      ? `⚠️ <#${watchlist.channelId}> is a thread itself and can’t hold others, so stories go on in it: choose a channel for \`threads\`.`
      : undefined,
  ];
  return {
    ...plainMessage(lines.filter((line) => line !== undefined).join('\n')),
    embeds: [{ fields: [watchlistField(watchlist, desk, asker.locale, timeZone)] }],
  };
}

function problemsAnswer(problems: readonly string[]): MessageParts {
  return plainMessage(
    `Nothing was changed:\n${problems
      .slice(0, 10)
      .map((problem) => `- ${problem}`)
      .join('\n')}`,
  );
}

function nameTaken(name: string): MessageParts {
  return plainMessage(
    `There is a watchlist “${harmless(name)}” already. Choose another name, or change that one with \`/watch edit\`.`,
  );
}
