/** `/feeds`: the wires that Dateline reads. */
import {
  type APIApplicationCommandBasicOption,
  type ChatInputCommandInteraction,
  InteractionContextType,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { type Answerable, type AnswerExtras, answer, defer, update } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type Asker, onComponent } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import { FEED_HEALTHS, SOURCE_KINDS, type SourceKind } from '../model/feed.ts';
import type { MessageParts } from '../model/message.ts';
import { fold } from '../text/plain-name.ts';
import { truncate } from '../text/truncate.ts';
import type { Command, Desk, FeedRequest, FoundFeed, PackChoice } from './command.ts';
import { hostOf, writeAdding, writeCheck, writeFeedLine, writeImport, writeTried } from './feed-words.ts';
import { readLanguage, suggestLanguages } from './languages.ts';
import { undoButton } from './undo.ts';

/** An OPML file of 10,000 feeds has some 2 MB; more is a mistake, or mischief. */
const MAX_OPML_BYTES = 4 * 1024 * 1024;

/** Lines of one answer. */
const LISTED = 40;

const URL_CHARS = 2_000;

const MINUTE_MS = 60_000;

const existing: APIApplicationCommandBasicOption = {
  type: Type.String,
  name: 'feed',
  description: 'Which feed: start typing its title',
  required: true,
  autocomplete: true,
  max_length: 200,
};

export const feeds = {
  data: {
    name: 'feeds',
    description: 'Feeds: the wires that Dateline reads',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: Type.Subcommand,
        name: 'add',
        description: 'Read a feed: RSS, Atom or JSON Feed, or a page that names one',
        options: [
          {
            type: Type.String,
            name: 'url',
            description: 'Its address: https://example.org/rss.xml',
            required: true,
            max_length: URL_CHARS,
          },
          {
            type: Type.String,
            name: 'kind',
            description: 'What stands behind it; shown in every alert (default press)',
            choices: SOURCE_KINDS.map((kind) => ({ name: kind, value: kind })),
          },
          { type: Type.String, name: 'title', description: 'The outlet as readers know it', max_length: 80 },
          {
            type: Type.String,
            name: 'language',
            description: 'Its main language (default: found by itself)',
            autocomplete: true,
            max_length: 40,
          },
          {
            type: Type.Integer,
            name: 'minutes',
            description: 'Not sooner than this between two polls (default 5); an outlet that asks for longer gets it',
            min_value: 2,
            max_value: 1440,
          },
        ],
      },
      {
        type: Type.Subcommand,
        name: 'list',
        description: 'The feeds, how they fare, when each is read next and why then',
        options: [
          {
            type: Type.String,
            name: 'health',
            description: 'Only those that fare like this',
            choices: FEED_HEALTHS.map((health) => ({ name: health, value: health })),
          },
        ],
      },
      { type: Type.Subcommand, name: 'remove', description: 'Read a feed no more; can be undone', options: [existing] },
      { type: Type.Subcommand, name: 'check', description: 'Read a feed now and say what came', options: [existing] },
      {
        type: Type.Subcommand,
        name: 'import',
        description: 'Add many feeds: from an OPML file, or the pack that comes with Dateline',
        options: [
          { type: Type.Attachment, name: 'file', description: 'An OPML file, as feed readers export it' },
          {
            type: Type.String,
            name: 'pack',
            description: 'Feeds that come with Dateline',
            choices: [{ name: 'public feeds of real outlets', value: 'shipped' }],
          },
          {
            type: Type.String,
            name: 'region',
            description: 'Of the pack: only the outlets of this region',
            autocomplete: true,
            max_length: 60,
          },
          {
            type: Type.String,
            name: 'language',
            description: 'Of the pack: only the outlets that write in this language',
            autocomplete: true,
            max_length: 40,
          },
        ],
      },
      { type: Type.Subcommand, name: 'export', description: 'All feeds as an OPML file' },
    ],
  },
  examples: [
    { write: '/feeds add url:https://example.org/rss.xml kind:wire', does: 'reads the feed from now on' },
    { write: '/feeds import pack:public feeds of real outlets', does: 'adds the feeds that come with Dateline' },
    {
      write: '/feeds import pack:public feeds of real outlets region:Latin America language:Spanish',
      does: 'adds those alone',
    },
    { write: '/feeds list health:failing', does: 'shows the feeds that are in trouble, and why' },
    { write: '/feeds check feed:Example Wire', does: 'reads it now and says what came' },
  ],
  editorsOnly: ['add', 'remove', 'check', 'import', 'export'],
  answersTo: 'asker',

  async execute(interaction, desk, asker) {
    switch (interaction.options.getSubcommand()) {
      case 'add':
        return add(interaction, desk, asker);
      case 'list':
        return answer(interaction, 'asker', listOf(interaction.options.getString('health'), desk));
      case 'remove':
        return remove(interaction, desk, asker);
      case 'check':
        return check(interaction, desk);
      case 'import':
        return importFeeds(interaction, desk, asker);
      default:
        return exportFeeds(interaction, desk);
    }
  },

  components: [
    onComponent<Desk, 'feed-choice'>('feed-choice', 'editor', async (interaction, id, desk, asker) => {
      const note = desk.notes.find(id.choiceId);
      const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
      const url =
        note?.kind === 'feeds found' && note.guildId === asker.guildId ? note.urls[Number(chosen)] : undefined;
      if (note?.kind !== 'feeds found' || url === undefined) {
        return update(interaction, plainMessage('This list is a day old: type the page’s address again.'));
      }
      await update(interaction, plainMessage(`Reading ${harmless(hostOf(url))} …`));
      await addOne(interaction, { ...note.request, url, addedBy: asker.userId }, desk, asker);
    }),
  ],

  autocomplete(interaction, desk, asker) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'language') {
      return suggestLanguages(value, asker.locale).map((language) => ({ name: language, value: language }));
    }
    const wanted = fold(value);
    if (name === 'region') {
      const regions = desk.feeds.packRegions().filter((region) => fold(region).includes(wanted));
      return regions.map((region) => ({ name: region, value: region }));
    }
    return desk.feeds
      .list()
      .filter(({ feed }) => fold(`${feed.title} ${hostOf(feed.url)}`).includes(wanted))
      .map(({ feed }) => ({ name: `${feed.title} · ${hostOf(feed.url)}`, value: feed.id }));
  },
} satisfies Command;

