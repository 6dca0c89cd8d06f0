/** Discord's documented limits of messages and modals that its schema can't say. Pure; lengths in code points. */
import type { FieldIssue } from './errors.ts';
import { isObject, type Json, objectsIn as list } from './json.ts';
import { countChars } from './validate.ts';

/** Sum over all embeds of a message (docs, "Embed Limits"). */
const MAX_EMBEDS_CHARS = 6000;

/** A message's text; 4,000 is for people who pay. */
const MAX_CONTENT_CHARS = 2000;

/** Nested ones included (docs, "Component Reference"). */
const MAX_COMPONENTS = 40;
const MAX_TEXT_DISPLAY_CHARS = 4000;

const MAX_ROWS = 5;
const MAX_BUTTONS = 5;

/** MessageFlags.IsComponentsV2. */
const COMPONENTS_V2 = 1 << 15;

const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;

type Path = readonly (string | number)[];

/**
 * Finds what is wrong with a message body that has passed the schema.
 *
 * @param flags those of the message that it will be: an edit's body need not repeat them
 */
export function messageIssues(body: Json, flags: number): FieldIssue[] {
  const embeds = list(body.embeds);
  const components = list(body.components);
  const v2 = (flags & COMPONENTS_V2) !== 0;
  const issues = [
    ...contentIssues(body.content),
    ...embeds.flatMap((embed, at) => embedIssues(embed, ['embeds', at])),
    ...embedSumIssues(embeds),
    ...mentionIssues(body.allowed_mentions),
    ...(v2 ? v2Issues(body, components) : rowIssues(components)),
    ...componentIssues(components, ['components']),
  ];
  return issues;
}

/** Finds what is wrong with a modal's data that has passed the schema. */
export function modalIssues(data: Json): FieldIssue[] {
  const components = list(data.components);
  return [
    ...(components.length > MAX_ROWS ? [tooLong(['components'], `Must be between 1 and ${MAX_ROWS} in length.`)] : []),
    ...components.flatMap((row, at) =>
      list(row.components).length > 1 ? [tooWide(['components', at, 'components', 1])] : [],
    ),
    ...components.flatMap((row, at) =>
      list(row.components).flatMap((input, inner) =>
        input.type === 4 && input.label == null ? [required(['components', at, 'components', inner, 'label'])] : [],
      ),
    ),
    ...componentIssues(components, ['components']),
  ];
}

/** Whether a message with this body would show nothing (50006). */
export function isEmptyMessage(body: Json, files: number): boolean {
  const content = typeof body.content === 'string' ? body.content.trim() : '';
  return (
    content === '' &&
    list(body.embeds).length === 0 &&
    list(body.components).length === 0 &&
    list(body.sticker_ids).length === 0 &&
    body.poll == null &&
    files === 0
  );
}

