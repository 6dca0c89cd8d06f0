import { describe, expect, it } from 'vitest';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { AT_DESK, ask, logIn, start } from './support.ts';

const { safeParse } = await import('zod/v4/core');
const schemas = await import('discord-api-spec/zod');

/** What is wrong with an answer by Discord's own published schema of it. */
async function issuesOf(answer: Response, schema: string, isList = false): Promise<unknown[]> {
  expect(answer.status).toBeLessThan(300);
  const body: unknown = await answer.json();
  const bodies = isList ? (body as unknown[]) : [body];
  expect(bodies.length).toBeGreaterThan(0);
  return bodies.flatMap((one) => safeParse(schemas[schema], one).error?.issues ?? []);
}

const COMMAND = {
  name: 'whois',
  description: 'Shows what is on record',
  default_member_permissions: '32',
  options: [{ type: 3, name: 'name', description: 'The official', required: true, autocomplete: true }],
};

const MESSAGE = {
  content: 'Sechin to visit Caracas <@&1180000000000000202>',
  embeds: [
    {
      title: 'Trip',
      url: 'https://example.com/a',
      description: 'Planned',
      color: 0xe0a030,
      timestamp: '2026-11-24T12:00:00.000Z',
      author: { name: 'Wire of the South' },
      footer: { text: 'rule, 0.93' },
      thumbnail: { url: 'https://example.com/p.png' },
      fields: [{ name: 'Where', value: 'Caracas' }],
    },
  ],
  components: [
    {
      type: 1,
      components: [
        { type: 2, style: 1, label: 'Dossier', custom_id: 'a' },
        { type: 2, style: 5, label: 'Source', url: 'https://example.com/' },
      ],
    },
    { type: 1, components: [{ type: 3, custom_id: 'b', options: [{ label: 'One', value: '1' }] }] },
  ],
  nonce: 'a-nonce',
  enforce_nonce: true,
};

describe('what the local Discord answers fits Discord’s published schema', () => {
  it.each<[string, string, boolean]>([
    ['/gateway/bot', 'GatewayBotResponseSchema', false],
    ['/users/@me', 'UserPIIResponseSchema', false],
    [`/users/${SEED_IDS.editor}`, 'UserResponseSchema', false],
    ['/applications/@me', 'PrivateApplicationResponseSchema', false],
    [`/guilds/${SEED_IDS.guild}`, 'GuildWithCountsResponseSchema', false],
    [`/guilds/${SEED_IDS.guild}/channels`, 'GuildChannelResponseSchema', true],
    [`/guilds/${SEED_IDS.guild}/roles`, 'GuildRoleResponseSchema', true],
    [`/guilds/${SEED_IDS.guild}/members/${SEED_IDS.application}`, 'GuildMemberResponseSchema', false],
    [`/channels/${SEED_IDS.wireDesk}`, 'GuildChannelResponseSchema', false],
  ])('GET %s', async (path, schema, isList) => {
    const discord = await start();
    expect(await issuesOf(await ask(discord, 'GET', path), schema, isList)).toEqual([]);
  });

  it('commands', async () => {
    const discord = await start();
    for (const path of [
      `/applications/${SEED_IDS.application}/commands`,
      `/applications/${SEED_IDS.application}/guilds/${SEED_IDS.guild}/commands`,
    ]) {
      expect(
        await issuesOf(await ask(discord, 'PUT', path, [COMMAND]), 'ApplicationCommandResponseSchema', true),
      ).toEqual([]);
      expect(await issuesOf(await ask(discord, 'GET', path), 'ApplicationCommandResponseSchema', true)).toEqual([]);
    }
  });

  it('messages posted, answered, edited, read, with a thread', async () => {
    const discord = await start();
    const channel = `/channels/${SEED_IDS.wireDesk}`;
    const posted = await ask(discord, 'POST', `${channel}/messages`, MESSAGE);
    expect(await issuesOf(posted.clone(), 'MessageResponseSchema')).toEqual([]);
    const { id } = (await posted.json()) as { id: string };
    const reply = { content: 'Update', message_reference: { message_id: id } };
    expect(await issuesOf(await ask(discord, 'POST', `${channel}/messages`, reply), 'MessageResponseSchema')).toEqual(
      [],
    );
    const thread = await ask(discord, 'POST', `${channel}/messages/${id}/threads`, { name: 'Sources' });
    expect(await issuesOf(thread, 'ThreadResponseSchema')).toEqual([]);
    const edited = await ask(discord, 'PATCH', `${channel}/messages/${id}`, { content: 'Confirmed' });
    expect(await issuesOf(edited, 'MessageResponseSchema')).toEqual([]);
    expect(await issuesOf(await ask(discord, 'GET', `${channel}/messages`), 'MessageResponseSchema', true)).toEqual([]);
    const alone = await ask(discord, 'POST', `${channel}/threads`, { name: 'Night desk', type: 11 });
    expect(await issuesOf(alone, 'ThreadResponseSchema')).toEqual([]);
  });

  it('answers to interactions, with and without deferral, and follow-ups', async () => {
    const discord = await start();
    await logIn(discord);
    await ask(discord, 'PUT', `/applications/${SEED_IDS.application}/commands`, [
      { ...COMMAND, options: [], default_member_permissions: null },
    ]);
    const sent: { id: string; token: string }[] = [];
    discord.state.onDispatch(({ t, d }) => {
      if (t === 'INTERACTION_CREATE') sent.push(d as { id: string; token: string });
    });
    for (const body of [
      { type: 4, data: MESSAGE_WITHOUT_NONCE },
      { type: 5, data: { flags: 64 } },
    ]) {
      const outcome = discord.act.runCommand({ ...AT_DESK, command: 'whois', options: [] });
      const { id, token } = sent.at(-1) ?? { id: '', token: '' };
      const answer = await ask(discord, 'POST', `/interactions/${id}/${token}/callback?with_response=true`, body);
      expect(await issuesOf(answer, 'InteractionCallbackResponseSchema')).toEqual([]);
      const hook = `/webhooks/${SEED_IDS.application}/${token}`;
      const edited = await ask(discord, 'PATCH', `${hook}/messages/@original`, { content: 'Found' });
      expect(await issuesOf(edited, 'MessageResponseSchema')).toEqual([]);
      const more = await ask(discord, 'POST', hook, { content: 'More', flags: 64 });
      expect(await issuesOf(more, 'MessageResponseSchema')).toEqual([]);
      await outcome;
    }
  });
});

const { nonce: _nonce, enforce_nonce: _enforce, ...MESSAGE_WITHOUT_NONCE } = MESSAGE;
