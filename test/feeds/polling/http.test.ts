import type { LookupAddress, lookup as systemLookup } from 'node:dns';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { testClient } from './samples.ts';
import { startWireServer } from './wire-server.ts';

const INNER = { allowInnerAddress: true };
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Names that resolve as a test says. */
function namesLeadTo(addresses: readonly LookupAddress[]): typeof systemLookup {
  const lookup = (_name: string, _options: unknown, answer: (error: null, found: readonly LookupAddress[]) => void) =>
    answer(null, addresses);
  return lookup as unknown as typeof systemLookup;
}

describe('a request outward', () => {
  it('names Dateline and its contact, and what it can unpack', async () => {
    await using server = await startWireServer((_request, response) => response.end('hello'));
    await using client = testClient();
    const answer = await client.get(`${server.url}/feed`, INNER);
    expect(text(answer.body)).toBe('hello');
    expect(server.requests[0]?.headers['user-agent']).toBe('Dateline/0.1.0 (+https://dateline.example/bot)');
    expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip, deflate, br, zstd');
  });

  it.each<[string, string, (body: string) => Uint8Array]>([
    ['gzip', 'gzip', gzipSync],
    ['gzip by its old name', 'x-gzip', gzipSync],
    ['deflate as the standard has it', 'deflate', deflateSync],
    ['deflate as some servers have it', 'deflate', deflateRawSync],
    ['brotli', 'br', brotliCompressSync],
    ['zstd', 'zstd', zstdCompressSync],
    ['packed twice', 'gzip, br', (body) => brotliCompressSync(gzipSync(body))],
    ['called gzip but plain', 'gzip', (body) => Buffer.from(body)],
    ['called brotli but plain', 'br', (body) => Buffer.from(body)],
    ['gzip without a word', '', gzipSync],
    ['gzip that breaks off near its end', 'gzip', (body) => gzipSync(body).subarray(0, -6)],
  ])('unpacks %s', async (_case, encoding, pack) => {
    const body = `<rss>${'news of the day '.repeat(500)}</rss>`;
    await using server = await startWireServer((_request, response) => {
      if (encoding !== '') response.setHeader('content-encoding', encoding);
      response.end(pack(body));
    });
    await using client = testClient();
    expect(text((await client.get(server.url, INNER)).body)).toBe(body);
  });

  it('gives headers back byte for byte', async () => {
    const etag = 'W/"caf\xe9 \xff,x"';
    await using server = await startWireServer((request, response) => {
      response.setHeader('etag', etag);
      // As bytes: Node writes the header in the encoding of a body that is text.
      response.end(Buffer.from(request.headers['if-none-match'] === etag ? 'the same' : 'another'));
    });
    await using client = testClient();
    const first = await client.get(server.url, INNER);
    expect(first.headers.etag).toBe(etag);
    const second = await client.get(server.url, { ...INNER, headers: { 'if-none-match': first.headers.etag ?? '' } });
    expect(text(second.body)).toBe('the same');
  });

  it('keeps its connections', async () => {
    await using server = await startWireServer((_request, response) => response.end('x'));
    await using client = testClient();
    for (let round = 0; round < 20; round += 1) await client.get(server.url, INNER);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('gives a password to its own host alone', async () => {
    await using other = await startWireServer((request, response) =>
      response.end(request.headers.authorization ?? 'none'),
    );
    await using server = await startWireServer((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: `${other.url}/` }).end();
      else response.end(request.headers.authorization);
    });
    await using client = testClient({ allowInner: () => true });
    const withPassword = server.url.replace('//', '//reader:pass%20word@');
    expect(text((await client.get(withPassword)).body)).toBe(
      `Basic ${Buffer.from('reader:pass word').toString('base64')}`,
    );
    expect(text((await client.get(`${withPassword}/away`)).body)).toBe('none');
  });
});

describe('inner addresses', () => {
  it.each(['http://127.0.0.1:80/', 'http://2130706433/', 'http://[::ffff:127.0.0.1]/', 'http://localhost/'])(
    'are refused without a request: %s',
    async (url) => {
      await using client = testClient();
      await expect(client.get(url)).rejects.toMatchObject({ name: 'AddressRefusedError' });
    },
  );

  it('are refused behind a name, on the very socket', async () => {
    await using client = testClient({ lookup: namesLeadTo([{ address: '127.0.0.1', family: 4 }]) });
    await expect(client.get('http://news.example/')).rejects.toMatchObject({
      name: 'AddressRefusedError',
      why: 'an inner address',
    });
  });

  it('are refused behind a name with several addresses, all of them inner', async () => {
    const lookup = namesLeadTo([
      { address: '::1', family: 6 },
      { address: '10.1.2.3', family: 4 },
    ]);
    await using client = testClient({ lookup });
    await expect(client.get('https://news.example/')).rejects.toMatchObject({ name: 'AddressRefusedError' });
  });

  it('open by the operator’s word for one feed do not open for its redirects elsewhere', async () => {
    await using secret = await startWireServer((_request, response) => response.end('SECRET'));
    await using server = await startWireServer((_request, response) =>
      response.writeHead(302, { location: secret.url }).end(),
    );
    await using client = testClient();
    await expect(client.get(server.url, INNER)).rejects.toMatchObject({ name: 'AddressRefusedError' });
    expect(secret.requests).toHaveLength(0);
  });

  it('open for one request do not open for the next over the same connection', async () => {
    await using server = await startWireServer((_request, response) => response.end('x'));
    await using client = testClient();
    await client.get(server.url, INNER);
    await expect(client.get(server.url)).rejects.toMatchObject({ name: 'AddressRefusedError' });
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'javascript:alert(1)', 'http://', 'gopher://127.0.0.1:70/'])(
    'nor does a redirect to %s get anywhere, the operator’s word or not',
    async (location) => {
      await using server = await startWireServer((_request, response) => response.writeHead(301, { location }).end());
      await using client = testClient({ allowInner: () => true });
      await expect(client.get(server.url)).rejects.toMatchObject({ name: 'AddressRefusedError' });
    },
  );
});

