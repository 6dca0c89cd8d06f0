import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { resolveEncoding } from '../../../src/feeds/charset-names.ts';
import { decodeBody } from '../../../src/feeds/decode.ts';

function xml(declared: string | undefined, title: string): string {
  const encoding = declared === undefined ? '' : ` encoding="${declared}"`;
  return `<?xml version="1.0"${encoding}?><rss version="2.0"><channel><title>${title}</title></channel></rss>`;
}

describe('charsets', () => {
  it.each([
    ['windows-1251', 'Новости дня: Москва'],
    ['koi8-r', 'Новости дня'],
    ['koi8-u', 'Новини дня'],
    ['gb18030', '新闻头条'],
    ['big5', '新聞頭條'],
    ['shift_jis', 'ニュース速報'],
    ['euc-jp', 'ニュース速報'],
    ['euc-kr', '뉴스 속보'],
    ['windows-1256', 'أخبار اليوم'],
    ['iso-8859-6', 'أخبار'],
    ['windows-1255', 'חדשות'],
    ['iso-8859-7', 'Ειδήσεις'],
    ['windows-1254', 'Güneş'],
    ['iso-8859-2', 'Zażółć'],
    ['windows-874', 'ข่าว'],
    ['macintosh', 'Café'],
  ])('%s, declared by the prolog, by HTTP, or by HTTP against the prolog', (charset, title) => {
    const declared = iconv.encode(xml(charset, title), charset);
    expect(decodeBody(declared, 'application/rss+xml').text).toContain(title);
    const bare = iconv.encode(xml(undefined, title), charset);
    expect(decodeBody(bare, `application/rss+xml; charset="${charset}"`).text).toContain(title);
    const contradicted = iconv.encode(xml('utf-8', title), charset);
    expect(decodeBody(contradicted, `text/xml;charset=${charset}`).text).toContain(title);
  });

  it('windows-1252 has its quotation marks, under the name of ISO-8859-1 too', () => {
    const body = iconv.encode(xml('iso-8859-1', '“Café” – don’t'), 'windows-1252');
    expect(decodeBody(body, undefined).text).toContain('“Café” – don’t');
  });

  it.each([
    ['UTF-16 with a mark', Buffer.from(`\ufeff${xml('utf-16', 'Новости')}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(xml('utf-16', 'Новости'), 'utf16le')],
    ['UTF-16, big end first', iconv.encode(xml('utf-16', 'Новости'), 'utf-16be', { addBOM: true })],
    ['UTF-32', iconv.encode(xml('utf-32', 'Новости'), 'utf-32le', { addBOM: true })],
    ['UTF-8 that says UTF-16', Buffer.from(xml('utf-16', 'Новости'))],
    ['UTF-8 that says windows-1251', Buffer.from(xml('windows-1251', 'Новости'))],
    ['UTF-8 that says nothing', Buffer.from(xml(undefined, 'Новости'))],
    ['UTF-8 with a mark, against HTTP', Buffer.from(`\ufeff${xml(undefined, 'Новости')}`)],
  ])('%s', (_case, body) => {
    expect(decodeBody(body, 'application/rss+xml; charset=iso-8859-1').text).toContain('Новости');
  });

  it('the Latin-1 that servers add to everything yields to a prolog that the letters agree with', () => {
    const russian = iconv.encode(xml('windows-1251', 'Министр прибыл в Баку'), 'windows-1251');
    expect(decodeBody(russian, 'text/xml; charset=ISO-8859-1').text).toContain('Министр прибыл в Баку');
    const french = iconv.encode(xml('windows-1251', 'Arrivé à Genève'), 'windows-1252');
    expect(decodeBody(french, 'text/xml; charset=ISO-8859-1').text).toContain('Arrivé à Genève');
  });

  it('a charset parameter with a colon counts', () => {
    const body = iconv.encode(xml(undefined, 'Новости'), 'koi8-r');
    expect(decodeBody(body, 'text/xml; charset:koi8-r').text).toContain('Новости');
  });

  it('nobody’s UTF-7 eats a plus', () => {
    expect(decodeBody(Buffer.from(xml('utf-7', 'Oil + gas - and +AGE-')), undefined).text).toContain(
      'Oil + gas - and +AGE-',
    );
    expect(decodeBody(Buffer.from(xml('utf16', 'Oil')), undefined).text).toContain('Oil');
  });

  it('a mainframe’s brackets stand where its own page has them', () => {
    // `<?xml version="1.0" encoding="ibm500"?>[!]` in EBCDIC.
    const letters = '4c6fa7949340a58599a28996957e7ff14bf07f408595839684899587 7e7f898294f5f0f07f6f6e4a4f5a';
    expect(decodeBody(Buffer.from(letters.replace(' ', ''), 'hex'), undefined).text.endsWith('?>[!]')).toBe(true);
  });

  it('words in UTF-8 outweigh as many quotation marks of windows-1252', () => {
    const marks = Buffer.from([0x93, 0x78, 0x94]);
    const body = Buffer.concat([Buffer.from(xml('utf-8', 'Genève é ü')), marks]);
    expect(decodeBody(body, undefined).text).toMatch(/Genève é ü.*“x”$/);
  });

  it('a byte that is wrong in UTF-8 costs no other', () => {
    const body = Buffer.concat([Buffer.from(xml(undefined, 'Новости дня')), Buffer.from([0xe9, 0x20])]);
    const decoded = decodeBody(body, undefined);
    expect(decoded.text).toContain('Новости дня');
    expect(decoded.text.endsWith('é ')).toBe(true);
    expect(decoded.repairs).toEqual([]);
  });

  it('what declares nothing is guessed, and the guess is told', () => {
    const body = iconv.encode(
      xml(undefined, 'Министр прибыл в Каракас на переговоры о поставках нефти'),
      'windows-1251',
    );
    const decoded = decodeBody(body, 'text/xml');
    expect(decoded.text).toContain('Министр прибыл');
    expect(decoded.repairs).toEqual(['charset guessed as windows-1251']);
  });

  it('Latin letters that look alike are told apart by the feed’s language', () => {
    const polish = xml(undefined, 'Zażółć</title><language>pl</language><title>gęślą');
    expect(decodeBody(iconv.encode(polish, 'windows-1250'), undefined).text).toContain('Zażółć');
    const spanish = iconv.encode(xml(undefined, 'El señor Peña visitó León'), 'windows-1252');
    expect(decodeBody(spanish, undefined).text).toContain('El señor Peña visitó León');
    const french = iconv.encode(xml(undefined, 'Reçu à l’Élysée, où il a signé'), 'windows-1252');
    expect(decodeBody(french, undefined).text).toContain('Reçu à l’Élysée, où');
  });

  it.each([
    ['utf8', 'utf-8'],
    ['latin1', 'windows-1252'],
    ['x-sjis', 'shift_jis'],
    ['ISO_8859-2:1987', 'iso-8859-2'],
    ['ujis', 'euc-jp'],
    ['ISO2022-JP-1', 'iso-2022-jp'],
    ['mac_roman', 'macintosh'],
    ['cp866u', 'cp1125'],
    ['Utf_16', 'utf-16le'],
    ['x-mac-ce', 'maccenteuro'],
    ['binary', undefined],
    ['base64', undefined],
    ['klingon', undefined],
  ])('the label %s', (label, encoding) => expect(resolveEncoding(label)).toBe(encoding));
});
