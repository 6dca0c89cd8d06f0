/** Discord's documented limits of application commands that its schema can't say. Pure. */
import type { FieldIssue } from './errors.ts';
import { isObject, type Json, objectsIn as list } from './json.ts';
import { countChars } from './validate.ts';

/** Names, descriptions and values of one command together, localisations by their longest (docs, "Application Commands"). */
const MAX_COMMAND_CHARS = 8000;

/** Chat input commands, global or of one guild. */
const MAX_COMMANDS = 100;

/** The documented form of names of commands and options; lower case where the script has it. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Keys of localisations (docs, "Locales"). */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

type Path = readonly (string | number)[];

/** Finds what is wrong with a list of commands, each of which has passed the schema. */
export function commandListIssues(commands: readonly Json[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const seen = new Set<string>();
  commands.forEach((command, at) => {
    const key = `${command.type ?? CHAT_INPUT} ${command.name}`;
    if (seen.has(key)) {
      const message = 'Application command names must be unique';
      issues.push({ path: [at], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message });
    }
    seen.add(key);
    issues.push(...commandIssues(command, [at]));
  });
  if (commands.filter((command) => (command.type ?? CHAT_INPUT) === CHAT_INPUT).length > MAX_COMMANDS) {
    const message = `Maximum number of application commands reached (${MAX_COMMANDS}).`;
    issues.push({ path: [], code: 'APPLICATION_COMMANDS_MAX', message });
  }
  return issues;
}

/** Finds what is wrong with one command that has passed the schema. */
export function commandIssues(command: Json, path: Path): FieldIssue[] {
  const issues: FieldIssue[] = [...localeIssues(command, path)];
  if ((command.type ?? CHAT_INPUT) === CHAT_INPUT) {
    issues.push(...nameIssues(command, path));
    if (typeof command.description !== 'string' || command.description === '') {
      issues.push({ path: [...path, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    }
  }
  issues.push(...optionIssues(list(command.options), [...path, 'options'], 0));
  if (commandChars(command) > MAX_COMMAND_CHARS) {
    const message = `Command exceeds maximum size (${MAX_COMMAND_CHARS})`;
    issues.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message });
  }
  return issues;
}

function optionIssues(options: readonly Json[], path: Path, depth: number): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const names = new Set<unknown>();
  let optionalSeen = false;
  const subs = options.filter(isSub).length;
  if (subs > 0 && subs < options.length) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    issues.push({ path, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message });
  }
  options.forEach((option, at) => {
    const here = [...path, at];
    if (names.has(option.name)) {
      const message = 'Option name already exists';
      issues.push({ path: [...here, 'name'], code: 'APPLICATION_COMMAND_OPTION_NAME_DUPLICATED', message });
    }
    names.add(option.name);
    issues.push(...nameIssues(option, here), ...localeIssues(option, here), ...choiceIssues(option, here));
    if (option.required === true && optionalSeen) {
      const message = 'Required options must be placed before non-required options';
      issues.push({ path: here, code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message });
    }
    if (option.required !== true && !isSub(option)) optionalSeen = true;
    if (isSub(option)) {
      // Groups stand at the top, subcommands at the top or in a group.
      if (depth >= (option.type === SUBCOMMAND_GROUP ? 1 : 2)) {
        const message = 'Sub-commands cannot be nested this deep';
        issues.push({ path: here, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message });
      }
      issues.push(...optionIssues(list(option.options), [...here, 'options'], option.type === SUBCOMMAND ? 2 : 1));
    }
  });
  return issues;
}

function choiceIssues(option: Json, path: Path): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const choices = list(option.choices);
  if (option.autocomplete === true && choices.length > 0) {
    const message = 'Autocomplete cannot be used with choices';
    issues.push({ path, code: 'APPLICATION_COMMAND_AUTOCOMPLETE_INVALID_HAS_CHOICES', message });
  }
  const names = new Set<unknown>();
  choices.forEach((choice, at) => {
    if (names.has(choice.name)) {
      const message = 'Option choice name already exists';
      issues.push({ path: [...path, 'choices', at], code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS', message });
    }
    names.add(choice.name);
    issues.push(...localeIssues(choice, [...path, 'choices', at]));
  });
  for (const [low, high] of [
    ['min_length', 'max_length'],
    ['min_value', 'max_value'],
  ] as const) {
    const [min, max] = [option[low], option[high]];
    if (typeof min === 'number' && typeof max === 'number' && min > max) {
      const message = `${low} must not exceed ${high}`;
      issues.push({ path: [...path, low], code: 'APPLICATION_COMMAND_OPTION_RANGE_INVALID', message });
    }
  }
  return issues;
}

function nameIssues(named: Json, path: Path): FieldIssue[] {
  const texts: [Path, unknown][] = [[[...path, 'name'], named.name]];
  for (const [locale, text] of Object.entries(localisations(named, 'name_localizations'))) {
    texts.push([[...path, 'name_localizations', locale], text]);
  }
  return texts.flatMap(([at, text]) => {
    if (typeof text !== 'string' || (NAME.test(text) && text === text.toLowerCase())) return [];
    return [{ path: at, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }];
  });
}

function localeIssues(named: Json, path: Path): FieldIssue[] {
  return ['name_localizations', 'description_localizations'].flatMap((field) =>
    Object.keys(localisations(named, field)).flatMap((locale) =>
      LOCALES.has(locale)
        ? []
        : [
            {
              path: [...path, field, locale],
              code: 'BASE_TYPE_CHOICES',
              message: `Value must be one of (${[...LOCALES].join(', ')}).`,
            },
          ],
    ),
  );
}

function commandChars(command: Json): number {
  const own = longest(command, 'name') + longest(command, 'description');
  const values = typeof command.value === 'string' ? countChars(command.value) : 0;
  return [...list(command.options), ...list(command.choices)].reduce(
    (sum, inner) => sum + commandChars(inner),
    own + values,
  );
}

function longest(named: Json, field: 'name' | 'description'): number {
  const texts = [named[field], ...Object.values(localisations(named, `${field}_localizations`))];
  return Math.max(0, ...texts.map((text) => (typeof text === 'string' ? countChars(text) : 0)));
}

function localisations(named: Json, field: string): Json {
  const value = named[field];
  return isObject(value) ? value : {};
}

function isSub(option: Json): boolean {
  return option.type === SUBCOMMAND || option.type === SUBCOMMAND_GROUP;
}
