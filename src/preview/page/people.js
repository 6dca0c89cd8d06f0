/** How people and the bot look: names, colours, and avatars drawn here, since nothing is loaded from outside. */

const AVATAR_COLOURS = ['#5865f2', '#3ba55d', '#c27c0e', '#a84300', '#ad1457', '#206694', '#71368a'];

/** The name under which a member is shown in the guild. */
export function displayName(room, user) {
  const member = room.members.get(user.id);
  return member?.member.nick ?? user.global_name ?? user.username;
}

/** `#rrggbb` of the member's highest coloured role; undefined for none. */
export function roleColour(room, userId) {
  const ids = room.members.get(userId)?.member.roles ?? [];
  const coloured = ids
    .map((id) => room.roles.get(id))
    .filter((role) => role !== undefined && role.color !== 0)
    .toSorted((a, b) => b.position - a.position);
  return coloured[0] ? hexColour(coloured[0].color) : undefined;
}

/** The member's permissions in the guild: what everybody may, and what each role adds. */
export function permissionsOf(room, userId) {
  const ids = [room.guild.id, ...(room.members.get(userId)?.member.roles ?? [])];
  return ids.reduce((sum, id) => sum | BigInt(room.roles.get(id)?.permissions ?? 0), 0n);
}

/** Discord's colour number as CSS knows it. */
export function hexColour(number) {
  return `#${number.toString(16).padStart(6, '0')}`;
}

/** A picture as a data address: the bot's mark, or a person's initial on a colour of their own. */
export function avatarOf(room, user) {
  if (user.id === room.bot.userId || user.bot) return '/page/icon.svg';
  const name = displayName(room, user);
  const initial = [...name][0]?.toUpperCase() ?? '?';
  const colour = AVATAR_COLOURS[Number(BigInt(user.id) % BigInt(AVATAR_COLOURS.length))];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/><text x="20" y="27" font-family="sans-serif" font-size="19" font-weight="600" text-anchor="middle" fill="#fff">${escapeXml(initial)}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
