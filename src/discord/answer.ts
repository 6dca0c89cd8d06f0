/** Answers to interactions: each is answered once and in time, whichever way it comes about. */
import {
  AttachmentBuilder,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type InteractionReplyOptions,
  MessageFlags,
} from 'discord.js';
import type { MessageParts } from '../model/message.ts';
import { type MessageMenu, toMessageBody } from './message.ts';
import type { ComponentInteraction } from './slash-command.ts';

/** An interaction that can be answered with a message. */
export type Answerable = ChatInputCommandInteraction | ComponentInteraction;

/** What goes with the words of an answer. */
export interface AnswerExtras {
  readonly menu?: MessageMenu;
  readonly file?: { readonly name: string; readonly text: string };
}

/** Discord shows "did not respond" after 3 s (Discord, "Responding to an Interaction"); this leaves the network its share. */
const DEFER_AFTER_MS = 1_500;

/** How an interaction stands: what was begun and can't be begun a second time. */
interface Standing {
  begun: Promise<unknown> | undefined;
}

const standings = new WeakMap<BaseInteraction, Standing>();

function standingOf(interaction: BaseInteraction): Standing {
  const known = standings.get(interaction);
  if (known !== undefined) return known;
  const fresh: Standing = { begun: undefined };
  standings.set(interaction, fresh);
  return fresh;
}

/** Notes that an answer is under way; one that Discord refused can be followed by another. */
async function begin(standing: Standing, answering: Promise<unknown>): Promise<void> {
  standing.begun = answering;
  try {
    await answering;
  } catch (error) {
    standing.begun = undefined;
    throw error;
  }
}

/**
 * Defers the answer by itself if none is begun in time.
 *
 * @returns a function that calls this off
 */
export function deferInTime(interaction: Answerable, answersTo: 'asker' | 'channel'): () => void {
  const timer = setTimeout(() => {
    void defer(interaction, answersTo).catch(() => {
      // The answer itself will meet the same trouble, and tell it.
    });
  }, DEFER_AFTER_MS);
  return () => clearTimeout(timer);
}

/** Says "thinking": from here on there are 15 minutes for the answer. Does nothing where an answer was begun. */
export async function defer(interaction: Answerable, answersTo: 'asker' | 'channel'): Promise<void> {
  const standing = standingOf(interaction);
  if (standing.begun === undefined) {
    await begin(standing, interaction.deferReply(answersTo === 'asker' ? { flags: MessageFlags.Ephemeral } : {}));
  } else await standing.begun;
}

/**
 * Answers, or replaces what was answered so far: progress and then the result, in one message.
 *
 * @param answersTo who sees it; of no effect where the answer was deferred before
 */
export async function answer(
  interaction: Answerable,
  answersTo: 'asker' | 'channel',
  parts: MessageParts,
  extras: AnswerExtras = {},
): Promise<void> {
  const standing = standingOf(interaction);
  const body = toReply(parts, extras);
  if (standing.begun === undefined) {
    await begin(
      standing,
      interaction.reply({ ...body, ...(answersTo === 'asker' && { flags: MessageFlags.Ephemeral }) }),
    );
    return;
  }
  await standing.begun;
  await interaction.editReply(body);
}

/** Replaces the message on which the component stands; where that is no longer possible, answers beside it. */
export async function update(
  interaction: ComponentInteraction,
  parts: MessageParts,
  extras: AnswerExtras = {},
): Promise<void> {
  const standing = standingOf(interaction);
  const onMessage = !interaction.isModalSubmit() || interaction.isFromMessage();
  if (standing.begun !== undefined || !onMessage) {
    await answer(interaction, 'asker', parts, extras);
    return;
  }
  await begin(standing, interaction.update(toReply(parts, extras)));
}

/** Opens a modal; it is the answer, so nothing may have been begun. */
export async function openModal(
  interaction: Answerable & { showModal(modal: ModalForm): Promise<unknown> },
  modal: ModalForm,
): Promise<void> {
  const standing = standingOf(interaction);
  await begin(standing, interaction.showModal(modal));
}

/** A modal in Discord's own form. */
type ModalForm = Parameters<ChatInputCommandInteraction['showModal']>[0];

function toReply(parts: MessageParts, extras: AnswerExtras): Omit<InteractionReplyOptions, 'flags'> {
  const { allowed_mentions, ...body } = toMessageBody(parts, extras.menu);
  const files =
    extras.file === undefined
      ? []
      : [new AttachmentBuilder(Buffer.from(extras.file.text, 'utf8'), { name: extras.file.name })];
  return {
    ...body,
    files,
    allowedMentions: { parse: [], roles: [...(allowed_mentions.roles ?? [])], users: [], repliedUser: false },
  };
}
