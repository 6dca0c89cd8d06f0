/** The buttons under an alert: Sources, Not relevant, Mute this story; Dossier stands with `/whois`. */
import { ComponentType, TextInputStyle } from 'discord.js';
import { answer, openModal, update } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type ComponentHandler, type ComponentInteraction, onComponent } from '../discord/slash-command.ts';
import type { Alert } from '../model/alert.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { MessageButton } from '../model/message.ts';
import type { Desk } from './command.ts';
import { sourcesCard } from './story-words.ts';

const WHY_CHARS = 300;

const GONE = 'This alert is no longer on record, so nothing can be changed about it.';

/** What the buttons under an alert do. */
export const alertButtons: readonly ComponentHandler<Desk>[] = [
  onComponent<Desk, 'sources'>('sources', 'anyone', async (interaction, id, desk) => {
    const story = desk.stories.get(id.storyId);
    const parts = story === undefined ? plainMessage('This story is no longer on record.') : sourcesCard(story, desk);
    await answer(interaction, 'asker', parts);
  }),

  onComponent<Desk, 'not-relevant'>('not-relevant', 'anyone', async (interaction, id, desk, asker) => {
    const alert = ownAlert(desk, id.alertId, asker.guildId);
    if (alert === undefined) return answer(interaction, 'asker', plainMessage(GONE));
    desk.alerts.notRelevant(alert, asker.userId, undefined);
    const buttons: readonly MessageButton[] = [
      { label: 'Undo', customId: encodeCustomId({ kind: 'undo-not-relevant', alertId: alert.id }), style: 'secondary' },
      {
        label: 'Say why',
        customId: encodeCustomId({ kind: 'not-relevant-reason', alertId: alert.id }),
        style: 'secondary',
      },
    ];
    const words =
      'Noted: this should not have been told. It is kept as a label, by which detection is measured and mended.';
    await answer(interaction, 'asker', { ...plainMessage(words), buttons: [buttons] });
  }),

  onComponent<Desk, 'undo-not-relevant'>('undo-not-relevant', 'anyone', async (interaction, id, desk, asker) => {
    const alert = ownAlert(desk, id.alertId, asker.guildId);
    if (alert !== undefined) desk.alerts.undoNotRelevant(alert, asker.userId);
    await update(interaction, plainMessage(alert === undefined ? GONE : 'Taken back.'));
  }),

  onComponent<Desk, 'not-relevant-reason'>('not-relevant-reason', 'anyone', async (interaction, id, desk, asker) => {
    const alert = ownAlert(desk, id.alertId, asker.guildId);
    if (alert === undefined) return update(interaction, plainMessage(GONE));
    if (!interaction.isModalSubmit()) return askWhy(interaction, alert);
    desk.alerts.notRelevant(alert, asker.userId, interaction.fields.getTextInputValue('why').trim() || undefined);
    await update(interaction, plainMessage('Thank you: the reason is noted too.'));
  }),

  onComponent<Desk, 'mute'>('mute', 'editor', async (interaction, id, desk, asker) => {
    const alert = ownAlert(desk, id.alertId, asker.guildId);
    const muted = alert === undefined ? undefined : desk.alerts.mute(alert, asker.userId);
    if (muted === undefined) return answer(interaction, 'asker', plainMessage(GONE));
    desk.log.info({ alert: muted.id, by: asker.userId }, 'a story was muted');
    const undo = { label: 'Undo', customId: encodeCustomId({ kind: 'unmute', alertId: muted.id }), style: 'secondary' };
    await answer(interaction, 'asker', {
      ...plainMessage('Muted: this story is updated no more in this channel. Other stories come as before.'),
      buttons: [[undo as MessageButton]],
    });
  }),

  onComponent<Desk, 'unmute'>('unmute', 'editor', async (interaction, id, desk, asker) => {
    const alert = ownAlert(desk, id.alertId, asker.guildId);
    const heard = alert === undefined ? undefined : desk.alerts.unmute(alert);
    await update(interaction, plainMessage(heard === undefined ? GONE : 'This story is updated again.'));
  }),
];

/** An alert of this guild only: a custom id is easily forged by a user's client. */
function ownAlert(desk: Desk, alertId: string, guildId: string): Alert | undefined {
  const alert = desk.alerts.get(alertId);
  return alert?.guildId === guildId ? alert : undefined;
}

async function askWhy(interaction: Exclude<ComponentInteraction, { fields: unknown }>, alert: Alert): Promise<void> {
  await openModal(interaction, {
    custom_id: encodeCustomId({ kind: 'not-relevant-reason', alertId: alert.id }),
    title: 'Why is it not relevant?',
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.TextInput,
            custom_id: 'why',
            label: 'In a few words; may be left empty',
            placeholder: 'A namesake; an old story; a trip at home …',
            style: TextInputStyle.Short,
            required: false,
            max_length: WHY_CHARS,
          },
        ],
      },
    ],
  });
}
