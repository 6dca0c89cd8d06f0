/** Writing a slash command: from what is typed to a request, step by step, without any drawing. */
import { channels, people, roles } from './selects.js';

/** Discord's option types. */
export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
};

/** The permission bit that includes all others. */
const ADMINISTRATOR = 8n;

/** Suggestions shown at once, as in Discord. */
const MOST_SUGGESTIONS = 25;

const BOOLEAN_CHOICES = [
  { name: 'True', value: true },
  { name: 'False', value: false },
];

/**
 * Every command that can be run, its subcommands one by one.
 *
 * @param {any[]} commands Discord's application commands
 * @param {bigint} permissions of the person who types: what needs more is not offered, as in Discord
 * @returns {{ path: string, description: string, options: any[] }[]} `path` is "watch add"; sorted by it
 */
export function flattenCommands(commands, permissions) {
  const flat = [];
  const visit = (node, path) => {
    const inner = (node.options ?? []).filter(({ type }) => type === OPTION.subcommand || type === OPTION.group);
    if (inner.length > 0) {
      for (const sub of inner) visit(sub, `${path} ${sub.name}`);
    } else {
      flat.push({ path, description: node.description, options: node.options ?? [] });
    }
  };
  for (const command of commands) {
    const needed = BigInt(command.default_member_permissions ?? 0);
    const isAllowed = (permissions & ADMINISTRATOR) !== 0n || (permissions & needed) === needed;
    if ((command.type ?? 1) === 1 && isAllowed) visit(command, command.name);
  }
  return flat.toSorted((a, b) => a.path.localeCompare(b.path));
}

/** Commands for what stands after the slash: those that begin with it first, then those that hold it. */
export function matchCommands(flat, typed) {
  const query = typed.trim().toLowerCase();
  const begins = flat.filter(({ path }) => path.startsWith(query));
  const holds = flat.filter(
    ({ path, description }) => !path.startsWith(query) && `${path} ${description.toLowerCase()}`.includes(query),
  );
  return [...begins, ...holds];
}

/**
 * Finds the command that a text names in full: "/whois sech" is `whois` with "sech" left over.
 *
 * @returns {{ entry: any, rest: string } | undefined}
 */
export function parseTyped(text, flat) {
  if (!text.startsWith('/')) return undefined;
  const typed = text.slice(1);
  const entry = flat
    .filter(({ path }) => typed.startsWith(`${path} `))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  return entry ? { entry, rest: typed.slice(entry.path.length + 1) } : undefined;
}

/**
 * A command that is being filled in: its required options stand ready, the others can be added.
 *
 * @param {{ path: string, options: any[] }} entry
 * @param {string} [text] "country:Russia organisation:Rosneft", or what goes into the first option that takes a text
 */
export function createDraft(entry, text = '') {
  const draft = { entry, fields: [], focus: 'tail', tail: '', error: undefined };
  draft.fields = entry.options.filter((option) => option.required).map((option) => createField(option));
  const { before, named } = namedOptions(entry.options, text);
  if (before && draft.fields.length === 0 && entry.options[0]) draft.fields.push(createField(entry.options[0]));
  if (draft.fields[0]) {
    draft.fields[0].text = before;
    draft.focus = 0;
  }
  for (const one of named) draft.focus = putOption(draft, one);
  return draft;
}

/**
 * The options that a text names, as Discord takes them: "Caracas country:Venezuela" is "Caracas" and the country.
 *
 * @param {any[]} options those that may be named
 * @returns {{ before: string, named: { option: any, text: string }[] }} `before`: what stands before the first
 */
export function namedOptions(options, text) {
  const marks = options
    .flatMap((option) => {
      const at = ` ${text}`.indexOf(` ${option.name}:`);
      return at < 0 ? [] : [{ option, at }];
    })
    .toSorted((a, b) => a.at - b.at);
  const named = marks.map(({ option, at }, index) => ({
    option,
    text: text.slice(at + option.name.length + 1, marks[index + 1]?.at ?? text.length).trim(),
  }));
  return { before: marks[0] ? text.slice(0, marks[0].at).trim() : text, named };
}

/** Puts a named option into the draft; @returns {number} its place */
export function putOption(draft, { option, text }) {
  const known = draft.fields.findIndex((field) => field.option.name === option.name);
  if (known < 0) draft.fields.push(createField(option));
  const place = known < 0 ? draft.fields.length - 1 : known;
  Object.assign(draft.fields[place], { text, chosen: undefined });
  return place;
}

/** An option of the draft, with what stands in it. */
export function createField(option) {
  return { option, text: '', chosen: undefined, choices: undefined, loading: false, error: undefined };
}

