import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../src/cli.ts';

/** Runs a command and gathers what a person at the terminal sees. */
async function dateline(args: readonly string[], input = '') {
  let out = '';
  let err = '';
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    input: Readable.from([input]),
  };
  const code = await main(args, terminal);
  return { code, out, err };
}

function file(name: string, text: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const MINISTER = JSON.stringify([
  {
    id: 'anna-berg',
    name: 'Anna Berg',
    names: { en: ['Anna Berg'] },
    roles: [{ title: 'Foreign Minister', organisation: 'Government of Norway', country: 'NO' }],
  },
]);

const TRIP = JSON.stringify({
  id: 'a-1',
  language: 'en',
  published: '2024-05-14T10:00:00Z',
  source: 'wire',
  title: 'Norway’s foreign minister Anna Berg arrives in Nairobi',
  summary: 'Anna Berg landed in the Kenyan capital on Tuesday for talks with the president.',
});

describe('dateline detect', () => {
  it('prints what an item reports, in the form of the corpus', async () => {
    const { code, out } = await dateline(['detect', '--officials', file('o.json', MINISTER), '-'], `${TRIP}\n`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      id: 'a-1',
      language: 'en',
      officials: ['anna-berg'],
      events: [
        {
          kind: 'trip',
          status: 'done',
          officials: ['anna-berg'],
          countries: ['KE'],
          place: 'Nairobi',
          date: '2024-05-14',
        },
      ],
      story: 'a-1',
    });
  });

  it('goes on after a bad line, names its number, and ends with 1', async () => {
    const lines = ['{"id":', '', '{"id":"x"}', TRIP].join('\n');
    const { code, out, err } = await dateline(['detect', '--officials', file('o.json', MINISTER), '-'], lines);
    expect(code).toBe(1);
    expect(err).toMatch(/^line 1: no JSON/);
    expect(err).toContain('line 3: ');
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it('says that there was nothing to read', async () => {
    const { code, out, err } = await dateline(['detect', '-'], '\n');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toMatch(/^no items/);
  });

  it('files a second outlet’s report of the trip to the same story', async () => {
    const second = TRIP.replace('a-1', 'a-2').replace('landed in', 'arrived in');
    const { out } = await dateline(['detect', '--officials', file('o.json', MINISTER), '-'], `${TRIP}\n${second}\n`);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).story),
    ).toEqual(['a-1', 'a-1']);
  });

  it('explains to a person which words made what', async () => {
    const args = ['detect', '--explain', '--officials', file('o.json', MINISTER), '-'];
    const { out } = await dateline(args, TRIP);
    expect(out).toContain('Anna Berg');
    expect(out).toContain('Nairobi');
  });

  it('says which official of the file is wrong', async () => {
    const { code, err } = await dateline(['detect', '--officials', file('o.json', '[{"id":"x"}]'), '-'], TRIP);
    expect(code).toBe(1);
    expect(err).toMatch(/x|name/);
  });
});

describe('dateline score', () => {
  const labelled = (id: string, kind: string) =>
    JSON.stringify({ ...JSON.parse(TRIP), id, officials: ['anna-berg'], events: [{ ...LABEL, kind }] });
  const LABEL = { status: 'done', officials: ['anna-berg'], countries: ['KE'], place: 'Nairobi', date: '2024-05-14' };

  it('measures detection on labelled items', async () => {
    const items = file('labelled.jsonl', `${labelled('a-1', 'trip')}\n\n${labelled('a-2', 'deal')}\n`);
    const { code, out } = await dateline(['score', '--officials', file('o.json', MINISTER), items]);
    expect(code).toBe(0);
    expect(out).toContain('all (2 items)');
    expect(out).toContain('events     precision 50.0%  recall 50.0%');
    expect(out).toMatch(/0\.9–1\.0\s+2\s+said 9\d\.\d%\s+right 50\.0%/);
  });

  it('says which line is no label, and that nothing is left', async () => {
    const { code, err } = await dateline(['score', '--officials', file('o.json', MINISTER), '-'], `${TRIP}\n`);
    expect(code).toBe(1);
    expect(err).toContain('line 1: ');
    expect(err).toContain('There is no labelled item to score by.');
  });

  it('asks what to score by', async () => {
    const { code, err } = await dateline(['score']);
    expect(code).toBe(1);
    expect(err).toContain('--from-feedback');
  });
});

describe('dateline parse', () => {
  const feed = `<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>\u00c2</title>
    <item><title>One</title><link>/a?b=1</link><pubDate>Tue, 14 May 2024 10:00:00 +0300</pubDate></item></channel></rss>`;

  it('prints a feed in one form: absolute links, dates in UTC, text decoded', async () => {
    const path = file('feed.xml', Buffer.from(feed, 'latin1'));
    const { code, out } = await dateline(['parse', path, '--url', 'https://outlet.example/rss']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      title: 'В',
      items: [{ title: 'One', link: 'https://outlet.example/a?b=1', date: '2024-05-14T07:00:00.000Z' }],
    });
  });

  it('prints dates as they stand, also those of a year to come', async () => {
    const future = feed.replace('2024', '2098');
    const { out } = await dateline(['parse', file('feed.xml', Buffer.from(future, 'latin1'))]);
    expect(JSON.parse(out)).toMatchObject({ items: [{ date: '2098-05-14T07:00:00.000Z' }] });
  });

  it('says what is no feed, and ends with 1', async () => {
    const { code, err } = await dateline(['parse', file('page.html', '<!doctype html><title>Hello</title>')]);
    expect(code).toBe(1);
    expect(err).toContain('Not a feed');
  });

  it('says that there is no such file', async () => {
    const { code, err } = await dateline(['parse', 'no/such/file.xml']);
    expect([code, err]).toEqual([1, 'There is no such file: no/such/file.xml\n']);
  });
});

describe('dateline feeds score', () => {
  it('says how many files of a folder are feeds, and what the others are', async () => {
    const path = file(
      'a.xml',
      '<rss version="2.0"><channel><title>A & B</title><item><title>One</title></item></channel></rss>',
    );
    writeFileSync(join(dirname(path), 'page.html'), '<!doctype html><title>Hello</title>');
    const { code, out } = await dateline(['feeds', 'score', dirname(path)]);
    expect(code).toBe(0);
    expect(out).toContain('1 of 2 files read as feeds (50.0%), 1 items');
    expect(out).toContain('(page.html)');
  });

  it('says when it is given no folder', async () => {
    expect(await dateline(['feeds', 'score', 'no/such/folder'])).toMatchObject({
      code: 1,
      err: 'There is no such file: no/such/folder\n',
    });
  });
});

describe('the command line', () => {
  it('names what it does not know', async () => {
    const { code, err } = await dateline(['whois']);
    expect(code).toBe(2);
    expect(err).toContain('There is no command “whois”');
  });

  it.each(['start', 'preview', 'doctor', 'detect', 'score', 'parse'])('explains %s', async (command) => {
    const { code, out } = await dateline([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`dateline ${command}`);
  });
});
