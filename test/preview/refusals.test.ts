import { PermissionFlagsBits } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { AT_DESK, ask, start } from './support.ts';

const MESSAGES = `/channels/${SEED_IDS.wireDesk}/messages`;
const COMMANDS = `/applications/${SEED_IDS.application}/commands`;

const BUTTON = { type: 2, style: 2, label: 'Mute', custom_id: 'mute' };
const WHOIS = { name: 'whois', description: 'Who is it' };

/** Status, code, and the codes of field errors with their places: "embeds.0.title BASE_TYPE_MAX_LENGTH". */
async function refusalOf(answer: Response): Promise<{ httpStatus: number; code: number; fields: string[] }> {
  const body = (await answer.json()) as { code: number; errors?: unknown };
  return { httpStatus: answer.status, code: body.code, fields: leaves(body.errors, []) };
}

function leaves(value: unknown, path: string[]): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '_errors'
      ? (inner as { code: string; message: string }[]).map(({ code }) => `${path.join('.')} ${code}`.trim())
      : leaves(inner, [...path, name]),
  );
}

function row(...components: unknown[]): { type: 1; components: unknown[] } {
  return { type: 1, components };
}

describe('a message that Discord would not take', () => {
  it.each<[string, unknown, string[]]>([
    ['2,001 characters', { content: 'a'.repeat(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
    ['2,001 emoji', { content: '🛢'.repeat(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
    ['a title of 257', { embeds: [{ title: 'a'.repeat(257) }] }, ['embeds.0.title BASE_TYPE_MAX_LENGTH']],
    ['11 embeds', { embeds: Array(11).fill({ title: 'a' }) }, ['embeds BASE_TYPE_MAX_LENGTH']],
    [
      '26 fields',
      { embeds: [{ fields: Array(26).fill({ name: 'a', value: 'b' }) }] },
      ['embeds.0.fields BASE_TYPE_MAX_LENGTH'],
    ],
    ['an embed that shows nothing', { embeds: [{ color: 1 }] }, ['embeds.0.description BASE_TYPE_REQUIRED']],
    [
      'a field without value',
      { embeds: [{ fields: [{ name: 'a' }] }] },
      ['embeds.0.fields.0.value BASE_TYPE_REQUIRED'],
    ],
    [
      'a blank field',
      { embeds: [{ fields: [{ name: 'a', value: ' ' }] }] },
      ['embeds.0.fields.0.value BASE_TYPE_REQUIRED'],
    ],
    [
      'embeds of more than 6,000 together',
      { embeds: [{ description: 'a'.repeat(4000) }, { description: 'b'.repeat(2001) }] },
      ['embeds MAX_EMBED_SIZE_EXCEEDED'],
    ],
    ['an address that is none', { embeds: [{ title: 'a', url: 'nowhere' }] }, ['embeds.0.url URL_TYPE_INVALID_URL']],
    [
      'a script as address',
      { embeds: [{ title: 'a', url: 'javascript:alert(1)' }] },
      ['embeds.0.url URL_TYPE_INVALID_SCHEME'],
    ],
    ['a colour out of range', { embeds: [{ title: 'a', color: 0x1000000 }] }, ['embeds.0.color NUMBER_TYPE_MAX']],
    [
      'a time that is none',
      { embeds: [{ title: 'a', timestamp: 'soon' }] },
      ['embeds.0.timestamp DATE_TIME_TYPE_PARSE'],
    ],
    [
      'six rows',
      { content: 'a', components: [1, 2, 3, 4, 5, 6].map((n) => row({ ...BUTTON, custom_id: `${n}` })) },
      ['components BASE_TYPE_BAD_LENGTH'],
    ],
    ['an empty row', { content: 'a', components: [row()] }, ['components.0.components BASE_TYPE_MIN_LENGTH']],
    [
      'six buttons in a row',
      { content: 'a', components: [row(...[1, 2, 3, 4, 5, 6].map((n) => ({ ...BUTTON, custom_id: `${n}` })))] },
      ['components.0.components BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a button beside a menu',
      { content: 'a', components: [row(BUTTON, { type: 3, custom_id: 'm', options: [{ label: 'a', value: 'a' }] })] },
      ['components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    [
      'one custom id twice',
      { content: 'a', components: [row(BUTTON), row(BUTTON)] },
      ['components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'a button without words',
      { content: 'a', components: [row({ type: 2, style: 2, custom_id: 'x' })] },
      ['components.0.components.0.label BASE_TYPE_REQUIRED'],
    ],
    [
      'a button without custom id',
      { content: 'a', components: [row({ type: 2, style: 2, label: 'x' })] },
      ['components.0.components.0.custom_id BASE_TYPE_REQUIRED'],
    ],
    [
      'a link without address',
      { content: 'a', components: [row({ type: 2, style: 5, label: 'x' })] },
      ['components.0.components.0.url BASE_TYPE_REQUIRED'],
    ],
    [
      'a custom id of 101',
      { content: 'a', components: [row({ ...BUTTON, custom_id: 'a'.repeat(101) })] },
      ['components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a text as component without the flag',
      { content: 'a', components: [{ type: 10, content: 'x' }] },
      ['components.0.type BASE_TYPE_CHOICES'],
    ],
    ['a nonce of 26', { content: 'a', nonce: 'n'.repeat(26) }, ['nonce BASE_TYPE_MAX_LENGTH']],
    [
      'a mention of all of nobody',
      { content: 'a', allowed_mentions: { parse: ['all'] } },
      ['allowed_mentions.parse.0 BASE_TYPE_CHOICES'],
    ],
    [
      'users both parsed and listed',
      { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
      ['allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
    ],
    [
      'an answer to a message that is not there',
      { content: 'a', message_reference: { message_id: '1' } },
      ['message_reference REPLIES_UNKNOWN_MESSAGE'],
    ],
    [
      'an attachment without its file',
      { content: 'a', attachments: [{ id: 0 }] },
      ['attachments.0.id MESSAGE_ATTACHMENT_NOT_FOUND'],
    ],
    ['text where a list belongs', { content: 'a', embeds: 'x' }, ['embeds LIST_TYPE_CONVERT']],
    ['a list as body', [], [' DICT_TYPE_CONVERT'.trim()]],
  ])('%s', async (_case, body, fields) => {
    const discord = await start();
    expect(await refusalOf(await ask(discord, 'POST', MESSAGES, body))).toEqual({
      httpStatus: 400,
      code: 50035,
      fields,
    });
    expect(discord.state.messages.size).toBe(0);
  });

  it.each<[string, unknown]>([
    ['2,000 emoji, each one character', { content: '🛢'.repeat(2000) }],
    ['an embed of 4,096 emoji', { embeds: [{ description: '🛢'.repeat(4096) }] }],
    ['6,000 in all embeds', { embeds: [{ description: 'a'.repeat(4000) }, { description: 'b'.repeat(2000) }] }],
    ['a time with an offset', { embeds: [{ title: 'a', timestamp: '2026-11-24T12:00:00+03:00' }] }],
    [
      'components of the second kind',
      { flags: 1 << 15, components: [{ type: 17, components: [{ type: 10, content: 'x' }] }] },
    ],
    [
      'an answer that may miss its message',
      { content: 'a', message_reference: { message_id: '1', fail_if_not_exists: false } },
    ],
  ])('but takes %s', async (_case, body) => {
    const discord = await start();
    expect((await ask(discord, 'POST', MESSAGES, body)).status).toBe(200);
  });

  it('never answers 5xx, whatever the body', async () => {
    const discord = await start();
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            content: fc.jsonValue(),
            embeds: fc.jsonValue(),
            components: fc.jsonValue(),
            nonce: fc.jsonValue(),
            attachments: fc.jsonValue(),
          },
          { requiredKeys: [] },
        ),
        async (body) => {
          expect((await ask(discord, 'POST', MESSAGES, body)).status).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what a bot may not do', () => {
  it.each<[string, (discord: LocalDiscord) => Promise<Response>, number, number]>([
    ['speak with a wrong token', (d) => ask(d, 'GET', '/users/@me', undefined, 'wrong'), 401, 0],
    ['say nothing', (d) => ask(d, 'POST', MESSAGES, { content: ' ' }), 400, 50006],
    [
      'post to a channel that is not there',
      (d) => ask(d, 'POST', '/channels/1/messages', { content: 'a' }),
      404,
      10003,
    ],
    ['edit a message that is not there', (d) => ask(d, 'PATCH', `${MESSAGES}/1`, { content: 'a' }), 404, 10008],
    ['call what is no route', (d) => ask(d, 'GET', '/nothing'), 404, 0],
    ['register for another application', (d) => ask(d, 'PUT', '/applications/1/commands', []), 404, 10002],
    [
      'register in a guild that it is not in',
      (d) => ask(d, 'PUT', `/applications/${SEED_IDS.application}/guilds/1/commands`, []),
      403,
      50001,
    ],
    [
      'answer an interaction that is not there',
      (d) => ask(d, 'POST', '/interactions/1/x/callback', { type: 6 }),
      404,
      10062,
    ],
    [
      'use a webhook that is not there',
      (d) => ask(d, 'POST', `/webhooks/${SEED_IDS.application}/x`, { content: 'a' }),
      404,
      10015,
    ],
    [
      'post where it may not write',
      (d) => {
        d.admin.deny(SEED_IDS.wireDesk, PermissionFlagsBits.SendMessages);
        return ask(d, 'POST', MESSAGES, { content: 'a' });
      },
      403,
      50013,
    ],
    [
      'post where it may not look',
      (d) => {
        d.admin.deny(SEED_IDS.wireDesk, PermissionFlagsBits.ViewChannel);
        return ask(d, 'POST', MESSAGES, { content: 'a' });
      },
      403,
      50001,
    ],
    [
      'post embeds where it may not embed',
      (d) => {
        d.admin.deny(SEED_IDS.wireDesk, PermissionFlagsBits.EmbedLinks);
        return ask(d, 'POST', MESSAGES, { embeds: [{ title: 'a' }] });
      },
      403,
      50013,
    ],
    [
      'edit what a person wrote',
      (d) => {
        const { id } = d.act.sendMessage({ ...AT_DESK, content: 'mine' });
        return ask(d, 'PATCH', `${MESSAGES}/${id}`, { content: 'yours' });
      },
      403,
      50005,
    ],
    [
      'post to a channel that was deleted',
      (d) => {
        d.admin.deleteChannel(SEED_IDS.wireDesk);
        return ask(d, 'POST', MESSAGES, { content: 'a' });
      },
      404,
      10003,
    ],
  ])('%s', async (_case, act, httpStatus, code) => {
    const discord = await start();
    expect(await refusalOf(await act(discord))).toMatchObject({ httpStatus, code });
  });

  it('speak broken JSON or an unknown version', async () => {
    const discord = await start();
    const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
    const broken = await fetch(`${discord.apiUrl}/v10${MESSAGES}`, { method: 'POST', headers, body: '{' });
    expect(await refusalOf(broken)).toMatchObject({ httpStatus: 400, code: 50109 });
    expect(await refusalOf(await fetch(`${discord.apiUrl}/v5/gateway`, { headers }))).toMatchObject({ code: 50041 });
  });
});

describe('commands that Discord would not take', () => {
  it.each<[string, unknown, string]>([
    ['a name in capitals', [{ ...WHOIS, name: 'WhoIs' }], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name with a space', [{ ...WHOIS, name: 'who is' }], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['no description', [{ name: 'whois' }], '0.description BASE_TYPE_REQUIRED'],
    ['a description of 101', [{ ...WHOIS, description: 'a'.repeat(101) }], '0.description BASE_TYPE_MAX_LENGTH'],
    ['one name twice', [WHOIS, WHOIS], '1 APPLICATION_COMMANDS_DUPLICATE_NAME'],
    [
      'a required option after one that is not',
      [
        {
          ...WHOIS,
          options: [
            { type: 3, name: 'a', description: 'a' },
            { type: 3, name: 'b', description: 'b', required: true },
          ],
        },
      ],
      '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'one option twice',
      [
        {
          ...WHOIS,
          options: [
            { type: 3, name: 'a', description: 'a' },
            { type: 3, name: 'a', description: 'b' },
          ],
        },
      ],
      '0.options.1.name APPLICATION_COMMAND_OPTION_NAME_DUPLICATED',
    ],
    [
      'a subcommand beside an option',
      [
        {
          ...WHOIS,
          options: [
            { type: 1, name: 'a', description: 'a' },
            { type: 3, name: 'b', description: 'b' },
          ],
        },
      ],
      '0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      'choices with autocomplete',
      [
        {
          ...WHOIS,
          options: [{ type: 3, name: 'a', description: 'a', autocomplete: true, choices: [{ name: 'x', value: 'x' }] }],
        },
      ],
      '0.options.0 APPLICATION_COMMAND_AUTOCOMPLETE_INVALID_HAS_CHOICES',
    ],
    [
      'a language that Discord does not know',
      [{ ...WHOIS, description_localizations: { xx: 'wer' } }],
      '0.description_localizations.xx BASE_TYPE_CHOICES',
    ],
    [
      'an option without a type that there is',
      [{ ...WHOIS, options: [{ type: 99, name: 'a', description: 'a' }] }],
      '0.options.0.type BASE_TYPE_CHOICES',
    ],
    [
      'more than 8,000 characters',
      [
        {
          ...WHOIS,
          options: Array.from({ length: 4 }, (_, n) => ({
            type: 3,
            name: `option-${n}`,
            description: 'a',
            choices: Array.from({ length: 25 }, (_unused, m) => ({
              name: `${m}`.padStart(90, 'x'),
              value: 'x'.repeat(90),
            })),
          })),
        },
      ],
      '0 APPLICATION_COMMAND_TOO_LARGE',
    ],
  ])('%s', async (_case, body, field) => {
    const discord = await start();
    const refused = await refusalOf(await ask(discord, 'PUT', COMMANDS, body));
    expect(refused).toMatchObject({ httpStatus: 400, code: 50035 });
    expect(refused.fields).toContain(field);
    expect(discord.state.commands.size).toBe(0);
  });

  it('names in Bulgarian and in Hindi are fine', async () => {
    const discord = await start();
    const names = { bg: 'кой', hi: 'कौन' };
    expect((await ask(discord, 'PUT', COMMANDS, [{ ...WHOIS, name_localizations: names }])).status).toBe(200);
  });
});

describe('an interaction is answered once, in its kind, in time', () => {
  async function sentTo(discord: LocalDiscord) {
    await ask(discord, 'PUT', COMMANDS, [WHOIS]);
    const sent: string[] = [];
    discord.state.onDispatch(({ t, d }) => {
      const { id, token } = d as { id: string; token: string };
      if (t === 'INTERACTION_CREATE') sent.push(`/interactions/${id}/${token}/callback`);
    });
    const outcome = discord.act.runCommand({ ...AT_DESK, command: 'whois', options: [] });
    return { callback: sent[0] ?? '', outcome };
  }

  it('a second answer is refused', async () => {
    const discord = await start();
    const { callback } = await sentTo(discord);
    expect((await ask(discord, 'POST', callback, { type: 4, data: { content: 'One' } })).status).toBe(204);
    const second = await ask(discord, 'POST', callback, { type: 4, data: { content: 'Two' } });
    expect(await refusalOf(second)).toMatchObject({ httpStatus: 400, code: 40060 });
  });

  it('a late answer finds nothing, and the person reads that the application did not respond', async () => {
    const discord = await start({ answerWithinMs: 20 });
    const { callback, outcome } = await sentTo(discord);
    expect(await outcome).toEqual({ kind: 'failed', why: 'The application did not respond' });
    const late = await ask(discord, 'POST', callback, { type: 4, data: { content: 'Late' } });
    expect(await refusalOf(late)).toMatchObject({ httpStatus: 404, code: 10062 });
  });

  it('an answer that is refused may be made again', async () => {
    const discord = await start();
    const { callback, outcome } = await sentTo(discord);
    const refused = await ask(discord, 'POST', callback, { type: 4, data: { content: 'a'.repeat(2001) } });
    expect(await refusalOf(refused)).toMatchObject({ code: 50035 });
    expect((await ask(discord, 'POST', callback, { type: 4, data: { content: 'Short' } })).status).toBe(204);
    expect(await outcome).toMatchObject({ message: { content: 'Short' } });
  });

  it('a command can’t be answered with choices, or by an edit of nothing', async () => {
    const discord = await start();
    const { callback } = await sentTo(discord);
    for (const body of [{ type: 8, data: { choices: [] } }, { type: 7, data: { content: 'x' } }, { type: 99 }]) {
      expect(await refusalOf(await ask(discord, 'POST', callback, body))).toMatchObject({
        httpStatus: 400,
        code: 50035,
      });
    }
  });

  it('nothing can be followed up before the answer', async () => {
    const discord = await start();
    const { callback } = await sentTo(discord);
    const hook = callback.replace(/^\/interactions\/\d+/, `/webhooks/${SEED_IDS.application}`).replace('/callback', '');
    expect(await refusalOf(await ask(discord, 'POST', hook, { content: 'x' }))).toMatchObject({ code: 10015 });
  });
});
