/** What can be chosen in a select menu, whether its choices are given or are the guild's people, roles and channels. */
import { isThread } from './newsroom.js';
import { displayName } from './people.js';

const STRING_SELECT = 3;
const USER_SELECT = 5;
const ROLE_SELECT = 6;
const MENTIONABLE_SELECT = 7;

/**
 * @param {any} select a select menu of a message or a modal
 * @returns {{ label: string, value: string, description?: string, default: boolean }[]}
 */
export function choicesOfSelect(select, room) {
  const chosen = new Set((select.default_values ?? []).map(({ id }) => id));
  const choice = (value, label) => ({ value, label, default: chosen.has(value) });
  switch (select.type) {
    case STRING_SELECT:
      return select.options.map((option) => ({ ...option, default: Boolean(option.default) }));
    case USER_SELECT:
      return people(room).map(({ id, name }) => choice(id, name));
    case ROLE_SELECT:
      return roles(room).map(({ id, name }) => choice(id, name));
    case MENTIONABLE_SELECT:
      return [...people(room), ...roles(room)].map(({ id, name }) => choice(id, name));
    default:
      return channels(room, select.channel_types).map(({ id, name }) => choice(id, name));
  }
}

/** `@name` of everybody, the bot included. */
export function people(room) {
  return [...room.members.values()].map(({ user }) => ({ id: user.id, name: `@${displayName(room, user)}` }));
}

/** `@role`, the highest first; the one that everybody has is not for choosing. */
export function roles(room) {
  return [...room.roles.values()]
    .filter((role) => role.id !== room.guild.id)
    .toSorted((a, b) => b.position - a.position)
    .map((role) => ({ id: role.id, name: `@${role.name}` }));
}

/** `#channel`, of the given types where any are given. */
export function channels(room, types) {
  return [...room.channels.values()]
    .filter((channel) => (types?.length ? types.includes(channel.type) : !isThread(channel)))
    .map((channel) => ({ id: channel.id, name: `#${channel.name}` }));
}
