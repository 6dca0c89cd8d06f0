/** Rendering: an alert as a message, within Discord's limits, with everything a desk needs to trust it. */
import type { Alert } from '../model/alert.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { DetectedEvent } from '../model/event.ts';
import type { EmbedField, MessageButton, MessageEmbed, MessageParts } from '../model/message.ts';
import type { Disagreement, Story, StoryEvent, StoryLink, StorySource } from '../model/story.ts';
import type { Summary } from '../model/summary.ts';
import type { Watchlist } from '../model/watchlist.ts';
import { truncate } from '../text/truncate.ts';
import { withCorrections } from './corrections.ts';
import { harmless, link, safeUrl } from './markup.ts';
import { NEWS_WORDS, type News } from './news.ts';
import {
  countryName,
  flag,
  happening,
  headline,
  SECTOR_WORDS,
  STATUS_COLOURS,
  STATUS_SIGNS,
  STATUS_WORDS,
  whereabouts,
  writeDate,
  writeMoney,
} from './words.ts';

/** Discord, "Embed Limits". */
const TITLE_CHARS = 256;
const DESCRIPTION_CHARS = 4096;
const FIELD_CHARS = 1024;

/** Pieces of news in one reply. */
const NEWS_SHOWN = 3;

/** More sources than this stand behind the button. */
const SOURCES_SHOWN = 6;

/** What rendering has to know besides the story. */
export interface RenderContext {
  readonly alertId: string;
  /** The watchlists of the channel that asked for it, those that matched first in front. */
  readonly watchlists: readonly Watchlist[];
  /** The events those watchlists asked for; the first makes the headline. */
  readonly events: readonly StoryEvent[];
  /** The usual name of an official; the id where unknown. */
  readonly officialName: (id: string) => string;
  /** The model's summary in the desk's language; undefined where the story's own stands. */
  readonly summary: Summary | undefined;
  /** Lines that link the story to others on record, already harmless; shown under the summary. */
  readonly notes: readonly string[];
}

/**
 * Renders an alert.
 *
 * @throws {RangeError} when there is no event to tell: routing never asks for that
 */
export function renderAlert(story: Story, context: RenderContext): MessageParts {
  const lead = context.events[0] ?? story.events[0];
  if (lead === undefined) throw new RangeError(`story ${story.id} has no event to tell`);
  const title = headlineOf(lead, context);
  const embed: MessageEmbed = {
    title: truncate(title, TITLE_CHARS),
    description: truncate(description(story, lead, context), DESCRIPTION_CHARS),
    colour: STATUS_COLOURS[lead.status],
    fields: fields(story, lead, context),
    footer: footer(story, context),
    timestampAt: story.updatedAt,
    ...optionalUrl(story.sources[0]),
  };
  const roles = [...new Set(context.watchlists.flatMap((watchlist) => watchlist.roleId ?? []))];
  return {
    content: roles.length === 0 ? '' : `${roles.map((role) => `<@&${role}>`).join(' ')} ${truncate(title, 300)}`,
    embeds: [embed],
    buttons: [buttons(story, lead, context)],
    pingRoleIds: roles,
  };
}

/** The headline of `event`, made harmless. */
export function headlineOf(event: DetectedEvent, context: Pick<RenderContext, 'officialName'>): string {
  return harmless(headline(event, event.officials.map(context.officialName)));
}

/**
 * Renders what has to be said anew, as a reply to the alert's first message: the message itself is only edited, and
 * nobody is told of an edit.
 *
 * @param source the report that brought it
 */
export function renderReply(
  news: readonly News[],
  source: StorySource | undefined,
  context: Pick<RenderContext, 'officialName'>,
): MessageParts {
  const lines = news.slice(0, NEWS_SHOWN).map(({ kind, event }) => {
    const isOff = kind === 'called off' || kind === 'denied';
    const names = event.officials.map(context.officialName);
    const what = isOff ? harmless(happening(event, names)) : headlineOf(event, context);
    return `${NEWS_WORDS[kind]} **${truncate(what, 400)}**`;
  });
  const content = [...lines, ...(source === undefined ? [] : [sourceLine(source)])].join('\n');
  return { content: truncate(content, 2000), embeds: [], buttons: [], pingRoleIds: [] };
}

/** Renders that a deal is linked to the trip whose alert this replies to, with a button that takes the link away. */
export function renderLinkReply(
  link: StoryLink,
  deal: Story,
  context: Pick<RenderContext, 'officialName'>,
): MessageParts {
  const event = deal.events.find(({ kind }) => kind === 'deal');
  const source = deal.sources.find(({ itemId }) => event?.itemIds.includes(itemId));
  const lines = [
    `🤝 A deal is linked to this trip: **${event === undefined ? '' : truncate(headlineOf(event, context), 400)}**`,
    `-# ${harmless(link.why)} · confidence ${link.confidence.toFixed(2)}`,
    ...(source === undefined ? [] : [sourceLine(source)]),
  ];
  const pair = `${link.tripStoryId}:${link.dealStoryId}`;
  const buttons: readonly MessageButton[] = [
    { label: 'Deal’s sources', customId: encodeCustomId({ kind: 'sources', storyId: deal.id }), style: 'secondary' },
    { label: 'Not linked', customId: encodeCustomId({ kind: 'unlink', pair }), style: 'secondary' },
  ];
  return { content: truncate(lines.join('\n'), 2000), embeds: [], buttons: [buttons], pingRoleIds: [] };
}

