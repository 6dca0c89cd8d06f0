/** A slash command as `interactions.ts` runs it: what it is called, who may use it, what it does. */
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { CustomId, CustomIdKind } from '../model/custom-id.ts';

/** Who asked, where, and what they may do; made in one place from what Discord says of the member. */
export interface Asker {
  readonly userId: string;
  readonly guildId: string;
  readonly channelId: string;
  /** Discord's locale of the asker, `en-GB`. */
  readonly locale: string;
  /** Manage Server, or the editor role that `/setup` chose. */
  readonly mayEdit: boolean;
}

/** A suggestion while typing; cut to Discord's limits where it is sent. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What a person used: a button, a menu, or a modal's Submit. */
export type ComponentInteraction = ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction;

/** What happens when a component with a custom id of this kind is used. */
export interface ComponentHandler<D> {
  readonly kind: CustomIdKind;
  readonly needs: 'anyone' | 'editor';
  run(interaction: ComponentInteraction, id: CustomId, desk: D, asker: Asker): Promise<void>;
}

/** One line of `/help`. */
export interface Example {
  readonly write: string;
  readonly does: string;
}

/** One slash command; `D` is what its handlers may ask of the desk. */
export interface SlashCommand<D> {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  readonly examples: readonly Example[];
  /** Subcommands that change something and so need an editor; `*` for the whole command. */
  readonly editorsOnly: readonly string[];
  /** Who sees the answer: set-up is nobody else's business. */
  readonly answersTo: 'asker' | 'channel';
  execute(interaction: ChatInputCommandInteraction, desk: D, asker: Asker): Promise<void>;
  /** At most 25 are shown; must answer within 3 s, so it asks nothing of the network. */
  autocomplete?(interaction: AutocompleteInteraction, desk: D, asker: Asker): readonly Choice[];
  readonly components?: readonly ComponentHandler<D>[];
}

/** Names the handler of one kind of component, with its custom id as the handler's own type. */
export function onComponent<D, K extends CustomIdKind>(
  kind: K,
  needs: 'anyone' | 'editor',
  run: (interaction: ComponentInteraction, id: Extract<CustomId, { kind: K }>, desk: D, asker: Asker) => Promise<void>,
): ComponentHandler<D> {
  return {
    kind,
    needs,
    async run(interaction, id, desk, asker) {
      if (isOfKind(id, kind)) await run(interaction, id, desk, asker);
    },
  };
}

function isOfKind<K extends CustomIdKind>(id: CustomId, kind: K): id is Extract<CustomId, { kind: K }> {
  return id.kind === kind;
}
