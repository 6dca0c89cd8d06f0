import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForPrint } from '../../../src/feeds/print.ts';
import { NAMESPACES } from './documents.ts';

const NAMES = ['Baku', 'Doha', 'Lima', 'Oslo', 'Riga'];

/** Five items of every dialect, with what real ones have: CDATA, attributes, elements in elements. */
const DOCUMENTS: readonly string[] = [
  `<?xml version="1.0"?><rss version="2.0" ${NAMESPACES}><channel><title>Wire</title><link>https://press.example/</link><image><title>Logo</title><url>/i.png</url></image>${NAMES.map(
    (name) =>
      `<item><title>${name}</title><link>https://press.example/${name}</link><guid isPermaLink="false">g${name}</guid><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate><category>c</category><description><![CDATA[<p>On ${name}</p>]]></description><enclosure url="/${name}.jpg" length="1" type="image/jpeg"/></item>`,
  ).join('\n')}</channel></rss>`,
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${NAMES.map(
    (name) =>
      `<item><title>${name}</title><link>https://press.example/${name}</link><guid>g${name}</guid><description>&lt;p class="x"&gt;On ${name}&lt;/p&gt;</description></item>`,
  ).join('\n')}</channel></rss>`,
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><link rel="self" href="/f"/>${NAMES.map(
    (name) =>
      `<entry><title type="html">${name}</title><link rel="alternate" type="text/html" href="https://press.example/${name}"/><id>g${name}</id><updated>2026-11-23T10:00:00Z</updated><author><name>A</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>On <b>${name}</b></p></div></content></entry>`,
  ).join('\n')}</feed>`,
  `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="/"><title>Wire</title></channel>${NAMES.map(
    (name) =>
      `<item rdf:about="g${name}"><title>${name}</title><link>https://press.example/${name}</link><description>On ${name}</description></item>`,
  ).join('\n')}</rdf:RDF>`,
];

/** What XML is made of. */
const MARKS = /[<>"'/=![\]&;?]/;

async function itemsRight(document: string): Promise<number> {
  const feed = await readForPrint(Buffer.from(document), { contentType: undefined, url: 'https://press.example/f' });
  return NAMES.filter((name) =>
    feed.items.some(
      ({ title, link, id, summary, content }) =>
        title === name &&
        link === `https://press.example/${name}` &&
        id === `g${name}` &&
        (content || summary).replace(/<[^>]*>/g, '') === `On ${name}`,
    ),
  ).length;
}

describe('a single mark that is lost or doubled', () => {
  it('costs the item that it stands in, and no other', { timeout: 60_000 }, async () => {
    const places = DOCUMENTS.flatMap((document) =>
      [...document].flatMap((sign, at) => (MARKS.test(sign) ? [{ document, at }] : [])),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.boolean(), async ({ document, at }, isLost) => {
        const broken = document.slice(0, isLost ? at : at + 1) + document.slice(isLost ? at + 1 : at);
        expect(await itemsRight(broken)).toBeGreaterThanOrEqual(NAMES.length - 1);
      }),
      { numRuns: 400 },
    );
  });
});
