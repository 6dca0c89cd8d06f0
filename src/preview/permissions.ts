/** What a member may do in a channel, by Discord's documented algorithm (docs, "Permissions"). */
import { type APIOverwrite, type APIRole, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';

/** Every permission there is. */
export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** Who asks: a member with the roles it has. */
export interface Holder {
  readonly userId: string;
  readonly roleIds: readonly string[];
  readonly isOwner: boolean;
}

/** The guild's side of it; the role with the guild's id is @everyone. */
export interface Grants {
  readonly guildId: string;
  readonly roles: ReadonlyMap<string, APIRole>;
}

/** What the holder may do in the guild, before a channel's overwrites. */
export function guildPermissions(holder: Holder, grants: Grants): bigint {
  if (holder.isOwner) return ALL_PERMISSIONS;
  let granted = 0n;
  for (const roleId of [grants.guildId, ...holder.roleIds]) {
    granted |= BigInt(grants.roles.get(roleId)?.permissions ?? '0');
  }
  return (granted & PermissionFlagsBits.Administrator) !== 0n ? ALL_PERMISSIONS : granted;
}

/**
 * What the holder may do in a channel.
 *
 * @param overwrites the channel's own; for a thread, its parent's
 */
export function channelPermissions(holder: Holder, grants: Grants, overwrites: readonly APIOverwrite[]): bigint {
  const base = guildPermissions(holder, grants);
  if (base === ALL_PERMISSIONS) return base;
  const mine = new Set(holder.roleIds);
  const everyone = overwrites.filter((o) => o.type === OverwriteType.Role && o.id === grants.guildId);
  const roles = overwrites.filter((o) => o.type === OverwriteType.Role && o.id !== grants.guildId && mine.has(o.id));
  const member = overwrites.filter((o) => o.type === OverwriteType.Member && o.id === holder.userId);
  let allowed = base;
  for (const group of [everyone, roles, member]) {
    for (const overwrite of group) allowed &= ~BigInt(overwrite.deny);
    for (const overwrite of group) allowed |= BigInt(overwrite.allow);
  }
  // Who can't see a channel can do nothing in it.
  if ((allowed & PermissionFlagsBits.ViewChannel) === 0n) return 0n;
  return allowed;
}

/** Whether `granted` holds every bit of `needed`. */
export function may(granted: bigint, needed: bigint): boolean {
  return (granted & needed) === needed;
}