/** Renders what is left of an alert whose story goes on under another one in the same channel. */
export function renderPointer(title: string, other: Pick<Alert, 'guildId' | 'channelId' | 'messageId'>): MessageParts {
  const way =
    other.messageId === undefined
      ? 'the alert next to this one'
      : `https://discord.com/channels/${other.guildId}/${other.channelId}/${other.messageId}`;
  const content = truncate(`↪️ The same happening, told on in ${way}${title === '' ? '' : `: ${title}`}`, 2000);
  return { content, embeds: [], buttons: [], pingRoleIds: [] };
}

/** Why an alert no longer stands. */
export interface Withdrawal {
  /** The model's name. */
  readonly by: string;
  /** In plain words: `it speaks of another person`. */
  readonly why: string;
  /** The sentence of the item that shows it. */
  readonly quote: string;
}

/** Renders what is left of an alert that is taken back: what it said stays readable, struck out. */
export function renderWithdrawn(
  event: DetectedEvent,
  source: StorySource | undefined,
  withdrawal: Withdrawal,
  context: Pick<RenderContext, 'officialName'>,
): MessageParts {
  const { by, why, quote } = withdrawal;
  const lines = [
    `🚫 Withdrawn: ~~${truncate(headlineOf(event, context), 400)}~~`,
    `-# ${harmless(by)}, which was asked since the rules were unsure: ${harmless(why)} · “${harmless(truncate(quote, 400))}”`,
    ...(source === undefined ? [] : [sourceLine(source)]),
  ];
  return { content: truncate(lines.join('\n'), 2000), embeds: [], buttons: [], pingRoleIds: [] };
}

/**
 * Whether a reader sees a difference between two renderings of one alert. The time of the update alone is none: an
 * edit for it would only mark the message as edited.
 */
export function differVisibly(a: MessageParts, b: MessageParts): boolean {
  return visible(a) !== visible(b);
}

function visible({ content, embeds, buttons }: MessageParts): string {
  return JSON.stringify([content, embeds.map((embed) => ({ ...embed, timestampAt: 0, footer: '' })), buttons]);
}

function optionalUrl(source: StorySource | undefined): { url?: string } {
  const url = safeUrl(source?.url);
  return url === undefined ? {} : { url };
}

/** Status and kind at a glance, then the summary, then what connects it to the record. */
function description(story: Story, lead: StoryEvent, context: RenderContext): string {
  const kind = lead.kind === 'trip' ? 'Trip' : 'Deal';
  const flags = lead.countries.map(flag).join(' ');
  const sector = lead.sector === undefined ? '' : ` · ${SECTOR_WORDS[lead.sector]}`;
  const status = withCorrections(`${kind} · ${STATUS_WORDS[lead.status]}`, lead, 'status');
  const glance = `${STATUS_SIGNS[lead.status]} **${status}**${sector} ${flags}`;
  const facts = (context.summary ?? story.summary).facts.map((fact) => harmless(fact.text)).join(' ');
  return [glance, truncate(facts, 1500), ...context.notes.map((note) => `-# ${note}`)].filter(Boolean).join('\n');
}

function fields(story: Story, lead: StoryEvent, context: RenderContext): readonly EmbedField[] {
  const where = whereabouts(lead);
  const countries = lead.countries.map(countryName).join(', ');
  const rows: readonly (EmbedField | undefined)[] = [
    inline('When', when(lead)),
    inline('Where', withCorrections(where && harmless(where), lead, ...whereSlots(lead))),
    inline('Countries', lead.kind === 'deal' ? withCorrections(countries || undefined, lead, 'countries') : undefined),
    inline('Parties', lead.parties.length === 0 ? undefined : harmless(lead.parties.join(', '))),
    inline('Value', withCorrections(lead.value && writeMoney(lead.value), lead, 'value')),
    wide('Sources differ', differences(lead)),
    wide('Also reported', also(lead, context)),
    wide(story.sources.length === 1 ? 'Source' : `Sources (${story.sources.length})`, sources(story.sources)),
    wide('Why this alert', why(story, lead, context)),
  ];
  return rows.filter((row) => row !== undefined);
}

function inline(name: string, value: string | undefined): EmbedField | undefined {
  return value === undefined || value === '' ? undefined : { name, value: truncate(value, FIELD_CHARS), inline: true };
}

function wide(name: string, value: string): EmbedField | undefined {
  return value === '' ? undefined : { name, value: truncate(value, FIELD_CHARS), inline: false };
}

