/** How `/officials` writes lists of officials and of changes. */
import { harmless } from '../alerts/markup.ts';
import { flag } from '../alerts/words.ts';
import { plainMessage } from '../discord/message.ts';
import type { Asker } from '../discord/slash-command.ts';
import type { MessageParts } from '../model/message.ts';
import type { Office, Official } from '../model/official.ts';
import type { OfficialChange } from '../model/roster.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk, DeskNote } from './command.ts';
import { countryNameIn } from './countries.ts';
import type { OfficialsFilter } from './officials-desk.ts';
import { pageButtons } from './pages.ts';
import { moment } from './times.ts';

const PAGE_SIZE = 20;
const LINE_CHARS = 180;
const MAX_DESCRIPTION_CHARS = 3_900;

const FIELDS = ['name', 'names', 'offices', 'wikidataId', 'distinguish', 'portraitUrl'] as const;
const FIELD_WORDS: Readonly<Record<(typeof FIELDS)[number], string>> = {
  name: 'name',
  names: 'names',
  offices: 'offices',
  wikidataId: 'Wikidata id',
  distinguish: 'namesakes',
  portraitUrl: 'portrait',
};

/** The present office, or the last one, in one line. */
export function officeOf(official: Official): string {
  const office = mainOffice(official);
  if (office === undefined) return 'no office on file';
  return `${office.to === undefined ? '' : 'former '}${office.title}, ${office.organisation}`;
}

/** The office that somebody holds, the first on file of several; else the one that ended last. */
function mainOffice({ offices }: Official): Office | undefined {
  const held = offices.find(({ to }) => to === undefined);
  return held ?? [...offices].sort((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1))[0];
}

/** One page of the officials that a filter lets through. */
export function officialsPage(
  filter: OfficialsFilter,
  listId: string,
  page: number,
  desk: Desk,
  asker: Asker,
): MessageParts {
  const all = desk.officials.list(filter);
  if (all.length === 0)
    return plainMessage(`No official ${describeFilter(filter, asker)}. \`/officials list\` shows all.`);
  const pages = Math.ceil(all.length / PAGE_SIZE);
  const lines = all.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map((official) => officialLine(official, desk));
  return {
    ...plainMessage(''),
    embeds: [
      {
        title: truncate(`Officials (${all.length}) ${describeFilter(filter, asker)}`.trim(), 256),
        description: truncate(lines.join('\n'), MAX_DESCRIPTION_CHARS),
        footer: `page ${page + 1} of ${pages} · /whois shows one, /officials add brings more`,
      },
    ],
    buttons: pageButtons(listId, page, pages, { before: '◀ Back', after: 'Next ▶' }),
  };
}

function officialLine(official: Official, desk: Desk): string {
  const office = mainOffice(official);
  const country = office?.country === undefined ? '' : `${flag(office.country)} `;
  const origin = desk.officials.originOf(official.id);
  const own = origin === undefined || origin.kind === 'catalogue' ? '' : ` · ${origin.kind} by <@${origin.by}>`;
  return `${country}**${harmless(official.name)}** · ${harmless(truncate(officeOf(official), LINE_CHARS))}${own}`;
}

function describeFilter(filter: OfficialsFilter, asker: Asker): string {
  return [
    filter.hidden ? 'hidden' : '',
    filter.country === undefined ? '' : `of ${countryNameIn(filter.country, asker.locale)}`,
    filter.organisation === undefined ? '' : `at “${harmless(filter.organisation)}”`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** One page of the changes, newest first. */
export function changesPage(officialId: string | undefined, listId: string, page: number, desk: Desk): MessageParts {
  const { changes, total } = desk.officials.history(officialId, page, PAGE_SIZE);
  if (total === 0) return plainMessage('Nobody has changed anything there yet.');
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  return {
    ...plainMessage(''),
    embeds: [
      {
        title: `Changes (${total})`,
        description: truncate(changes.map((change) => changeLine(change, desk)).join('\n'), MAX_DESCRIPTION_CHARS),
        footer: `page ${page + 1} of ${pages} · /officials undo change:… takes one back`,
      },
    ],
    buttons: pageButtons(listId, page, pages),
  };
}

function changeLine(change: OfficialChange, desk: Desk): string {
  const entry = change.after?.official ?? change.before?.official ?? desk.officials.get(change.officialId);
  const name = harmless(entry?.name ?? change.officialId);
  const what =
    change.kind === 'undone'
      ? 'took back a change of'
      : change.kind === 'edited'
        ? `${changedFields(change)} of`
        : KIND_WORDS[change.kind];
  const from =
    change.after?.source === 'hand' || change.after === undefined ? '' : ` (${SOURCE_WORDS[change.after.source]})`;
  const line = `\`${change.number}\` ${moment(change.at)} <@${change.by}> ${what} **${name}**${from}`;
  return change.undone ? `~~${line}~~` : line;
}

const KIND_WORDS = { added: 'added', hidden: 'hid', shown: 'showed again' } as const;
const SOURCE_WORDS = { wikidata: 'from Wikidata', file: 'from a file', hand: '' } as const;

/** What was done to the entry, in words; all of it where the catalogue's own entry stood before. */
function changedFields({ before, after }: OfficialChange): string {
  const [was, is] = [before?.official, after?.official];
  if (was === undefined || is === undefined) return 'changed the entry';
  const changed = FIELDS.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
  // A form that was saved as it stood: somebody has looked, and the day of checking says so.
  if (changed.length === 0) return 'checked the entry';
  return `changed ${changed.map((field) => FIELD_WORDS[field]).join(', ')}`;
}

/** The page of a list of officials or changes that a note remembers; undefined for other notes. */
export function rosterPage(
  note: DeskNote,
  listId: string,
  page: number,
  desk: Desk,
  asker: Asker,
): MessageParts | undefined {
  if (note.kind === 'officials' && note.guildId === asker.guildId) {
    return officialsPage(note.filter, listId, page, desk, asker);
  }
  if (note.kind === 'official changes' && note.guildId === asker.guildId) {
    return changesPage(note.officialId, listId, page, desk);
  }
  return undefined;
}
