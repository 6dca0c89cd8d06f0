/** Interactions: who asks, may they, who answers; and what a person reads when that fails. */
import type { AutocompleteInteraction, BaseInteraction, ChatInputCommandInteraction, Interaction } from 'discord.js';
import type { Log } from '../log.ts';
import { type CustomIdKind, parseCustomId } from '../model/custom-id.ts';
import { type Answerable, answer, deferInTime } from './answer.ts';
import { describeError } from './errors.ts';
import { fitChoices } from './limits.ts';
import { plainMessage } from './message.ts';
import { mayEdit } from './permissions.ts';
import type { Asker, ComponentHandler, ComponentInteraction, SlashCommand } from './slash-command.ts';

/** What answering interactions needs. */
export interface InteractionParts<D> {
  readonly commands: readonly SlashCommand<D>[];
  readonly desk: D;
  /** The role that `/setup` chose. */
  editorRoleId(guildId: string): string | undefined;
  /** A short word that stands in the answer and in the log, so that one finds the other. */
  newReference(): string;
  readonly log: Log;
}

/** Discord's own codes for "somebody answered already" and "too late"; nothing is left to tell the person. */
const UNANSWERABLE: ReadonlySet<unknown> = new Set([10_062, 40_060]);

/** Makes the function that answers every interaction; it never throws. */
export function createInteractionHandler<D>(parts: InteractionParts<D>): (interaction: Interaction) => Promise<void> {
  const commands = new Map(parts.commands.map((command) => [command.data.name, command]));
  const components = new Map<CustomIdKind, ComponentHandler<D>>(
    parts.commands.flatMap(({ components = [] }) => components.map((handler) => [handler.kind, handler])),
  );

  async function runCommand(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = commands.get(interaction.commandName);
    const asker = askerOf(interaction, parts);
    if (command === undefined) return refuse(interaction, 'Dateline no longer knows this command. Try `/help`.');
    if (asker === undefined) return refuse(interaction, 'Dateline works for a desk: use it in a server’s channel.');
    const subcommand = fullSubcommand(interaction);
    const needsEditor = command.editorsOnly.includes('*') || command.editorsOnly.includes(subcommand);
    if (needsEditor && !asker.mayEdit) return refuse(interaction, editorsOnly(asker, parts));
    await inTime(interaction, command.answersTo, () => command.execute(interaction, parts.desk, asker));
  }

  async function runComponent(interaction: ComponentInteraction): Promise<void> {
    const id = parseCustomId(interaction.customId);
    const handler = id === undefined ? undefined : components.get(id.kind);
    const asker = askerOf(interaction, parts);
    if (id === undefined || handler === undefined || asker === undefined) {
      return refuse(interaction, 'This button belongs to another version of Dateline. Ask again with its command.');
    }
    if (handler.needs === 'editor' && !asker.mayEdit) return refuse(interaction, editorsOnly(asker, parts));
    await inTime(interaction, 'asker', () => handler.run(interaction, id, parts.desk, asker));
  }

  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await suggest(interaction, commands.get(interaction.commandName), parts);
      else if (interaction.isChatInputCommand()) await runCommand(interaction);
      else if (interaction.isButton() || interaction.isStringSelectMenu() || interaction.isModalSubmit()) {
        await runComponent(interaction);
      }
    } catch (error) {
      await tellFailure(interaction, error, parts);
    }
  };
}

/** Runs a handler with the promise that an answer is begun within Discord's 3 s. */
async function inTime(
  interaction: Answerable,
  answersTo: 'asker' | 'channel',
  run: () => Promise<void>,
): Promise<void> {
  const callOff = deferInTime(interaction, answersTo);
  try {
    await run();
  } finally {
    callOff();
  }
}

async function suggest<D>(
  interaction: AutocompleteInteraction,
  command: SlashCommand<D> | undefined,
  parts: InteractionParts<D>,
): Promise<void> {
  const asker = askerOf(interaction, parts);
  const choices = asker === undefined ? [] : (command?.autocomplete?.(interaction, parts.desk, asker) ?? []);
  await interaction.respond(fitChoices(choices));
}

async function refuse(interaction: Answerable, words: string): Promise<void> {
  await answer(interaction, 'asker', plainMessage(words));
}

/** Words the failure for the person, and logs it under the same reference. */
async function tellFailure<D>(interaction: Interaction, error: unknown, parts: InteractionParts<D>): Promise<void> {
  const reference = parts.newReference();
  const facts = describeError(error);
  const where = interaction.isCommand() || interaction.isAutocomplete() ? interaction.commandName : 'component';
  if (UNANSWERABLE.has(facts.code)) {
    parts.log.warn({ where, error: facts.message }, 'an answer came too late for Discord');
    return;
  }
  parts.log.error({ reference, where, error: facts }, 'an interaction failed');
  if (interaction.isAutocomplete()) {
    await interaction.respond([]).catch(() => {
      // Nobody is told of a suggestion that didn't come; the log has it.
    });
    return;
  }
  if (!isAnswerable(interaction)) return;
  const words = `That went wrong on Dateline’s side, and nothing more was changed. Try again; if it happens again, give the operator the reference \`${reference}\`: it stands in the log.`;
  await answer(interaction, 'asker', plainMessage(words)).catch((second: unknown) => {
    parts.log.warn({ reference, error: describeError(second).message }, 'the failure could not be told either');
  });
}

function isAnswerable(interaction: Interaction): interaction is Interaction & Answerable {
  return (
    interaction.isChatInputCommand() ||
    interaction.isButton() ||
    interaction.isStringSelectMenu() ||
    interaction.isModalSubmit()
  );
}

function askerOf<D>(interaction: BaseInteraction, parts: InteractionParts<D>): Asker | undefined {
  if (interaction.guildId === null || interaction.channelId === null) return undefined;
  return {
    userId: interaction.user.id,
    guildId: interaction.guildId,
    channelId: interaction.channelId,
    locale: interaction.locale,
    mayEdit: mayEdit(interaction, parts.editorRoleId(interaction.guildId)),
  };
}

/** Tells who may, so that a reporter knows whom to ask. */
function editorsOnly<D>(asker: Asker, parts: InteractionParts<D>): string {
  const role = parts.editorRoleId(asker.guildId);
  const editors = role === undefined ? '' : ` or the <@&${role}> role`;
  const hint = role === undefined ? ' They can name an editor role with `/setup`.' : '';
  return `Only members with the Manage Server permission${editors} can change this.${hint}`;
}

function fullSubcommand(interaction: ChatInputCommandInteraction): string {
  const group = interaction.options.getSubcommandGroup(false);
  const subcommand = interaction.options.getSubcommand(false) ?? '';
  return group === null ? subcommand : `${group} ${subcommand}`;
}
