/** The guild, its members and the bot as Discord's own objects. */
import { type Json, objectsIn, textIn } from './json.ts';
import { botUser, type GatewayEvent, isoTime, isThread, type World } from './world.ts';

/** READY's data. */
export function readyData(world: World, sessionId: string, address: string): Json {
  const user = { ...botUser(world), verified: true, mfa_enabled: false, email: null };
  return {
    v: 10,
    user,
    guilds: [{ id: world.guild.id, unavailable: true }],
    session_id: sessionId,
    resume_gateway_url: address,
    shard: [0, 1],
    application: { id: world.applicationId, flags: 0 },
    private_channels: [],
    relationships: [],
    session_type: 'normal',
    user_settings: {},
    presences: [],
    guild_join_requests: [],
    geo_ordered_rtc_regions: [],
    _trace: ['local'],
  };
}

/** The guild as the gateway tells it: a bot without the members intent learns of itself alone. */
export function guildData(world: World): Json {
  const channels = [...world.channels.values()];
  const joinedAt = world.members.get(world.applicationId)?.member.joined_at ?? isoTime(0);
  return {
    ...guildObject(world),
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    member_count: world.members.size,
    members: [memberObject(world, world.applicationId)],
    channels: channels.filter((channel) => !isThread(channel)),
    threads: channels.filter(isThread),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    embedded_activities: [],
    activity_instances: [],
  };
}

/** A member with its user inside, as Discord gives it. */
export function memberObject(world: World, userId: string): Json {
  const found = world.members.get(userId);
  return found === undefined ? {} : { ...found.member, user: found.user };
}

/** The guild itself, as REST and the gateway give it. */
export function guildObject(world: World): Json {
  return {
    id: world.guild.id,
    name: world.guild.name,
    owner_id: world.guild.ownerId,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [...world.roles.values()],
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** The answer to a bot that asks for members by id or by the beginning of a name. */
export function membersChunk(world: World, data: Json): GatewayEvent {
  const ids = Array.isArray(data.user_ids) ? data.user_ids : [data.user_ids];
  const query = textIn(data.query)?.toLowerCase();
  const members = [...world.members.values()].filter(
    ({ user }) => ids.includes(user.id) || (query !== undefined && user.username.toLowerCase().startsWith(query)),
  );
  return {
    t: 'GUILD_MEMBERS_CHUNK',
    d: {
      guild_id: world.guild.id,
      members: objectsIn(members.map(({ user }) => memberObject(world, user.id))),
      chunk_index: 0,
      chunk_count: 1,
      not_found: [],
      ...(textIn(data.nonce) === undefined ? {} : { nonce: data.nonce }),
    },
  };
}
