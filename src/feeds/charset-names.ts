/** What charsets are called: by the WHATWG encoding standard, by IANA, and by those who make feeds. */
import iconv from 'iconv-lite';

/**
 * Names that WHATWG's list and iconv-lite lack, or that iconv-lite alone has and the standard calls otherwise: as letters
 * and digits alone, by the name of the encoding.
 */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Nobody writes UTF-7; who declares it has plain ASCII or UTF-8.
    'utf-8': 'utf8n u8 utf cp65001 utf7 u7 unicode11utf7',
    'utf-16le': 'ucs2 utf16 u16 iso10646ucs2',
    'utf-32be': 'ucs4 csucs4 iso10646ucs4 utf32be',
    'utf-32le': 'utf32 u32 utf32le',
    'windows-1252': '8859 88591 iso8859 latin ansi isolatin1 cp1252',
    'windows-1251': 'win1251 windows1251 ansi1251',
    'windows-874': 'cp874 tis62025290 tis6202533',
    'koi8-r': 'koi8r',
    'koi8-u': 'koi8u',
    gbk: 'hzgb2312 cp936',
    big5: 'big5tw hkscs cp950',
    'euc-kr': 'uhc ksx1001 cp949',
    'euc-jp': 'ujis eucjis2004 eucjisx0213',
    shift_jis: 'cp932',
    rk1048: 'kz1048',
    pt154: 'ptcp154 csptcp154 cp154 cyrillicasian',
    macintosh: 'macroman xmacroman',
    'x-mac-cyrillic': 'maccyrillic macukrainian',
    maccenteuro: 'maclatin2 maccentraleurope xmacce',
    cp861: 'cpis',
    cp862: 'dos862',
    cp1125: 'cp866u ruscii',
    hproman8: 'cp1051',
    // The standard maps these to windows-1252; here they mean that nothing was declared (RFC 3023's default for text/xml).
    ascii: 'usascii ascii 646 ansix341968 iso646us',
  }).flatMap(([encoding, names]) => names.split(' ').map((name) => [name, encoding] as const)),
);

/** What iconv-lite takes for an encoding and no document is in, whatever it declares. */
const NO_CHARSET = /^(?:binary|hex|base64)$/;

/**
 * The encoding behind a label.
 *
 * @returns a name by which `decode.ts` knows it; undefined for an unknown label
 */
export function resolveEncoding(label: string): string | undefined {
  const name = label.trim().toLowerCase();
  const bare = name.replace(/[^a-z0-9]/g, '');
  if (/^iso2022jp/.test(bare)) return 'iso-2022-jp';
  const other = OTHER_NAMES.get(bare);
  if (other !== undefined) return other;
  const dashed = name.replace(/_/g, '-').replace(/[-:](?:19|20)\d\d$/, '');
  for (const spelling of [name, dashed]) {
    try {
      const standard = new TextDecoder(spelling).encoding;
      if (standard !== 'replacement') return standard;
    } catch {
      // RangeError: not in the standard's list; iconv-lite knows more.
    }
    if (!NO_CHARSET.test(spelling) && iconv.encodingExists(spelling)) return spelling;
  }
  return undefined;
}
