import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  type ChatInputCommandInteraction,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  type TextChannel,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { AT_DESK, logIn, start } from './support.ts';

const WHOIS = new SlashCommandBuilder()
  .setName('whois')
  .setDescription('Shows what is on record of an official')
  .addStringOption((option) =>
    option.setName('name').setDescription('The official').setRequired(true).setAutocomplete(true),
  );

const WATCH = new SlashCommandBuilder()
  .setName('watch')
  .setDescription('Watchlists')
  .setDefaultMemberPermissions(0x20)
  .addSubcommand((sub) =>
    sub
      .setName('add')
      .setDescription('Adds one')
      .addChannelOption((option) => option.setName('channel').setDescription('Where to').setRequired(true))
      .addRoleOption((option) => option.setName('role').setDescription('Whom to ping'))
      .addUserOption((option) => option.setName('owner').setDescription('Whose it is'))
      .addIntegerOption((option) => option.setName('hour').setDescription('When').setMinValue(0).setMaxValue(23))
      .addAttachmentOption((option) => option.setName('file').setDescription('OPML')),
  );

async function deskWith(commands: readonly { toJSON(): unknown }[], answer: (interaction: never) => Promise<void>) {
  const discord = await start();
  const client = await logIn(discord);
  const answering: Promise<void>[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    answering.push(answer(interaction as never));
  });
  onTestFinished(async () => {
    await Promise.all(answering);
  });
  await client.application.commands.set(commands.map((command) => command.toJSON()) as never);
  return { discord, client };
}

function run(
  discord: LocalDiscord,
  command: string,
  options: Record<string, string | number> = {},
  userId: string = SEED_IDS.editor,
) {
  return discord.act.runCommand({
    ...AT_DESK,
    userId,
    command,
    options: Object.entries(options).map(([name, value]) => ({ name, value })),
  });
}