describe('redirects', () => {
  it('are followed, and those for good are told as far as they reach', async () => {
    await using server = await startWireServer((request, response) => {
      const next = { '/old': [301, '/newer'], '/newer': [308, '/new'], '/new': [302, '/today'] }[request.url ?? ''];
      if (next === undefined) response.end('news');
      else response.writeHead(Number(next[0]), { location: String(next[1]) }).end('moved');
    });
    await using client = testClient();
    const answer = await client.get(`${server.url}/old`, INNER);
    expect(answer.finalUrl).toBe(`${server.url}/today`);
    expect(answer.permanentUrl).toBe(`${server.url}/new`);
    expect((await client.get(`${server.url}/new`, INNER)).permanentUrl).toBeUndefined();
  });

  it('to an address in Cyrillic letters are understood', async () => {
    await using server = await startWireServer((request, response) => {
      if (request.url !== '/') return response.end(decodeURI(request.url ?? ''));
      return response.writeHead(302, { location: Buffer.from('/новости').toString('latin1') }).end();
    });
    await using client = testClient();
    expect(text((await client.get(server.url, INNER)).body)).toBe('/новости');
  });

  it('in circles end', async () => {
    await using server = await startWireServer((request, response) =>
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end(),
    );
    await using client = testClient();
    await expect(client.get(`${server.url}/a`, INNER)).rejects.toMatchObject({ name: 'TooManyRedirectsError' });
    expect(server.requests).toHaveLength(6);
  });

  it('with an endless body of their own cost no more than their connection', async () => {
    await using server = await startWireServer((request, response) => {
      if (request.url === '/new') return response.end('news');
      response.writeHead(302, { location: '/new' });
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      return more();
    });
    await using client = testClient();
    expect(text((await client.get(server.url, INNER)).body)).toBe('news');
  });
});

describe('hostile servers', () => {
  it('an endless body is cut off at the limit', async () => {
    await using server = await startWireServer((_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    });
    await using client = testClient();
    await expect(client.get(server.url, { ...INNER, maxBytes: 1_000_000 })).rejects.toMatchObject({
      name: 'BodyTooLargeError',
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['deflate', deflateSync],
  ] as const)('a %s bomb stops at the limit', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(12_000_000));
    await using server = await startWireServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
    );
    await using client = testClient();
    await expect(client.get(server.url, INNER)).rejects.toMatchObject({ name: 'BodyTooLargeError' });
  });

  it('a bomb in a bomb does as well', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(12_000_000)));
    await using server = await startWireServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bomb),
    );
    await using client = testClient();
    await expect(client.get(server.url, INNER)).rejects.toMatchObject({ name: 'BodyTooLargeError' });
  });

  it('a slow drip ends with the time limit', async () => {
    const timers: NodeJS.Timeout[] = [];
    await using server = await startWireServer((_request, response) => {
      timers.push(setInterval(() => response.write('x'), 20));
    });
    await using client = testClient();
    await expect(client.get(server.url, { ...INNER, timeoutMs: 200 })).rejects.toMatchObject({ name: 'TooSlowError' });
    timers.forEach(clearInterval);
  });

  it('a server that never answers ends with the time limit, redirects counted in', async () => {
    await using server = await startWireServer((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/never' }).end();
    });
    await using client = testClient();
    await expect(client.get(server.url, { ...INNER, timeoutMs: 200 })).rejects.toMatchObject({ name: 'TooSlowError' });
  });

  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a header without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
    ['thousands of headers', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}\r\n`],
    ['a status that is none', 'HTTP/1.1 9999 Odd\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 5\r\n\r\nhello'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nhello'],
    ['a connection that breaks off', 'HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nhello'],
  ])('%s is no answer, and no crash', async (_case, bytes) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await using client = testClient();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(client.get(url, INNER)).rejects.toMatchObject({ name: 'NoAnswerError' });
    server.close();
  });

  it('a server that takes no connection says so', async () => {
    await using client = testClient();
    await expect(client.get('http://127.0.0.1:1/', INNER)).rejects.toMatchObject({
      name: 'NoAnswerError',
      code: 'ECONNREFUSED',
    });
  });

  it('an abort ends the exchange with its reason', async () => {
    await using server = await startWireServer(() => undefined);
    await using client = testClient();
    const stop = new AbortController();
    const asked = client.get(server.url, { ...INNER, signal: stop.signal });
    stop.abort(new Error('the desk closes'));
    await expect(asked).rejects.toThrow('the desk closes');
  });
});
