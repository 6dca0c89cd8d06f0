import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageModule } from './module.ts';

const { markdownTokens, plainText } = await pageModule('markdown');

interface Token {
  readonly type: string;
  readonly raw: string;
  readonly tokens?: readonly Token[];
  readonly items?: readonly Token[];
}

/** The types of all tokens, outermost first. */
function typesOf(text: string): string[] {
  const visit = (token: Token): string[] => [
    token.type,
    ...[...(token.tokens ?? []), ...(token.items ?? [])].flatMap(visit),
  ];
  return markdownTokens(text).flatMap(visit);
}

describe('Discord’s markdown', () => {
  it.each([
    ['**bold** and *italic*', 'strong', 'em'],
    ['~~gone~~ `code`', 'del', 'codespan'],
    ['text\n> quoted\nafter', 'quote', 'paragraph'],
    ['before\n>>> all\nthe rest', 'quote', 'br'],
    ['-# small print', 'subtext', 'text'],
    ['<t:1700000000:R> by <@&12>', 'reference', 'text'],
    ['||hidden||', 'spoiler', 'text'],
    ['[a link](https://example.org)', 'link', 'text'],
    ['# Title\n- one\n- two', 'heading', 'list'],
    ['```\ncode\n```', 'code', 'code'],
  ])('%j', (text, first, second) => {
    expect(typesOf(text)).toEqual(expect.arrayContaining([first, second]));
  });

  it.each([
    ['html is text', '<b>bold</b> <script>alert(1)</script>', ['html', 'tag']],
    ['a table is text', '| a | b |\n|---|---|\n| 1 | 2 |', ['table']],
    ['an indented line is no code', '    four spaces', ['code']],
    ['a line of dashes is no rule', 'title\n---\n***', ['hr', 'heading']],
    ['one tilde strikes nothing', '~about~ 5', ['del']],
    ['four hashes make no title', '#### small', ['heading']],
    ['a greater-than sign in a line quotes nothing', 'a > b', ['quote']],
    ['a reference is not defined by a text', '[x]: /local\n[x]', ['def', 'link']],
  ])('%s', (_case, text, never) => {
    const types = typesOf(text);
    for (const type of never) expect(types).not.toContain(type);
  });

  it('loses no letter of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab *_~`>|<#-\n[]()@:&t1') }), (text) => {
        const kept = markdownTokens(text)
          .map((token: Token) => token.raw)
          .join('');
        expect(kept.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('reads the worst of texts in no time', () => {
    for (const text of ['*'.repeat(4000), '['.repeat(4000), '> '.repeat(2000), '||'.repeat(2000), '`'.repeat(4000)]) {
      const started = performance.now();
      markdownTokens(text);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });

  it('comes out plain in titles', () => {
    expect(plainText('**Sechin** in [Caracas](https://example.org)\n> now')).toBe('Sechin in Caracas now');
  });
});
