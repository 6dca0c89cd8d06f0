import { PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPoster } from '../../src/discord/post.ts';
import { createRest } from '../../src/discord/rest.ts';
import { createLog } from '../../src/log.ts';
import type { OutboxRow } from '../../src/model/delivery.ts';
import type { MessageParts } from '../../src/model/message.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { Secret } from '../../src/secret.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const CHANNEL = SEED_IDS.wireDesk;

let clock = NOW;
let discord: LocalDiscord;

beforeAll(async () => {
  discord = await startLocalDiscord({
    port: 0,
    now: () => clock,
    log: createLog('silent', 'json'),
    enforceRateLimits: false,
  });
});
afterAll(() => discord.close());
afterEach(() => {
  clock = NOW;
  discord.faults.clear();
  discord.state.messages.get(CHANNEL)?.clear();
});

const MESSAGE: MessageParts = {
  content: 'Sechin lands in Caracas',
  embeds: [{ title: 'Igor Sechin is visiting Caracas', description: 'On Tuesday.' }],
  buttons: [[{ label: 'Mute', customId: 'mute:alert-1', style: 'secondary' }]],
  pingRoleIds: [SEED_IDS.reporterRole],
};

let count = 0;
function row(part: Partial<OutboxRow> = {}): OutboxRow {
  count += 1;
  return {
    id: `delivery-${count}`,
    alertId: 'alert-1',
    guildId: SEED_IDS.guild,
    channelId: CHANNEL,
    action: { kind: 'post' },
    message: MESSAGE,
    createdAt: NOW,
    position: count,
    state: 'pending',
    attempts: 0,
    nextAttemptAt: NOW,
    lastError: undefined,
    messageId: undefined,
    ...part,
  };
}

const poster = () =>
  createPoster({
    rest: createRest(new Secret(discord.token), discord.apiUrl),
    selfId: () => SEED_IDS.application,
    now: () => clock,
  });

const posted = () => [...(discord.state.messages.get(CHANNEL)?.values() ?? [])].map(({ message }) => message);

describe('posting a delivery', () => {
  it('makes a message with its buttons, and pings only the roles it names', async () => {
    expect(await poster()(row(), undefined)).toMatchObject({ kind: 'sent' });
    expect(posted()).toMatchObject([{ content: MESSAGE.content, mention_everyone: false, mentions: [] }]);
  });

  it('twice makes one message: the second time Discord answers with the first', async () => {
    const same = row();
    const first = await poster()(same, undefined);
    expect(await poster()(same, undefined)).toEqual(first);
    expect(posted()).toHaveLength(1);
  });

  it('whose answer was lost makes one message', async () => {
    discord.faults.rest({ kind: 'accept then drop' }, { method: 'POST', path: '/messages' });
    const same = row();
    const outcome = await poster()(same, undefined);
    expect(outcome.kind === 'sent' || outcome.kind === 'retry').toBe(true);
    expect(await poster()(same, undefined)).toMatchObject({ kind: 'sent' });
    expect(posted()).toHaveLength(1);
  });

  it('after an outage longer than a nonce holds finds the message that was posted before it', async () => {
    const same = row();
    const first = await poster()(same, undefined);
    clock += 30 * 60_000;
    expect(await poster()(same, undefined)).toEqual(first);
    expect(posted()).toHaveLength(1);
  });

  it('after such an outage still posts what was not posted', async () => {
    await poster()(row({ alertId: 'alert-2', message: { ...MESSAGE, buttons: [] } }), undefined);
    clock += 30 * 60_000;
    expect(await poster()(row(), undefined)).toMatchObject({ kind: 'sent' });
    expect(posted()).toHaveLength(2);
  });

  it('edits and replies to the first message', async () => {
    const first = await poster()(row(), undefined);
    if (first.kind !== 'sent') throw new Error(first.why);
    const edit = row({ action: { kind: 'edit' }, message: { ...MESSAGE, content: 'Grown' } });
    expect(await poster()(edit, first.messageId)).toEqual(first);
    const reply = row({ action: { kind: 'reply' }, message: { ...MESSAGE, content: 'Signed', buttons: [] } });
    expect(await poster()(reply, first.messageId)).toMatchObject({ kind: 'sent' });
    expect(posted().map(({ content }) => content)).toEqual(['Grown', 'Signed']);
    expect(posted()[1]?.message_reference?.message_id).toBe(first.messageId);
  });

  it('replies all the same where the first message was deleted', async () => {
    const first = await poster()(row(), undefined);
    if (first.kind !== 'sent') throw new Error(first.why);
    discord.admin.deleteMessage(CHANNEL, first.messageId);
    expect(await poster()(row({ action: { kind: 'reply' } }), first.messageId)).toMatchObject({ kind: 'sent' });
  });
});

