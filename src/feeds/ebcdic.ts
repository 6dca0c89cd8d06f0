/** EBCDIC code pages 037, 500 and 1140: some mainframes still serve XML in them, and iconv-lite doesn't know them. */

/** Unicode's own mapping of the 256 bytes, 16 a line. Other EBCDIC pages differ in punctuation, not in letters and digits. */
const CODE_PAGE_037 = [
  '\u0000\u0001\u0002\u0003\u009c\u0009\u0086\u007f\u0097\u008d\u008e\u000b\u000c\u000d\u000e\u000f',
  '\u0010\u0011\u0012\u0013\u009d\u0085\u0008\u0087\u0018\u0019\u0092\u008f\u001c\u001d\u001e\u001f',
  '\u0080\u0081\u0082\u0083\u0084\u000a\u0017\u001b\u0088\u0089\u008a\u008b\u008c\u0005\u0006\u0007',
  '\u0090\u0091\u0016\u0093\u0094\u0095\u0096\u0004\u0098\u0099\u009a\u009b\u0014\u0015\u009e\u001a',
  ' \u00a0âäàáãåçñ¢.<(+|',
  '&éêëèíîïìß!$*);¬',
  '-/ÂÄÀÁÃÅÇÑ¦,%_>?',
  'øÉÊËÈÍÎÏÌ`:#@\'="',
  'Øabcdefghi«»ðýþ±',
  '°jklmnopqrªºæ¸Æ¤',
  'µ~stuvwxyz¡¿ÐÝÞ®',
  '^£¥·©§¶¼½¾[]¯¨´×',
  '{ABCDEFGHI\u00adôöòóõ',
  '}JKLMNOPQR¹ûüùúÿ',
  '\\÷STUVWXYZ²ÔÖÒÓÕ',
  '0123456789³ÛÜÙÚ\u009f',
].join('');

/** Whether the document begins with `<?xml` or `<rss` and its like in EBCDIC (XML 1.0, appendix F). */
export function looksLikeEbcdic(body: Uint8Array): boolean {
  if (body[0] !== 0x4c) return false;
  const second = body[1] ?? 0;
  return second === 0x6f || (second >= 0x81 && second <= 0xa9);
}

/** What page 500, the international one, has where page 037 has the first of each pair. */
const PAGE_500: Readonly<Record<string, string>> = {
  '¢': '[',
  '|': '!',
  '!': ']',
  '¬': '^',
  '^': '¢',
  '[': '¬',
  ']': '|',
};

/** Decodes by the page that the declaration names, which reads the same in all of them; each byte is one character. */
export function decodeEbcdic(body: Uint8Array): string {
  const text = decodePage037(body);
  const page = /encoding\s*=\s*["'](?:cp|ibm|ebcdic-cp-)?0?(\w{2,4})/i.exec(text.slice(0, 200))?.[1]?.toLowerCase();
  if (page === '1140') return text.replaceAll('¤', '€');
  return page === '500' || page === 'be' || page === 'ch'
    ? text.replace(/[¢|!¬^[\]]/g, (sign) => PAGE_500[sign] ?? sign)
    : text;
}

function decodePage037(body: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < body.length; i += 4096) {
    let part = '';
    for (const byte of body.subarray(i, i + 4096)) part += CODE_PAGE_037.charAt(byte);
    parts.push(part);
  }
  return parts.join('');
}
