/**
 * What the preview's page gets and sends. Types only, and the addresses.
 *
 * The page opens `PAGE_PATHS.events` with EventSource. Each message's data is one `PageChange` as JSON; the first is
 * always a `snapshot`, also after a reconnect, and replaces all that the page knew. What people do goes out as
 * JSON by POST (`content-type: application/json`) and is answered by `PageAnswer`; what comes of it arrives as changes.
 *
 * Messages, channels, roles, commands and modals are Discord's own objects (API v10), as a client would get them.
 * Everybody's changes come on the one stream: the page shows those of the user it acts as (`visibleTo`, `userId`).
 */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIGuildMember,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIRole,
  APITextChannel,
  APIThreadChannel,
  APIUser,
} from 'discord-api-types/v10';

/** Addresses of the page's API, on the server that serves the page. */
export const PAGE_PATHS = {
  /** GET, text/event-stream of `PageChange`. */
  events: '/page-api/events',
  /** POST `RunCommandRequest`. */
  command: '/page-api/command',
  /** POST `AutocompleteRequest`, answered by `AutocompleteAnswer`. */
  autocomplete: '/page-api/autocomplete',
  /** POST `UseComponentRequest`. */
  component: '/page-api/component',
  /** POST `SubmitModalRequest`. */
  modal: '/page-api/modal',
  /** POST `SendMessageRequest`. */
  message: '/page-api/message',
} as const;

/** A person of the preview's guild, or the bot (`user.bot`). */
export interface PageMember {
  readonly user: APIUser;
  readonly member: Omit<APIGuildMember, 'user'>;
  /** In words, for the list of people to act as: "Editor", "may manage the server". */
  readonly part: string;
  /** True for people that the page can act as; false for the bot. */
  readonly canActAs: boolean;
}

/** A text channel or a thread; a thread has `parent_id`. */
export type PageChannel = APITextChannel | APIThreadChannel;

/** A message as it stands now. */
export interface PageMessage {
  readonly message: APIMessage;
  /** Undefined: all who see the channel; otherwise the only user who sees it (an ephemeral answer). */
  readonly visibleTo: string | undefined;
}

/** A line of the bot's progress: "polling 5 feeds", "ready". */
export interface PageProgress {
  /** Ms since the epoch. */
  readonly at: number;
  readonly text: string;
}

/** The bot as its members list shows it. */
export interface PageBot {
  readonly userId: string;
  readonly online: boolean;
}

/** All there is, sent first. */
export interface PageSnapshot {
  readonly kind: 'snapshot';
  readonly guild: { readonly id: string; readonly name: string };
  readonly roles: readonly APIRole[];
  /** In the order of the channel list; threads after them. */
  readonly channels: readonly PageChannel[];
  readonly members: readonly PageMember[];
  readonly bot: PageBot;
  readonly commands: readonly APIApplicationCommand[];
  /** Oldest first, all channels. */
  readonly messages: readonly PageMessage[];
  /** Oldest first, the last 200. */
  readonly progress: readonly PageProgress[];
}

/** How an interaction stands: `failed` is what a client shows as "The application did not respond". */
export type InteractionState = 'sent' | 'deferred' | 'answered' | 'failed';

/** One change after the snapshot. */
export type PageChange =
  | PageSnapshot
  /** Created or edited: replace the message with this id, or append it. */
  | { readonly kind: 'message'; readonly change: 'created' | 'updated'; readonly message: PageMessage }
  | { readonly kind: 'message deleted'; readonly channelId: string; readonly messageId: string }
  /** Created or edited; threads included. */
  | { readonly kind: 'channel'; readonly channel: PageChannel }
  | { readonly kind: 'channel deleted'; readonly channelId: string }
  | { readonly kind: 'roles'; readonly roles: readonly APIRole[] }
  | { readonly kind: 'members'; readonly members: readonly PageMember[] }
  | { readonly kind: 'commands'; readonly commands: readonly APIApplicationCommand[] }
  | { readonly kind: 'bot'; readonly bot: PageBot }
  | { readonly kind: 'progress'; readonly progress: PageProgress }
  | { readonly kind: 'typing'; readonly channelId: string; readonly userId: string }
  | {
      readonly kind: 'interaction';
      readonly interactionId: string;
      readonly userId: string;
      readonly channelId: string;
      /** "/whois", or the button's custom id. */
      readonly name: string;
      readonly state: InteractionState;
      /** In plain words where `state` is `failed`. */
      readonly why: string | undefined;
    }
  /** Open this dialogue for the user; answered by `PAGE_PATHS.modal` with the same `interactionId`. */
  | {
      readonly kind: 'modal';
      readonly interactionId: string;
      readonly userId: string;
      readonly channelId: string;
      readonly modal: APIModalInteractionResponseCallbackData;
    };

/** A file that a person attaches to an option or a message; at most 8 MB. */
export interface PageFile {
  readonly filename: string;
  readonly contentType: string;
  readonly base64: string;
}

/**
 * One option of a slash command as typed. The server looks its type up in the registered command. Users, roles and
 * channels go by id; numbers and booleans as such.
 */
export interface PageOption {
  readonly name: string;
  readonly value: string | number | boolean | PageFile;
}

/** Who acts, and where. */
interface Acting {
  readonly userId: string;
  readonly channelId: string;
  /** Discord's locale of the user, `en-US` by default. */
  readonly locale?: string;
}

/** Runs a slash command. */
export interface RunCommandRequest extends Acting {
  /** With its subcommand where it has any: `watch add`, without slash. */
  readonly command: string;
  readonly options: readonly PageOption[];
}

/** Asks the bot for choices of the option that is being typed. */
export interface AutocompleteRequest extends Acting {
  readonly command: string;
  /** The options filled in so far, the one being typed included. */
  readonly options: readonly PageOption[];
  /** The name of the option being typed. */
  readonly focused: string;
}

/** Presses a button or chooses in a select menu. */
export interface UseComponentRequest extends Acting {
  readonly messageId: string;
  readonly customId: string;
  /** The chosen values of a select menu; ids where it is one of users, roles or channels. */
  readonly values?: readonly string[];
}

/** Submits a modal that the bot opened. */
export interface SubmitModalRequest extends Acting {
  readonly interactionId: string;
  /** By custom id of the component: a text, a checkbox's boolean, or the chosen values. */
  readonly fields: Readonly<Record<string, string | boolean | readonly string[]>>;
}

/** Writes a plain message. */
export interface SendMessageRequest extends Acting {
  readonly content: string;
}

/** What a POST is answered with: 200 with `ok`, 4xx with `error` in plain words. */
export type PageAnswer =
  | { readonly ok: true; readonly interactionId?: string; readonly messageId?: string }
  | { readonly ok: false; readonly error: string };

/** What `PAGE_PATHS.autocomplete` answers; empty `choices` is "no options match". */
export type AutocompleteAnswer =
  | { readonly ok: true; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly ok: false; readonly error: string };
