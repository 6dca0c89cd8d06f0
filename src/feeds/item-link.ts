/** Which of its links is an item's page. */
import { isWebAddress, resolveLink } from './links.ts';
import { fieldsNamed, findField, type RawField, type RawRecord } from './raw.ts';

/** The original behind a link that counts readers. */
const ORIGINAL_LINKS = ['feedburner:origlink', 'pheedo:origlink'];

/** `rel` values under which an Atom link is the item's page. */
const ALTERNATE = /^(?:(?:https?:\/\/www\.iana\.org\/assignments\/relation\/)?alternate)?$/i;
const PAGE_TYPE = /^(?:$|text\/html|application\/xhtml\+xml|text\/plain|text$|html$)/i;
const OTHER_RELATIONS =
  /^(?:enclosure|replies|edit|edit-media|hub|next|previous|first|last|license|search|shortlink|icon|service\..*)$/i;

/**
 * The item's page: the original behind a redirecting link, the first link that can be followed, a guid that is its
 * address.
 */
export function itemLink(item: RawRecord, documentBase: string | undefined): string | undefined {
  const link = statedLink(item, documentBase);
  return link === undefined ? undefined : (behindCounter(link) ?? link);
}

/** The article behind a link by which Google Alerts and Bing News count readers, so that it is known as the outlet's own. */
function behindCounter(link: string): string | undefined {
  if (!COUNTING_LINK.test(link)) return undefined;
  const query = URL.parse(link)?.searchParams;
  return webAddressOf(query?.get('url') ?? query?.get('q') ?? undefined);
}

const COUNTING_LINK =
  /^https?:\/\/(?:www\.)?(?:google\.[a-z]{2,3}(?:\.[a-z]{2})?\/url\?|bing\.com\/news\/apiclick\.aspx\?)/i;

function statedLink(item: RawRecord, documentBase: string | undefined): string | undefined {
  for (const name of ORIGINAL_LINKS) {
    const link = resolveField(findField(item, [name]), documentBase);
    if (link !== undefined) return link;
  }
  return (
    pageLink(item, documentBase) ??
    guidLink(item, documentBase) ??
    webAddressOf(item.attributes['rdf:about'] ?? item.attributes.about) ??
    resolveAttribute(item, 'href', documentBase) ??
    anchorLink(item, documentBase) ??
    lastResortLink(item, documentBase) ??
    contentLink(item, documentBase)
  );
}

/** RSS's link by its text, Atom's by `href` and `rel`, HTML pages before other alternates. */
function pageLink(record: RawRecord, documentBase: string | undefined): string | undefined {
  let other: string | undefined;
  for (const field of record.fields) {
    if (field.name !== 'link' && field.name !== 'atom:link') continue;
    const href = field.attributes.href ?? field.attributes['rdf:resource'] ?? field.attributes.url;
    const link = resolveLink(writtenIn(field) || (href ?? ''), field.base ?? documentBase);
    if (link === undefined || !ALTERNATE.test(field.attributes.rel?.trim() ?? '')) continue;
    if (field.text.trim() !== '' || PAGE_TYPE.test(field.attributes.type?.trim() ?? '')) return link;
    other ??= link;
  }
  return other;
}

/** A link's text; of one that holds an HTML link, what that leads to. */
function writtenIn(field: RawField): string {
  const anchor = field.markup === undefined ? null : /<a\s[^<>]{0,300}?href="([^"<>]{1,2000})"/i.exec(field.markup);
  return anchor?.[1] ?? field.text.trim();
}

function guidLink(item: RawRecord, documentBase: string | undefined): string | undefined {
  for (const field of item.fields) {
    if (!/^(?:guid|id|atom:id|atom:guid)$/.test(field.name)) continue;
    if (/^\s*(?:false|no|0)\s*$/i.test(field.attributes.ispermalink ?? '')) continue;
    // Whoever says outright that it is one may write it as all links are written.
    const isStated = /^\s*true\s*$/i.test(field.attributes.ispermalink ?? '') && field.text.trim().startsWith('/');
    const link = isStated ? resolveLink(field.text, field.base ?? documentBase) : webAddressOf(field.text);
    if (link !== undefined) return link;
  }
  return undefined;
}

/** CDF's other way to name its page: an `A` element, as in HTML. */
function anchorLink(record: RawRecord, documentBase: string | undefined): string | undefined {
  const field = record.fields.find(({ name }) => name === 'a');
  return field === undefined ? undefined : resolveLink(field.attributes.href ?? '', field.base ?? documentBase);
}

/** Any link rather than none, but a comment form or a sound file is not the item. */
function lastResortLink(item: RawRecord, documentBase: string | undefined): string | undefined {
  for (const field of fieldsNamed(item, 'atom:link')) {
    if (OTHER_RELATIONS.test(field.attributes.rel ?? '')) continue;
    const link = resolveLink(field.attributes.href ?? '', field.base ?? documentBase);
    if (link !== undefined) return link;
  }
  return undefined;
}

/** Where the content is that the entry leaves out (RFC 4287, 4.1.3.2). */
function contentLink(item: RawRecord, documentBase: string | undefined): string | undefined {
  const field = item.fields.find(({ name, attributes }) => name === 'atom:content' && attributes.src !== undefined);
  if (field === undefined || /^(?:image|audio|video)\//i.test(field.attributes.type ?? '')) return undefined;
  return resolveLink(field.attributes.src ?? '', field.base ?? documentBase);
}

/** The feed's own page. */
export function feedLink(channel: RawRecord, base: string | undefined): string | undefined {
  return pageLink(channel, base) ?? resolveAttribute(channel, 'href', base) ?? anchorLink(channel, base);
}

/** The first link with this `rel`: `hub`, `self`. */
export function linkByRelation(record: RawRecord, relation: string, base: string | undefined): string | undefined {
  const field = record.fields.find(
    (f) => (f.name === 'atom:link' || f.name === 'link') && f.attributes.rel?.trim().toLowerCase() === relation,
  );
  return field === undefined ? undefined : resolveLink(field.attributes.href ?? '', field.base ?? base);
}

function resolveField(field: RawField | undefined, documentBase: string | undefined): string | undefined {
  return field === undefined ? undefined : resolveLink(field.text, field.base ?? documentBase);
}

function resolveAttribute(record: RawRecord, name: string, documentBase: string | undefined): string | undefined {
  const written = record.attributes[name];
  return written === undefined ? undefined : resolveLink(written, record.base ?? documentBase);
}

function webAddressOf(text: string | undefined): string | undefined {
  return text !== undefined && isWebAddress(text) ? resolveLink(text, undefined) : undefined;
}
