/** References in a feed's XML: its own DOCTYPE's entities, HTML's, and bare ampersands that are just that. */
import { decodeHTMLStrict } from 'entities';

/** A real feed declares a handful. */
const MAX_ENTITIES = 200;

/** Longest text that one entity may stand for. */
const MAX_EXPANSION_CHARS = 2_000;

/** All that a document's own entities may add: a billion laughs stop here. */
const MAX_TOTAL_EXPANSION_CHARS = 200_000;

/** How deep entities may refer to each other. */
const MAX_ENTITY_LEVELS = 4;

const DECLARATION = /<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"<]{0,2000})"|'([^'<]{0,2000})')\s*>/g;
const OWN_REFERENCE = /&([A-Za-z_][\w.-]{0,60});/g;

/** References without their semicolon, where the next character shows that they ended: `Smith &amp Sons`. */
const UNFINISHED = /&(#\d{2,7}|#x[0-9a-f]{2,6}|amp|lt|gt|quot|nbsp|copy|reg)(?=[\s<.,:!?)]|$)/gi;

/** A character beyond the first 65,536 as JavaScript has it, written as two references. */
const SURROGATES = /&#(5[56]\d{3});&#(5[67]\d{3});/g;

/** Resolves references in text that is no CDATA. */
export type ReferenceDecoder = (text: string) => string;

/**
 * Makes the decoder for a document.
 *
 * @param doctype the document type declaration with its internal subset; external entities are never fetched
 */
export function createReferenceDecoder(doctype: string): ReferenceDecoder {
  const own = declaredEntities(doctype);
  if (own.size === 0) return (text) => (text.includes('&') ? decodeReferences(text) : text);
  let budgetChars = MAX_TOTAL_EXPANSION_CHARS;
  return (text) => {
    if (!text.includes('&')) return text;
    const expanded = text.replace(OWN_REFERENCE, (reference, name: string) => {
      const value = own.get(name);
      if (value === undefined || value.length > budgetChars) return reference;
      budgetChars -= value.length;
      return value;
    });
    return decodeReferences(expanded);
  };
}

function decodeReferences(text: string): string {
  const whole = text
    .replace(SURROGATES, (_pair, high: string, low: string) => String.fromCharCode(Number(high), Number(low)))
    .replace(UNFINISHED, '&$1;');
  return decodeHTMLStrict(whole);
}

function declaredEntities(doctype: string): Map<string, string> {
  const declared = new Map<string, string>();
  for (const [, name = '', double, single] of doctype.matchAll(DECLARATION)) {
    if (declared.size >= MAX_ENTITIES) break;
    if (!declared.has(name)) declared.set(name, double ?? single ?? '');
  }
  const resolved = new Map<string, string>();
  for (const [name, value] of declared) {
    const text = expand(value, declared, 0);
    if (text !== undefined) resolved.set(name, text);
  }
  return resolved;
}

/** The text of an entity with those that it refers to; undefined where that is too long or too deep. */
function expand(value: string, declared: ReadonlyMap<string, string>, level: number): string | undefined {
  if (!value.includes('&')) return value;
  if (level >= MAX_ENTITY_LEVELS) return undefined;
  let text = '';
  let from = 0;
  for (const match of value.matchAll(OWN_REFERENCE)) {
    const inner = declared.get(match[1] ?? '');
    const replacement = inner === undefined ? match[0] : expand(inner, declared, level + 1);
    if (replacement === undefined) return undefined;
    text += value.slice(from, match.index) + replacement;
    if (text.length > MAX_EXPANSION_CHARS) return undefined;
    from = match.index + match[0].length;
  }
  return text + value.slice(from);
}
