/** A field on its way: the pieces of its content in their order, and what becomes of them at its end. */
import { localName } from './element-names.ts';
import { resolveLink } from './links.ts';
import type { RawField } from './raw.ts';
import { escapeHtml } from './text.ts';

type Attributes = Readonly<Record<string, string>>;

/** A field that has begun. How its text is taken depends on whether markup stands beside it. */
export interface OpenField {
  readonly name: string;
  readonly attributes: Attributes;
  readonly base: string | undefined;
  readonly pieces: { kind: 'text' | 'cdata' | 'tag'; value: string }[];
  hasTags: boolean;
  hasCdata: boolean;
}

/** Real markup has some ten; a hundred thousand would be sought through in every text that is made of the field. */
const MAX_ATTRIBUTES = 200;

/** The attributes of markup that hold addresses. */
const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'poster']);

/** @param base of the field: what stands in it under another `xml:base` is resolved by that one */
export function addOpenTag(field: OpenField, tag: string, attributes: Attributes, base: string | undefined): void {
  let text = `<${localName(tag)}`;
  let count = 0;
  for (const attribute in attributes) {
    if (attribute.startsWith('xmlns')) continue;
    if (++count > MAX_ATTRIBUTES) break;
    const written = attributes[attribute] ?? '';
    const isMoved = base !== field.base && ADDRESSES.has(attribute.toLowerCase());
    const value = isMoved ? (resolveLink(written, base) ?? written) : written;
    text += ` ${attribute}="${value.replace(/"/g, '&quot;')}"`;
  }
  addTag(field, `${text}>`);
}

export function addCloseTag(field: OpenField, tag: string): void {
  addTag(field, `</${localName(tag)}>`);
}

function addTag(field: OpenField, tag: string): void {
  field.hasTags = true;
  field.pieces.push({ kind: 'tag', value: tag });
}

/** What the field says, under the name that it has where it stands. */
export function finishedField(field: OpenField, name: string): RawField {
  let text = '';
  for (const piece of field.pieces) if (piece.kind !== 'tag') text += piece.value;
  const markup = field.hasTags
    ? field.pieces.map((piece) => (piece.kind === 'text' ? escapeHtml(piece.value) : piece.value)).join('')
    : undefined;
  return { name, text, markup, attributes: field.attributes, base: field.base };
}
