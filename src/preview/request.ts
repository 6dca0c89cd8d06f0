/** What every REST route is handed, and how it reads its body. */
import type { Context } from 'hono';
import type { UploadedFile } from './compose.ts';
import { invalidForm, refusal } from './errors.ts';
import type { Interactions } from './interactions.ts';
import { isObject, type Json } from './json.ts';
import type { BodySchema, SchemaCheck } from './validate.ts';
import { parseJson, refuseIssues } from './validate.ts';
import type { World } from './world.ts';

/** The parts that routes work on. */
export interface RestParts {
  readonly world: World;
  readonly interactions: Interactions;
  /** Loads with the first body that needs it. */
  readonly check: () => Promise<SchemaCheck>;
  /** `http://127.0.0.1:PORT`, for attachments. */
  readonly baseUrl: () => string;
  readonly gatewayUrl: () => string;
}

/** A request's body with its files. */
export interface Body {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** Bigger requests are refused with 40005; 10 MiB a file is what a bot may send. */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;
const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 10;

/** Reads a body: JSON, or a form with `payload_json` and `files[n]` (docs, "Uploading Files"). */
export async function readBody(c: Context): Promise<Body> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) {
    const text = await c.req.text();
    return { json: text === '' ? {} : parseJson(text), files: [] };
  }
  const form = await c.req.parseBody();
  const files: UploadedFile[] = [];
  for (const [name, value] of Object.entries(form)) {
    if (!(value instanceof File)) continue;
    if (value.size > MAX_FILE_BYTES) throw refusal('too large');
    files.push({
      field: /^files?\[(\d{1,3})\]$/.exec(name)?.[1] ?? String(files.length),
      filename: value.name,
      contentType: value.type || 'application/octet-stream',
      bytes: new Uint8Array(await value.arrayBuffer()),
    });
  }
  if (files.length > MAX_FILES) {
    throw invalidForm([
      { path: ['files'], code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${MAX_FILES} or fewer in length.` },
    ]);
  }
  return { json: typeof form.payload_json === 'string' ? parseJson(form.payload_json) : {}, files };
}

/**
 * Holds a body against its schema and gives it back as an object.
 *
 * @throws {Refusal} Invalid Form Body
 */
export async function checked(parts: RestParts, body: unknown, schema: BodySchema): Promise<Json> {
  const check = await parts.check();
  const lenient = withStringIds(body);
  if (!isObject(lenient)) {
    throw invalidForm([
      { path: [], code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' },
    ]);
  }
  refuseIssues(check(lenient, schema));
  return lenient;
}

/** Discord takes ids as numbers too where they fit; its schema knows text alone. */
function withStringIds(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.attachments)) return body;
  const attachments = body.attachments.map((attachment: unknown) =>
    isObject(attachment) && Number.isSafeInteger(attachment.id)
      ? { ...attachment, id: String(attachment.id) }
      : attachment,
  );
  return { ...body, attachments };
}

/** A path's parameter; the routes name them, so it is there. */
export function param(c: Context, name: string): string {
  return c.req.param(name) ?? '';
}
