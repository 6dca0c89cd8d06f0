/** A dossier as a card: who it is, where last seen, what was signed, what is announced. */
import { harmless, link, safeUrl } from '../alerts/markup.ts';
import { countryName, flag, headline, STATUS_SIGNS, whereabouts, writeDate } from '../alerts/words.ts';
import type { Asker } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { Dossier, DossierEntry } from '../model/dossier.ts';
import type { EmbedField, MessageButton, MessageParts } from '../model/message.ts';
import type { Office, Official } from '../model/official.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk } from './command.ts';
import { countryNameIn } from './countries.ts';
import { linkLines } from './link-words.ts';
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
  const isHidden = desk.officials.isHidden(dossier.official.id);
  const hidden = isHidden
    ? wide('Hidden', 'No wire is searched for this name: `/officials show` changes that.')
    : undefined;
  return personCard(dossier, [hidden, ...recordFields(dossier, desk, asker), checkedField(dossier, desk)], asker);
}

/** Writes who somebody is whom the roster doesn't know: what Wikidata says. */
export function strangerCard(dossier: Dossier, asker: Asker): MessageParts {
  const { wikidataId } = dossier.official;
  const words = `Names and offices: Wikidata ${wikidataId ?? ''}, read on ${day(asDay(dossier.official.checkedOn))}. Not on the roster: no wire is searched for this name yet.`;
  const card = personCard(dossier, [wide('Checked', words)], asker);
  return { ...card, buttons: [[wikidataButton(dossier.official)]] };
}

function personCard(dossier: Dossier, more: readonly (EmbedField | undefined)[], asker: Asker): MessageParts {
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
        fields: [
          wide('Offices', offices(dossier.officesNow, asker.locale)),
          wide('Before', offices(dossier.officesBefore, asker.locale)),
          ...more,
        ].filter((field) => field !== undefined),
        ...(official.distinguish !== undefined && {
          footer: truncate(
            `${/^meant is/.test(official.distinguish) ? '' : 'namesakes: '}${official.distinguish}`,
            400,
          ),
        }),
        ...(portrait !== undefined && { thumbnailUrl: portrait }),
      },
    ],
    buttons: [buttons(dossier)],
    pingRoleIds: [],
  };
}

function recordFields(dossier: Dossier, desk: Desk, asker: Asker): readonly (EmbedField | undefined)[] {
  const last = dossier.lastSeen;
  return [
    wide('Last seen', last === undefined ? unseen(dossier) : lastSeen(last)),
    wide('Last trips and deals', entries(dossier.recent, desk)),
    wide('Announced next', entries(dossier.announced, desk) || (dossier.storyCount > 0 ? 'Nothing dated.' : '')),
    wide(
      'Goes most to',
      dossier.goesTo
        .slice(0, COUNTRIES_SHOWN)
        .map(
          ({ country, trips }) =>
            `${flag(country)} ${countryNameIn(country, asker.locale)} (${trips === 1 ? 'once' : `${trips} times`})`,
        )
        .join(' · '),
    ),
    wide('On record', onRecord(dossier)),
  ];
}

/** When each fact was checked, and by whom; Discord writes the days in the reader's own language. */
function checkedField(dossier: Dossier, desk: Desk): EmbedField | undefined {
  const { id, checkedOn } = dossier.official;
  const on = checkedOn === undefined ? undefined : day(asDay(checkedOn));
  const origin = desk.officials.originOf(id);
  // Nobody tells the catalogue of a resignation: an office without an end is a fact about that day alone.
  const maySinceHaveEnded =
    on === undefined || dossier.officesNow.length === 0 ? '' : '; an office held then may have ended since';
  const wires = Math.max(...[...dossier.recent, ...dossier.announced].map(({ at }) => at));
  const entry =
    origin === undefined || origin.kind === 'catalogue'
      ? `Dateline’s catalogue, ${on === undefined ? 'not checked by a person yet' : `checked on ${on}`}${maySinceHaveEnded}`
      : `${origin.source === 'wikidata' && on !== undefined ? `Wikidata, read on ${on}; ` : ''}${origin.kind} by <@${origin.by}> on ${day(origin.at)}`;
  const record = Number.isFinite(wires) ? `\nTrips and deals: as the wires reported, last ${moment(wires)}` : '';
  return wide('Checked', `Names and offices: ${entry}${record}`);
}

/** Noon of a day, UTC: the same day wherever it is read. */
function asDay(dayText: string | undefined): number {
  return Date.parse(`${(dayText ?? '').slice(0, 10)}T12:00:00Z`);
}

function wide(name: string, value: string): EmbedField | undefined {
  return value === '' ? undefined : { name, value: truncate(value, FIELD_CHARS), inline: false };
}

function offices(list: readonly Office[], locale: string): string {
  return list
    .slice(0, OFFICES_SHOWN)
    .map((office) => {
      const { title, organisation, country } = office;
      // "Government of Russia, Russia" says one thing twice.
      const isSaid = country === undefined || organisation.includes(countryName(country));
      const where = isSaid ? organisation : `${organisation}, ${countryNameIn(country, locale)}`;
      return harmless(`${title}, ${where}${term(office)}`);
    })
    .join('\n');
}

/** ` (since May 2012)`, ` (2004 to April 2011)`; empty where no date is known. */
function term({ from, to }: Office): string {
  if (from !== undefined && to !== undefined)
    return ` (${from === to ? writeDay(from) : `${writeDay(from)} to ${writeDay(to)}`})`;
  if (from !== undefined) return ` (since ${writeDay(from)})`;
  return to === undefined ? '' : ` (until ${writeDay(to)})`;
}

/** A year, a month or a day, as far as it is known. */
function writeDay(day: string): string {
  if (day.length === 4) return day;
  return writeDate({ from: day, to: undefined, precision: day.length === 7 ? 'month' : 'day', stated: true });
}

function lastSeen(entry: DossierEntry): string {
  const where = whereabouts(entry.event) ?? 'a place not named';
  const on = entry.event.date === undefined ? day(entry.at) : writeDate(entry.event.date);
  return `${harmless(where)}, ${on} · ${link(entry.outlet, entry.url)}`;
}

function unseen({ storyCount }: Dossier): string {
  return storyCount === 0 ? '' : 'Nowhere on record.';
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

/** The way to Wikidata's item; where the catalogue is not certain which one it is, to a search for the name. */
function wikidataButton({ wikidataId, name }: Official): MessageButton {
  return wikidataId !== undefined && /^Q\d{1,12}$/.test(wikidataId)
    ? { label: 'Wikidata', url: `https://www.wikidata.org/wiki/${wikidataId}` }
    : { label: 'Search Wikidata', url: `https://www.wikidata.org/w/index.php?search=${encodeURIComponent(name)}` };
}

function buttons({ official }: Dossier): readonly MessageButton[] {
  const officialId = official.id;
  return [
    { label: 'Watch', customId: encodeCustomId({ kind: 'whois-watch', officialId }), style: 'primary' },
    { label: 'Itinerary', customId: encodeCustomId({ kind: 'itinerary', officialId }), style: 'secondary' },
    wikidataButton(official),
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
  const lines = found.entries.map((entry) =>
    [
      entryLine(entry, desk),
      `-# reported ${moment(entry.at)}`,
      ...linkLines(entry.storyId, entry.event.kind, desk, asker.guildId),
    ].join('\n'),
  );
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
