import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless, link, safeUrl } from '../../src/alerts/markup.ts';

describe('foreign text made harmless', () => {
  it.each([
    ['a ping of everyone', '@everyone look', '@\u200beveryone look'],
    ['a ping by id', '<@&123456>', '\\<@\u200b&123456\\>'],
    ['a masked link', '[click](https://evil.example)', '\\[click\\](https:\u200b//evil.example)'],
    ['bold and code', '**x** `y`', '\\*\\*x\\*\\* \\`y\\`'],
    ['a heading', '# Breaking', '\\# Breaking'],
    ['a numbered list', '1. first', '1\\. first'],
    ['line breaks', 'one\r\ntwo\u2028three', 'one two three'],
    ['a text that reads backwards', 'abc\u202egnp.exe', 'abcgnp.exe'],
    [
      'a plain sentence, which stays as it is',
      'Sechin met Chávez - again (No. 3).',
      'Sechin met Chávez - again (No. 3).',
    ],
  ])('%s', (_case, text, expected) => expect(harmless(text)).toBe(expected));

  it('never lets a ping, a code span or a live address through', () => {
    const piece = fc.constantFrom(
      '@everyone',
      '@here',
      '<@1>',
      '```',
      '**',
      '[a](b)',
      'https://x.y',
      '\\',
      '\n',
      ' ',
      'a',
      '\u200b',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const out = harmless(pieces.join(''));
        expect(out).not.toMatch(/@(everyone|here|\d)|https?:\/\/|(?<!\\)(?:\\\\)*[*`[\]<>]|\n/);
      }),
    );
  });
});

describe('addresses in a message', () => {
  it.each([
    ['javascript:', 'javascript:alert(1)'],
    ['credentials', 'https://user:pass@host.example/'],
    ['no address at all', 'not an address'],
    ['an endless one', `https://host.example/${'a'.repeat(600)}`],
  ])('%s is left out', (_case, url) => expect(safeUrl(url)).toBeUndefined());

  it('closes no markup of ours', () => {
    expect(link('a', 'https://host.example/x_(y)>z')).toBe('[a](<https://host.example/x_%28y%29%3Ez>)');
  });
});
