/** A message as plain data: what an alert or an answer says, before Discord's own form. */

/** A button under a message; `customId` is read back by `discord/interactions.ts`. */
export type MessageButton =
  | { readonly label: string; readonly customId: string; readonly style: 'primary' | 'secondary' | 'danger' }
  | { readonly label: string; readonly url: string };

/** A field of an embed. */
export interface EmbedField {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

/** A Discord embed, within Discord's limits; text is already harmless. */
export interface MessageEmbed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  /** 0xRRGGBB. */
  readonly colour?: number;
  readonly fields?: readonly EmbedField[];
  readonly footer?: string;
  readonly author?: string;
  readonly thumbnailUrl?: string;
  /** Ms since the epoch. */
  readonly timestampAt?: number;
}

/** A whole message. */
export interface MessageParts {
  readonly content: string;
  readonly embeds: readonly MessageEmbed[];
  /** Rows of buttons, at most 5 by 5. */
  readonly buttons: readonly (readonly MessageButton[])[];
  /** The only roles that this message may ping; nobody else is ever pinged. */
  readonly pingRoleIds: readonly string[];
}
