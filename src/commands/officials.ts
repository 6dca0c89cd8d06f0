/** `/officials`: the roster, whom wires are searched for; added from Wikidata or by hand, changed, hidden, taken along. */
import { type ChatInputCommandInteraction, InteractionContextType, type ModalSubmitInteraction } from 'discord.js';
import { harmless } from '../alerts/markup.ts';
import { answer, defer, openModal } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type Asker, onComponent } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { Official } from '../model/official.ts';
import { fold } from '../text/plain-name.ts';
import type { Command, Desk } from './command.ts';
import { suggestCountries } from './countries.ts';
import { lookUp, lookUpHandlers } from './look-up.ts';
import type { OfficialForm } from './officials-desk.ts';
import { exportRoster, importRoster } from './officials-files.ts';
import { readFilter } from './officials-filter.ts';
import { EMPTY_FORM, formModal, formOf, readForm } from './officials-form.ts';
import { OFFICIALS_OPTIONS } from './officials-options.ts';
import { savedOfficial } from './officials-saved.ts';
import { findMeant, hiddenOnes } from './officials-typed.ts';
import { changesPage, officeOf, officialsPage } from './officials-words.ts';
import { undoButton, writeUndone } from './undo.ts';

const SUGGESTED = 25;

export const officials = {
  data: {
    name: 'officials',
    description: 'Officials: whom the wires are searched for',
    contexts: [InteractionContextType.Guild],
    options: OFFICIALS_OPTIONS,
  },
  examples: [
    { write: '/officials list country:Russia organisation:Rosneft', does: 'shows who is searched for there' },
    { write: '/officials add name:Алексей Лихачёв', does: 'looks the name up in Wikidata, and offers to add' },
    { write: '/officials edit official:Igor Sechin', does: 'opens a form with names and offices' },
    { write: '/officials export form:CSV', does: 'gives the roster to a spreadsheet; /officials import takes it back' },
    { write: '/officials undo', does: 'takes the last change back' },
  ],
  editorsOnly: ['add', 'edit', 'hide', 'show', 'export', 'import', 'history', 'undo'],
  answersTo: 'asker',

  async execute(interaction, desk, asker) {
    switch (interaction.options.getSubcommand()) {
      case 'list':
        return list(interaction, desk, asker);
      case 'add':
        return add(interaction, desk, asker);
      case 'edit':
        return edit(interaction, desk, asker);
      case 'hide':
        return hide(interaction, true, desk, asker);
      case 'show':
        return hide(interaction, false, desk, asker);
      case 'export':
        return exportRoster(interaction, desk, asker);
      case 'import':
        return importRoster(interaction, desk, asker);
      case 'history':
        return history(interaction, desk, asker);
      default:
        return undo(interaction, desk, asker);
    }
  },

  autocomplete(interaction, desk, asker) {
    const { name, value } = interaction.options.getFocused(true);
    const plain = (names: readonly string[]) => names.map((text) => ({ name: text, value: text.slice(0, 100) }));
    if (name === 'country') return plain(suggestCountries(value, asker.locale, SUGGESTED));
    if (name === 'organisation') {
      return plain(desk.officials.organisations().filter((known) => fold(known).includes(fold(value)))).slice(
        0,
        SUGGESTED,
      );
    }
    const found =
      interaction.options.getSubcommand() === 'show'
        ? hiddenOnes(desk).filter((official) => fold(official.name).includes(fold(value)))
        : desk.officials.search(value, SUGGESTED).map(({ official }) => official);
    return found.map((official) => ({ name: `${official.name} · ${officeOf(official)}`, value: official.id }));
  },

  components: [
    ...lookUpHandlers,
    onComponent<Desk, 'official-form'>('official-form', 'editor', async (interaction, id, desk, asker) => {
      const note = desk.notes.find(id.noteId);
      if (note?.kind !== 'official form' || note.guildId !== asker.guildId) {
        return answer(
          interaction,
          'asker',
          plainMessage('That was more than a day ago: start again with `/officials`.'),
        );
      }
      if (interaction.isModalSubmit()) return saveForm(interaction, note.base, desk, asker);
      await openModal(interaction, formModal(note.form, id.noteId, note.base === undefined));
    }),
  ],
} satisfies Command;

async function list(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const filter = readFilter(interaction, asker);
  if ('problem' in filter) return answer(interaction, 'asker', plainMessage(filter.problem));
  const listId = desk.notes.keep({ kind: 'officials', guildId: asker.guildId, filter });
  await answer(interaction, 'asker', officialsPage(filter, listId, 0, desk, asker));
}

async function add(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const name = interaction.options.getString('name')?.trim() ?? '';
  if (name !== '') return lookUp(interaction, name, desk, asker);
  const form = EMPTY_FORM;
  const noteId = desk.notes.keep({ kind: 'official form', guildId: asker.guildId, form, base: undefined });
  await openModal(interaction, formModal(form, noteId, true));
}

