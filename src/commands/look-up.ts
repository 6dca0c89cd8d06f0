/** Looking an unknown name up in Wikidata: what it says, a choice among namesakes, and the offer to add somebody. */
import { harmless } from '../alerts/markup.ts';
import { type Answerable, answer, defer } from '../discord/answer.ts';
import { plainMessage } from '../discord/message.ts';
import { type Asker, type ComponentHandler, onComponent } from '../discord/slash-command.ts';
import { encodeCustomId } from '../model/custom-id.ts';
import type { MessageButton } from '../model/message.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk } from './command.ts';
import { dossierCard, strangerCard } from './dossier-card.ts';
import type { LookUpTrouble } from './officials-desk.ts';
import { EMPTY_FORM } from './officials-form.ts';
import { savedOfficial } from './officials-saved.ts';

const ITEM_ID = /^Q\d{1,12}$/i;

const TROUBLES: Readonly<Record<LookUpTrouble, string>> = {
  off: 'Looking names up in Wikidata is switched off here (`WIKIDATA_URL`), so only the catalogue was searched.',
  busy: 'Wikidata is busy and asks to be left alone for a moment, so only the catalogue was searched: try again in a minute.',
  'no answer': 'Wikidata can’t be reached just now, so only the catalogue was searched: try again later.',
  'not understood':
    'Wikidata answered with something else than usual, so only the catalogue was searched: try again later.',
};

const WHAT_TO_TRY = 'Try the surname alone, another spelling, or the name in its own script';

/** Looks a typed name up, and answers the asker alone with what came of it. */
export async function lookUp(interaction: Answerable, typed: string, desk: Desk, asker: Asker): Promise<void> {
  await defer(interaction, 'asker');
  const name = typed.trim();
  if (ITEM_ID.test(name)) return showPerson(interaction, name.toUpperCase(), desk, asker);
  const shown = harmless(truncate(name, 100));
  const found = await desk.officials.lookUpName(name, asker.locale);
  if (found.kind === 'unavailable') {
    const words = `Nobody in the catalogue is called “${shown}”. ${TROUBLES[found.trouble]} ${WHAT_TO_TRY}.`;
    return answer(interaction, 'asker', { ...plainMessage(words), buttons: byHand(name, desk, asker) });
  }
  const [first, ...others] = found.people;
  if (first === undefined) {
    const words = `Neither the catalogue nor Wikidata knows anybody called “${shown}”. ${WHAT_TO_TRY}.`;
    return answer(interaction, 'asker', { ...plainMessage(words), buttons: byHand(name, desk, asker) });
  }
  if (others.length === 0) return showPerson(interaction, first.wikidataId, desk, asker);
  const menu = {
    customId: encodeCustomId({ kind: 'wikidata-choice', userId: asker.userId }),
    placeholder: 'Whom do you mean?',
    options: found.people.map((person) => ({
      label: person.name,
      value: person.wikidataId,
      description: person.description ?? person.wikidataId,
    })),
  };
  const words = `Nobody in the catalogue is called “${shown}”. Wikidata knows ${found.people.length} people:`;
  await answer(interaction, 'asker', { ...plainMessage(words), buttons: byHand(name, desk, asker) }, { menu });
}

/** A button that asks Wikidata for a name, beside a choice from the catalogue. */
export function lookUpButton(name: string, desk: Desk, asker: Asker): MessageButton {
  const noteId = desk.notes.keep({ kind: 'name to look up', guildId: asker.guildId, name });
  return {
    label: 'None of these: ask Wikidata',
    customId: encodeCustomId({ kind: 'look-up', noteId }),
    style: 'secondary',
  };
}

/** For editors: the form, with the name filled in. */
function byHand(name: string, desk: Desk, asker: Asker): readonly (readonly MessageButton[])[] {
  if (!asker.mayEdit) return [];
  const form = { ...EMPTY_FORM, name: name.slice(0, 120) };
  const noteId = desk.notes.keep({ kind: 'official form', guildId: asker.guildId, form, base: undefined });
  return [[{ label: 'Add by hand', customId: encodeCustomId({ kind: 'official-form', noteId }), style: 'secondary' }]];
}