describe('the real client at the local Discord', () => {
  it('logs in with few intents, sees the guild, its channels and roles, and shows as online', async () => {
    const discord = await start();
    const client = await logIn(discord);
    expect(client.user.username).toBe('Dateline');
    const guild = client.guilds.cache.get(SEED_IDS.guild);
    expect(guild?.name).toBe('Newsroom');
    expect(guild?.channels.cache.map((channel) => channel.name)).toEqual([
      'wire-desk',
      'energy',
      'dateline-setup',
      'general',
    ]);
    expect(guild?.roles.cache.map((role) => role.name)).toContain('Editor');
    expect(guild?.members.me?.permissions.has('SendMessages')).toBe(true);
    expect(discord.state.bot.online).toBe(true);
  });

  it('registers its commands by one bulk PUT, and again under the same ids', async () => {
    const discord = await start();
    const client = await logIn(discord);
    const first = await client.application.commands.set([WHOIS, WATCH]);
    const again = await client.application.commands.set([WHOIS, WATCH]);
    expect([...again.keys()].sort()).toEqual([...first.keys()].sort());
    expect([...discord.state.commands.values()].map((command) => command.name)).toEqual(['whois', 'watch']);
    expect(again.find((command) => command.name === 'watch')?.defaultMemberPermissions?.bitfield).toBe(0x20n);
  });

  it('answers a slash command with its options', async () => {
    const { discord } = await deskWith([WHOIS], async (interaction: ChatInputCommandInteraction<'cached'>) => {
      await interaction.reply({ content: `On record: ${interaction.options.getString('name', true)}` });
    });
    const outcome = await run(discord, 'whois', { name: 'sechin' });
    expect(outcome).toMatchObject({ kind: 'message', isEphemeral: false, message: { content: 'On record: sechin' } });
  });

  it('gets people, roles, channels and permissions resolved', async () => {
    const seen: unknown[] = [];
    const { discord } = await deskWith([WATCH], async (interaction: ChatInputCommandInteraction<'cached'>) => {
      seen.push(
        interaction.options.getSubcommand(),
        interaction.options.getChannel('channel', true).name,
        interaction.options.getRole('role')?.name,
        interaction.options.getUser('owner')?.username,
        interaction.options.getMember('owner') !== null,
        interaction.options.getInteger('hour'),
        interaction.memberPermissions?.has('ManageGuild'),
        interaction.appPermissions.has('EmbedLinks'),
        interaction.locale,
      );
      await interaction.reply({ content: 'Added.', flags: MessageFlags.Ephemeral });
    });
    const outcome = await run(
      discord,
      'watch add',
      { channel: SEED_IDS.energy, role: SEED_IDS.editorRole, owner: SEED_IDS.reporter, hour: 7 },
      SEED_IDS.manager,
    );
    expect(seen).toEqual(['add', 'energy', 'Editor', 'ruth', true, 7, true, true, 'en-US']);
    expect(outcome).toMatchObject({ kind: 'message', isEphemeral: true });
  });

  it('gets a file that was attached to an option, at an address where it can be read', async () => {
    const { discord } = await deskWith([WATCH], async (interaction: ChatInputCommandInteraction<'cached'>) => {
      const file = interaction.options.getAttachment('file', true);
      const body = await (await fetch(file.url)).text();
      await interaction.reply(`${file.name} ${file.size} ${body}`);
    });
    const file = {
      filename: 'feeds.opml',
      contentType: 'text/x-opml',
      base64: Buffer.from('<opml/>').toString('base64'),
    };
    const outcome = await discord.act.runCommand({
      userId: SEED_IDS.manager,
      channelId: SEED_IDS.setup,
      command: 'watch add',
      options: [
        { name: 'channel', value: SEED_IDS.energy },
        { name: 'file', value: file },
      ],
    });
    expect(outcome).toMatchObject({ message: { content: 'feeds.opml 7 <opml/>' } });
  });

  it('answers autocomplete for the option being typed', async () => {
    const { discord } = await deskWith([WHOIS], async (interaction: AutocompleteInteraction) => {
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}…`, value: 'igor-sechin' }]);
    });
    const outcome = await discord.act.autocomplete({
      ...AT_DESK,
      command: 'whois',
      options: [{ name: 'name', value: 'sech' }],
      focused: 'name',
    });
    expect(outcome).toEqual({ kind: 'choices', choices: [{ name: 'sech…', value: 'igor-sechin' }] });
  });

  it('shows a deferred answer as loading until it is edited, then follows up', async () => {
    const { discord } = await deskWith([WHOIS], async (interaction: ChatInputCommandInteraction<'cached'>) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('Found.');
      await interaction.followUp({ content: 'And more.', flags: MessageFlags.Ephemeral });
      await interaction.deleteReply();
    });
    const loading = discord.waitFor((state) =>
      [...(state.messages.get(SEED_IDS.wireDesk)?.values() ?? [])].some(
        ({ message }) => ((message.flags ?? 0) & 128) !== 0,
      ),
    );
    const outcome = await run(discord, 'whois', { name: 'x' });
    await loading;
    expect(outcome).toMatchObject({ kind: 'message', isEphemeral: true, message: { content: 'Found.' } });
    const left = await discord.waitFor((state) => {
      const all = [...(state.messages.get(SEED_IDS.wireDesk)?.values() ?? [])];
      return all.length === 1 && all[0]?.message.content === 'And more.' && all;
    });
    expect(left[0]).toMatchObject({ visibleTo: SEED_IDS.editor, message: { content: 'And more.' } });
  });

  it('fetches the reply it has just made', async () => {
    const ids: (string | undefined)[] = [];
    const { discord } = await deskWith([WHOIS], async (interaction: ChatInputCommandInteraction<'cached'>) => {
      const response = await interaction.reply({ content: 'Here.', withResponse: true });
      ids.push(response.resource?.message?.id, (await interaction.fetchReply()).id);
      await interaction.editReply('Here now.');
    });
    await run(discord, 'whois', { name: 'x' });
    await discord.waitFor((state) =>
      [...(state.messages.get(SEED_IDS.wireDesk)?.values() ?? [])].some(
        ({ message }) => message.content === 'Here now.',
      ),
    );
    expect(ids[0]).toBeDefined();
    expect(ids[1]).toBe(ids[0]);
  });

  it('edits the message under a pressed button, or opens a dialogue, whose answer comes back', async () => {
    const { discord, client } = await deskWith([], async (interaction: Interaction) => {
      if (interaction.isButton() && interaction.customId === 'mute') {
        await interaction.update({ content: 'Muted.', components: [] });
      }
      if (interaction.isButton() && interaction.customId === 'reason') {
        const reason = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Short).setRequired(true);
        const kind = new StringSelectMenuBuilder()
          .setCustomId('kind')
          .addOptions({ label: 'Wrong person', value: 'person' }, { label: 'Old news', value: 'old' });
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId('not-relevant')
            .setTitle('Not relevant')
            .addLabelComponents(
              new LabelBuilder().setLabel('Why?').setTextInputComponent(reason),
              new LabelBuilder().setLabel('Kind').setStringSelectMenuComponent(kind),
            ),
        );
      }
      if (interaction.isModalSubmit()) {
        const { fields } = interaction;
        const text = `${fields.getTextInputValue('why')} / ${fields.getStringSelectValues('kind').join()}`;
        await interaction.reply({ content: text, flags: MessageFlags.Ephemeral });
      }
    });
    const channel = client.channels.cache.get(SEED_IDS.wireDesk) as TextChannel;
    const message = await channel.send({
      content: 'Alert',
      components: [
        new ActionRowBuilder<ButtonBuilder>().addComponents(
          new ButtonBuilder().setCustomId('mute').setLabel('Mute').setStyle(ButtonStyle.Secondary),
          new ButtonBuilder().setCustomId('reason').setLabel('Not relevant').setStyle(ButtonStyle.Danger),
          new ButtonBuilder().setURL('https://example.com/').setLabel('Source').setStyle(ButtonStyle.Link),
        ),
      ],
    });
    const opened = await discord.act.useComponent({ ...AT_DESK, messageId: message.id, customId: 'reason' });
    if (opened.kind !== 'modal') throw new Error(JSON.stringify(opened));
    expect(opened.modal.title).toBe('Not relevant');
    const submit = { ...AT_DESK, interactionId: opened.interactionId };
    await expect(discord.act.submitModal({ ...submit, fields: { kind: ['old'] } })).rejects.toThrow('Why?: is missing');
    const submitted = await discord.act.submitModal({ ...submit, fields: { why: 'Namesake', kind: ['person'] } });
    expect(submitted).toMatchObject({ isEphemeral: true, message: { content: 'Namesake / person' } });
    const muted = await discord.act.useComponent({ ...AT_DESK, messageId: message.id, customId: 'mute' });
    expect(muted).toMatchObject({ kind: 'update', message: { id: message.id, content: 'Muted.', components: [] } });
  });

  it('reads its own messages at the gateway, and of others only what it may', async () => {
    const discord = await start();
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages];
    const client = await logIn(discord, { intents });
    const contents: string[] = [];
    const both = new Promise<void>((resolve) => {
      client.on(Events.MessageCreate, (message) => {
        contents.push(message.content);
        if (contents.length === 2) resolve();
      });
    });
    discord.act.sendMessage({ ...AT_DESK, content: 'Private talk' });
    await (client.channels.cache.get(SEED_IDS.wireDesk) as TextChannel).send('Alert');
    await both;
    expect(contents).toEqual(['', 'Alert']);
  });

  it('makes a thread from a message and posts in it', async () => {
    const discord = await start();
    const client = await logIn(discord);
    const message = await (client.channels.cache.get(SEED_IDS.wireDesk) as TextChannel).send('Alert');
    const thread = await message.startThread({ name: 'Sources', autoArchiveDuration: 60 });
    await thread.send('First source');
    expect(thread.id).toBe(message.id);
    await thread.setArchived(true);
    expect(discord.state.messages.get(thread.id)?.size).toBe(1);
    expect(discord.state.channels.get(thread.id)).toMatchObject({ name: 'Sources', parent_id: SEED_IDS.wireDesk });
  });

  it('posts files, in a channel and as an answer, and keeps or drops them in edits', async () => {
    const { discord, client } = await deskWith([WHOIS], async (interaction: ChatInputCommandInteraction<'cached'>) => {
      await interaction.reply({ files: [{ attachment: Buffer.from('<opml/>'), name: 'feeds.opml' }] });
    });
    const outcome = await run(discord, 'whois', { name: 'x' });
    if (outcome.kind !== 'message') throw new Error(JSON.stringify(outcome));
    const [answered] = outcome.message.attachments;
    expect(answered).toMatchObject({ filename: 'feeds.opml', size: 7 });
    const served = await fetch(answered?.url ?? '');
    expect(await served.text()).toBe('<opml/>');
    expect(served.headers.get('content-disposition')).toContain('attachment');

    const channel = client.channels.cache.get(SEED_IDS.wireDesk) as TextChannel;
    const message = await channel.send({
      embeds: [{ title: 'Map', image: { url: 'attachment://map.png' } }],
      files: [{ attachment: Buffer.from('png'), name: 'map.png' }],
    });
    expect(message.embeds[0]?.image?.url).toBe(message.attachments.first()?.url);
    const kept = await message.edit({ content: 'With a map' });
    expect(kept.attachments.size).toBe(1);
    const dropped = await message.edit({ attachments: [] });
    expect(dropped.attachments.size).toBe(0);
  });

  it('shows commands only to those who may use them, and only where they belong', async () => {
    const { discord, client } = await deskWith([WATCH], async (interaction: ChatInputCommandInteraction<'cached'>) => {
      await interaction.reply('Here.');
    });
    await expect(run(discord, 'watch add', { channel: SEED_IDS.energy })).rejects.toThrow('you may not use /watch');
    await expect(run(discord, 'watch', {}, SEED_IDS.manager)).rejects.toThrow('needs one of its subcommands');
    const late = { channel: SEED_IDS.energy, hour: 24 };
    await expect(run(discord, 'watch add', late, SEED_IDS.manager)).rejects.toThrow('hour: at most 23');
    await client.application.commands.set([
      { name: 'private', description: 'x', contexts: [1] },
      { name: 'closed', description: 'x', defaultMemberPermissions: '0' },
    ]);
    await expect(run(discord, 'private')).rejects.toThrow('not for servers');
    await expect(run(discord, 'closed')).rejects.toThrow('you may not use /closed');
    expect(await run(discord, 'closed', {}, SEED_IDS.manager)).toMatchObject({ message: { content: 'Here.' } });
  });

  it('chooses from menus of texts, people and channels', async () => {
    const { discord, client } = await deskWith([], async (interaction: Interaction) => {
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join('+'));
      if (interaction.isUserSelectMenu())
        await interaction.reply(interaction.users.map((user) => user.username).join('+'));
      if (interaction.isChannelSelectMenu()) {
        await interaction.deferUpdate();
        await interaction.editReply({ content: interaction.channels.map((channel) => String(channel.id)).join('+') });
      }
    });
    const channel = client.channels.cache.get(SEED_IDS.wireDesk) as TextChannel;
    const options = ['trip', 'deal'].map((kind) => ({ label: kind, value: kind }));
    const { id: messageId } = await channel.send({
      content: 'Choose',
      components: [
        new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
          new StringSelectMenuBuilder().setCustomId('kinds').setMaxValues(2).addOptions(options),
        ),
        new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(new UserSelectMenuBuilder().setCustomId('people')),
        new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(
          new ChannelSelectMenuBuilder().setCustomId('where'),
        ),
      ],
    });
    const choose = (customId: string, values: string[]) =>
      discord.act.useComponent({ ...AT_DESK, messageId, customId, values });
    expect(await choose('kinds', ['deal', 'trip'])).toMatchObject({ message: { content: 'deal+trip' } });
    expect(await choose('people', [SEED_IDS.reporter])).toMatchObject({ message: { content: 'ruth' } });
    expect(await choose('where', [SEED_IDS.energy])).toEqual({ kind: 'acknowledged' });
    await discord.waitFor(
      (state) => state.messages.get(SEED_IDS.wireDesk)?.get(messageId)?.message.content === SEED_IDS.energy,
    );
    await expect(choose('kinds', ['war'])).rejects.toThrow('none of the options');
    await expect(choose('kinds', [])).rejects.toThrow('choose 1 to 2');
  });
});
