/** `/help`: what there is, with examples to copy. */
import { InteractionContextType, ApplicationCommandOptionType as Type } from 'discord.js';
import { answer } from '../discord/answer.ts';
import type { MessageEmbed } from '../model/message.ts';
import type { Command } from './command.ts';

const WHAT =
  'Dateline reads the wires, catches trips and deals of the officials that the desk watches, and tells each happening once, with its sources. Three steps: `/feeds import` gives it wires, `/watch add` says whom to follow, `/setup` who may change things.';

/** Makes `/help` for the commands that stand beside it. */
export function createHelp(commands: readonly Command[]): Command {
  const help: Command = {
    data: {
      name: 'help',
      description: 'What Dateline does, and examples for each command',
      contexts: [InteractionContextType.Guild],
      options: [
        {
          type: Type.String,
          name: 'command',
          description: 'Examples of one command',
          choices: commands.map(({ data }) => ({ name: `/${data.name}`, value: data.name })),
        },
      ],
    },
    examples: [{ write: '/help command:/watch', does: 'shows what /watch can do' }],
    editorsOnly: [],
    answersTo: 'asker',

    async execute(interaction) {
      const chosen = interaction.options.getString('command');
      const command = commands.find(({ data }) => data.name === chosen);
      const embed = command === undefined ? overview(commands) : oneCommand(command);
      await answer(interaction, 'asker', { content: '', embeds: [embed], buttons: [], pingRoleIds: [] });
    },
  };
  return help;
}

function overview(commands: readonly Command[]): MessageEmbed {
  return {
    title: 'Dateline',
    description: WHAT,
    fields: commands.map((command) => ({
      name: `/${command.data.name}`,
      value: `${command.data.description}\n\`${command.examples[0]?.write ?? ''}\``,
      inline: false,
    })),
    footer: '/help command:… shows more examples of one command',
  };
}

function oneCommand(command: Command): MessageEmbed {
  const { data, examples, editorsOnly } = command;
  const subcommands = (data.options ?? [])
    .filter((option) => option.type === Type.Subcommand)
    .map((option) => `**/${data.name} ${option.name}** ${option.description}${mark(editorsOnly, option.name)}`);
  const lines = examples.map(({ write, does }) => `\`${write}\`\n-# ${does}`);
  return {
    title: `/${data.name}`,
    description: [data.description, ...subcommands].join('\n'),
    fields: [{ name: 'Examples', value: lines.join('\n'), inline: false }],
    ...(editorsOnly.length > 0 && { footer: '✏️ needs Manage Server or the editor role' }),
  };
}

function mark(editorsOnly: readonly string[], subcommand: string): string {
  return editorsOnly.includes('*') || editorsOnly.includes(subcommand) ? ' ✏️' : '';
}