function contentIssues(content: unknown): FieldIssue[] {
  if (typeof content !== 'string' || countChars(content) <= MAX_CONTENT_CHARS) return [];
  return [
    { path: ['content'], code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${MAX_CONTENT_CHARS} or fewer in length.` },
  ];
}

function embedIssues(embed: Json, path: Path): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const shown = ['title', 'description', 'image', 'thumbnail', 'author', 'footer', 'video', 'timestamp'];
  if (shown.every((name) => isBlank(embed[name])) && list(embed.fields).length === 0) {
    issues.push(required([...path, 'description']));
  }
  list(embed.fields).forEach((field, at) => {
    for (const name of ['name', 'value'])
      if (isBlank(field[name])) issues.push(required([...path, 'fields', at, name]));
  });
  if (isObject(embed.author) && isBlank(embed.author.name)) issues.push(required([...path, 'author', 'name']));
  if (isObject(embed.footer) && isBlank(embed.footer.text)) issues.push(required([...path, 'footer', 'text']));
  const addresses: [Path, unknown, readonly string[]][] = [
    [[...path, 'url'], embed.url, ['http', 'https']],
    [[...path, 'image', 'url'], inside(embed.image, 'url'), ['http', 'https', 'attachment']],
    [[...path, 'thumbnail', 'url'], inside(embed.thumbnail, 'url'), ['http', 'https', 'attachment']],
    [[...path, 'author', 'url'], inside(embed.author, 'url'), ['http', 'https']],
    [[...path, 'author', 'icon_url'], inside(embed.author, 'icon_url'), ['http', 'https', 'attachment']],
    [[...path, 'footer', 'icon_url'], inside(embed.footer, 'icon_url'), ['http', 'https', 'attachment']],
  ];
  for (const [at, address, schemes] of addresses) issues.push(...schemeIssues(at, address, schemes));
  return issues;
}

function embedSumIssues(embeds: readonly Json[]): FieldIssue[] {
  let sum = 0;
  for (const embed of embeds) {
    const texts = [embed.title, embed.description, inside(embed.footer, 'text'), inside(embed.author, 'name')];
    for (const field of list(embed.fields)) texts.push(field.name, field.value);
    for (const text of texts) if (typeof text === 'string') sum += countChars(text.trim());
  }
  if (sum <= MAX_EMBEDS_CHARS) return [];
  const message = `Embed size exceeds maximum size of ${MAX_EMBEDS_CHARS}`;
  return [{ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message }];
}

function mentionIssues(allowed: unknown): FieldIssue[] {
  if (!isObject(allowed) || !Array.isArray(allowed.parse)) return [];
  const issues: FieldIssue[] = [];
  for (const kind of ['users', 'roles']) {
    const ids = allowed[kind];
    if (!allowed.parse.includes(kind) || !Array.isArray(ids) || ids.length === 0) continue;
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    issues.push({ path: ['allowed_mentions'], code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message });
  }
  return issues;
}

/** Without the flag, components are rows, each of buttons or of one select. */
function rowIssues(components: readonly Json[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (components.length > MAX_ROWS) issues.push(tooLong(['components'], `Must be ${MAX_ROWS} or fewer in length.`));
  components.forEach((row, at) => {
    if (row.type !== 1) {
      issues.push({
        path: ['components', at, 'type'],
        code: 'BASE_TYPE_CHOICES',
        message: 'Value must be one of (1).',
      });
    }
  });
  return issues;
}

/** With the flag, components are all that the message has. */
function v2Issues(body: Json, components: readonly Json[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
  for (const name of ['content', 'embeds', 'sticker_ids', 'poll']) {
    const value = body[name];
    if (value == null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    issues.push({
      path: [name],
      code,
      message: `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    });
  }
  const all = walk(components, ['components']);
  if (all.length > MAX_COMPONENTS)
    issues.push(tooLong(['components'], `Must be ${MAX_COMPONENTS} or fewer in length.`));
  const texts = all.reduce((sum, { component }) => sum + textChars(component), 0);
  if (texts > MAX_TEXT_DISPLAY_CHARS) {
    const message = `The combined length of text displays must be ${MAX_TEXT_DISPLAY_CHARS} or fewer.`;
    issues.push({ path: ['components'], code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
  }
  return issues;
}

/** What holds for components wherever they stand. */
function componentIssues(components: readonly Json[], path: Path): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const seen = new Set<unknown>();
  for (const { component, path: at } of walk(components, path)) {
    if (typeof component.custom_id === 'string') {
      if (seen.has(component.custom_id)) {
        const message = 'Component custom id cannot be duplicated';
        issues.push({ path: [...at, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
      }
      seen.add(component.custom_id);
    }
    if (component.type === 1) issues.push(...rowWidthIssues(component, at));
    if (component.type === 2) issues.push(...buttonIssues(component, at));
    if (component.type === 3) issues.push(...selectIssues(component, at));
  }
  return issues;
}

function rowWidthIssues(row: Json, path: Path): FieldIssue[] {
  let width = 0;
  for (const [at, component] of list(row.components).entries()) {
    width += component.type === 2 ? 1 : MAX_BUTTONS;
    if (width > MAX_BUTTONS) return [tooWide([...path, 'components', at])];
  }
  return [];
}

function buttonIssues(button: Json, path: Path): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const { style } = button;
  const hasId = button.custom_id != null;
  const hasUrl = button.url != null;
  if (hasId && hasUrl) {
    const message = 'A custom id and url cannot both be specified';
    issues.push({ path, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE', message });
  }
  if (style === LINK_STYLE && !hasUrl) issues.push(required([...path, 'url']));
  if (style === PREMIUM_STYLE && button.sku_id == null) issues.push(required([...path, 'sku_id']));
  if (style !== LINK_STYLE && style !== PREMIUM_STYLE && !hasId) issues.push(required([...path, 'custom_id']));
  if (style !== LINK_STYLE && style !== PREMIUM_STYLE && hasUrl && !hasId) {
    issues.push({
      path: [...path, 'url'],
      code: 'BUTTON_COMPONENT_INVALID_URL',
      message: 'Only link buttons have a url',
    });
  }
  if (style !== PREMIUM_STYLE && isBlank(button.label) && button.emoji == null)
    issues.push(required([...path, 'label']));
  issues.push(...schemeIssues([...path, 'url'], button.url, ['http', 'https', 'discord']));
  return issues;
}

function selectIssues(select: Json, path: Path): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const values = new Set<unknown>();
  const options = list(select.options);
  options.forEach((option, at) => {
    if (values.has(option.value)) {
      const message = 'The specified option value is already used';
      issues.push({
        path: [...path, 'options', at, 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message,
      });
    }
    values.add(option.value);
  });
  const min = typeof select.min_values === 'number' ? select.min_values : 1;
  const max = typeof select.max_values === 'number' ? select.max_values : 1;
  if (min > max) {
    const message = 'min_values must be less than or equal to max_values';
    issues.push({ path: [...path, 'min_values'], code: 'SELECT_COMPONENT_MIN_VALUES_TOO_LARGE', message });
  }
  if (max > options.length) {
    const message = `max_values must be less than or equal to the number of options (${options.length})`;
    issues.push({ path: [...path, 'max_values'], code: 'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE', message });
  }
  return issues;
}

/** All components of a tree with their paths, the outer before the inner. */
function walk(components: readonly Json[], path: Path): { component: Json; path: Path }[] {
  return components.flatMap((component, at) => {
    const here = [...path, at];
    const single = ['component', 'accessory'].flatMap((name) => {
      const inner = component[name];
      return isObject(inner) ? [{ component: inner, path: [...here, name] }] : [];
    });
    return [{ component, path: here }, ...walk(list(component.components), [...here, 'components']), ...single];
  });
}

function textChars(component: Json): number {
  return component.type === 10 && typeof component.content === 'string' ? countChars(component.content) : 0;
}

function schemeIssues(path: Path, address: unknown, schemes: readonly string[]): FieldIssue[] {
  if (typeof address !== 'string') return [];
  const scheme = address.slice(0, Math.max(0, address.indexOf(':'))).toLowerCase();
  if (schemes.includes(scheme)) return [];
  const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.map((s) => `'${s}'`).join(', ')}).`;
  return [{ path, code: 'URL_TYPE_INVALID_SCHEME', message }];
}

function required(path: Path): FieldIssue {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
}

function tooLong(path: Path, message: string): FieldIssue {
  return { path, code: 'BASE_TYPE_BAD_LENGTH', message };
}

function tooWide(path: Path): FieldIssue {
  return {
    path,
    code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    message: 'The specified component exceeds the maximum width',
  };
}

function inside(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function isBlank(value: unknown): boolean {
  return value == null || (typeof value === 'string' && value.trim() === '');
}
