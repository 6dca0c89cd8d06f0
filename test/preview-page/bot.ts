/** A small bot on discord.js, to try the page with before and beside the real one: answers, forms, buttons, edits. */
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { LocalDiscord } from '../../src/preview/local-discord.ts';

const OFFICIALS = ['Igor Sechin', 'Vladimir Putin', 'Xi Jinping'];

const COMMANDS = [
  new SlashCommandBuilder()
    .setName('whois')
    .setDescription('Shows the dossier of an official')
    .addStringOption((option) =>
      option.setName('official').setDescription('A name, in any script').setRequired(true).setAutocomplete(true),
    ),
  new SlashCommandBuilder()
    .setName('watch')
    .setDescription('Watchlists')
    .setDefaultMemberPermissions(0x20)
    .addSubcommand((sub) =>
      sub
        .setName('add')
        .setDescription('Sets a watchlist up')
        .addChannelOption((option) => option.setName('channel').setDescription('Where alerts go').setRequired(true))
        .addIntegerOption((option) =>
          option.setName('confidence').setDescription('0 to 100').setMinValue(0).setMaxValue(100),
        ),
    )
    .addSubcommand((sub) => sub.setName('list').setDescription('Shows the watchlists')),
  new SlashCommandBuilder().setName('help').setDescription('What the bot can do'),
];

/** Logs the bot in and registers its commands. */
export async function startBot(discord: LocalDiscord): Promise<Client<true>> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await (await ready).application.commands.set(COMMANDS.map((command) => command.toJSON()));
  return ready;
}

/** The buttons under the test's alerts; the bot never answers `silent`. */
export function alertButtons(): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('sources').setLabel('Sources').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('silent').setLabel('Never answers').setStyle(ButtonStyle.Danger),
    new ButtonBuilder().setURL('https://example.org/article').setLabel('Read').setStyle(ButtonStyle.Link),
  );
}

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase();
    const found = OFFICIALS.filter((name) => name.toLowerCase().includes(typed));
    await interaction.respond(found.map((name) => ({ name, value: name.toLowerCase().replaceAll(' ', '-') })));
  } else if (interaction.isChatInputCommand()) {
    await answerCommand(interaction);
  } else if (interaction.isButton() && interaction.customId === 'sources') {
    await interaction.reply({ content: 'Two sources tell it.', flags: MessageFlags.Ephemeral });
  } else if (interaction.isModalSubmit()) {
    const why = interaction.fields.getTextInputValue('why');
    const kinds = interaction.fields.getStringSelectValues('kinds');
    await interaction.reply(`Watchlist set up: ${why}, ${kinds.join(' and ')}`);
  }
}

async function answerCommand(interaction: ChatInputCommandInteraction): Promise<void> {
  if (interaction.commandName === 'whois') {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const official = interaction.options.getString('official', true);
    await interaction.editReply({ embeds: [{ title: official, description: 'Chief executive of **Rosneft**' }] });
  } else if (interaction.commandName === 'help') {
    await interaction.reply('All of this.');
  } else {
    await interaction.showModal(watchlistForm());
  }
}

function watchlistForm(): ModalBuilder {
  const why = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Paragraph).setMinLength(5);
  const kinds = new StringSelectMenuBuilder()
    .setCustomId('kinds')
    .addOptions({ label: 'Trips', value: 'trips' }, { label: 'Deals', value: 'deals' });
  return new ModalBuilder()
    .setCustomId('new-watchlist')
    .setTitle('New watchlist')
    .addLabelComponents(
      new LabelBuilder().setLabel('Why?').setDescription('Your colleagues read this').setTextInputComponent(why),
      new LabelBuilder().setLabel('Kinds').setStringSelectMenuComponent(kinds),
    );
}
