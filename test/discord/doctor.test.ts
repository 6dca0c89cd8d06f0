import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineDiscord } from '../../src/discord/doctor.ts';
import {
  computePermissions,
  INVITE_PERMISSIONS,
  inviteLink,
  type PermissionFacts,
} from '../../src/discord/permissions.ts';
import { registerCommands } from '../../src/discord/register.ts';
import { createRest } from '../../src/discord/rest.ts';
import { createLog } from '../../src/log.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { Secret } from '../../src/secret.ts';

let discord: LocalDiscord;

beforeAll(async () => {
  const now = () => Date.UTC(2026, 10, 24, 9);
  discord = await startLocalDiscord({ port: 0, now, log: createLog('silent', 'json') });
});
afterAll(() => discord.close());

const rest = () => createRest(new Secret(discord.token), discord.apiUrl);
const place = (channelId: string, threads = false) => ({
  guildId: SEED_IDS.guild,
  channelId,
  roleId: undefined,
  threads,
  wanted: 'watchlist Rosneft',
});

describe('the doctor', () => {
  it('finds everything in order, and prints the invite link', async () => {
    const results = await examineDiscord(rest(), [place(SEED_IDS.energy)]);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.map(({ check }) => check)).toEqual([
      'token',
      'intents',
      'gateway',
      'servers',
      'channel #energy (watchlist Rosneft)',
      'invite link',
    ]);
    expect(results.at(-1)?.words).toContain(`client_id=${SEED_IDS.application}`);
  });

  it('names the permission that a channel lacks, and what to do', async () => {
    discord.admin.deny(SEED_IDS.energy, PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.ReadMessageHistory);
    const results = await examineDiscord(rest(), [place(SEED_IDS.energy)]);
    discord.admin.restore(SEED_IDS.energy);
    expect(results.find(({ ok }) => !ok)).toEqual({
      check: 'channel #energy (watchlist Rosneft)',
      ok: false,
      words: 'Dateline lacks Embed Links, Read Message History',
      remedy: 'Give its role these in the channel’s permissions.',
    });
  });

  it('names what stories’ threads need, only where the desk wants threads', async () => {
    discord.admin.deny(SEED_IDS.energy, PermissionFlagsBits.CreatePublicThreads);
    const without = await examineDiscord(rest(), [place(SEED_IDS.energy)]);
    const wanting = await examineDiscord(rest(), [place(SEED_IDS.energy, true)]);
    discord.admin.restore(SEED_IDS.energy);
    expect(without.filter(({ ok }) => !ok)).toEqual([]);
    expect(wanting.filter(({ ok }) => !ok).map(({ words }) => words)).toEqual(['Dateline lacks Create Public Threads']);
  });

  it('tells of a channel that is gone', async () => {
    const { id } = discord.admin.createChannel('short-lived');
    discord.admin.deleteChannel(id);
    const results = await examineDiscord(rest(), [place(id)]);
    expect(results.find(({ ok }) => !ok)?.remedy).toContain('/watch edit');
  });

  it('stops at a token that Discord does not take', async () => {
    const results = await examineDiscord(createRest(new Secret('wrong'), discord.apiUrl), [place(SEED_IDS.energy)]);
    expect(results).toMatchObject([{ check: 'token', ok: false, remedy: expect.stringContaining('DISCORD_TOKEN') }]);
  });

  it('says so where Discord can’t be reached', async () => {
    const results = await examineDiscord(createRest(new Secret('any'), 'http://127.0.0.1:9/api'), []);
    expect(results).toMatchObject([{ ok: false, remedy: expect.stringContaining('DISCORD_API_URL') }]);
  });
});

describe('the invite link', () => {
  it('asks for both scopes and no more permissions than alerts need', () => {
    const link = new URL(inviteLink('123'));
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    expect(BigInt(link.searchParams.get('permissions') ?? '0')).toBe(INVITE_PERMISSIONS);
    const dangerous =
      PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild | PermissionFlagsBits.MentionEveryone;
    expect(INVITE_PERMISSIONS & dangerous).toBe(0n);
  });
});

describe('permissions in a channel', () => {
  const roles = [
    { id: 'guild', permissions: '1024' },
    { id: 'bots', permissions: '2048' },
  ];
  const facts: PermissionFacts = { guildId: 'guild', memberId: 'me', memberRoles: ['bots'], roles, overwrites: [] };

  it.each<[string, Partial<PermissionFacts>, bigint]>([
    ['are those of all roles', {}, 3072n],
    ['less what @everyone is denied', { overwrites: [{ id: 'guild', allow: '0', deny: '2048' }] }, 1024n],
    [
      'a role’s overwrite comes after @everyone’s',
      {
        overwrites: [
          { id: 'bots', allow: '2048', deny: '0' },
          { id: 'guild', allow: '0', deny: '2048' },
        ],
      },
      3072n,
    ],
    [
      'the member’s own comes last',
      {
        overwrites: [
          { id: 'me', allow: '0', deny: '1024' },
          { id: 'bots', allow: '1024', deny: '0' },
        ],
      },
      2048n,
    ],
    ['other roles’ overwrites don’t count', { overwrites: [{ id: 'others', allow: '8192', deny: '1024' }] }, 3072n],
  ])('%s', (_case, part, permissions) => expect(computePermissions({ ...facts, ...part })).toBe(permissions));
});

describe('registering the commands', () => {
  it('comes through a bad minute', async () => {
    discord.faults.rest({ kind: 'status', httpStatus: 500 }, { method: 'PUT', times: 4 });
    const commands = [{ name: 'status', description: 'How it fares' }];
    await registerCommands(rest(), SEED_IDS.application, commands, { firstWaitMs: 10 });
    expect([...discord.state.commands.values()].map(({ name }) => name)).toEqual(['status']);
  });

  it('gives up at once where Discord refuses the definition', async () => {
    const commands = [{ name: 'Not A Name', description: '' }];
    await expect(registerCommands(rest(), SEED_IDS.application, commands, { firstWaitMs: 10 })).rejects.toMatchObject({
      code: 50_035,
    });
  });
});