/** Shows one person: the dossier where the roster knows them under another name, else what Wikidata says. */
async function showPerson(interaction: Answerable, wikidataId: string, desk: Desk, asker: Asker): Promise<void> {
  const known = desk.officials.byWikidataId(wikidataId);
  if (known !== undefined) return answer(interaction, 'asker', dossierOf(known.id, desk, asker));
  await defer(interaction, 'asker');
  const person = await desk.officials.lookUpPerson(wikidataId);
  if (person.kind === 'unavailable') return answer(interaction, 'asker', plainMessage(TROUBLES[person.trouble]));
  if (person.kind === 'nobody') {
    return answer(interaction, 'asker', plainMessage(`Wikidata has no person under ${wikidataId}.`));
  }
  // The item may have been merged into one that the roster knows.
  const merged = desk.officials.byWikidataId(person.official.wikidataId ?? '');
  if (merged !== undefined) return answer(interaction, 'asker', dossierOf(merged.id, desk, asker));
  const card = strangerCard(desk.officials.dossier(person.official, asker.guildId, asker.locale), asker);
  const add: MessageButton = {
    label: 'Add',
    customId: encodeCustomId({ kind: 'official-add', wikidataId }),
    style: 'primary',
  };
  const words = asker.mayEdit ? '' : 'An editor can add this person: `/officials add`.';
  const row = [...(asker.mayEdit ? [add] : []), ...(card.buttons[0] ?? [])];
  await answer(interaction, 'asker', { ...card, content: words, buttons: [row] });
}

function dossierOf(id: string, desk: Desk, asker: Asker) {
  const official = desk.officials.get(id);
  if (official === undefined) return plainMessage('Nobody is known by that any more.');
  return dossierCard(desk.officials.dossier(official, asker.guildId, asker.locale), desk, asker);
}

/** What the buttons and the menu of a lookup do. */
export const lookUpHandlers: readonly ComponentHandler<Desk>[] = [
  onComponent<Desk, 'look-up'>('look-up', 'anyone', async (interaction, id, desk, asker) => {
    const note = desk.notes.find(id.noteId);
    if (note?.kind !== 'name to look up' || note.guildId !== asker.guildId) {
      return answer(interaction, 'asker', plainMessage('That was more than a day ago: ask again.'));
    }
    await lookUp(interaction, note.name, desk, asker);
  }),

  onComponent<Desk, 'wikidata-choice'>('wikidata-choice', 'anyone', async (interaction, _id, desk, asker) => {
    const [wikidataId = ''] = interaction.isStringSelectMenu() ? interaction.values : [];
    if (!ITEM_ID.test(wikidataId)) return answer(interaction, 'asker', plainMessage('That is nobody: ask again.'));
    await showPerson(interaction, wikidataId, desk, asker);
  }),

  onComponent<Desk, 'official-add'>('official-add', 'editor', async (interaction, id, desk, asker) => {
    await defer(interaction, 'asker');
    if (!ITEM_ID.test(id.wikidataId)) return answer(interaction, 'asker', plainMessage('That is nobody: ask again.'));
    const person = await desk.officials.lookUpPerson(id.wikidataId);
    if (person.kind === 'unavailable') return answer(interaction, 'asker', plainMessage(TROUBLES[person.trouble]));
    if (person.kind === 'nobody') {
      return answer(interaction, 'asker', plainMessage(`Wikidata has no person under ${id.wikidataId}.`));
    }
    const saving = desk.officials.add(person.official, 'wikidata', asker);
    if (saving.kind === 'saved')
      desk.log.info({ official: saving.official.id, by: asker.userId }, 'an official was added');
    await answer(interaction, 'asker', savedOfficial(saving, 'Added', desk, asker));
  }),
];
