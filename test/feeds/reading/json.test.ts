import { describe, it } from 'vitest';
import { type Case, json, readsAs } from './documents.ts';

const CASES: readonly Case[] = [
  [
    'json 1.1',
    json({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'W',
      home_page_url: 'https://press.example/',
      items: [
        {
          id: '1',
          url: 'https://press.example/1',
          title: 'Oil',
          content_html: '<p>Hi</p>',
          date_published: '2025-06-03T09:39:21Z',
        },
      ],
    }),
    {
      title: 'Oil',
      id: '1',
      link: 'https://press.example/1',
      content: 'Hi',
      date: '2025-06-03T09:39:21Z',
      'feed.title': 'W',
      'feed.link': 'https://press.example/',
    },
  ],
  [
    'json numeric id',
    json({ version: 'https://jsonfeed.org/version/1', title: 'W', items: [{ id: 7, content_text: 'a < b' }] }),
    { id: '7', body: 'a < b' },
  ],
  [
    'json no id url',
    json({ version: 'https://jsonfeed.org/version/1', title: 'W', items: [{ url: '/x', title: 't' }] }),
    { link: 'https://press.example/x' },
  ],
  [
    'json external_url',
    json({
      version: 'https://jsonfeed.org/version/1',
      title: 'W',
      items: [{ id: '1', external_url: 'https://other.example/x', title: 't' }],
    }),
    { link: 'https://other.example/x' },
  ],
  [
    'json id as link',
    json({
      version: 'https://jsonfeed.org/version/1',
      title: 'W',
      items: [{ id: 'https://press.example/1', title: 't' }],
    }),
    { link: 'https://press.example/1' },
  ],
  [
    'json summary',
    json({
      version: 'https://jsonfeed.org/version/1',
      title: 'W',
      items: [{ id: '1', summary: 'S', content_text: 'C' }],
    }),
    { summary: 'S', content: 'C' },
  ],
  [
    'json bom',
    `\ufeff${json({ version: 'https://jsonfeed.org/version/1', title: 'W', items: [{ id: '1', title: 'Oil' }] })}`,
    { title: 'Oil' },
  ],
  [
    'json title entity',
    json({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'W &amp; X',
      items: [{ id: '1', title: 'Smith &amp; Sons' }],
    }),
    { title: 'Smith & Sons', 'feed.title': 'W & X' },
  ],
  [
    'json title null',
    json({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'W',
      items: [{ id: '1', title: null, content_html: '<p>x</p>' }],
    }),
    { title: '', body: 'x' },
  ],
  ['json items missing', json({ version: 'https://jsonfeed.org/version/1.1', title: 'W' }), { count: 0 }],
  [
    'json trailing comma',
    '{"version":"https://jsonfeed.org/version/1.1","title":"W","items":[{"id":"1","title":"Oil"},]}',
    { title: 'Oil' },
  ],
  [
    'json junk before',
    `\n\n${json({ version: 'https://jsonfeed.org/version/1.1', title: 'W', items: [{ id: '1', title: 'Oil' }] })}`,
    { title: 'Oil' },
  ],
  [
    'json truncated',
    json({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'W',
      items: [
        { id: '1', title: 'Oil' },
        { id: '2', title: 'Gas and more' },
      ],
    }).slice(0, -12),
    { title: 'Oil' },
  ],
  [
    'json authors',
    json({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'W',
      authors: [{ name: 'x' }],
      items: [{ id: '1', title: 'Oil', authors: null, author: 'Joe' }],
    }),
    { title: 'Oil' },
  ],
  [
    'json duplicate control chars',
    '{"version":"https://jsonfeed.org/version/1.1","title":"W","items":[{"id":"1","title":"Oil\tand\ngas"}]}',
    { title: 'Oil and gas' },
  ],
  [
    'json date modified',
    json({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'W',
      items: [{ id: '1', title: 'Oil', date_modified: '2025-06-03T09:39:21-02:00' }],
    }),
    { date: '2025-06-03T11:39:21Z' },
  ],
  [
    'items that an encoder made an object',
    json({
      version: 'https://jsonfeed.org/version/1',
      title: 'W',
      items: { 0: { id: '1', title: 'Oil' }, 1: { id: '2', title: 'Gas' } },
    }),
    { count: 2, title: 'Oil', '1.title': 'Gas' },
  ],
  [
    'the only item without its array',
    json({ version: 'https://jsonfeed.org/version/1', title: 'W', items: { id: '1', title: 'Oil' } }),
    { count: 1, title: 'Oil' },
  ],
  ['neither version nor title', json({ items: [{ id: '1', content_text: 'Crude' }] }), { count: 1, body: 'Crude' }],
  ['another service’s items', json({ items: [{ id: '1', name: 'Oil' }] }), { none: true }],
  [
    'PHP’s warning first',
    '<br />\n<b>Warning</b>: x in <b>/a.php</b> on line <b>3</b><br />\n{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","title":"W","items":[{"id":"1","title":"Oil"}]}',
    { title: 'Oil' },
  ],
  [
    'the guard against being run as a script',
    `)]}',\n{"version":"https://jsonfeed.org/version/1","title":"W","items":[{"id":"1","title":"Oil"}]}`,
    { title: 'Oil' },
  ],
  [
    'JSONP',
    `show({"version":"https://jsonfeed.org/version/1","title":"W","items":[{"id":"1","title":"Oil"}]});`,
    { title: 'Oil' },
  ],
  [
    'a comment first',
    `// made by hand\n{"version":"https://jsonfeed.org/version/1","title":"W","items":[{"id":"1","title":"Oil"}]}`,
    { title: 'Oil' },
  ],
];

describe('a JSON feed', () => {
  it.each(CASES)('%s', (_name, document, wanted) => readsAs(document, wanted));
});