async function add(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const { options } = interaction;
  const typedLanguage = options.getString('language');
  const language = typedLanguage === null ? undefined : readLanguage(typedLanguage, asker.locale);
  if (typeof language === 'object') return answer(interaction, 'asker', plainMessage(language.problem));
  await defer(interaction, 'asker');
  const url = options.getString('url', true).trim();
  await answer(interaction, 'asker', plainMessage(`Reading ${harmless(hostOf(url))} …`));
  const minutes = options.getInteger('minutes');
  const request: FeedRequest = {
    url,
    title: options.getString('title')?.trim() || undefined,
    sourceKind: (options.getString('kind') ?? 'press') as SourceKind,
    language,
    minIntervalMs: minutes === null ? undefined : minutes * MINUTE_MS,
    addedBy: asker.userId,
  };
  await addOne(interaction, request, desk, asker);
}

/** Adds what can be added; of a page, its feeds are offered. */
async function addOne(interaction: Answerable, request: FeedRequest, desk: Desk, asker: Asker): Promise<void> {
  const adding = await desk.feeds.add(request);
  if (adding.kind === 'added') desk.log.info({ feed: adding.feed.id, by: asker.userId }, 'a feed was added');
  const extras = adding.kind === 'choose' ? { menu: choiceOf(adding.found, request, desk, asker) } : {};
  await answer(interaction, 'asker', plainMessage(writeAdding(adding)), extras);
}

function choiceOf(
  found: readonly FoundFeed[],
  request: FeedRequest,
  desk: Desk,
  { guildId }: Asker,
): NonNullable<AnswerExtras['menu']> {
  // Addresses may be longer than a menu's value, and carry a token: the menu knows only their places.
  const urls = found.map(({ url }) => url);
  return {
    customId: encodeCustomId({
      kind: 'feed-choice',
      choiceId: desk.notes.keep({ kind: 'feeds found', guildId, request, urls }),
    }),
    placeholder: 'Which one shall be read?',
    options: found.map((feed, place) => ({
      label: truncate(feed.title || hostOf(feed.url), 80),
      value: String(place),
      description: writeTried(feed),
    })),
  };
}

function listOf(health: string | null, desk: Desk): MessageParts {
  const all = desk.feeds.list();
  const rows = all.filter(({ state }) => health === null || (state?.health ?? 'new') === health);
  if (all.length === 0) {
    return plainMessage(
      'No feed is read yet. Add one with `/feeds add url:…`, or many with `/feeds import pack:public feeds of real outlets`.',
    );
  }
  if (rows.length === 0) return plainMessage(`No feed is ${health}.`);
  const troubled = [...rows].sort((a, b) => rankOf(b.state?.health) - rankOf(a.state?.health));
  const figures = desk.feeds.figures();
  const lines: string[] = [];
  for (const row of troubled.slice(0, LISTED)) {
    const line = writeFeedLine(row, figures.get(row.feed.id), desk.now());
    if (lines.join('\n').length + line.length > 3_800) break;
    lines.push(line);
  }
  if (lines.length < rows.length) lines.push(`… and ${rows.length - lines.length} more: \`/feeds export\` has all.`);
  return {
    ...plainMessage(''),
    embeds: [{ title: `Feeds (${rows.length}${health === null ? '' : ` ${health}`})`, description: lines.join('\n') }],
  };
}

