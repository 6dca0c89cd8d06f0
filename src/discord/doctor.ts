/** The doctor's look at Discord: token, application, gateway, servers, and the permissions in each channel. */
import {
  type APIApplication,
  type APIChannel,
  type APIGatewayBotInfo,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  type APIUser,
  type REST,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js';
import { describeError, toLoginError } from './errors.ts';
import { computePermissions, inviteLink, missingForAlerts } from './permissions.ts';

/** One thing that was looked at. */
export interface DoctorResult {
  /** What: "token", "#energy". */
  readonly check: string;
  readonly ok: boolean;
  /** What was found, in plain words. */
  readonly words: string;
  /** What to do; undefined where all is well. */
  readonly remedy: string | undefined;
}

/** A channel in which Dateline is to speak. */
export interface DoctorPlace {
  readonly guildId: string;
  readonly channelId: string;
  readonly roleId: string | undefined;
  /** Whether its stories are to have threads. */
  readonly threads: boolean;
  /** Why there: "watchlist Rosneft", "warnings". */
  readonly wanted: string;
}

/** Fewer logins than this are left only where something restarts the bot over and over. */
const FEW_SESSIONS = 50;

/**
 * Checks everything that Discord needs of us, one thing after the other; what can't be asked after a failure is left
 * out. Nothing is changed, and the gateway is not entered.
 */
export async function examineDiscord(rest: REST, places: readonly DoctorPlace[]): Promise<readonly DoctorResult[]> {
  let self: APIUser;
  try {
    self = (await rest.get(Routes.user())) as APIUser;
  } catch (error) {
    const failure = toLoginError(error);
    return [{ check: 'token', ok: false, words: failure.message, remedy: failure.remedy }];
  }
  const application = await ask<APIApplication>(rest, Routes.currentApplication());
  const applicationId = application.kind === 'answer' ? application.answer.id : self.id;
  const results: DoctorResult[] = [
    good('token', `it is that of ${self.username}`),
    good('intents', 'only Guilds is asked for, which needs no approval'),
    await examineGateway(rest),
    await examineGuilds(rest, applicationId),
  ];
  for (const place of places) results.push(await examinePlace(rest, self.id, place));
  return [...results, good('invite link', inviteLink(applicationId))];
}

async function examineGateway(rest: REST): Promise<DoctorResult> {
  const gateway = await ask<APIGatewayBotInfo>(rest, Routes.gatewayBot());
  if (gateway.kind === 'failure') {
    return bad('gateway', gateway.words, 'Try again in a minute; https://discordstatus.com tells of outages.');
  }
  const { remaining, total } = gateway.answer.session_start_limit;
  const words = `${remaining} of ${total} logins are left today`;
  const remedy = 'Look for what restarts the bot over and over.';
  return remaining < FEW_SESSIONS && remaining < total / 10 ? bad('gateway', words, remedy) : good('gateway', words);
}

async function examineGuilds(rest: REST, applicationId: string): Promise<DoctorResult> {
  const guilds = await ask<RESTAPIPartialCurrentUserGuild[]>(rest, Routes.userGuilds());
  if (guilds.kind === 'failure') return bad('servers', guilds.words, 'Try again in a minute.');
  const names = guilds.answer.map(({ name }) => name);
  if (names.length === 0) {
    return bad('servers', 'the bot is in none', `Open ${inviteLink(applicationId)} and choose your server.`);
  }
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return good('servers', `the bot is in ${names.slice(0, 5).join(', ')}${more}`);
}

/** Whether Dateline may alert in a channel. */
async function examinePlace(rest: REST, selfId: string, place: DoctorPlace): Promise<DoctorResult> {
  const channel = await ask<ChannelFacts>(rest, Routes.channel(place.channelId));
  const check = `channel ${channel.kind === 'answer' ? `#${channel.answer.name}` : place.channelId} (${place.wanted})`;
  if (channel.kind === 'failure') {
    const remedy = 'Give the bot View Channel there, or choose another channel with /watch edit or /setup.';
    return bad(check, channel.words, remedy);
  }
  const roles = await ask<APIRole[]>(rest, Routes.guildRoles(place.guildId));
  const member = await ask<APIGuildMember>(rest, Routes.guildMember(place.guildId, selfId));
  const parent = isThread(channel.answer)
    ? await ask<ChannelFacts>(rest, Routes.channel(channel.answer.parent_id))
    : channel;
  if (roles.kind === 'failure' || member.kind === 'failure' || parent.kind === 'failure') {
    return bad(check, 'its permissions can’t be read', 'Try again in a minute.');
  }
  const permissions = computePermissions({
    guildId: place.guildId,
    memberId: selfId,
    memberRoles: member.answer.roles,
    roles: roles.answer,
    overwrites: parent.answer.permission_overwrites ?? [],
  });
  const role = roles.answer.find(({ id }) => id === place.roleId);
  const wishes = { pingsRole: role !== undefined && !role.mentionable, threads: place.threads };
  if (place.threads && isThread(channel.answer)) {
    const remedy = 'Choose a channel with /watch edit, or switch threads off: /watch edit threads:False.';
    return bad(check, 'it is a thread itself, so stories can’t have threads there', remedy);
  }
  const missing = missingForAlerts(permissions, isThread(channel.answer), wishes);
  if (missing.length === 0) return good(check, 'Dateline may post there');
  return bad(check, `Dateline lacks ${missing.join(', ')}`, 'Give its role these in the channel’s permissions.');
}

/** What is read of a channel, whatever its type. */
type ChannelFacts = Pick<APIChannel, 'id' | 'type'> & {
  readonly name?: string;
  readonly parent_id?: string | null;
  readonly permission_overwrites?: readonly APIOverwrite[];
};

/** Public, private and announcement threads (Discord, "Channel Types"). */
function isThread(channel: ChannelFacts): channel is ChannelFacts & { readonly parent_id: string } {
  return channel.type >= 10 && channel.type <= 12 && typeof channel.parent_id === 'string';
}

type Asked<T> = { readonly kind: 'answer'; readonly answer: T } | { readonly kind: 'failure'; readonly words: string };

async function ask<T>(rest: REST, route: `/${string}`): Promise<Asked<T>> {
  try {
    return { kind: 'answer', answer: (await rest.get(route)) as T };
  } catch (error) {
    const { message, code } = describeError(error);
    return { kind: 'failure', words: `Discord says: ${message}${code === undefined ? '' : ` (${code})`}` };
  }
}

function good(check: string, words: string): DoctorResult {
  return { check, ok: true, words, remedy: undefined };
}

function bad(check: string, words: string, remedy: string): DoctorResult {
  return { check, ok: false, words, remedy };
}
