/** What a guild's managers do outside the bot's reach: channels that go, permissions that are taken away. */
import { type APITextChannel, OverwriteType } from 'discord-api-types/v10';
import { removeMessage } from './messages.ts';
import { channel as makeChannel } from './seed.ts';
import { removeChannel } from './threads.ts';
import { getChannel, getMessage, isThread, type World } from './world.ts';

/** Changes to the guild, told to bots and page as Discord tells them. */
export interface Admin {
  createChannel(name: string): APITextChannel;
  deleteChannel(channelId: string): void;
  /** Takes permissions from the bot in a channel, by an overwrite for it. */
  deny(channelId: string, permissions: bigint): void;
  /** Takes all of the bot's overwrites in the channel back. */
  restore(channelId: string): void;
  deleteMessage(channelId: string, messageId: string): void;
  deleteRole(roleId: string): void;
}

/** Makes the admin of a world. */
export function createAdmin(world: World): Admin {
  const setDenied = (channelId: string, denied: bigint): void => {
    const channel = getChannel(world, channelId);
    if (isThread(channel)) return;
    const others = (channel.permission_overwrites ?? []).filter((overwrite) => overwrite.id !== world.applicationId);
    const own = { id: world.applicationId, type: OverwriteType.Member, allow: '0', deny: denied.toString() };
    channel.permission_overwrites = denied === 0n ? others : [...others, own];
    world.tell({ kind: 'channel', channel });
    world.dispatch({ t: 'CHANNEL_UPDATE', d: channel });
  };
  return {
    createChannel: (name) => {
      const channel = makeChannel(world.newId(), name, world.channels.size, '');
      world.channels.set(channel.id, channel);
      world.tell({ kind: 'channel', channel });
      world.dispatch({ t: 'CHANNEL_CREATE', d: channel });
      return channel;
    },
    deleteChannel: (channelId) => removeChannel(world, getChannel(world, channelId)),
    deny: (channelId, permissions) => setDenied(channelId, permissions),
    restore: (channelId) => setDenied(channelId, 0n),
    deleteMessage: (channelId, messageId) => removeMessage(world, getMessage(world, channelId, messageId)),
    deleteRole: (roleId) => {
      world.roles.delete(roleId);
      world.tell({ kind: 'roles', roles: [...world.roles.values()] });
      world.dispatch({ t: 'GUILD_ROLE_DELETE', d: { guild_id: world.guild.id, role_id: roleId } });
    },
  };
}
