import { type APIOverwrite, type APIRole, PermissionFlagsBits } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_PERMISSIONS, channelPermissions, may } from '../../src/preview/permissions.ts';

const P = PermissionFlagsBits;
const GUILD = '1';

function grants(everyone: bigint, roles: Record<string, bigint> = {}) {
  const entries = Object.entries({ [GUILD]: everyone, ...roles });
  return {
    guildId: GUILD,
    roles: new Map(entries.map(([id, bits]) => [id, { id, permissions: `${bits}` } as APIRole])),
  };
}

function overwrite(id: string, type: 0 | 1, allow: bigint, deny: bigint): APIOverwrite {
  return { id, type, allow: `${allow}`, deny: `${deny}` };
}

const BOT = { userId: '9', roleIds: ['2'], isOwner: false };
const WRITE = P.ViewChannel | P.SendMessages;

describe('what the bot may do in a channel', () => {
  it.each<[string, bigint, readonly APIOverwrite[], boolean]>([
    ['as the guild has it, without overwrites', WRITE, [], true],
    ['not where @everyone is denied', WRITE, [overwrite(GUILD, 0, 0n, P.SendMessages)], false],
    [
      'where its role is allowed what @everyone is denied',
      WRITE,
      [overwrite(GUILD, 0, 0n, P.SendMessages), overwrite('2', 0, P.SendMessages, 0n)],
      true,
    ],
    [
      'not where it is denied itself, though its role is allowed',
      WRITE,
      [overwrite('2', 0, P.SendMessages, 0n), overwrite('9', 1, 0n, P.SendMessages)],
      false,
    ],
    ['not where it can’t look, though it may write', WRITE, [overwrite(GUILD, 0, 0n, P.ViewChannel)], false],
    ['not by another role’s allowance', P.ViewChannel, [overwrite('3', 0, P.SendMessages, 0n)], false],
  ])('%s', (_case, everyone, overwrites, expected) => {
    expect(may(channelPermissions(BOT, grants(everyone), overwrites), P.SendMessages)).toBe(expected);
  });

  it('everything as an administrator or the owner, whatever the channel says', () => {
    const denied = [overwrite(GUILD, 0, 0n, ALL_PERMISSIONS), overwrite('9', 1, 0n, ALL_PERMISSIONS)];
    expect(channelPermissions(BOT, grants(0n, { 2: P.Administrator }), denied)).toBe(ALL_PERMISSIONS);
    expect(channelPermissions({ ...BOT, isOwner: true }, grants(0n), denied)).toBe(ALL_PERMISSIONS);
  });

  it('is nothing at all without View Channel, else never what its own overwrite denies', () => {
    const bits = fc.bigInt({ min: 0n, max: ALL_PERMISSIONS }).map((all) => all & ~P.Administrator);
    fc.assert(
      fc.property(bits, bits, bits, bits, bits, (everyone, role, allow, deny, ownDeny) => {
        const overwrites = [overwrite(GUILD, 0, allow, deny), overwrite('9', 1, 0n, ownDeny)];
        const granted = channelPermissions(BOT, grants(everyone, { 2: role }), overwrites);
        expect(granted === 0n || may(granted, P.ViewChannel)).toBe(true);
        expect(granted & ownDeny).toBe(0n);
      }),
    );
  });
});
