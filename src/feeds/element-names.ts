/** What an element is called, whatever its prefix: names go by namespace address. */
import { isUsualPrefix, prefixOfNamespace } from './namespaces.ts';

/** Prefix → canonical prefix, for the elements within the one that declared them. */
export type Bindings = ReadonlyMap<string, string>;

/** Real feeds declare up to thirty; each element that declares one more copies those around it. */
const MAX_BINDINGS = 200;

export const NO_BINDINGS: Bindings = new Map();

/** The bindings within an element: those around it and what it declares. */
export function bindNamespaces(
  attributes: Readonly<Record<string, string>>,
  around: Bindings,
  level: number,
): Bindings {
  let bindings: Map<string, string> | undefined;
  for (const attribute in attributes) {
    if (!attribute.startsWith('xmlns')) continue;
    bindings ??= new Map(around);
    if (bindings.size >= MAX_BINDINGS) break;
    const prefix = attribute.startsWith('xmlns:') ? attribute.slice(6) : '';
    const address = attributes[attribute] ?? '';
    // Unknown at the root is the feed's own address misspelt; unknown further in is another language.
    bindings.set(prefix, prefixOfNamespace(address) ?? (level > 1 ? '!' : '?'));
    if (prefixOfNamespace(address) === 'atom' && !address.includes('2005')) bindings.set('atom version', '0.3');
  }
  return bindings ?? around;
}

/**
 * The bindings of a document's root: `<rss xmlns="http://www.w3.org/2005/Atom">` holds RSS all the same, and whatever
 * `r:rss` and `a:feed` are bound to, their prefix is their format's.
 */
export function bindRoot(tag: string, declared: Bindings): Bindings {
  const [prefix = '', local = ''] = tag.includes(':') ? tag.split(':', 2) : ['', tag];
  const isKnown = prefix !== '' && !['?', '!', undefined].includes(declared.get(prefix));
  if (isKnown || !/^(?:rss|feed)$/i.test(local) || (prefix === '' && !/^rss$/i.test(local))) return declared;
  return new Map([...declared, [prefix, /^rss$/i.test(local) ? '' : 'atom']]);
}

/** The name by which fields are known: canonical prefix and local name, in lower case. */
export function canonicalName(tag: string, bindings: Bindings): string {
  const colon = tag.indexOf(':');
  const written = colon === -1 ? '' : tag.slice(0, colon);
  const local = tag.slice(colon + 1).toLowerCase();
  const bound = bindings.get(written);
  if (colon === -1) {
    // An unknown default namespace on a feed is a mistake in its address, not another language.
    if (bound === undefined || bound === '?') return local === 'feed' ? 'atom:feed' : local;
    return bound === '' ? local : `${bound}:${local}`;
  }
  const prefix = written.toLowerCase();
  if (bound !== undefined && bound !== '?' && bound !== '!') return bound === '' ? local : `${bound}:${local}`;
  if (prefix === 'rss') return local;
  return isUsualPrefix(prefix) ? `${prefix}:${local}` : `?${prefix}:${local}`;
}

/** The part behind the prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
