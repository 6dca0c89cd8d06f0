/** Message parts → Discord's own form of a message. */
import {
  type APIActionRowComponent,
  type APIAllowedMentions,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { MessageButton, MessageEmbed, MessageParts } from '../model/message.ts';
import { fitMenuOptions, fitMessage, LIMITS } from './limits.ts';

/** A select menu of plain choices, one of which can be chosen. */
export interface MessageMenu {
  readonly customId: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly value: string; readonly description?: string }[];
}

/** A message body of the REST API, as far as we use it; posts and edits have the same. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowed_mentions: APIAllowedMentions;
}

const STYLES = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const;

/** A message of words alone. */
export function plainMessage(content: string): MessageParts {
  return { content, embeds: [], buttons: [], pingRoleIds: [] };
}

/**
 * Writes a message in the form of the REST API, cut to Discord's limits. Nobody is pinged but `pingRoleIds`: not the
 * author of the message that is replied to, and not who stands in the text.
 */
export function toMessageBody(parts: MessageParts, menu?: MessageMenu): MessageBody {
  const fitted = fitMessage(parts);
  const rows = fitted.buttons.map((row) => ({ type: ComponentType.ActionRow as const, components: row.map(toButton) }));
  return {
    content: fitted.content,
    embeds: fitted.embeds.map(toEmbed),
    components: menu === undefined ? rows : [toMenuRow(menu), ...rows.slice(0, LIMITS.rows - 1)],
    allowed_mentions: { parse: [], roles: [...fitted.pingRoleIds], users: [], replied_user: false },
  };
}

function toButton(button: MessageButton): APIButtonComponent {
  if ('url' in button) {
    return { type: ComponentType.Button, style: ButtonStyle.Link, label: button.label, url: button.url };
  }
  return {
    type: ComponentType.Button,
    style: STYLES[button.style],
    label: button.label,
    custom_id: button.customId,
  };
}

function toMenuRow(menu: MessageMenu): APIActionRowComponent<APIComponentInMessageActionRow> {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: menu.customId,
        placeholder: menu.placeholder.slice(0, LIMITS.menuPlaceholderChars),
        options: fitMenuOptions(menu.options),
      },
    ],
  };
}

function toEmbed(embed: MessageEmbed): APIEmbed {
  return {
    ...(embed.title !== undefined && { title: embed.title }),
    ...(embed.url !== undefined && { url: embed.url }),
    ...(embed.description !== undefined && { description: embed.description }),
    ...(embed.colour !== undefined && { color: embed.colour }),
    ...(embed.fields !== undefined && { fields: embed.fields.map((field) => ({ ...field })) }),
    ...(embed.footer !== undefined && { footer: { text: embed.footer } }),
    ...(embed.author !== undefined && { author: { name: embed.author } }),
    ...(embed.thumbnailUrl !== undefined && { thumbnail: { url: embed.thumbnailUrl } }),
    ...(embed.timestampAt !== undefined && { timestamp: new Date(embed.timestampAt).toISOString() }),
  };
}
