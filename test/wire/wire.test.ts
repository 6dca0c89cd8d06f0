import { parseFeed } from 'feedsmith';
import iconv from 'iconv-lite';
import RssParser from 'rss-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { type SampleWire, startSampleWire } from '../../src/preview/wire.ts';

const NOW = Date.UTC(2026, 10, 24, 11);
const log = createLog('silent', 'json');

let wire: SampleWire | undefined;
afterEach(async () => {
  await wire?.close();
  wire = undefined;
});

/** A wire whose clock the test turns. */
async function startAt(now: { at: number }, paceMs?: number): Promise<SampleWire> {
  wire = await startSampleWire({ port: 0, now: () => now.at, log, ...(paceMs === undefined ? {} : { paceMs }) });
  return wire;
}

function urlOf(from: SampleWire, id: string): string {
  const feed = from.feeds.find((candidate) => candidate.url.endsWith(`/feeds/${id}`));
  if (!feed) throw new Error(`no feed ${id}`);
  return feed.url;
}

describe('the sample wire over HTTP', () => {
  it('holds only its backlog when first asked, however late that is', async () => {
    const now = { at: NOW };
    const { feeds } = await startAt(now);
    now.at += 30_000;
    const { items } = await new RssParser().parseURL(feeds.find((feed) => feed.language === 'fr')?.url ?? '');
    expect(items.map((item) => item.title)).toEqual(['Macron à Dubaï : les Émirats commandent 80 Rafale']);
  });

  it('brings the next item in its time, newest first, published when it came', async () => {
    const now = { at: NOW };
    const url = urlOf(await startAt(now), 'depeche');
    await fetch(url);
    now.at += 12_500;
    const { items } = await new RssParser().parseURL(url);
    expect(items).toHaveLength(2);
    expect(items[0]?.title).toBe('À Bagdad, TotalEnergies signe un contrat de 27 milliards de dollars');
    expect(items[0]?.isoDate).toBe(new Date(NOW + 12_000).toISOString());
  });

  it('answers 304 to either validator until something new arrives', async () => {
    const now = { at: NOW };
    const url = urlOf(await startAt(now), 'meridian');
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    const since = first.headers.get('last-modified') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { 'if-modified-since': since } })).status).toBe(304);
    now.at += 6000;
    expect((await fetch(url, { headers: { 'if-none-match': etag, 'if-modified-since': since } })).status).toBe(200);
  });

  it('serves windows-1251 bytes that say so in the prolog alone', async () => {
    const url = urlOf(await startAt({ at: NOW }), 'severny-telegraf');
    const answer = await fetch(url);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('text/xml');
    expect(bytes.toString('latin1')).toContain('encoding="windows-1251"');
    expect(iconv.decode(bytes, 'windows-1251')).toContain('Путин больше четырёх часов отвечал');
  });

  it('has every item in every feed once all has arrived, in forms that readers know', async () => {
    const now = { at: NOW };
    const { feeds, arriveAll } = await startAt(now);
    await Promise.all(feeds.map((feed) => fetch(feed.url)));
    now.at += 1000;
    arriveAll();
    const formats: string[] = [];
    let count = 0;
    for (const feed of feeds) {
      const bytes = Buffer.from(await (await fetch(feed.url)).arrayBuffer());
      const parsed = parseFeed(feed.language === 'ru' ? iconv.decode(bytes, 'windows-1251') : bytes.toString('utf8'));
      formats.push(parsed.format);
      count += (parsed.format === 'atom' ? parsed.feed.entries : parsed.feed.items)?.length ?? 0;
    }
    expect(new Set(formats)).toEqual(new Set(['rss', 'atom', 'rdf', 'json']));
    expect(count).toBe(78);
  });

  it('can be hurried: one item after the other at a given pace', async () => {
    const now = { at: NOW };
    const { feeds } = await startAt(now, 10);
    await Promise.all(feeds.map((feed) => fetch(feed.url)));
    now.at += 10 * 80;
    const { items } = await new RssParser().parseURL(urlOf({ feeds } as SampleWire, 'meridian'));
    expect(items).toHaveLength(20);
  });

  it('has a page for every item that arrived, and none for one that has yet to come', async () => {
    const now = { at: NOW };
    const { url } = await startAt(now);
    await fetch(`${url}/feeds/meridian`);
    expect((await fetch(`${url}/articles/meridian/sechin-lands-caracas`)).status).toBe(404);
    now.at += 5500;
    const page = await (await fetch(`${url}/articles/meridian/sechin-lands-caracas`)).text();
    expect(page).toContain('Deputy Prime Minister Igor Sechin arrived in Caracas on Tuesday');
  });
});
