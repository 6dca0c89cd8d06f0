/** A dossier as a card: who it is, where last seen, what was signed, what is announced. */
import { harmless, link, safeUrl } from '../alerts/markup.ts';
import { flag, headline, STATUS_SIGNS, whereabouts, writeDate } from '../alerts/words.ts';
import type { Asker } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { Dossier, DossierEntry } from '../model/dossier.ts';
import type { EmbedField, MessageButton, MessageParts } from '../model/message.ts';
import type { Office } from '../model/official.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk } from './command.ts';
import { countryNameIn } from './countries.ts';
import { officialName } from './officials-typed.ts';
import { pageButtons } from './pages.ts';
import { PAGE_SIZE } from './story-words.ts';
import { day, moment } from './times.ts';

const ALIASES_SHOWN = 8;
const OFFICES_SHOWN = 5;
const ENTRIES_SHOWN = 5;
const COUNTRIES_SHOWN = 6;
const FIELD_CHARS = 1_024;

/** Writes a dossier for the asker, with its buttons. */
export function dossierCard(dossier: Dossier, desk: Desk, asker: Asker): MessageParts {
  const { official } = dossier;
  const native = dossier.nativeName === undefined ? '' : ` · ${dossier.nativeName}`;
  const portrait = safeUrl(official.portraitUrl);
  const known = dossier.alsoKnownAs.slice(0, ALIASES_SHOWN).map(harmless).join(', ');
  return {
    content: '',
    embeds: [
      {
        title: truncate(harmless(`${dossier.displayName}${native}`), 256),
        ...(known !== '' && { description: truncate(`also known as ${known}`, 1_000) }),
        fields: fields(dossier, desk, asker),
        footer: footer(dossier),
        ...(portrait !== undefined && { thumbnailUrl: portrait }),
      },
    ],
    buttons: [buttons(dossier)],
    pingRoleIds: [],
  };
}

function fields(dossier: Dossier, desk: Desk, asker: Asker): readonly EmbedField[] {
  const last = dossier.lastSeen;
  const rows: readonly (EmbedField | undefined)[] = [
    wide('Offices', offices(dossier.officesNow, asker.locale)),
    wide('Before', offices(dossier.officesBefore, asker.locale)),
    wide('Last seen', last === undefined ? '' : lastSeen(last)),
    wide('Last trips and deals', entries(dossier.recent, desk)),
    wide('Announced next', entries(dossier.announced, desk)),
    wide(
      'Goes most to',
      dossier.goesTo
        .slice(0, COUNTRIES_SHOWN)
        .map(({ country, trips }) => `${flag(country)} ${countryNameIn(country, asker.locale)} ${trips}`)
        .join(' · '),
    ),
    wide('On record', onRecord(dossier)),
  ];
  return rows.filter((row) => row !== undefined);
}

function wide(name: string, value: string): EmbedField | undefined {
  return value === '' ? undefined : { name, value: truncate(value, FIELD_CHARS), inline: false };
}

function offices(list: readonly Office[], locale: string): string {
  return list
    .slice(0, OFFICES_SHOWN)
    .map((office) => {
      const country = office.country === undefined ? '' : `, ${countryNameIn(office.country, locale)}`;
      const span = [office.from, office.to].some((edge) => edge !== undefined)
        ? ` (${office.from ?? '…'}–${office.to ?? 'now'})`
        : '';
      return harmless(`${office.title}, ${office.organisation}${country}${span}`);
    })
    .join('\n');
}

function lastSeen(entry: DossierEntry): string {
  const where = whereabouts(entry.event) ?? 'a place not named';
  const on = entry.event.date === undefined ? day(entry.at) : writeDate(entry.event.date);
  return `${harmless(where)}, ${on} · ${link(entry.outlet, entry.url)}`;
}

/** Whole lines only: a link that is cut in half would show as raw markup. */
function entries(list: readonly DossierEntry[], desk: Desk): string {
  const lines: string[] = [];
  for (const entry of list.slice(0, ENTRIES_SHOWN)) {
    const line = entryLine(entry, desk);
    if ([...lines, line].join('\n').length > FIELD_CHARS) break;
    lines.push(line);
  }
  return lines.join('\n');
}

/** One happening on record, with the way to its alert or its source. */
function entryLine(entry: DossierEntry, desk: Desk): string {
  const { event } = entry;
  const names = event.officials.map((id) => officialName(id, desk));
  const title = harmless(truncate(headline(event, names), 110));
  const on = event.date === undefined ? '' : ` · ${writeDate(event.date)}`;
  const way = entry.alertUrl === undefined ? link(truncate(entry.outlet, 30), entry.url) : `[alert](${entry.alertUrl})`;
  return `${STATUS_SIGNS[event.status]} ${title}${on} · ${way}`;
}

function onRecord(dossier: Dossier): string {
  if (dossier.onRecordSince === undefined) return 'Nothing yet. `/watch add` follows from now on.';
  const stories = dossier.storyCount === 1 ? 'story' : 'stories';
  return `${dossier.storyCount} ${stories} since ${day(dossier.onRecordSince)}`;
}

function footer(dossier: Dossier): string {
  const { checkedOn, distinguish } = dossier.official;
  const checked = checkedOn === undefined ? 'entry not checked by a person' : `entry checked on ${checkedOn}`;
  return distinguish === undefined ? checked : truncate(`${checked} · not to be taken for others: ${distinguish}`, 400);
}

function buttons({ official }: Dossier): readonly MessageButton[] {
  const wikidata: readonly MessageButton[] =
    official.wikidataId === undefined || !/^Q\d{1,12}$/.test(official.wikidataId)
      ? []
      : [{ label: 'Wikidata', url: `https://www.wikidata.org/wiki/${official.wikidataId}` }];
  const officialId = official.id;
  return [
    { label: 'Watch', customId: encodeCustomId({ kind: 'whois-watch', officialId }), style: 'primary' },
    { label: 'Itinerary', customId: encodeCustomId({ kind: 'itinerary', officialId }), style: 'secondary' },
    ...wikidata,
  ];
}

/** One page of an official's trips and deals, newest first. */
export function itineraryPage(
  officialId: string,
  listId: string,
  page: number,
  desk: Desk,
  asker: Asker,
): MessageParts {
  const official = desk.officials.get(officialId);
  const found =
    official === undefined
      ? { entries: [], total: 0 }
      : desk.officials.itinerary(official, asker.guildId, page, PAGE_SIZE);
  const name = harmless(officialName(officialId, desk));
  const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
  if (found.entries.length === 0) {
    const words = `Nothing is on record of ${name} yet.`;
    return { content: words, embeds: [], buttons: page > 0 ? pageButtons(listId, page, pages) : [], pingRoleIds: [] };
  }
  const lines = found.entries.map((entry) => `${entryLine(entry, desk)}\n-# reported ${moment(entry.at)}`);
  return {
    content: '',
    embeds: [
      {
        title: truncate(`Itinerary of ${name}`, 256),
        description: truncate(lines.join('\n'), 3_900),
        footer: `${found.total} on record · page ${page + 1} of ${pages}`,
      },
    ],
    buttons: pageButtons(listId, page, pages),
    pingRoleIds: [],
  };
}