/** What the text states and what we infer are told apart. */
function when(event: StoryEvent): string | undefined {
  const { date } = event;
  if (date?.stated === false) return `${writeDate(date)} (day of the report)`;
  return withCorrections(date && writeDate(date), event, 'date');
}

/** A trip's countries are where it goes; a deal's are its parties', and shown by themselves. */
function whereSlots({ kind }: StoryEvent): readonly ('place' | 'countries')[] {
  return kind === 'trip' ? ['place', 'countries'] : ['place'];
}

function differences(event: StoryEvent): string {
  return event.disagreements
    .map(({ slot, claims }) => {
      const said = claims.map(({ text, outlets }) => `${writeClaim(slot, text)} (${outlets.map(harmless).join(', ')})`);
      return `${slot}: ${said.join(' · ')}`;
    })
    .join('\n');
}

/** A claim as readers write it; it is kept as figure and currency, or as day or range. */
function writeClaim(slot: Disagreement['slot'], text: string): string {
  if (slot === 'value') {
    const [amount = '', currency = ''] = text.split(' ');
    return /^[A-Z]{3}$/.test(currency) ? writeMoney({ amount: Number(amount), currency }) : harmless(text);
  }
  const [from = '', to] = text.split('/');
  return slot === 'date' ? writeDate({ from, to, precision: 'day', stated: true }) : harmless(text);
}

function also(lead: StoryEvent, context: RenderContext): string {
  return context.events
    .filter((event) => event !== lead)
    .slice(0, 4)
    .map((event) => `${STATUS_SIGNS[event.status]} ${headlineOf(event, context)}`)
    .join('\n');
}

/** Whole lines only: a link that is cut in half would show as raw markup. */
function sources(all: readonly StorySource[]): string {
  const lines: string[] = [];
  for (const source of all.slice(0, SOURCES_SHOWN)) {
    const line = sourceLine(source);
    if ([...lines, line].join('\n').length > FIELD_CHARS - 40) break;
    lines.push(line);
  }
  if (lines.length < all.length) lines.push(`… and ${all.length - lines.length} more: press Sources`);
  return lines.join('\n');
}

/** One source: outlet with link, language, title. */
export function sourceLine(source: StorySource): string {
  const title = truncate(source.title, 90);
  return `${link(truncate(source.outlet, 60), source.url)} \`${source.language}\` ${harmless(title)}`;
}

/** The evidence in one line: form of the name, the sentence, who found it, how sure, what kind of source, who asked. */
function why(story: Story, lead: StoryEvent, context: RenderContext): string {
  const source = story.sources.find((one) => one.events.some((event) => event.sentence === lead.sentence));
  const forms = lead.officials.flatMap((id) => source?.surfaces[id] ?? []);
  const isHere = (form: string) => lead.sentence.includes(form);
  const asked = context.watchlists.map((watchlist) => harmless(watchlist.name)).join(', ');
  const parts = [
    forms.length === 0
      ? undefined
      : `${quoted(forms.filter(isHere), ' in ')}“${harmless(truncate(lead.sentence, 400))}”`,
    // A headline often leaves out the name that the text below it gives.
    quoted(
      forms.filter((form) => !isHere(form)),
      ' elsewhere in the item',
    ) || undefined,
    `found by ${lead.foundBy === 'rule' ? 'rule' : harmless(lead.foundBy)}`,
    lead.ruling === undefined
      ? undefined
      : `${lead.ruling.kind} by ${harmless(lead.ruling.by)}: “${harmless(truncate(lead.ruling.quote, 200))}”`,
    `confidence ${lead.confidence.toFixed(2)}`,
    source?.sourceKind,
    `asked for by ${asked}`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Forms of names, each in quotation marks, and what is said of them; nothing where there are none. */
function quoted(forms: readonly string[], ending: string): string {
  return forms.length === 0 ? '' : `${forms.map((form) => `“${harmless(form)}”`).join(', ')}${ending}`;
}

function footer(story: Story, context: RenderContext): string {
  const { madeBy } = context.summary ?? story.summary;
  const made = madeBy === 'extractive' ? 'Summary: the sources’ own sentences' : `Summary by ${madeBy}`;
  const grown = story.version > 1 ? ' · updated' : '';
  return `${made}${grown}`;
}

function buttons(story: Story, lead: StoryEvent, context: RenderContext): readonly MessageButton[] {
  const officialId = lead.officials[0];
  const dossier: readonly MessageButton[] =
    officialId === undefined
      ? []
      : [{ label: 'Dossier', customId: encodeCustomId({ kind: 'dossier', officialId }), style: 'primary' }];
  return [
    ...dossier,
    { label: 'Sources', customId: encodeCustomId({ kind: 'sources', storyId: story.id }), style: 'secondary' },
    {
      label: 'Not relevant',
      customId: encodeCustomId({ kind: 'not-relevant', alertId: context.alertId }),
      style: 'secondary',
    },
    {
      label: 'Mute this story',
      customId: encodeCustomId({ kind: 'mute', alertId: context.alertId }),
      style: 'secondary',
    },
  ];
}
