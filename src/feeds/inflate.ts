/** Inflating: what a server packed, unpacked within a limit. */
import { promisify } from 'node:util';
import {
  brotliDecompress,
  constants,
  gunzip,
  type InputType,
  inflateRaw,
  inflate as inflateZlib,
  zstdDecompress,
} from 'node:zlib';

/** What we can unpack, as `Accept-Encoding` says it. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/** Two layers happen where a proxy packs what was packed; more is an attack. */
const MAX_LAYERS = 2;
/** RFC 9659: a zstd window over 8 MB need not be supported, and would be memory for nothing. */
const ZSTD_WINDOW_LOG = 23;

type Unpack = (body: Uint8Array, maxOutputLength: number) => Promise<Uint8Array>;

// A connection that breaks off leaves a torn stream: its readable part is worth having, hence the lenient flush.
const UNPACKERS: Readonly<Record<string, Unpack>> = {
  gzip: (body, maxOutputLength) => gunzipAsync(body, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }),
  deflate: (body, maxOutputLength) =>
    isZlib(body)
      ? inflateAsync(body, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH })
      : inflateRawAsync(body, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }),
  br: (body, maxOutputLength) => brotliAsync(body, { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: (body, maxOutputLength) =>
    zstdAsync(body, {
      maxOutputLength,
      finishFlush: constants.ZSTD_e_flush,
      params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
    }),
};

const gunzipAsync = promisify<InputType, object, Uint8Array>(gunzip);
const inflateAsync = promisify<InputType, object, Uint8Array>(inflateZlib);
const inflateRawAsync = promisify<InputType, object, Uint8Array>(inflateRaw);
const brotliAsync = promisify<InputType, object, Uint8Array>(brotliDecompress);
const zstdAsync = promisify<InputType, object, Uint8Array>(zstdDecompress);

/**
 * Unpacks a body. A server that packs without saying so, or says so without packing, is believed by the bytes.
 *
 * @param encoding the `Content-Encoding`, as sent
 * @param maxBytes of the result; unpacking stops there, so that a bomb costs no more than this
 * @returns `'too large'` past the limit, `'broken'` for what can't be unpacked
 */
export async function inflate(
  body: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array | 'too large' | 'broken'> {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim().replace(/^x-/, ''))
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > MAX_LAYERS) return 'broken';
  let unpacked = body;
  for (const layer of layers.toReversed()) {
    if (layer === 'gzip' && !isGzip(unpacked)) continue;
    const unpack = UNPACKERS[layer];
    if (unpack === undefined) continue;
    const result = await tryUnpack(unpack, unpacked, maxBytes);
    if (typeof result === 'string') {
      // Plain text that is called packed: the reader will see what it is.
      if (result === 'broken' && looksLikeText(unpacked)) continue;
      return result;
    }
    unpacked = result;
  }
  // `feed.xml.gz`, and servers that pack without a word.
  if (isGzip(unpacked)) {
    const result = await tryUnpack(gzipUnpack, unpacked, maxBytes);
    return result;
  }
  return unpacked;
}

const gzipUnpack: Unpack = (body, maxBytes) =>
  gunzipAsync(body, { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH });

async function tryUnpack(
  unpack: Unpack,
  body: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array | 'too large' | 'broken'> {
  if (body.length === 0) return body;
  try {
    return await unpack(body, maxBytes);
  } catch (error) {
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too large'
      : 'broken';
  }
}

function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

/** RFC 1950: method 8, and a checksum over the first two bytes; without it the stream is bare deflate. */
function isZlib(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function looksLikeText(body: Uint8Array): boolean {
  return [0x3c, 0x7b, 0xef, 0x20, 0x0a, 0x0d].includes(body[0] ?? 0);
}
