/** `/diary`: what is announced with a day or a month, and still to come. */
import { InteractionContextType, ApplicationCommandOptionType as Type } from 'discord.js';
import { diaryCalendar, diaryLine } from '../alerts/diary.ts';
import { harmless } from '../alerts/markup.ts';
import { answer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import type { Asker } from '../discord/slash-command.ts';
import { truncate } from '../text/truncate.ts';
import type { Command, Desk } from './command.ts';
import { countryNameIn } from './countries.ts';
import { readOfficialOrCountry, suggestOfficialOrCountry } from './official-or-country.ts';
import { officialName } from './officials-typed.ts';

/** Days before and after today that a range covers; undefined: everything ahead. */
const RANGES = {
  week: { name: 'the next 7 days', before: 0, after: 7 },
  month: { name: 'the next 31 days', before: 0, after: 31 },
  quarter: { name: 'the next 92 days', before: 0, after: 92 },
  all: { name: 'everything ahead', before: 0, after: undefined },
  past: { name: 'the last 31 days: what became of it', before: 31, after: 0 },
} as const;

/** How a calendar takes the diary. */
const CALENDARS = {
  subscribe: 'subscribe',
  renew: 'subscribe at a new address; the old one ends',
  file: 'as a file',
} as const;

type Range = keyof typeof RANGES;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Discord, "Embed Limits", with room for a last line. */
const DESCRIPTION_CHARS = 3_900;

export const diary = {
  data: {
    name: 'diary',
    description: 'What is announced with a day or a month, soonest first; as a calendar too',
    contexts: [InteractionContextType.Guild],
    options: [
      { type: Type.String, name: 'official', description: 'Whose: Igor Sechin', autocomplete: true, max_length: 100 },
      { type: Type.String, name: 'country', description: 'Where: Venezuela', autocomplete: true, max_length: 100 },
      {
        type: Type.String,
        name: 'range',
        description: 'How far ahead; everything ahead if not given',
        choices: Object.entries(RANGES).map(([value, { name }]) => ({ name, value })),
      },
      {
        type: Type.String,
        name: 'calendar',
        description: 'Take it into a calendar: by an address that keeps it up to date, or as an .ics file',
        choices: Object.entries(CALENDARS).map(([value, name]) => ({ name, value })),
      },
    ],
  },
  examples: [
    { write: '/diary', does: 'shows everything announced with a date' },
    { write: '/diary official:Igor Sechin range:the next 31 days', does: 'shows what is announced of him this month' },
    { write: '/diary calendar:subscribe', does: 'gives you the address at which a calendar subscribes to it' },
    { write: '/diary country:Venezuela calendar:as a file', does: 'attaches it as an .ics file for a calendar' },
  ],
  editorsOnly: [],
  answersTo: 'channel',

  async execute(interaction, desk, asker) {
    const { options } = interaction;
    const filter = readOfficialOrCountry(interaction, desk, asker);
    if ('problem' in filter) return answer(interaction, 'asker', plainMessage(filter.problem));
    const calendar = options.getString('calendar');
    if (calendar === 'subscribe' || calendar === 'renew') {
      return answer(interaction, 'asker', plainMessage(subscription(calendar === 'renew', filter, desk, asker)));
    }
    const range = (options.getString('range') ?? 'all') as Range;
    const { before, after } = RANGES[range] ?? RANGES.all;
    const today = desk.diary.today(asker.guildId);
    const lines = desk.diary.list(
      {
        ...filter,
        from: shift(today, -before),
        to: after === undefined ? undefined : shift(today, after),
      },
      asker.guildId,
    );
    const ahead =
      range === 'past' ? lines : lines.filter(({ standing }) => standing === 'ahead' || standing === 'today');
    const nameOf = (id: string) => officialName(id, desk);
    const about = [
      filter.officialId === undefined ? undefined : nameOf(filter.officialId),
      filter.country === undefined ? undefined : countryNameIn(filter.country, asker.locale),
    ].filter((part) => part !== undefined);
    if (ahead.length === 0) return answer(interaction, 'asker', plainMessage(nothing(about)));
    const parts = {
      content: '',
      embeds: [
        {
          title: truncate(`Diary${about.length === 0 ? '' : `: ${harmless(about.join(', '))}`}`, 256),
          description: page(ahead.map((line) => diaryLine(line, nameOf))),
          footer: `${ahead.length} announced · ${(RANGES[range] ?? RANGES.all).name}`,
        },
      ],
      buttons: [],
      pingRoleIds: [],
    };
    const file = { name: 'dateline-diary.ics', text: diaryCalendar(ahead, nameOf, desk.now()) };
    await answer(interaction, 'channel', parts, calendar === 'file' ? { file } : {});
  },

  autocomplete: suggestOfficialOrCountry,
} satisfies Command;

/** The address for the asker alone: whoever has it reads the desk's diary. */
function subscription(
  renews: boolean,
  filter: Parameters<Desk['diary']['address']>[1],
  desk: Desk,
  asker: Asker,
): string {
  if (renews && !asker.mayEdit) return 'Only editors can end the address that the desk has and make a new one.';
  if (renews) desk.diary.renewAddress(asker.guildId);
  const address = desk.diary.address(asker.guildId, filter);
  if (address === undefined) {
    return 'Calendars can’t reach this Dateline: its operator has set no `PUBLIC_URL`. `/diary calendar:as a file` attaches the diary as it is now.';
  }
  if (renews) desk.log.info({ guild: asker.guildId, by: asker.userId }, 'the calendar address was renewed');
  return [
    renews ? 'The old address has ended. The new one:' : 'Subscribe to this address in your calendar:',
    `\`\`\`\n${address}\n\`\`\``,
    '-# In Google Calendar: Other calendars → From URL; in Apple’s: File → New Calendar Subscription; in Outlook: Add calendar → Subscribe from web.',
    '-# Whoever has the address reads the desk’s diary: keep it within the desk. An editor ends it by asking for a new one.',
  ].join('\n');
}

function nothing(about: readonly string[]): string {
  const whom = about.length === 0 ? '' : ` of ${harmless(about.join(', '))}`;
  return `Nothing is announced with a date${whom}. What is announced without one is found by \`/alerts search status:planned\`.`;
}

/** Whole lines only: a link that is cut in half would show as raw markup. */
function page(lines: readonly string[]): string {
  const shown: string[] = [];
  let chars = 0;
  for (const line of lines) {
    if (chars + line.length + 1 > DESCRIPTION_CHARS)
      return [...shown, `… and ${lines.length - shown.length} more`].join('\n');
    shown.push(line);
    chars += line.length + 1;
  }
  return shown.join('\n');
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
