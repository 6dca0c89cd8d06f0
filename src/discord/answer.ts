/** Answers to interactions: each is answered once and in time, whichever way it comes about. */
import {
  AttachmentBuilder,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
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

/** Discord's code for an interaction that has its answer already ("Interaction has already been acknowledged"). */
const ALREADY_ANSWERED = 40_060;

/** What came of beginning an answer; `already`: one of ours had arrived before, whose word was lost. */
type Begun = 'now' | 'already';

/**
 * Notes that an answer is under way; one that Discord refused can be followed by another.
 *
 * @param attempt is made twice where the network fails: Discord takes one answer, and says "already" to the second
 */
async function begin(
  interaction: Answerable,
  kind: 'deferred' | 'replied',
  attempt: () => Promise<unknown>,
): Promise<Begun> {
  const standing = standingOf(interaction);
  const beginning = settle(interaction, kind, attempt);
  standing.begun = beginning;
  try {
    return await beginning;
  } catch (error) {
    standing.begun = undefined;
    throw error;
  }
}

async function settle(
  interaction: Answerable,
  kind: 'deferred' | 'replied',
  attempt: () => Promise<unknown>,
): Promise<Begun> {
  try {
    await attempt().catch((error: unknown) => {
      if (error instanceof DiscordAPIError) throw error;
      return attempt();
    });
    return 'now';
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.code !== ALREADY_ANSWERED) throw error;
    interaction[kind] = true;
    return 'already';
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
    const options = answersTo === 'asker' ? ({ flags: MessageFlags.Ephemeral } as const) : {};
    await begin(interaction, 'deferred', () => interaction.deferReply(options));
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
    const options = { ...body, ...(answersTo === 'asker' && ({ flags: MessageFlags.Ephemeral } as const)) };
    if ((await begin(interaction, 'replied', () => interaction.reply(options))) === 'now') return;
  }
  await standing.begun;
  await interaction.editReply(body);
}

/** Keeps the message on which the component stands until {@link update} replaces it: there are 15 minutes for that. */
export async function deferUpdate(interaction: ComponentInteraction): Promise<void> {
  if (standingOf(interaction).begun !== undefined || interaction.isModalSubmit()) return;
  await begin(interaction, 'deferred', () => interaction.deferUpdate());
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
  const body = toReply(parts, extras);
  const begun = await begin(interaction, 'replied', () => interaction.update(body));
  if (begun === 'already') await interaction.editReply(body);
}

/** Opens a modal; it is the answer, so nothing may have been begun. */
export async function openModal(
  interaction: Answerable & { showModal(modal: ModalForm): Promise<unknown> },
  modal: ModalForm,
): Promise<void> {
  await begin(interaction, 'replied', () => interaction.showModal(modal));
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
