/** Bytes → text: charset by byte order mark, HTTP header, XML prolog, in this order, then by what the bytes are. */
import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import iconv from 'iconv-lite';
import { resolveEncoding } from './charset-names.ts';
import { decodeEbcdic, looksLikeEbcdic } from './ebcdic.ts';

/** jschardet is loaded at the first guess: its tables take 8 MB, and a day of sound feeds asks for none. */
const require = createRequire(import.meta.url);

/** The prolog has to stand at the beginning; PHP's warnings and blank lines may come before it. */
const PROLOG_SEARCH_BYTES = 2_048;

/** jschardet reads this much from the first byte on that is not ASCII: more changes no guess, and costs time. */
const DETECTION_BYTES = 20_000;

/** Below this jschardet's guess among the Latin charsets is worse than windows-1252, the web's default. */
const MIN_LATIN_CONFIDENCE = 0.2;
const LATIN = /^(?:windows-125[02478]|iso-8859-(?:2|3|4|9|10|13|14|15|16)|macintosh)$/;
const NON_LATIN =
  /^(?:windows-(?:1251|1253|1255|1256|874)|iso-8859-[5678]|koi8-[ru]|gb18030|gbk|big5|euc-(?:jp|kr)|shift_jis|iso-2022-jp)$/;

/** What the web wrote in a language before UTF-8, where that was not windows-1252. */
const LATIN_BY_LANGUAGE: Readonly<Record<string, string>> = {
  pl: 'windows-1250',
  cs: 'windows-1250',
  sk: 'windows-1250',
  hu: 'windows-1250',
  ro: 'windows-1250',
  hr: 'windows-1250',
  sl: 'windows-1250',
  tr: 'windows-1254',
  az: 'windows-1254',
  lt: 'windows-1257',
  lv: 'windows-1257',
  et: 'windows-1257',
};

/** Encodings in which a character takes several bytes: a text in them can be valid UTF-8 by chance. */
const MULTI_BYTE = /^(?:gb|big5|euc-|shift_jis|iso-2022)/;

/** A decoded document. */
export interface DecodedBody {
  readonly text: string;
  /** What was used. */
  readonly encoding: string;
  readonly repairs: readonly string[];
}

/**
 * Decodes a feed's body. A declaration is believed unless the bytes contradict it: UTF-8 that isn't, a single-byte
 * charset over what is plainly UTF-8, an unknown name.
 *
 * @param contentType the HTTP header, where there was one
 */
export function decodeBody(body: Uint8Array, contentType: string | undefined): DecodedBody {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const marked = encodingByMark(bytes);
  if (marked !== undefined) return { text: decodeAs(bytes, marked), encoding: marked, repairs: [] };
  if (looksLikeEbcdic(bytes)) return { text: decodeEbcdic(bytes), encoding: 'ibm037', repairs: [] };

  const declared = declaredCharsets(bytes, contentType);
  const utf8 = judgeUtf8(bytes);
  const repairs: string[] = [];
  for (const label of declared) {
    const encoding = resolveEncoding(label);
    // In ASCII-only bytes every ASCII-compatible declaration says the same; UTF-16 can't be one that reached here.
    if (encoding === undefined || encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) continue;
    if (encoding === 'ascii') continue;
    if (encoding === 'utf-8') {
      if (utf8 === 'valid') return { text: bytes.toString('utf8'), encoding, repairs };
      if (utf8 === 'damaged' || utf8 === 'doubtful') {
        return { text: decodeDamagedUtf8(bytes), encoding, repairs: [...repairs, 'bytes that are not UTF-8'] };
      }
    } else if (utf8 !== 'valid' || isAscii(bytes)) {
      if (utf8 === 'damaged') continue;
      return { text: decodeAs(bytes, encoding), encoding, repairs };
    } else if (MULTI_BYTE.test(encoding)) {
      const text = decodeAs(bytes, encoding);
      if (!text.includes('\ufffd')) return { text, encoding, repairs };
    }
    repairs.push(`charset declared as ${label}, which the bytes contradict`);
  }
  if (utf8 === 'valid' || utf8 === 'damaged') {
    const text = utf8 === 'valid' ? bytes.toString('utf8') : decodeDamagedUtf8(bytes);
    return { text, encoding: 'utf-8', repairs };
  }
  const guess = guessEncoding(bytes);
  return { text: decodeAs(bytes, guess), encoding: guess, repairs: [...repairs, `charset guessed as ${guess}`] };
}

/** Byte order marks (XML 1.0, appendix F), and the shape that `<` and its neighbour have in UTF-16 and UTF-32. */
function encodingByMark(b: Buffer): string | undefined {
  const [b0 = 1, b1 = 1, b2 = 1, b3 = 1] = b;
  if (b0 === 0xff && b1 === 0xfe) return b2 === 0 && b3 === 0 ? 'utf-32le' : 'utf-16le';
  if (b0 === 0xfe && b1 === 0xff) return 'utf-16be';
  if (b0 === 0 && b1 === 0 && b2 === 0xfe && b3 === 0xff) return 'utf-32be';
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return judgeUtf8(b) === 'no' ? undefined : 'utf-8';
  if (isMarkupByte(b0) && b1 === 0) return b2 === 0 && b3 === 0 ? 'utf-32le' : 'utf-16le';
  if (b0 === 0 && isMarkupByte(b1)) return 'utf-16be';
  if (b0 === 0 && b1 === 0 && b2 === 0 && isMarkupByte(b3)) return 'utf-32be';
  return undefined;
}

