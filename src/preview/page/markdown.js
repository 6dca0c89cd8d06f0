/** Discord's markdown → tokens: marked's lexer, less what Discord does not know, plus what only Discord knows. */
import { Marked } from 'marked';

/** A tokenizer that finds nothing: the text stays text. */
const none = () => undefined;

const quote = {
  name: 'quote',
  level: 'block',
  start: (src) => lineStart(src, '>'),
  tokenizer(src) {
    // Discord nests no quotes, and so no text can nest us to death.
    if (this.lexer.state.inQuote) return undefined;
    if (src.startsWith('>>> ')) return quoteToken(this.lexer, src, src.slice(4));
    if (!src.startsWith('> ')) return undefined;
    const lines = src.split('\n');
    const length = lines.findIndex((line) => !line.startsWith('> '));
    const quoted = length < 0 ? lines : lines.slice(0, length);
    const inner = quoted.map((line) => line.slice(2)).join('\n');
    return quoteToken(this.lexer, quoted.join('\n') + (length < 0 ? '' : '\n'), inner);
  },
};

const subtext = {
  name: 'subtext',
  level: 'block',
  start: (src) => lineStart(src, '-# '),
  tokenizer(src) {
    if (!src.startsWith('-# ')) return undefined;
    const line = src.split('\n', 1)[0] ?? '';
    const raw = src.startsWith(`${line}\n`) ? `${line}\n` : line;
    return { type: 'subtext', raw, tokens: this.lexer.inline(line.slice(3)) };
  },
};

/** `<t:…>`, `<@…>`, `<@&…>`, `<#…>`, `</…:…>`, `<:name:…>`: the part between the angle brackets. */
const REFERENCES = [
  ['time', /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/],
  ['role', /^<@&(\d{1,20})>/],
  ['user', /^<@!?(\d{1,20})>/],
  ['channel', /^<#(\d{1,20})>/],
  ['command', /^<\/([\w -]{1,100}):(\d{1,20})>/],
  ['emoji', /^<a?:(\w{2,32}):(\d{1,20})>/],
];

const reference = {
  name: 'reference',
  level: 'inline',
  start: (src) => found(src.indexOf('<')),
  tokenizer(src) {
    for (const [what, pattern] of REFERENCES) {
      const match = pattern.exec(src);
      if (match) return { type: 'reference', raw: match[0], what, value: match[1], detail: match[2] };
    }
    return undefined;
  },
};

const everyone = {
  name: 'everyone',
  level: 'inline',
  start: (src) => found(src.search(/@everyone|@here/)),
  tokenizer(src) {
    const match = /^@(everyone|here)/.exec(src);
    return match ? { type: 'everyone', raw: match[0] } : undefined;
  },
};

const spoiler = {
  name: 'spoiler',
  level: 'inline',
  start: (src) => found(src.indexOf('||')),
  tokenizer(src) {
    if (!src.startsWith('||')) return undefined;
    const end = src.indexOf('||', 2);
    if (end <= 2) return undefined;
    return { type: 'spoiler', raw: src.slice(0, end + 2), tokens: this.lexer.inlineTokens(src.slice(2, end)) };
  },
};

const discordMarkdown = new Marked({
  gfm: true,
  breaks: true,
});
discordMarkdown.use({
  extensions: [quote, subtext, reference, everyone, spoiler],
  tokenizer: {
    html: none,
    tag: none,
    table: none,
    lheading: none,
    def: none,
    hr: none,
    reflink: none,
    blockquote: none,
    code: none,
    heading: (src) => (/^#{1,3} /.test(src) ? false : undefined),
    del: (src) => (src.startsWith('~~') ? false : undefined),
  },
});

/**
 * Reads a message's text.
 *
 * @param {string} text
 * @returns {any[]} marked's tokens and ours; all text in them is foreign and must be drawn as text
 */
export function markdownTokens(text) {
  try {
    return discordMarkdown.lexer(text);
  } catch {
    // Whatever a text does to the lexer, its reader still gets the text.
    return [{ type: 'text', raw: text, text }];
  }
}

/** Tokens after which a line ends. */
const BLOCKS = new Set(['paragraph', 'heading', 'quote', 'subtext', 'code']);

/**
 * The text without its markup, in one line; for titles and previews.
 *
 * @param {string} text
 * @param {(token: any) => string} [nameOf] what a mention is called; its raw form without
 */
export function plainText(text, nameOf = (token) => token.raw) {
  return textOf(markdownTokens(text), nameOf).replaceAll(/\s+/g, ' ').trim();
}

function textOf(tokens, nameOf) {
  return tokens
    .map((token) => {
      if (token.type === 'space' || token.type === 'br') return ' ';
      if (token.type === 'list') return token.items.map((item) => `• ${textOf(item.tokens, nameOf)} `).join('');
      if (token.type === 'reference') return token.what === 'emoji' ? `:${token.value}:` : nameOf(token);
      const text = token.tokens ? textOf(token.tokens, nameOf) : (token.text ?? token.raw);
      return BLOCKS.has(token.type) ? `${text} ` : text;
    })
    .join('');
}

function quoteToken(lexer, raw, inner) {
  lexer.state.inQuote = true;
  const tokens = lexer.blockTokens(inner, []);
  lexer.state.inQuote = false;
  return { type: 'quote', raw, tokens };
}

/** Where a later line starts with `mark`: marked asks this of the middle of a paragraph. Undefined for nowhere. */
function lineStart(src, mark) {
  const index = src.indexOf(`\n${mark}`);
  return index < 0 ? undefined : index + 1;
}

function found(index) {
  return index < 0 ? undefined : index;
}
