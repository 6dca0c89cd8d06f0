/** Who may change things, and what the bot needs in a channel. */
import { type BaseInteraction, type Client, OAuth2Scopes, PermissionFlagsBits, PermissionsBitField } from 'discord.js';

/** A permission of the bot's, by Discord's own words, with what it is for. */
export interface BotPermission {
  readonly bit: bigint;
  readonly name: string;
  readonly wanted: string;
}

/** What Dateline needs wherever it alerts; the invite link asks for exactly these. */
export const BOT_PERMISSIONS: readonly BotPermission[] = [
  { bit: PermissionFlagsBits.ViewChannel, name: 'View Channel', wanted: 'to see the channel at all' },
  { bit: PermissionFlagsBits.SendMessages, name: 'Send Messages', wanted: 'to post alerts' },
  { bit: PermissionFlagsBits.EmbedLinks, name: 'Embed Links', wanted: 'to show an alert’s facts and sources' },
  { bit: PermissionFlagsBits.ReadMessageHistory, name: 'Read Message History', wanted: 'to reply to its own alerts' },
  { bit: PermissionFlagsBits.AttachFiles, name: 'Attach Files', wanted: 'to export feeds and calendars' },
  { bit: PermissionFlagsBits.CreatePublicThreads, name: 'Create Public Threads', wanted: 'to open a story’s thread' },
  { bit: PermissionFlagsBits.SendMessagesInThreads, name: 'Send Messages in Threads', wanted: 'to post in threads' },
];

/** Without these an alert can't be posted or followed up; the others only add comfort. */
const NEEDED_FOR_ALERTS: readonly bigint[] = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.ReadMessageHistory,
];

/** Without these stories that want a thread grow in the channel. */
const NEEDED_FOR_THREADS: readonly bigint[] = [
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
];

/** What is to be done in a channel besides posting. */
export interface ChannelWishes {
  /** A role that not everybody may mention needs one permission more. */
  readonly pingsRole: boolean;
  /** Whether stories are to have threads; a channel that is itself a thread can't hold any. */
  readonly threads: boolean;
}

/** The permissions of {@link BOT_PERMISSIONS} in one number. */
export const INVITE_PERMISSIONS: bigint = BOT_PERMISSIONS.reduce((sum, { bit }) => sum | bit, 0n);

/** The address under which somebody with Manage Server adds the bot to a server. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
    permissions: INVITE_PERMISSIONS.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/**
 * Names what the bot lacks to alert in a channel.
 *
 * @param permissions what Discord computed for the bot there
 * @param inThread a thread needs Send Messages in Threads in place of Send Messages
 */
export function missingForAlerts(permissions: bigint, inThread: boolean, wishes: ChannelWishes): readonly string[] {
  const has = new PermissionsBitField(permissions);
  const needed = NEEDED_FOR_ALERTS.map((bit) =>
    inThread && bit === PermissionFlagsBits.SendMessages ? PermissionFlagsBits.SendMessagesInThreads : bit,
  );
  const missing = [...needed, ...(wishes.threads && !inThread ? NEEDED_FOR_THREADS : [])]
    .filter((bit) => !has.has(bit))
    .map((bit) => BOT_PERMISSIONS.find((permission) => permission.bit === bit)?.name ?? String(bit));
  const mayPing = !wishes.pingsRole || has.has(PermissionFlagsBits.MentionEveryone);
  return mayPing ? missing : [...missing, 'Mention @everyone, @here, and All Roles'];
}

/** What permissions in a channel follow from. */
export interface PermissionFacts {
  readonly guildId: string;
  readonly memberId: string;
  readonly memberRoles: readonly string[];
  readonly roles: readonly { readonly id: string; readonly permissions: string }[];
  /** Of the channel; of a thread, its parent's. */
  readonly overwrites: readonly { readonly id: string; readonly allow: string; readonly deny: string }[];
}

/**
 * Computes a member's permissions in a channel, as Discord's documentation says ("Permission Overwrites"): the base of
 * all roles, then the overwrites of @everyone, of the roles together, of the member.
 */
export function computePermissions(facts: PermissionFacts): bigint {
  const held = new Set([facts.guildId, ...facts.memberRoles]);
  const base = facts.roles.filter(({ id }) => held.has(id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return PermissionsBitField.All;
  const apply = (permissions: bigint, ids: (id: string) => boolean): bigint => {
    const matching = facts.overwrites.filter(({ id }) => ids(id));
    const deny = matching.reduce((sum, one) => sum | BigInt(one.deny), 0n);
    const allow = matching.reduce((sum, one) => sum | BigInt(one.allow), 0n);
    return (permissions & ~deny) | allow;
  };
  const everyone = apply(base, (id) => id === facts.guildId);
  const byRole = apply(everyone, (id) => id !== facts.guildId && held.has(id));
  return apply(byRole, (id) => id === facts.memberId);
}

/** Whether the member behind an interaction may change things: Manage Server, or the editor role. */
export function mayEdit(interaction: BaseInteraction, editorRoleId: string | undefined): boolean {
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true) return true;
  if (editorRoleId === undefined) return false;
  const roles = interaction.member?.roles;
  if (roles === undefined) return false;
  return Array.isArray(roles) ? roles.includes(editorRoleId) : roles.cache.has(editorRoleId);
}

/**
 * What the bot lacks to alert in a channel, as the gateway has told us.
 *
 * @returns undefined where it can't be known: the channel was never shown to us
 */
export async function missingInChannel(
  client: Client,
  guildId: string,
  channelId: string,
  wishes: { readonly roleId?: string | undefined; readonly threads?: boolean | undefined },
): Promise<readonly string[] | undefined> {
  const guild = client.guilds.cache.get(guildId);
  const channel = guild?.channels.cache.get(channelId);
  if (guild === undefined || channel === undefined) return undefined;
  const me = guild.members.me ?? (await guild.members.fetchMe().catch(() => undefined));
  if (me === undefined) return undefined;
  const permissions = channel.permissionsFor(me);
  const role = wishes.roleId === undefined ? undefined : guild.roles.cache.get(wishes.roleId);
  return missingForAlerts(permissions.bitfield, channel.isThread(), {
    pingsRole: role !== undefined && !role.mentionable,
    threads: wishes.threads === true,
  });
}

/** Whether a channel is itself a thread, and so can't hold any; false where it is not known. */
export function isThreadItself(client: Client, channelId: string): boolean {
  return client.channels.cache.get(channelId)?.isThread() === true;
}
