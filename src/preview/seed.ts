/** The guild "Newsroom" that the preview starts with. Ids are fixed, so that a bot's store stays valid between starts. */
import {
  type APIGuildMember,
  type APIRole,
  type APITextChannel,
  type APIUser,
  type ChannelFlags,
  ChannelType,
  GuildMemberFlags,
  PermissionFlagsBits,
  type RoleFlags,
  type UserFlags,
} from 'discord-api-types/v10';

/** Fixed ids, in the order in which the guild was "made". */
export const SEED_IDS = {
  guild: '1180000000000000000',
  application: '1180000000000000100',
  editorRole: '1180000000000000201',
  reporterRole: '1180000000000000202',
  botRole: '1180000000000000203',
  managerRole: '1180000000000000204',
  wireDesk: '1180000000000000301',
  energy: '1180000000000000302',
  setup: '1180000000000000303',
  general: '1180000000000000304',
  manager: '1180000000000000401',
  editor: '1180000000000000402',
  reporter: '1180000000000000403',
} as const;

/** A made-up token of the shape of Discord's: the application's id in base64, a time, a signature. */
export const SEED_TOKEN = `${Buffer.from(SEED_IDS.application).toString('base64url')}.preview.not-a-secret-only-for-the-local-discord`;

/** A member with its user, as the world keeps it. */
export interface SeedMember {
  readonly user: APIUser;
  readonly member: Omit<APIGuildMember, 'user'>;
  readonly part: string;
  readonly canActAs: boolean;
}

/** What a guild is made of at the start. */
export interface Seed {
  readonly guild: { readonly id: string; readonly name: string; readonly ownerId: string };
  readonly roles: readonly APIRole[];
  readonly channels: readonly APITextChannel[];
  readonly members: readonly SeedMember[];
}

const SINCE = '2024-01-15T09:00:00.000Z';

const P = PermissionFlagsBits;

/** What everybody may do in a fresh guild, as far as it matters here. */
const EVERYONE =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.ReadMessageHistory |
  P.UseApplicationCommands |
  P.UseExternalEmojis |
  P.ChangeNickname;

/** What the invite link of a desk's bot asks for. */
const BOT =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.ReadMessageHistory |
  P.MentionEveryone;

/** The newsroom: a managing editor, an editor, a reporter, the bot; four channels. */
export function newsroomSeed(): Seed {
  const ids = SEED_IDS;
  return {
    guild: { id: ids.guild, name: 'Newsroom', ownerId: ids.manager },
    roles: [
      role(ids.guild, '@everyone', 0, EVERYONE, 0),
      role(ids.reporterRole, 'Reporter', 1, 0n, 0x3b82f6, { mentionable: true, hoist: true }),
      role(ids.editorRole, 'Editor', 2, P.ManageMessages, 0xe0a030, { mentionable: true, hoist: true }),
      role(ids.managerRole, 'Managing editor', 3, P.ManageGuild | P.ManageChannels | P.ManageRoles, 0xd04848, {
        hoist: true,
      }),
      {
        ...role(ids.botRole, 'Dateline', 4, BOT, 0, { hoist: true }),
        managed: true,
        tags: { bot_id: ids.application },
      },
    ],
    channels: [
      channel(ids.wireDesk, 'wire-desk', 0, 'Alerts of the desk'),
      channel(ids.energy, 'energy', 1, 'Alerts on oil, gas and power'),
      channel(ids.setup, 'dateline-setup', 2, 'Where the desk sets Dateline up, and where it tells of troubles'),
      channel(ids.general, 'general', 3, 'Everything else'),
    ],
    members: [
      member(ids.manager, 'margarita', 'Margarita', [ids.managerRole], 'may manage the server'),
      member(ids.editor, 'edwin', 'Edwin', [ids.editorRole], 'has the role Editor'),
      member(ids.reporter, 'ruth', 'Ruth', [ids.reporterRole], 'has the role Reporter'),
      {
        ...member(ids.application, 'Dateline', null, [ids.botRole], 'the bot'),
        user: { ...user(ids.application, 'Dateline', null), bot: true },
        canActAs: false,
      },
    ],
  };
}

function role(
  id: string,
  name: string,
  position: number,
  permissions: bigint,
  colour: number,
  options: { mentionable?: boolean; hoist?: boolean } = {},
): APIRole {
  return {
    id,
    name,
    position,
    permissions: permissions.toString(),
    color: colour,
    colors: { primary_color: colour, secondary_color: null, tertiary_color: null },
    hoist: options.hoist ?? false,
    managed: false,
    mentionable: options.mentionable ?? false,
    icon: null,
    unicode_emoji: null,
    flags: 0 as RoleFlags,
  };
}

/** Makes a text channel of the guild. */
export function channel(id: string, name: string, position: number, topic: string): APITextChannel {
  return {
    id,
    type: ChannelType.GuildText,
    guild_id: SEED_IDS.guild,
    name,
    position,
    topic,
    flags: 0 as ChannelFlags,
    nsfw: false,
    parent_id: null,
    permission_overwrites: [],
    rate_limit_per_user: 0,
    last_message_id: null,
    last_pin_timestamp: null,
  };
}

function user(id: string, username: string, globalName: string | null): APIUser {
  return {
    id,
    username,
    global_name: globalName,
    discriminator: globalName === null ? '0001' : '0',
    avatar: null,
    public_flags: 0 as UserFlags,
    flags: 0 as UserFlags,
    primary_guild: null,
  };
}

function member(
  id: string,
  username: string,
  globalName: string | null,
  roles: readonly string[],
  part: string,
): SeedMember {
  return {
    user: user(id, username, globalName),
    member: {
      roles: [...roles],
      joined_at: SINCE,
      avatar: null,
      banner: null,
      nick: null,
      communication_disabled_until: null,
      premium_since: null,
      pending: false,
      deaf: false,
      mute: false,
      flags: GuildMemberFlags.CompletedOnboarding,
    },
    part,
    canActAs: true,
  };
}
