/**
 * The door to the world: one small server behind `PUBLIC_URL`, open only where the operator set it. WebSub hubs bring
 * their news here, and calendars fetch the diary.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { HubAnswer, HubRequest } from './feeds/websub.ts';
import type { Log } from './log.ts';

/** As large as a polled document may be. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** A hub that needs longer for its document sends it too slowly to be of use. */
const MAX_REQUEST_MS = 30_000;
/** Hubs and calendars are few; whoever opens more connections is neither. */
const MAX_CONNECTIONS = 100;

const CALENDAR = '.ics';

/** The address is a secret: nothing on the way may keep the answer, and no search engine list it. */
const CALENDAR_HEADERS = {
  'content-type': 'text/calendar; charset=utf-8',
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex',
  'content-disposition': 'inline; filename="dateline-diary.ics"',
} as const;

/** What the door is opened with. */
export interface DoorParts {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** The path of `PUBLIC_URL`, without a slash at the end; a proxy may or may not cut it off. */
  readonly path: string;
  /** Whether there is such a callback: a stranger's 10 MB are not read. */
  readonly knowsHub: (callbackId: string) => boolean;
  readonly handle: (request: HubRequest) => HubAnswer;
  /** The iCalendar document of a token; undefined where nobody has it. */
  readonly readCalendar: (token: string, query: URLSearchParams) => string | undefined;
  readonly log: Log;
}

/** An open door. */
export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens the door.
 *
 * @throws the error of the operating system where the port can't be had
 */
export async function openDoor(parts: DoorParts): Promise<Door> {
  const app = new Hono();
  // Hono's own handler prints to the console, past the log.
  app.onError((err) => {
    if (err instanceof HTTPException) return err.getResponse();
    parts.log.error({ err }, 'A request at the door could not be answered');
    return new Response('Dateline failed.\n', { status: 500 });
  });
  const answerHub = ({ req }: Context, body: Uint8Array): Response => {
    const { httpStatus, text } = parts.handle({
      method: req.method,
      callbackId: req.param('id') ?? '',
      query: new URL(req.url).searchParams,
      headers: req.header(),
      body,
    });
    return new Response(text, { status: httpStatus, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  };
  for (const path of new Set(['/websub/:id', `${parts.path}/websub/:id`])) {
    app.all(
      path,
      async (context, next) => {
        if (!parts.knowsHub(context.req.param('id') ?? '')) return answerHub(context, new Uint8Array());
        await next();
      },
      bodyLimit({ maxSize: MAX_BODY_BYTES }),
      async (context) => answerHub(context, new Uint8Array(await context.req.arrayBuffer())),
    );
  }
  for (const path of new Set(['/calendar/:file', `${parts.path}/calendar/:file`])) {
    app.get(path, (context) => {
      const file = context.req.param('file') ?? '';
      const query = new URL(context.req.url).searchParams;
      const text = file.endsWith(CALENDAR) ? parts.readCalendar(file.slice(0, -CALENDAR.length), query) : undefined;
      if (text === undefined) return new Response('No such calendar.\n', { status: 404 });
      return new Response(text, { headers: CALENDAR_HEADERS });
    });
  }
  const server = createServer({ requestTimeout: MAX_REQUEST_MS }, getRequestListener(app.fetch));
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(parts.port, parts.host);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
