/** The form of an official: what an editor sees and types, and what comes of it. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { encodeCustomId } from '../model/custom-id.ts';
import { LANGUAGES } from '../model/language.ts';
import type { Official } from '../model/official.ts';
import { readNames, readOffices, writeNames, writeOffice } from '../officials/plain-form.ts';
import { readCountry } from './countries.ts';
import type { OfficialDraft, OfficialForm } from './officials-desk.ts';

/** Discord takes 4,000 characters in a text field; a little room is left to add something. */
const FIELD_CHARS = 4_000;
const SHOWN_CHARS = 3_700;
const NAME_CHARS = 120;
const DISTINGUISH_CHARS = 500;

export const EMPTY_FORM: OfficialForm = { name: '', names: '', offices: '', wikidataId: '', distinguish: '' };

/** What was typed, understood; where there are problems nothing is to be saved. */
export interface ReadForm {
  readonly draft: OfficialDraft;
  /** In plain words. */
  readonly problems: readonly string[];
}

/** Fills the form with an official: names in our eight languages, and as many offices as fit. */
export function formOf(official: Official): OfficialForm {
  return {
    name: official.name,
    names: writeNames(shownNames(official)),
    offices: shownOffices(official).join('\n'),
    wikidataId: official.wikidataId ?? '',
    distinguish: official.distinguish ?? '',
  };
}

/**
 * Reads the form. Names in languages and offices that it had no room for stay as they are in `base`.
 *
 * @param today `YYYY-MM-DD`: an editor has just looked at the entry
 */
export function readForm(form: OfficialForm, base: Official | undefined, locale: string, today: string): ReadForm {
  const names = readNames(form.names);
  const offices = readOffices(form.offices, (typed) => readCountry(typed, locale));
  const name = form.name.replaceAll(/\s+/g, ' ').trim();
  const wikidataId = form.wikidataId.trim().toUpperCase();
  const problems = [...names.problems, ...offices.problems];
  if (name === '') problems.push('It has no name.');
  if (wikidataId !== '' && !/^Q\d{1,12}$/.test(wikidataId))
    problems.push('A Wikidata id is Q and digits, as in Q1051739.');
  const shown = base === undefined ? {} : shownNames(base);
  const kept = Object.entries(base?.names ?? {}).filter(([language]) => shown[language] === undefined);
  const all = { ...Object.fromEntries(kept), ...names.value };
  return {
    draft: {
      name,
      names: Object.keys(all).length === 0 ? { en: [name] } : all,
      offices: [...offices.value, ...(base === undefined ? [] : base.offices.slice(shownOffices(base).length))],
      wikidataId: wikidataId || undefined,
      distinguish: form.distinguish.replaceAll(/\s+/g, ' ').trim() || undefined,
      checkedOn: today,
      portraitUrl: base?.portraitUrl,
    },
    problems,
  };
}

/** The modal; `noteId` is what the desk remembers the form by. */
export function formModal(form: OfficialForm, noteId: string, isNew: boolean): APIModalInteractionResponseCallbackData {
  const field = (id: keyof OfficialForm, label: string, placeholder: string, long: boolean, maxChars: number) => ({
    type: ComponentType.ActionRow as const,
    components: [
      {
        type: ComponentType.TextInput as const,
        custom_id: id,
        label,
        placeholder,
        style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required: id === 'name',
        max_length: maxChars,
        // Discord refuses an empty value where it takes none at all.
        ...(form[id] !== '' && { value: form[id].slice(0, maxChars) }),
      },
    ],
  });
  return {
    custom_id: encodeCustomId({ kind: 'official-form', noteId }),
    title: isNew ? 'A new official' : 'Change an official',
    components: [
      field('name', 'Usual English name', 'Igor Sechin', false, NAME_CHARS),
      field('names', 'Names: one language a line, split by ;', 'en: Igor Sechin\nru: Игорь Сечин', true, FIELD_CHARS),
      field(
        'offices',
        'Title; organisation; country; from; to',
        'Chief Executive; Rosneft; Russia; 2012-05',
        true,
        FIELD_CHARS,
      ),
      field('wikidataId', 'Wikidata id, where certain', 'Q1051739', false, 13),
      field('distinguish', 'Namesakes not to be taken for', 'a footballer of the same name', false, DISTINGUISH_CHARS),
    ],
  };
}

/** Names in our languages, as long as there is room; a language is shown whole or left as it is. */
function shownNames(official: Official): Readonly<Record<string, readonly string[]>> {
  const shown: Record<string, readonly string[]> = {};
  let left = SHOWN_CHARS;
  for (const language of LANGUAGES) {
    const names = official.names[language];
    if (names === undefined || names.length === 0) continue;
    const written = writeNames({ [language]: names }).length + 1;
    if (written > left) continue;
    left -= written;
    shown[language] = names;
  }
  return shown;
}

function shownOffices(official: Official): readonly string[] {
  const lines: string[] = [];
  let left = SHOWN_CHARS;
  for (const office of official.offices) {
    const line = writeOffice(office);
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return lines;
}
