/** The sample wire: nine feeds of made-up outlets over HTTP, whose items arrive while one watches. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Log } from '../log.ts';
import type { SourceKind } from '../model/feed.ts';
import type { Language } from '../model/language.ts';
import { articlePath, type WireDocument, wireDocument } from './wire-document.ts';
import { type DatedItem, dateItem, loadWireFeeds, type WireFeed, type WireItem } from './wire-items.ts';

const WIRE_FOLDER = fileURLToPath(new URL('../../data/wire', import.meta.url));

/** Tells a poller that it may ask again very soon: the preview's news comes every few seconds. */
const MAX_AGE_SECONDS = 2;

/** A feed of the running wire, as `/feeds add` would need it. */
export interface SampleFeed {
  readonly url: string;
  readonly title: string;
  readonly sourceKind: SourceKind;
  readonly language: Language;
}

/** The running wire. */
export interface SampleWire {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly feeds: readonly SampleFeed[];
  /** From now on everything has arrived; for tests that don't want to watch. */
  arriveAll(): void;
  close(): Promise<void>;
}

/** What the wire is handed. */
export interface SampleWireParts {
  /** On 127.0.0.1; 0 for any. */
  readonly port: number;
  /** Ms since the epoch; items are published at and around this clock's times. */
  now(): number;
  readonly log: Log;
  /** Where given, one item after the other arrives at this interval in ms, in the order of `data/wire`'s own times. */
  readonly paceMs?: number;
}

/**
 * Starts the sample wire.
 *
 * Each feed's clock starts when it is first asked for: what it holds then is its backlog, by which a poller sets its
 * baseline, and everything timed to arrive comes after that, however slowly the rest starts.
 *
 * @throws Node's `EADDRINUSE` error where the port is taken
 */
export async function startSampleWire(parts: SampleWireParts): Promise<SampleWire> {
  const feeds = await loadWireFeeds(WIRE_FOLDER);
  const startedAt = parts.now();
  const arrivesAfterMs = arrivalTimes(feeds, parts.paceMs);
  const firstAskedAt = new Map<string, number>();
  let allAt: number | undefined;

  /** The items that stand in the feed at `at`. */
  function arrived(feed: WireFeed, at: number): DatedItem[] {
    const clockFrom = firstAskedAt.get(feed.id) ?? at;
    const present: DatedItem[] = [];
    for (const item of feed.items) {
      if (item.ageMinutes !== undefined) {
        present.push(dateItem(item, feed.language, startedAt - item.ageMinutes * 60_000));
        continue;
      }
      const arrivesAt = clockFrom + (arrivesAfterMs.get(item) ?? 0);
      if (arrivesAt < at) present.push(dateItem(item, feed.language, arrivesAt));
      else if (allAt !== undefined) present.push(dateItem(item, feed.language, Math.min(arrivesAt, allAt)));
    }
    return present;
  }

  const app = new Hono();
  let url = '';
  app.get('/', (c) => c.html(frontPage(feeds)));
  app.get('/feeds/:id', (c) => {
    const feed = feeds.find((candidate) => candidate.id === c.req.param('id'));
    if (!feed) return c.notFound();
    const at = parts.now();
    if (!firstAskedAt.has(feed.id)) firstAskedAt.set(feed.id, at);
    const document = wireDocument(feed, arrived(feed, at), url);
    const headers = {
      ETag: document.etag,
      'Last-Modified': new Date(document.lastModifiedAt).toUTCString(),
      'Cache-Control': `max-age=${MAX_AGE_SECONDS}`,
    };
    if (isUnchanged(document, c.req.header('If-None-Match'), c.req.header('If-Modified-Since'))) {
      return c.body(null, 304, headers);
    }
    return c.body(Buffer.from(document.body), 200, { ...headers, 'Content-Type': document.contentType });
  });
  app.get('/articles/:id/:slug', (c) => {
    const feed = feeds.find((candidate) => candidate.id === c.req.param('id'));
    const item = feed && arrived(feed, parts.now()).find((candidate) => candidate.slug === c.req.param('slug'));
    return feed && item ? c.html(articlePage(feed, item)) : c.notFound();
  });

  const server: ServerType = createAdaptorServer({ fetch: app.fetch });
  server.listen(parts.port, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  parts.log.info({ url, feeds: feeds.length }, 'the sample wire is up');

  return {
    url,
    feeds: feeds.map(({ id, title, sourceKind, language }) => ({
      url: `${url}/feeds/${id}`,
      title,
      sourceKind,
      language,
    })),
    arriveAll() {
      allAt ??= parts.now();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** Ms after the feed's first poll, for every item that isn't there from the start. */
function arrivalTimes(feeds: readonly WireFeed[], paceMs: number | undefined): ReadonlyMap<WireItem, number> {
  const timed = feeds
    .flatMap((feed) => feed.items)
    .flatMap((item) => (item.arriveAfterSeconds === undefined ? [] : [{ item, seconds: item.arriveAfterSeconds }]))
    .toSorted((a, b) => a.seconds - b.seconds);
  return new Map(
    timed.map(({ item, seconds }, index) => [item, paceMs === undefined ? seconds * 1000 : (index + 1) * paceMs]),
  );
}

/** Whether the reader has this document already: RFC 9110, 13.2.2, where `If-None-Match` goes before the date. */
function isUnchanged(document: WireDocument, ifNoneMatch: string | undefined, ifModifiedSince: string | undefined) {
  if (ifNoneMatch !== undefined) {
    const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return tags.includes(document.etag) || tags.includes('*');
  }
  const sinceAt = ifModifiedSince === undefined ? Number.NaN : Date.parse(ifModifiedSince);
  return document.lastModifiedAt <= sinceAt;
}

function frontPage(feeds: readonly WireFeed[]) {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Dateline's sample wire</title>
${feeds.map((feed) => html`<link rel="alternate" type="application/rss+xml" title="${feed.title}" href="/feeds/${feed.id}">`)}
</head><body><h1>Dateline's sample wire</h1>
<ul>${feeds.map((feed) => html`<li lang="${feed.language}"><a href="/feeds/${feed.id}">${feed.title}</a>: ${feed.description}</li>`)}</ul>
</body></html>`;
}

function articlePage(feed: WireFeed, item: DatedItem) {
  const direction = feed.language === 'ar' ? 'rtl' : 'ltr';
  return html`<!doctype html>
<html lang="${feed.language}" dir="${direction}"><head><meta charset="utf-8"><title>${item.title}</title>
<meta name="viewport" content="width=device-width"><link rel="canonical" href="${articlePath(feed, item.slug)}">
<style>body{font:18px/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style>
</head><body><article><h1>${item.title}</h1>
<p><time datetime="${new Date(item.publishedAt).toISOString()}">${new Date(item.publishedAt).toUTCString()}</time> · ${feed.title}</p>
<p>${item.summary}</p><hr><p><small>${feed.description}</small></p></article></body></html>`;
}
