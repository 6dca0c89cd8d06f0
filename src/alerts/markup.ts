/** Foreign text made harmless: nothing from a feed, a model or a user becomes markup, a ping or a link on Discord. */

/** Characters that open or close markup wherever they stand (Discord, "Markdown Text 101"). */
const MARKUP = new Set(['\\', '*', '_', '~', '`', '|', '<', '>', '[', ']']);

/** Characters that make a heading, a list or small text at the start of a line only. */
const LINE_MARKUP = new Set(['#', '-', '+', '.']);

/** Breaks `@everyone` and `https://` without being seen. */
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Makes foreign text fit to stand in a message: one line, no markup, no ping, no timestamp or custom emoji, and no
 * address that Discord would make clickable.
 */
export function harmless(text: string): string {
  let out = '';
  let atLineStart = true;
  for (const char of text.replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)) {
    if (isControl(char)) {
      if (!out.endsWith(' ')) out += ' ';
    } else if (isInvisible(char)) {
      if (char === ZERO_WIDTH_SPACE && out.endsWith(':')) out += char;
    } else if (char === '@') out += `@${ZERO_WIDTH_SPACE}`;
    else if (MARKUP.has(char) || (atLineStart && LINE_MARKUP.has(char))) out += `\\${char}`;
    else out += char;
    atLineStart &&= char === ' ' || (char >= '0' && char <= '9');
  }
  return isolated(out.trim());
}

/** Text that runs from right to left must not turn the line it stands in (Unicode UAX 9, first strong isolate). */
function isolated(text: string): string {
  return /[\u0590-\u08ff]/.test(text) ? `\u2068${text}\u2069` : text;
}

/** Control characters break lines; they become spaces. */
function isControl(char: string): boolean {
  const code = char.charCodeAt(0);
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029;
}

/** Bidirectional overrides make a text read as another one (Unicode TR 36, 2.5); zero-width characters hide in names. */
function isInvisible(char: string): boolean {
  const code = char.charCodeAt(0);
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0x200b || code === 0xfeff;
}

/**
 * Writes a link whose text is foreign, in the form that Discord does not unfurl. Where the address is none that
 * {@link safeUrl} takes, the text stands alone.
 */
export function link(text: string, url: string | undefined): string {
  const address = safeUrl(url);
  return address === undefined ? harmless(text) : `[${harmless(text)}](<${address}>)`;
}

/** An http(s) address without credentials and of at most 512 characters, escaped for a link; otherwise undefined. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  if (parsed.username !== '' || parsed.password !== '') return undefined;
  const href = parsed.href.replace(/[<>()[\]\s]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return href.length <= 512 ? href : undefined;
}
