/** A message, drawn by the message components: author, text, embeds, files, buttons, thread. */
import { html, nothing } from 'lit';
import { components } from './components-view.js';
import { plainText } from './markdown.js';
import { markdown, safeUrl } from './markdown-view.js';
import { isEdited } from './newsroom.js';
import { avatarOf, displayName, hexColour, roleColour } from './people.js';
import { clockTime, messageTime } from './times.js';

/** Bits of Discord's message flags. */
const SUPPRESS_EMBEDS = 1 << 2;
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;

/** Messages of one author within this time stand under one name, in ms. */
const GROUP_MS = 7 * 60_000;

/**
 * @param {any} message Discord's message
 * @param {{ room: any, now: number, previous: any, actingUserId: string, acts: any, pending: Map<string, string> }} context
 */
export function messageView(message, context) {
  const { room, now, acts } = context;
  const at = Date.parse(message.timestamp);
  const flags = message.flags ?? 0;
  const loading = (flags & LOADING) !== 0;
  const alone = !isGrouped(message, context.previous);
  const user = message.author;
  const flashing = (room.flashUntil.get(message.id) ?? 0) > now;
  return html`<discord-message
    id=${`message-${message.id}`}
    class=${flashing ? 'flash' : nothing}
    author=${displayName(room, user)}
    avatar=${avatarOf(room, user)}
    role-color=${roleColour(room, user.id) ?? nothing}
    ?bot=${Boolean(user.bot)}
    ?edited=${isEdited(room, message) && !loading}
    ?ephemeral=${(flags & EPHEMERAL) !== 0}
    ?highlight=${mentionsUser(message, room, context.actingUserId)}
    ?message-body-only=${!alone}
    .timestamp=${alone ? messageTime(at, now) : clockTime(at)}
    .dismissMessageClicked=${() => acts.dismiss(message.id)}
    @click=${(event) => clickInside(event, acts)}
  >
    ${replyLine(message, context)}
    ${loading ? thinking(room, user) : markdown(message.content, { room, now })}
    ${(flags & SUPPRESS_EMBEDS) === 0 ? (message.embeds ?? []).map((embed) => embedView(embed, context)) : nothing}
    ${attachments(message)}
    ${components(message, context)}
    ${threadView(message, context)}
  </discord-message>`;
}

/** Whether this message stands under the name of the one before. */
function isGrouped(message, previous) {
  if (!previous || previous.author.id !== message.author.id) return false;
  if (message.interaction_metadata || message.message_reference || previous.flags !== message.flags) return false;
  return Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUP_MS;
}

function mentionsUser(message, room, userId) {
  if (message.mention_everyone || message.mentions?.some((user) => user.id === userId)) return true;
  const roles = room.members.get(userId)?.member.roles ?? [];
  return message.mention_roles?.some((roleId) => roles.includes(roleId)) ?? false;
}

function replyLine(message, { room }) {
  const used = message.interaction_metadata;
  if (used?.type === 2) {
    const name = message.interaction?.name ?? used.name ?? 'a command';
    return html`<discord-command
      slot="reply"
      type="slash_command"
      author=${displayName(room, used.user)}
      avatar=${avatarOf(room, used.user)}
      role-color=${roleColour(room, used.user.id) ?? nothing}
      command=${name}
    ></discord-command>`;
  }
  if (!message.message_reference || message.message_reference.type === 1) return nothing;
  const original = message.referenced_message;
  if (!original) return html`<discord-reply slot="reply" deleted></discord-reply>`;
  return html`<discord-reply
    slot="reply"
    author=${displayName(room, original.author)}
    avatar=${avatarOf(room, original.author)}
    ?bot=${Boolean(original.author.bot)}
    ?edited=${Boolean(original.edited_timestamp)}
    ?attachment=${(original.embeds ?? []).length > 0}
    >${preview(original, room)}</discord-reply
  >`;
}