/** `<`, `{` or white space: what a document may begin with. */
function isMarkupByte(byte: number): boolean {
  return byte === 0x3c || byte === 0x7b || byte === 0x20 || byte === 0x0a || byte === 0x0d;
}

/** What the header and the prolog declare, the more trusted first. */
function declaredCharsets(bytes: Buffer, contentType: string | undefined): string[] {
  const header = charsetOfContentType(contentType);
  const prolog = charsetOfProlog(bytes);
  if (header === undefined || prolog === undefined) return [header ?? prolog].filter((name) => name !== undefined);
  // Servers add ISO-8859-1 to whatever they serve, unless their operator turns that off.
  const isDefault = resolveEncoding(header) === 'windows-1252' && NON_LATIN.test(resolveEncoding(prolog) ?? '');
  return isDefault && standInRows(bytes) ? [prolog, header] : [header, prolog];
}

/** Whether bytes beyond ASCII stand beside each other, as in Cyrillic words: in Latin ones they stand between letters. */
function standInRows(bytes: Buffer): boolean {
  let high = 0;
  let beside = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) <= 0x7f) continue;
    high++;
    if ((bytes[i + 1] ?? 0) > 0x7f) beside++;
  }
  return beside * 2 > high;
}

function charsetOfContentType(contentType: string | undefined): string | undefined {
  return /charset\s*[=:]\s*["']?([^\s"';,]+)/i.exec(contentType?.slice(0, 500) ?? '')?.[1];
}

function charsetOfProlog(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, PROLOG_SEARCH_BYTES);
  return /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*([^"'\s>]{1,40})/i.exec(head)?.[1];
}

/**
 * Decodes by iconv-lite: Node's TextDecoder had windows-1252 wrong for years. It alone knows ISO-2022-JP, though, and
 * the Macintosh's omega and Ukrainian letters.
 */
function decodeAs(bytes: Buffer, encoding: string): string {
  if (encoding === 'utf-8') return bytes.toString('utf8').replace(/^\ufeff/, '');
  const name = encoding.replace(/^(iso-8859-8)-i$/, '$1');
  // WHATWG's GBK is decoded as GB18030, its superset; iconv-lite's table stops at GBK.
  if (name === 'gbk') return iconv.decode(bytes, 'gb18030');
  if (!/mac(?:intosh|-cyrillic)$/.test(name) && iconv.encodingExists(name)) return iconv.decode(bytes, name);
  return new TextDecoder(encoding).decode(bytes);
}

function isAscii(bytes: Buffer): boolean {
  return firstHighByte(bytes) === -1;
}

function firstHighByte(bytes: Buffer): number {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) > 0x7f) return i;
  return -1;
}

/** Whether the bytes are UTF-8: wholly, but for single damaged places, as much as not, or not at all. */
function judgeUtf8(bytes: Buffer): 'valid' | 'damaged' | 'doubtful' | 'no' {
  if (isUtf8(bytes)) return 'valid';
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = utf8SequenceLength(bytes, i);
    if (length === 0) bad++;
    else if (length > 1) good++;
    i += length || 1;
  }
  // Legacy text of any length has far more wrong bytes than sequences that are right by chance.
  if (good > bad * 2) return 'damaged';
  return good >= bad ? 'doubtful' : 'no';
}

/** 1 for ASCII, 2 to 4 for a whole sequence, 0 for a byte that begins none (RFC 3629). */
function utf8SequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** UTF-8 in which single bytes of windows-1252 stand, pasted in by an editor: both are read. */
function decodeDamagedUtf8(bytes: Buffer): string {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = utf8SequenceLength(bytes, i);
    if (length === 0) {
      parts.push(bytes.toString('utf8', from, i), iconv.decode(bytes.subarray(i, i + 1), 'windows-1252'));
      from = i + 1;
    }
    i += length || 1;
  }
  parts.push(bytes.toString('utf8', from));
  return parts.join('').replace(/^\ufeff/, '');
}

/** Guesses from the text alone, markup taken out; for Latin letters, which look alike, from the feed's language. */
function guessEncoding(bytes: Buffer): string {
  const from = Math.max(0, firstHighByte(bytes));
  const runs = bytes.toString('latin1', from, from + DETECTION_BYTES).match(/[\u0080-\u00ff][^<>]*/g) ?? [];
  const jschardet = require('jschardet') as typeof import('jschardet');
  const guess = jschardet.detect(Buffer.from(runs.join(' '), 'latin1'));
  const encoding = guess.encoding ? resolveEncoding(guess.encoding) : undefined;
  // Of all that jschardet knows only the web's encodings are likely; UTF-8 is ruled out already.
  if (encoding !== undefined && NON_LATIN.test(encoding) && (MULTI_BYTE.test(encoding) || standInRows(bytes))) {
    return encoding;
  }
  if (encoding !== undefined && LATIN.test(encoding) && guess.confidence >= MIN_LATIN_CONFIDENCE) return encoding;
  const head = bytes.toString('latin1', 0, PROLOG_SEARCH_BYTES);
  const language = /(?:language>|lang=["'])\s*([a-z]{2})/i.exec(head)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(LATIN_BY_LANGUAGE, language) ? (LATIN_BY_LANGUAGE[language] ?? 'windows-1252') : 'windows-1252';
}
