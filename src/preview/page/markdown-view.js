/** Tokens → the message components' elements. Foreign text only ever becomes text nodes; addresses only http(s). */
import { html, nothing } from 'lit';
import { markdownTokens } from './markdown.js';
import { displayName, hexColour } from './people.js';
import { discordTime } from './times.js';

/**
 * A message's text as elements.
 *
 * @param {string | undefined} text
 * @param {{ room: any, now: number, inEmbed?: boolean }} context
 */
export function markdown(text, context) {
  return text ? blocks(markdownTokens(text), context) : nothing;
}

/** The address if it may be linked to: http or https, nothing else. */
export function safeUrl(address) {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

/** Discord's address of a channel or a message. */
const MESSAGE_ADDRESS = /^https:\/\/discord\.com\/channels\/\d{1,20}\/(\d{1,20})(?:\/(\d{1,20}))?$/;

/**
 * Where an address leads within the page; undefined for the world outside, and for servers that are not ours.
 *
 * @param {string} href
 * @param {any} room
 * @returns {{ channel: any, messageId: string | undefined } | undefined}
 */
export function placeWithin(href, room) {
  const match = MESSAGE_ADDRESS.exec(href);
  const channel = match ? room.channels.get(match[1]) : undefined;
  return channel && { channel, messageId: match?.[2] };
}

function blocks(tokens, context) {
  return tokens.map((token) => block(token, context));
}

function block(token, context) {
  switch (token.type) {
    case 'space':
      // One blank line is the gap between two blocks; each further one is shown, as Discord does.
      return [...token.raw.matchAll(/\n/g)].slice(2).map(() => html`<br />`);
    case 'paragraph':
      return html`<span class="md-block">${inlines(token.tokens, context)}</span>`;
    case 'heading':
      return html`<discord-header level=${token.depth}>${inlines(token.tokens, context)}</discord-header>`;
    case 'quote':
      return html`<discord-quote>${blocks(token.tokens, context)}</discord-quote>`;
    case 'subtext':
      return html`<discord-subscript><span>${inlines(token.tokens, context)}</span></discord-subscript>`;
    case 'code':
      return html`<discord-code multiline ?embed=${context.inEmbed}>${token.text}</discord-code>`;
    case 'list':
      return token.ordered
        ? html`<discord-ordered-list start=${token.start || 1}>${items(token, context)}</discord-ordered-list>`
        : html`<discord-unordered-list>${items(token, context)}</discord-unordered-list>`;
    default:
      return inline(token, context);
  }
}

function items(list, context) {
  return list.items.map((item) => html`<discord-list-item>${blocks(item.tokens, context)}</discord-list-item>`);
}

function inlines(tokens, context) {
  return tokens.map((token) => inline(token, context));
}

function inline(token, context) {
  switch (token.type) {
    case 'strong':
      // Two underscores underline in Discord.
      return token.raw.startsWith('_')
        ? html`<discord-underlined>${inlines(token.tokens, context)}</discord-underlined>`
        : html`<discord-bold>${inlines(token.tokens, context)}</discord-bold>`;
    case 'em':
      return html`<discord-italic>${inlines(token.tokens, context)}</discord-italic>`;
    case 'del':
      return html`<s>${inlines(token.tokens, context)}</s>`;
    case 'codespan':
      return html`<discord-code ?embed=${context.inEmbed}>${token.text}</discord-code>`;
    case 'br':
      return html`<br />`;
    case 'link':
      return link(token, context);
    case 'spoiler':
      return html`<discord-spoiler tabindex="0">${inlines(token.tokens, context)}</discord-spoiler>`;
    case 'everyone':
      return html`<discord-mention type="role" highlight>${token.raw.slice(1)}</discord-mention>`;
    case 'reference':
      return reference(token, context);
    case 'escape':
      return token.text;
    case 'text':
      return token.tokens ? inlines(token.tokens, context) : token.text;
    default:
      return token.raw;
  }
}

function link(token, context) {
  const href = safeUrl(token.href);
  // Text that only looks like an address ("www.example", a mail address) is no link in Discord either.
  const asWritten = /^(\[|<?https?:\/\/)/i.test(token.raw);
  if (href === undefined || !asWritten) return token.raw;
  const place = placeWithin(href, context.room);
  if (place) {
    const text = token.text === token.href ? `#${place.channel.name} › message` : inlines(token.tokens, context);
    const anchor = place.messageId ? `#message-${place.messageId}` : '#';
    return html`<a class="md-link" href=${anchor} data-channel=${place.channel.id} data-message=${place.messageId ?? nothing}>${text}</a>`;
  }
  return html`<a class="md-link" href=${href} target="_blank" rel="noopener noreferrer">${inlines(token.tokens, context)}</a>`;
}

function reference(token, { room, now }) {
  switch (token.what) {
    case 'time': {
      const at = Number(token.value) * 1000;
      const full = Number.isNaN(new Date(at).getTime()) ? undefined : discordTime(at, 'F', now);
      if (full === undefined) return token.raw;
      return html`<discord-time title=${full}>${discordTime(at, token.detail ?? 'f', now)}</discord-time>`;
    }
    case 'user': {
      const member = room.members.get(token.value);
      return html`<discord-mention type="user">${member ? displayName(room, member.user) : 'unknown-user'}</discord-mention>`;
    }
    case 'role': {
      const role = room.roles.get(token.value);
      const colour = role && role.color !== 0 ? hexColour(role.color) : undefined;
      return html`<discord-mention type="role" .color=${colour}>${role ? role.name : 'deleted-role'}</discord-mention>`;
    }
    case 'channel': {
      const channel = room.channels.get(token.value);
      return html`<discord-mention type="channel" data-channel=${token.value}>${channel ? channel.name : 'unknown'}</discord-mention>`;
    }
    case 'command':
      return html`<discord-mention type="slash" data-command=${token.value}>${token.value}</discord-mention>`;
    default:
      return `:${token.value}:`;
  }
}
