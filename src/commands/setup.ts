/** `/setup`: who may change things, where the watchdog speaks, which time and language the desk keeps. */
import {
  ChannelType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  PermissionFlagsBits,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { answer, defer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { missingInChannel } from '../discord/permissions.ts';
import type { Asker } from '../discord/slash-command.ts';
import { LANGUAGES } from '../model/language.ts';
import type { DeskSettings } from '../model/watchlist.ts';
import { fold } from '../text/plain-name.ts';
import type { Command, Desk } from './command.ts';
import { languageNameIn } from './languages.ts';

/** `UTC` is a zone too, though the list that Intl gives leaves it out. */
const TIME_ZONES: readonly string[] = [...Intl.supportedValuesOf('timeZone'), 'UTC'];

/** Channels in one answer that lack something. */
const LACKING_SHOWN = 10;

export const setup = {
  data: {
    name: 'setup',
    description: 'The desk: who may change things, where warnings go, time zone and language',
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: Type.Role,
        name: 'editor-role',
        description: 'Who has it may change watchlists and feeds, besides Manage Server',
      },
      {
        type: Type.Channel,
        name: 'channel',
        description: 'Where Dateline warns: a feed in trouble, a channel it may not post in',
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      },
      {
        type: Type.String,
        name: 'time-zone',
        description: 'For digests and the diary: start typing a city, Sofia',
        autocomplete: true,
        max_length: 60,
      },
      {
        type: Type.String,
        name: 'language',
        description: 'The language of summaries, where a model writes them',
        choices: LANGUAGES.map((code) => ({ name: languageNameIn(code, 'en'), value: code })),
      },
      {
        type: Type.Integer,
        name: 'link-days',
        description: 'A deal is linked to a trip that ended at most so many days before; 10 if not set',
        min_value: 0,
        max_value: 30,
      },
    ],
  },
  examples: [
    {
      write: '/setup editor-role:@editors channel:#dateline-setup',
      does: 'lets @editors change things, and warns there',
    },
    {
      write: '/setup time-zone:Europe/Sofia language:English',
      does: 'sets the hour of digests and the summaries’ language',
    },
    { write: '/setup', does: 'shows how the desk is set up' },
  ],
  editorsOnly: ['*'],
  answersTo: 'asker',

  async execute(interaction, desk, asker) {
    const { options } = interaction;
    const editorRoleId = options.getRole('editor-role')?.id;
    // An editor who could name the editor role could make anybody an editor.
    if (editorRoleId !== undefined && interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
      return answer(interaction, 'asker', plainMessage('Only members with Manage Server can choose the editor role.'));
    }
    const timeZone = readTimeZone(options.getString('time-zone'));
    if (timeZone === 'unknown') {
      const typed = harmless(options.getString('time-zone', true));
      const words = `“${typed}” is no time zone. Start typing a city and choose a suggestion: Europe/Sofia.`;
      return answer(interaction, 'asker', plainMessage(words));
    }
    const setupChannelId = options.getChannel('channel')?.id;
    const summaryLanguage = options.getString('language');
    const linkDays = options.getInteger('link-days');
    await defer(interaction, 'asker');
    const settings = desk.settings.change(asker.guildId, {
      ...(editorRoleId !== undefined && { editorRoleId }),
      ...(setupChannelId !== undefined && { setupChannelId }),
      ...(timeZone !== undefined && { timeZone }),
      ...(summaryLanguage !== null && { summaryLanguage }),
      ...(linkDays !== null && { linkDays }),
    });
    desk.log.info({ guild: asker.guildId, by: asker.userId }, 'a desk was set up');
    await answer(interaction, 'asker', plainMessage(await writeSettings(settings, interaction, asker, desk)));
  },

  autocomplete(interaction) {
    const wanted = fold(interaction.options.getFocused()).replaceAll(' ', '_');
    return TIME_ZONES.filter((zone) => zone.toLowerCase().includes(wanted)).map((zone) => ({
      name: zone,
      value: zone,
    }));
  },
} satisfies Command;

function readTimeZone(typed: string | null): string | undefined | 'unknown' {
  if (typed === null) return undefined;
  const wanted = fold(typed).replaceAll(' ', '_');
  const exact = TIME_ZONES.find((zone) => zone.toLowerCase() === wanted);
  const cities = TIME_ZONES.filter((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  return exact ?? (cities.length === 1 ? cities[0] : undefined) ?? 'unknown';
}

async function writeSettings(
  settings: DeskSettings,
  interaction: ChatInputCommandInteraction,
  asker: Asker,
  desk: Desk,
): Promise<string> {
  const { editorRoleId, setupChannelId, timeZone, summaryLanguage, linkDays } = settings;
  const lacking = await writeLacking(setupChannelId, interaction, asker, desk);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(desk.now());
  return [
    '**The desk**',
    `- May change things: Manage Server${editorRoleId === undefined ? ' (no editor role yet: `/setup editor-role:…`)' : ` and <@&${editorRoleId}>`}`,
    `- Warnings go to: ${setupChannelId === undefined ? 'nowhere yet (`/setup channel:…`)' : `<#${setupChannelId}>`}`,
    `- Time zone: ${timeZone} (it is ${clock})`,
    `- Summaries: ${languageNameIn(summaryLanguage, asker.locale)}, where a model writes them`,
    `- Deals are linked to trips that ended at most ${linkDays} ${linkDays === 1 ? 'day' : 'days'} before`,
    ...lacking,
  ].join('\n');
}

/** What Dateline lacks where it warns and where it alerts, a line for each channel. */
async function writeLacking(
  setupChannelId: string | undefined,
  interaction: ChatInputCommandInteraction,
  asker: Asker,
  desk: Desk,
): Promise<readonly string[]> {
  const wanted = desk.watchlists.list(asker.guildId).map(({ channelId, roleId, threads }) => {
    return { channelId, roleId, threads };
  });
  const warnings = { channelId: setupChannelId ?? '', roleId: undefined, threads: false };
  const places = setupChannelId === undefined ? wanted : [warnings, ...wanted];
  const byChannel = new Map<string, Set<string>>();
  for (const place of places) {
    const missing = await missingInChannel(interaction.client, asker.guildId, place.channelId, place);
    for (const name of missing ?? []) {
      byChannel.set(place.channelId, (byChannel.get(place.channelId) ?? new Set()).add(name));
    }
  }
  return [...byChannel].slice(0, LACKING_SHOWN).map(([channelId, names]) => {
    return `⚠️ In <#${channelId}> Dateline still lacks ${[...names].map((name) => `**${name}**`).join(', ')}.`;
  });
}