/** Options that the draft does not hold yet. */
export function unusedOptions(draft) {
  const used = new Set(draft.fields.map(({ option }) => option.name));
  return draft.entry.options.filter(({ name }) => !used.has(name));
}

/** Of these, those that what is typed at its end may mean. */
export function optionsToAdd(draft) {
  const query = draft.tail.trim().toLowerCase();
  return unusedOptions(draft).filter(({ name }) => name.includes(query));
}

/**
 * What can be picked for a field.
 *
 * @returns {{ name: string, value: string | number | boolean }[] | undefined} undefined where it is to be typed
 */
export function suggestionsFor(field, room) {
  const { option } = field;
  if (option.autocomplete) return field.choices ?? [];
  const all = listFor(option, room);
  if (all === undefined) return undefined;
  const query = field.chosen ? '' : field.text.trim().toLowerCase();
  return all.filter(({ name }) => name.toLowerCase().includes(query)).slice(0, MOST_SUGGESTIONS);
}

function listFor(option, room) {
  const byId = (list) => list.map(({ id, name }) => ({ name, value: id }));
  if (option.choices?.length) return option.choices;
  switch (option.type) {
    case OPTION.boolean:
      return BOOLEAN_CHOICES;
    case OPTION.user:
      return byId(people(room));
    case OPTION.role:
      return byId(roles(room));
    case OPTION.mentionable:
      return byId([...people(room), ...roles(room)]);
    case OPTION.channel:
      return byId(channels(room, option.channel_types));
    default:
      return undefined;
  }
}

/** Whether a field must be picked from its list; a text with autocomplete may also be typed freely. */
function mustBeChosen(option) {
  return Boolean(option.choices?.length) || (option.type >= OPTION.boolean && option.type <= OPTION.mentionable);
}

/**
 * The value of a field, or what is wrong with it, in words for the person who typed it.
 *
 * @returns {{ value: string | number | boolean | object } | { error: string } | { empty: true }}
 */
export function fieldValue(field, room) {
  const { option, chosen } = field;
  if (chosen !== undefined) return { value: chosen.value };
  const text = field.text.trim();
  if (text === '') return option.required ? { error: 'This option is required. Specify a value.' } : { empty: true };
  if (mustBeChosen(option)) {
    const exact = listFor(option, room)?.find(({ name }) => bare(name) === bare(text));
    return exact ? { value: exact.value } : { error: 'This is not one of the choices. Pick one from the list.' };
  }
  if (option.type === OPTION.integer || option.type === OPTION.number) return numberValue(option, text);
  if (option.min_length !== undefined && text.length < option.min_length) {
    return { error: `Must be ${option.min_length} or more in length.` };
  }
  if (text.length > (option.max_length ?? 6000))
    return { error: `Must be ${option.max_length ?? 6000} or fewer in length.` };
  return { value: text };
}

function numberValue(option, text) {
  const value = Number(text);
  if (!Number.isFinite(value) || (option.type === OPTION.integer && !Number.isInteger(value))) {
    return { error: option.type === OPTION.integer ? 'This is not a whole number.' : 'This is not a number.' };
  }
  if (option.min_value !== undefined && value < option.min_value)
    return { error: `Must be at least ${option.min_value}.` };
  if (option.max_value !== undefined && value > option.max_value)
    return { error: `Must be at most ${option.max_value}.` };
  return { value };
}

/**
 * The request for a whole draft; where something is wrong, the fields carry the errors and the first is in focus.
 *
 * @returns {{ command: string, options: { name: string, value: any }[] } | undefined}
 */
export function draftRequest(draft, room) {
  const options = [];
  let wrong;
  draft.fields.forEach((field, index) => {
    const outcome = fieldValue(field, room);
    field.error = outcome.error;
    if (outcome.error !== undefined) wrong ??= index;
    else if (!outcome.empty) options.push({ name: field.option.name, value: outcome.value });
  });
  if (wrong === undefined) return { command: draft.entry.path, options };
  draft.focus = wrong;
  return undefined;
}

/** The options as the bot hears them while one is being typed: what is unfinished or wrong is left out. */
export function partialOptions(draft, focused, room) {
  return draft.fields.flatMap((field) => {
    if (field === focused) return [{ name: field.option.name, value: field.text }];
    const outcome = fieldValue(field, room);
    return outcome.value === undefined ? [] : [{ name: field.option.name, value: outcome.value }];
  });
}

function bare(name) {
  return name.toLowerCase().replace(/^[@#]/, '');
}