/** Those in trouble stand first. */
function rankOf(health: string | undefined): number {
  return ['good', 'new', 'silent', 'failing', 'blocked', 'gone'].indexOf(health ?? 'new');
}

async function remove(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const row = desk.feeds.find(interaction.options.getString('feed', true));
  const removed = row === undefined ? undefined : desk.feeds.remove(row.feed.id);
  if (removed === undefined) return answer(interaction, 'asker', unknownFeed());
  desk.log.info({ feed: removed.feed.id, by: asker.userId }, 'a feed was removed');
  const undo = undoButton({ kind: 'feed removed', guildId: asker.guildId, ...removed }, desk);
  await answer(interaction, 'asker', {
    ...plainMessage(`“${harmless(removed.feed.title)}” is read no more; its stories stay on record.`),
    buttons: [[undo]],
  });
}

async function check(interaction: ChatInputCommandInteraction, desk: Desk): Promise<void> {
  const row = desk.feeds.find(interaction.options.getString('feed', true));
  if (row === undefined) return answer(interaction, 'asker', unknownFeed());
  await defer(interaction, 'asker');
  const result = await desk.feeds.check(row.feed.id);
  await answer(interaction, 'asker', plainMessage(writeCheck(row.feed, result, desk.now())));
}

async function importFeeds(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const file = interaction.options.getAttachment('file');
  const pack = interaction.options.getString('pack');
  const only = packChoice(interaction, desk, asker);
  if (typeof only === 'string') return answer(interaction, 'asker', plainMessage(only));
  const isPack = pack !== null || only.region !== undefined || only.language !== undefined;
  if (file === null && !isPack) {
    const words = 'Attach an OPML file (`file`), or choose the pack that comes with Dateline (`pack`).';
    return answer(interaction, 'asker', plainMessage(words));
  }
  if (file !== null && isPack) {
    return answer(interaction, 'asker', plainMessage('Attach a file, or choose of the pack: one after the other.'));
  }
  if (file !== null && file.size > MAX_OPML_BYTES) {
    return answer(interaction, 'asker', plainMessage('That file is larger than 4 MB: split it.'));
  }
  await defer(interaction, 'asker');
  await answer(interaction, 'asker', plainMessage('Reading the list …'));
  try {
    const imported =
      file === null
        ? desk.feeds.importPack(asker.userId, only)
        : desk.feeds.import(await desk.feeds.fetchAttachment(file.url, MAX_OPML_BYTES), asker.userId);
    desk.log.info({ added: imported.added.length, by: asker.userId }, 'feeds were imported');
    const note = {
      kind: 'feeds imported',
      guildId: asker.guildId,
      feedIds: imported.added.map(({ id }) => id),
    } as const;
    const buttons = imported.added.length === 0 ? [] : [[undoButton(note, desk)]];
    await answer(interaction, 'asker', { ...plainMessage(writeImport(imported)), buttons });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const words = `Nothing was imported: ${harmless(truncate(error.message, 300))}. The file must be OPML, as feed readers export it.`;
    await answer(interaction, 'asker', plainMessage(words));
  }
}

/** Which feeds of the pack were asked for, or what is wrong with the question. */
function packChoice({ options }: ChatInputCommandInteraction, desk: Desk, { locale }: Asker): PackChoice | string {
  const typedRegion = options.getString('region');
  const typedLanguage = options.getString('language');
  const regions = typedRegion === null ? [] : desk.feeds.packRegions();
  const region = regions.find((one) => fold(one) === fold(typedRegion ?? ''));
  if (typedRegion !== null && region === undefined) {
    return `The pack has no region “${harmless(typedRegion)}”. It has ${regions.join(', ')}.`;
  }
  const language = typedLanguage === null ? undefined : readLanguage(typedLanguage, locale);
  return typeof language === 'object' ? language.problem : { region, language };
}

async function exportFeeds(interaction: ChatInputCommandInteraction, desk: Desk): Promise<void> {
  await defer(interaction, 'asker');
  const count = desk.feeds.list().length;
  const file = { name: 'dateline-feeds.opml', text: desk.feeds.export() };
  await answer(interaction, 'asker', plainMessage(`${count} feeds. Any feed reader takes this file.`), { file });
}

function unknownFeed(): MessageParts {
  return plainMessage(
    'No such feed. Start typing its title and choose one of the suggestions; `/feeds list` shows all.',
  );
}
