/** From a modal's components and what a person filled in to the data of a modal submit. */
import { ComponentType } from 'discord-api-types/v10';
import type { Resolved } from './command-options.ts';
import { PersonError } from './errors.ts';
import { isObject, type Json, numberIn, objectsIn, textIn } from './json.ts';
import type { SubmitModalRequest } from './page-api.ts';
import { countChars } from './validate.ts';

type Fields = SubmitModalRequest['fields'];

/**
 * Components of a modal submit, in the modal's order and form.
 *
 * @throws {PersonError} where a field is missing or not within its bounds
 */
export function modalComponents(components: readonly Json[], fields: Fields, resolved: Resolved): readonly Json[] {
  return components.flatMap((component): Json[] => {
    const id = component.id;
    if (component.type === ComponentType.ActionRow) {
      const inner = objectsIn(component.components).map((input) => fill(input, fields, resolved, input.label));
      return [{ type: component.type, id, components: inner }];
    }
    if (component.type === ComponentType.Label && isObject(component.component)) {
      return [{ type: component.type, id, component: fill(component.component, fields, resolved, component.label) }];
    }
    return component.type === ComponentType.TextDisplay ? [{ type: component.type, id }] : [];
  });
}

function fill(input: Json, fields: Fields, resolved: Resolved, label: unknown): Json {
  const customId = textIn(input.custom_id) ?? '';
  const given = fields[customId];
  const same = { type: input.type, id: input.id, custom_id: customId };
  const wrong = (why: string): PersonError => new PersonError(`${textIn(label) ?? customId}: ${why}`);
  const isRequired = input.required !== false;
  switch (input.type) {
    case ComponentType.TextInput: {
      const value = typeof given === 'string' ? given : (textIn(input.value) ?? '');
      const chars = countChars(value);
      if (isRequired && value.trim() === '') throw wrong('is missing');
      const max = numberIn(input.max_length) ?? 4000;
      if (chars > max) throw wrong(`at most ${max} characters`);
      const min = numberIn(input.min_length) ?? 0;
      if (value !== '' && chars < min) throw wrong(`at least ${min} characters`);
      return { ...same, value };
    }
    case ComponentType.RadioGroup: {
      const value = typeof given === 'string' ? given : null;
      if (value === null && isRequired) throw wrong('is missing');
      return { ...same, value };
    }
    case ComponentType.Checkbox:
      return { ...same, value: given === true };
    default: {
      const values = chosen(given);
      checkChosen(input, values, isRequired, wrong);
      for (const value of values) {
        if (!resolves(input.type, value, resolved)) throw wrong(`${value} can't be chosen`);
      }
      return { ...same, values };
    }
  }
}

/** Values of a select; one text counts as one value. */
function chosen(given: Fields[string] | undefined): readonly string[] {
  if (given === undefined || typeof given === 'boolean') return [];
  return typeof given === 'string' ? (given === '' ? [] : [given]) : given;
}

function checkChosen(
  input: Json,
  values: readonly string[],
  isRequired: boolean,
  wrong: (why: string) => PersonError,
): void {
  const min = numberIn(input.min_values) ?? 1;
  const max = numberIn(input.max_values) ?? 1;
  if (values.length === 0 && (!isRequired || min === 0)) return;
  if (values.length < min) throw wrong(`choose at least ${min}`);
  if (values.length > max && input.type !== ComponentType.CheckboxGroup) throw wrong(`choose at most ${max}`);
  const options = objectsIn(input.options);
  if (options.length === 0) return;
  for (const value of values)
    if (!options.some((option) => option.value === value)) throw wrong('is none of the options');
}

/** Whether what was chosen exists; chosen people, roles and channels are gathered on the way. */
export function resolves(type: unknown, value: string, resolved: Resolved): boolean {
  switch (type) {
    case ComponentType.UserSelect:
      return resolved.user(value);
    case ComponentType.RoleSelect:
      return resolved.role(value);
    case ComponentType.MentionableSelect:
      return resolved.user(value) || resolved.role(value);
    case ComponentType.ChannelSelect:
      return resolved.channel(value, undefined);
    default:
      return true;
  }
}
