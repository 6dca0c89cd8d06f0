/** What the page is served: the stream of changes, the POSTs of its people, and uploaded files. */
import type { Context, Hono } from 'hono';
import { PersonError } from './errors.ts';
import { isObject, type Json, textIn } from './json.ts';
import { type AutocompleteAnswer, PAGE_PATHS, type PageAnswer, type PageChange, type PageOption } from './page-api.ts';
import type { People } from './people.ts';
import { parseJson } from './validate.ts';
import { snapshot, type World } from './world.ts';

/** Keeps proxies and browsers from closing a silent stream. */
const KEEP_ALIVE_MS = 15_000;

/** Changes that a page may leave unread; then its stream is closed, and EventSource begins again with a snapshot. */
const MAX_UNREAD = 5000;

/** A file of 8 MB in base64, with room for the rest. */
const MAX_PAGE_BODY_BYTES = 12 * 1024 * 1024;

/** Names under which a loopback server may be called; others point to DNS rebinding. */
const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Adds the routes of the page's API and of uploaded files. */
export function addPageApi(app: Hono, world: World, people: People): void {
  app.get(PAGE_PATHS.events, () => eventStream(world));

  app.post(PAGE_PATHS.command, (c) =>
    answer(c, (body) => ({
      interactionId: people.runCommand({ ...acting(body), command: text(body, 'command'), options: options(body) }).id,
    })),
  );
  app.post(PAGE_PATHS.component, (c) =>
    answer(c, (body) => {
      const values = Array.isArray(body.values) ? { values: body.values.map(String) } : {};
      const used = { ...acting(body), messageId: text(body, 'messageId'), customId: text(body, 'customId'), ...values };
      return { interactionId: people.useComponent(used).id };
    }),
  );
  app.post(PAGE_PATHS.modal, (c) =>
    answer(c, (body) => {
      const request = { ...acting(body), interactionId: text(body, 'interactionId'), fields: fields(body.fields) };
      return { interactionId: people.submitModal(request).id };
    }),
  );
  app.post(PAGE_PATHS.message, (c) =>
    answer(c, (body) => ({ messageId: people.sendMessage({ ...acting(body), content: text(body, 'content') }).id })),
  );
  app.post(PAGE_PATHS.autocomplete, async (c) => {
    const body = await readPost(c);
    if (typeof body === 'string') return c.json<AutocompleteAnswer>({ ok: false, error: body }, 400);
    try {
      const asked = {
        ...acting(body),
        command: text(body, 'command'),
        options: options(body),
        focused: text(body, 'focused'),
      };
      const outcome = await people.autocomplete(asked).outcome;
      if (outcome.kind === 'choices') return c.json<AutocompleteAnswer>({ ok: true, choices: outcome.choices });
      const error = outcome.kind === 'failed' ? outcome.why : 'the bot gave no choices';
      return c.json<AutocompleteAnswer>({ ok: false, error }, 400);
    } catch (error) {
      if (error instanceof PersonError) return c.json<AutocompleteAnswer>({ ok: false, error: error.message }, 400);
      throw error;
    }
  });

  app.get('/attachments/:channelId/:fileId/:name', (c) => {
    const file = world.files.get(c.req.param('fileId'));
    if (file === undefined) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });
}

/**
 * Why a request is turned away before any route: a Host that isn't loopback (DNS rebinding), or a browser's request
 * that another site has made. Undefined where it may pass.
 */
export function turnedAway(host: string | undefined, origin: string | undefined): string | undefined {
  if (host === undefined || !LOOPBACK_NAMES.has(hostName(host))) return 'this server answers on loopback only';
  if (origin === undefined) return undefined;
  return origin === `http://${host}` ? undefined : 'requests of other sites are not answered';
}

function hostName(host: string): string {
  return host.replace(/:\d{1,5}$/, '').toLowerCase();
}

function eventStream(world: World): Response {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (change: PageChange): void => {
        if ((controller.desiredSize ?? 0) < -MAX_UNREAD) {
          stop();
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(change)}\n\n`));
      };
      const keepAlive = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), KEEP_ALIVE_MS);
      const stopListening = world.onChange(send);
      stop = () => {
        clearInterval(keepAlive);
        stopListening();
      };
      send(snapshot(world));
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}

async function answer(
  c: Context,
  act: (body: Json) => { interactionId?: string; messageId?: string },
): Promise<Response> {
  const body = await readPost(c);
  if (typeof body === 'string') return c.json<PageAnswer>({ ok: false, error: body }, 400);
  try {
    return c.json<PageAnswer>({ ok: true, ...act(body) });
  } catch (error) {
    if (error instanceof PersonError) return c.json<PageAnswer>({ ok: false, error: error.message }, 400);
    throw error;
  }
}

/** The body, or in words why it isn't taken. JSON alone: a form of another site can't send that type unasked. */
async function readPost(c: Context): Promise<Json | string> {
  if (!(c.req.header('content-type') ?? '').startsWith('application/json')) return 'the body must be application/json';
  if (Number(c.req.header('content-length') ?? 0) > MAX_PAGE_BODY_BYTES) return 'the request is too large';
  try {
    const body = parseJson(await c.req.text());
    return isObject(body) ? body : 'the body must be an object';
  } catch {
    // Refusal of invalid JSON; the page is told in its own form.
    return 'the body is not valid JSON';
  }
}

function acting(body: Json): { userId: string; channelId: string; locale?: string } {
  const locale = textIn(body.locale);
  return {
    userId: text(body, 'userId'),
    channelId: text(body, 'channelId'),
    ...(locale === undefined ? {} : { locale }),
  };
}

function text(body: Json, name: string): string {
  const value = textIn(body[name]);
  if (value === undefined) throw new PersonError(`${name} is missing`);
  return value;
}

function options(body: Json): PageOption[] {
  if (!Array.isArray(body.options)) return [];
  return body.options.map((option: unknown) => {
    if (!isObject(option)) throw new PersonError('an option is no object');
    return { name: text(option, 'name'), value: optionValue(option.value) };
  });
}

function optionValue(value: unknown): PageOption['value'] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!isObject(value)) throw new PersonError('an option has no value');
  return { filename: text(value, 'filename'), contentType: text(value, 'contentType'), base64: text(value, 'base64') };
}

function fields(value: unknown): Record<string, string | boolean | string[]> {
  if (!isObject(value)) return {};
  const read = Object.entries(value).map(([name, field]) => {
    if (typeof field === 'string' || typeof field === 'boolean') return [name, field] as const;
    if (Array.isArray(field)) return [name, field.map(String)] as const;
    throw new PersonError(`${name} has no value`);
  });
  return Object.fromEntries(read);
}
