/** Holds request bodies against Discord's published schema and words what is wrong as Discord does. */
import type { $ZodIssue, $ZodType } from 'zod/v4/core';
import { type FieldIssue, invalidForm, Refusal } from './errors.ts';

/** Names of the schemas in use, as the package exports them. */
export type BodySchema =
  | 'MessageCreateRequestSchema'
  | 'MessageEditRequestPartialSchema'
  | 'ApplicationCommandUpdateRequestSchema'
  | 'ApplicationCommandCreateRequestSchema'
  | 'ApplicationCommandPatchRequestPartialSchema'
  | 'PongInteractionCallbackRequestSchema'
  | 'CreateMessageInteractionCallbackRequestSchema'
  | 'UpdateMessageInteractionCallbackRequestSchema'
  | 'ModalInteractionCallbackRequestSchema'
  | 'ApplicationCommandAutocompleteCallbackRequestSchema'
  | 'IncomingWebhookInteractionRequestSchema'
  | 'IncomingWebhookUpdateRequestPartialSchema'
  | 'CreateTextThreadWithMessageRequestSchema'
  | 'CreateTextThreadWithoutMessageRequestSchema'
  | 'UpdateThreadRequestPartialSchema';

/** Finds what is wrong with a body by the schema alone. */
export type SchemaCheck = (body: unknown, schema: BodySchema) => FieldIssue[];

/**
 * Loads the schemas: some 0.25 s of work, so it runs beside the start and is awaited by the first body.
 *
 * @throws {TypeError} from the check where the package no longer has a schema
 */
export async function loadSchemaCheck(): Promise<SchemaCheck> {
  const { safeParse } = await import('zod/v4/core');
  const schemas: Readonly<Record<string, $ZodType | undefined>> = await import('discord-api-spec/zod');
  return (body, name) => {
    const schema = schemas[name];
    if (schema === undefined) throw new TypeError(`discord-api-spec has no ${name}`);
    const parsed = safeParse(schema, body);
    if (parsed.success) return [];
    return parsed.error.issues.flatMap((issue) => wordIssue(issue, [], body));
  };
}

/** Throws "Invalid Form Body" where there are issues. */
export function refuseIssues(issues: readonly FieldIssue[]): void {
  if (issues.length > 0) throw invalidForm(issues);
}

/** Reads JSON from a body, as Discord refuses it when it isn't any. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const wrong = new Refusal(400, 50109, 'The request body contains invalid JSON.');
    wrong.cause = cause;
    throw wrong;
  }
}

/** Characters as Discord counts them: code points, not UTF-16 units. */
export function countChars(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Words one of zod's issues; a union gives those of the branch that was meant. */
function wordIssue(issue: $ZodIssue, above: readonly PropertyKey[], body: unknown): FieldIssue[] {
  const path = [...above, ...issue.path].map((step) => (typeof step === 'symbol' ? String(step) : step));
  const value = valueAt(body, path);
  if (value === undefined) return [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }];
  switch (issue.code) {
    case 'invalid_union': {
      const branch = meantBranch(issue.errors);
      return branch.flatMap((inner) => wordIssue(inner, path, body));
    }
    case 'too_big':
      if (typeof value === 'string' && countChars(value) <= Number(issue.maximum)) return [];
      return [
        {
          path,
          ...wordBound(issue.origin, `${issue.maximum} or fewer`, `less than or equal to ${issue.maximum}`, 'MAX'),
        },
      ];
    case 'too_small':
      if (value === '' && Number(issue.minimum) === 1) {
        return [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }];
      }
      return [
        {
          path,
          ...wordBound(issue.origin, `${issue.minimum} or more`, `greater than or equal to ${issue.minimum}`, 'MIN'),
        },
      ];
    case 'invalid_value':
      return [
        { path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${issue.values.map(String).join(', ')}).` },
      ];
    case 'invalid_type':
      return [{ path, ...wordType(issue.expected, value) }];
    case 'invalid_format':
      if (issue.format === 'url') return [{ path, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }];
      if (issue.format === 'datetime') return wordTimestamp(path, value);
      return [{ path, code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' }];
    default:
      return [{ path, code: 'BASE_TYPE_INVALID', message: issue.message }];
  }
}

/** The branch whose `type` fits; else the one with the least wrong. */
function meantBranch(branches: readonly (readonly $ZodIssue[])[]): readonly $ZodIssue[] {
  const ofItsType = branches.find(
    (issues) => !issues.some((issue) => issue.path.length === 1 && issue.path[0] === 'type'),
  );
  if (ofItsType !== undefined) return ofItsType;
  return branches.reduce((best, issues) => (issues.length < best.length ? issues : best), branches[0] ?? []);
}

function wordBound(origin: string, count: string, limit: string, end: 'MIN' | 'MAX'): Omit<FieldIssue, 'path'> {
  if (origin === 'string' || origin === 'array') {
    return {
      code: end === 'MAX' ? 'BASE_TYPE_MAX_LENGTH' : 'BASE_TYPE_MIN_LENGTH',
      message: `Must be ${count} in length.`,
    };
  }
  return { code: `NUMBER_TYPE_${end}`, message: `int value should be ${limit}.` };
}

function wordType(expected: string, value: unknown): Omit<FieldIssue, 'path'> {
  switch (expected) {
    case 'string':
      return { code: 'STRING_TYPE_CONVERT', message: 'Could not interpret value as string.' };
    case 'int':
    case 'number':
      return { code: 'NUMBER_TYPE_COERCE', message: `Value "${shorten(value)}" is not int.` };
    case 'boolean':
      return { code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' };
    case 'array':
      return { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
    default:
      return { code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' };
  }
}

/** Discord takes any ISO 8601 instant; the schema knows only those in UTC. */
function wordTimestamp(path: (string | number)[], value: unknown): FieldIssue[] {
  if (
    typeof value === 'string' &&
    value.length <= 64 &&
    /^\d{4}-\d\d-\d\dT/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
    return [];
  return [{ path, code: 'DATE_TIME_TYPE_PARSE', message: `Could not parse ${shorten(value)}. Should be ISO8601.` }];
}

function valueAt(body: unknown, path: readonly (string | number)[]): unknown {
  let value = body;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function shorten(value: unknown): string {
  return String(value).slice(0, 80);
}