/** What a message says, in one line: an alert's headline stands in its embed. */
function preview(message, room) {
  const nameOf = ({ what, value, raw }) => {
    if (what === 'role') return `@${room.roles.get(value)?.name ?? 'deleted-role'}`;
    if (what === 'channel') return `#${room.channels.get(value)?.name ?? 'unknown'}`;
    return what === 'user' && room.members.has(value) ? `@${displayName(room, room.members.get(value).user)}` : raw;
  };
  const said = [message.content, message.embeds?.[0]?.title].filter(Boolean).join(' ');
  return plainText(said || 'See the message', nameOf).slice(0, 90);
}

function thinking(room, user) {
  return html`<span class="thinking" role="status"
    ><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${displayName(room, user)} is thinking…</span
  >`;
}

function embedView(embed, context) {
  const inEmbed = { ...context, inEmbed: true };
  return html`<discord-embed
    slot="embeds"
    color=${embed.color === undefined ? nothing : hexColour(embed.color)}
    author-name=${embed.author ? plainText(embed.author.name) : nothing}
    author-url=${(embed.author?.url && safeUrl(embed.author.url)) ?? nothing}
    embed-title=${embed.title ? plainText(embed.title) : nothing}
    url=${(embed.url && safeUrl(embed.url)) ?? nothing}
    thumbnail=${ownPicture(embed.thumbnail?.url) ?? nothing}
    image=${ownPicture(embed.image?.url) ?? nothing}
  >
    ${
      embed.description
        ? html`<discord-embed-description slot="description">${markdown(embed.description, inEmbed)}</discord-embed-description>`
        : nothing
    }
    ${embed.fields?.length ? fieldsView(embed.fields, inEmbed) : nothing}
    ${
      embed.footer || embed.timestamp
        ? html`<discord-embed-footer
            slot="footer"
            .timestamp=${embed.timestamp ? messageTime(Date.parse(embed.timestamp), context.now) : undefined}
            >${embed.footer?.text ?? ''}</discord-embed-footer
          >`
        : nothing
    }
  </discord-embed>`;
}

function fieldsView(fields, context) {
  let column = 0;
  return html`<discord-embed-fields slot="fields"
    >${fields.map((field) => {
      column = field.inline ? (column % 3) + 1 : 0;
      return html`<discord-embed-field
        field-title=${plainText(field.name)}
        ?inline=${Boolean(field.inline)}
        inline-index=${field.inline ? column : nothing}
        >${markdown(field.value, context)}</discord-embed-field
      >`;
    })}</discord-embed-fields
  >`;
}

/** Under these names the page and the API are the same server. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Pictures come from this server alone: a picture elsewhere would tell its owner who reads what. */
function ownPicture(address) {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isOwn = LOOPBACK.includes(url.hostname) && LOOPBACK.includes(location.hostname) && url.port === location.port;
  return isOwn ? url.pathname + url.search : undefined;
}

function attachments(message) {
  if (!message.attachments?.length) return nothing;
  return html`<discord-attachments slot="attachments"
    >${message.attachments.map((file) => {
      const url = ownPicture(file.url);
      if (url && file.content_type?.startsWith('image/')) {
        return html`<img class="attached-picture" src=${url} alt=${file.description ?? file.filename} />`;
      }
      return html`<discord-file-attachment name=${file.filename} bytes=${file.size} bytes-unit="B" href=${url ?? nothing} target="_blank"></discord-file-attachment>`;
    })}</discord-attachments
  >`;
}

function threadView(message, { room, acts }) {
  const thread = message.thread ?? room.channels.get(message.id);
  if (!thread) return nothing;
  const count = (room.messages.get(thread.id) ?? []).length;
  return html`<discord-thread
    slot="thread"
    name=${thread.name}
    cta=${count === 1 ? '1 message' : `${count} messages`}
    role="button"
    tabindex="0"
    @click=${() => acts.openChannel(thread.id)}
    @keydown=${(event) => event.key === 'Enter' && acts.openChannel(thread.id)}
    >Open the thread</discord-thread
  >`;
}

/** Channel and command mentions in a text lead there. */
function clickInside(event, acts) {
  const mention = event.composedPath().find((node) => node.dataset?.channel || node.dataset?.command);
  if (mention?.dataset.channel) {
    event.preventDefault();
    acts.openChannel(mention.dataset.channel, mention.dataset.message);
  }
  if (mention?.dataset.command) acts.startCommand(mention.dataset.command);
}