async function edit(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const official = readOne(interaction, desk);
  if ('problem' in official) return answer(interaction, 'asker', plainMessage(official.problem));
  const form = formOf(official);
  const noteId = desk.notes.keep({ kind: 'official form', guildId: asker.guildId, form, base: official });
  await openModal(interaction, formModal(form, noteId, false));
}

/** Saves what was typed; where it can't be, it is kept, so that nothing has to be typed twice. */
async function saveForm(
  interaction: ModalSubmitInteraction,
  base: Official | undefined,
  desk: Desk,
  asker: Asker,
): Promise<void> {
  const typed = (id: keyof OfficialForm): string => interaction.fields.getTextInputValue(id);
  const form: OfficialForm = {
    name: typed('name'),
    names: typed('names'),
    offices: typed('offices'),
    wikidataId: typed('wikidataId'),
    distinguish: typed('distinguish'),
  };
  const today = new Date(desk.now()).toISOString().slice(0, 10);
  const { draft, problems } = readForm(form, base, asker.locale, today);
  const isStale = base !== undefined && JSON.stringify(desk.officials.get(base.id)) !== JSON.stringify(base);
  const stale = isStale ? ['Somebody changed this entry while you typed: open it again with `/officials edit`.'] : [];
  const all = [...stale, ...problems];
  const saving =
    all.length > 0
      ? ({ kind: 'refused', problems: all } as const)
      : base === undefined
        ? desk.officials.add(draft, 'hand', asker)
        : desk.officials.edit({ ...draft, id: base.id }, asker);
  if (saving.kind === 'saved')
    desk.log.info({ official: saving.official.id, by: asker.userId }, 'an official was saved');
  const parts = savedOfficial(saving, base === undefined ? 'Added' : 'Changed', desk, asker);
  if (saving.kind !== 'refused' || isStale) return answer(interaction, 'asker', parts);
  const noteId = desk.notes.keep({ kind: 'official form', guildId: asker.guildId, form, base });
  const mend = {
    label: 'Mend it',
    customId: encodeCustomId({ kind: 'official-form', noteId }),
    style: 'primary',
  } as const;
  await answer(interaction, 'asker', { ...parts, buttons: [[mend]] });
}

async function hide(
  interaction: ChatInputCommandInteraction,
  hidden: boolean,
  desk: Desk,
  asker: Asker,
): Promise<void> {
  const official = readOne(interaction, desk);
  if ('problem' in official) return answer(interaction, 'asker', plainMessage(official.problem));
  const name = harmless(official.name);
  const batch = desk.officials.hide(official.id, hidden, asker);
  if (batch === undefined) {
    return answer(interaction, 'asker', plainMessage(`${name} is ${hidden ? 'hidden' : 'looked for'} already.`));
  }
  desk.log.info({ official: official.id, hidden, by: asker.userId }, 'an official was hidden or shown');
  const followers = desk.watchlists
    .list(asker.guildId)
    .filter((watchlist) => watchlist.officials.includes(official.id));
  const silent = followers.map((watchlist) => `“${harmless(watchlist.name)}”`).join(', ');
  const words = hidden
    ? `**${name}** is looked for no more.${silent === '' ? '' : ` ${silent} will hear nothing of them.`}`
    : `**${name}** is looked for again, from now on.`;
  const button = undoButton({ kind: 'officials changed', guildId: asker.guildId, batch }, desk);
  await answer(interaction, 'asker', { ...plainMessage(words), buttons: [[button]] });
}

async function history(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const typed = interaction.options.getString('official');
  const official = typed === null ? undefined : readOne(interaction, desk);
  if (official !== undefined && 'problem' in official)
    return answer(interaction, 'asker', plainMessage(official.problem));
  const listId = desk.notes.keep({ kind: 'official changes', guildId: asker.guildId, officialId: official?.id });
  await answer(interaction, 'asker', changesPage(official?.id, listId, 0, desk));
}

async function undo(interaction: ChatInputCommandInteraction, desk: Desk, asker: Asker): Promise<void> {
  const number = interaction.options.getInteger('change') ?? undefined;
  // An import of thousands takes a while to take back.
  await defer(interaction, 'asker');
  const undone = await desk.officials.undoChange(number, asker);
  const words =
    undone === undefined
      ? 'There is no such change of this server: `/officials history` shows them.'
      : writeUndone(undone);
  await answer(interaction, 'asker', plainMessage(words));
}

/** Reads the option `official`: an id, or a name that is one person's. */
function readOne(interaction: ChatInputCommandInteraction, desk: Desk): Official | { readonly problem: string } {
  const typed = interaction.options.getString('official', true);
  const byId = desk.officials.get(typed);
  if (byId !== undefined) return byId;
  const meant = findMeant(typed, desk);
  if (meant.kind === 'one') return meant.official;
  const offered = meant.kind === 'several' ? meant.officials.slice(0, 5).map(({ name }) => harmless(name)) : [];
  const hint =
    offered.length === 0 ? '`/officials list` shows all.' : `It may be ${offered.join(', ')}: write the whole name.`;
  return { problem: `Nobody on the roster is called “${harmless(typed)}”. ${hint}` };
}
