import { readFile } from 'node:fs/promises';
import { parseOpml } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { SOURCE_KINDS } from '../../src/model/feed.ts';

describe('the feed pack', () => {
  it('is an OPML of web addresses in folders, each with its language and kind of source, none twice', async () => {
    const opml = parseOpml(await readFile(new URL('../../data/feeds.opml', import.meta.url), 'utf8'));
    const folders = opml.body?.outlines ?? [];
    const feeds = folders.flatMap((folder) => folder.outlines ?? []);
    expect(folders.length).toBeGreaterThanOrEqual(6);
    expect(feeds.length).toBeGreaterThanOrEqual(50);
    for (const feed of feeds) {
      expect(feed.xmlUrl).toMatch(/^https?:\/\/[a-z0-9.-]+\//);
      expect(feed.language).toMatch(/^[a-z]{2}$/);
      expect(SOURCE_KINDS).toContain(feed.category);
    }
    expect(new Set(feeds.map((feed) => feed.xmlUrl)).size).toBe(feeds.length);
  });
});