describe('the thread of a story', () => {
  const OPEN = { kind: 'open thread', name: 'Igor Sechin · Caracas, Venezuela' } as const;
  const NOTE = { kind: 'in thread', otherwise: 'leave out' } as const;
  const note = (words: string) => row({ action: NOTE, message: { ...MESSAGE, content: words, buttons: [] } });

  async function postedAlert(): Promise<string> {
    const outcome = await poster()(row(), undefined);
    if (outcome.kind !== 'sent') throw new Error(outcome.why);
    return outcome.messageId;
  }

  it('is opened on the alert’s message, under the story’s name, and takes messages', async () => {
    const messageId = await postedAlert();
    expect(await poster()(row({ action: OPEN }), messageId)).toEqual({ kind: 'sent', messageId });
    expect(discord.state.channels.get(messageId)).toMatchObject({ name: OPEN.name, parent_id: CHANNEL });
    expect(await poster()(note('A second source'), messageId)).toMatchObject({ kind: 'sent' });
    const inThread = [...(discord.state.messages.get(messageId)?.values() ?? [])].map(({ message }) => message.content);
    expect(inThread).toEqual(['A second source']);
    expect(posted()).toHaveLength(1);
  });

  it('that was opened before a crash is found again', async () => {
    const messageId = await postedAlert();
    discord.faults.rest({ kind: 'accept then drop' }, { method: 'POST', path: '/threads' });
    const open = row({ action: OPEN });
    await poster()(open, messageId);
    expect(await poster()(open, messageId)).toEqual({ kind: 'sent', messageId });
    const threads = [...discord.state.channels.values()].filter(({ id }) => id === messageId);
    expect(threads).toHaveLength(1);
  });

  it('makes one message of a note that is sent twice, also after an outage longer than a nonce holds', async () => {
    const messageId = await postedAlert();
    await poster()(row({ action: OPEN }), messageId);
    const same = note('A second source');
    const first = await poster()(same, messageId);
    expect(await poster()(same, messageId)).toEqual(first);
    clock += 30 * 60_000;
    expect(await poster()(same, messageId)).toEqual(first);
  });

  it('that may not be opened is a reason of its own, which stops nothing else', async () => {
    const messageId = await postedAlert();
    discord.admin.deny(CHANNEL, PermissionFlagsBits.CreatePublicThreads);
    const outcome = await poster()(row({ action: OPEN }), messageId);
    discord.admin.restore(CHANNEL);
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'no thread' });
  });

  it('that may not be posted in is too', async () => {
    const messageId = await postedAlert();
    await poster()(row({ action: OPEN }), messageId);
    discord.admin.deny(CHANNEL, PermissionFlagsBits.SendMessagesInThreads);
    const outcome = await poster()(note('A second source'), messageId);
    discord.admin.restore(CHANNEL);
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'no thread' });
  });

  it('that the desk deleted is not taken for a lost channel', async () => {
    const messageId = await postedAlert();
    await poster()(row({ action: OPEN }), messageId);
    discord.admin.deleteChannel(messageId);
    expect(await poster()(note('A second source'), messageId)).toMatchObject({
      kind: 'refused',
      reason: 'thread gone',
    });
  });

  it('can’t be opened in a thread', async () => {
    const messageId = await postedAlert();
    await poster()(row({ action: OPEN }), messageId);
    const inner = await poster()(row({ channelId: messageId, message: { ...MESSAGE, buttons: [] } }), undefined);
    if (inner.kind !== 'sent') throw new Error(inner.why);
    expect(await poster()(row({ channelId: messageId, action: OPEN }), inner.messageId)).toMatchObject({
      kind: 'refused',
      reason: 'no thread',
    });
  });
});

describe('a delivery that Discord does not take', () => {
  it('for lack of permission', async () => {
    discord.admin.deny(CHANNEL, PermissionFlagsBits.SendMessages);
    const outcome = await poster()(row(), undefined);
    discord.admin.restore(CHANNEL);
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'no permission' });
  });

  it('because the channel was deleted', async () => {
    const { id } = discord.admin.createChannel('short-lived');
    discord.admin.deleteChannel(id);
    expect(await poster()(row({ channelId: id }), undefined)).toMatchObject({
      kind: 'refused',
      reason: 'channel gone',
    });
  });

  it('because the message to edit was deleted', async () => {
    const edit = row({ action: { kind: 'edit' } });
    expect(await poster()(edit, '1180000000000009999')).toMatchObject({ kind: 'refused', reason: 'message gone' });
  });

  it('because of a bad hour, is to be tried again', async () => {
    discord.faults.rest({ kind: 'status', httpStatus: 503 }, { times: 5 });
    expect(await poster()(row(), undefined)).toMatchObject({ kind: 'retry' });
    discord.faults.clear();
    expect(posted()).toHaveLength(0);
  });

  it('because of a short rate limit, is posted when it ends', async () => {
    discord.faults.rest({ kind: 'rate limited', retryAfterMs: 200 });
    expect(await poster()(row(), undefined)).toMatchObject({ kind: 'sent' });
  });

  it('because of a long rate limit, is to be tried again when it ends', async () => {
    discord.faults.rest({ kind: 'rate limited', retryAfterMs: 60_000 });
    expect(await poster()(row(), undefined)).toMatchObject({ kind: 'retry', afterMs: expect.any(Number) });
  });

  it('whose server is gone, is to be tried again', async () => {
    const post = createPoster({
      rest: createRest(new Secret(discord.token), 'http://127.0.0.1:9/api'),
      selfId: () => undefined,
      now: () => NOW,
    });
    expect(await post(row(), undefined)).toMatchObject({ kind: 'retry' });
  });
});
