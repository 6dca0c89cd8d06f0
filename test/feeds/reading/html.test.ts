import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../src/feeds/html-text.ts';
import { sanitizeHtml } from '../../../src/feeds/sanitize.ts';

const BASE = 'https://wire.example/a/';

describe('HTML as text', () => {
  it.each([
    ['blocks part words, inline markup does not', '<p>One</p><p>T<b>w</b>o<br>three</p>', '\nOne\n\nTwo\nthree\n'],
    ['references', 'Oil &amp; gas &#8211; &eacute; &nope;', 'Oil & gas – é &nope;'],
    ['scripts and styles are no text', 'a<script>if (1 < 2) "</p>"</script><style>b{}</style>c', 'ac'],
    ['comments', 'a<!-- <b> -->b', 'ab'],
    ['a greater-than sign in an attribute', '<a title="x > y">b</a>', 'b'],
    ['a comparison', '1 < 2, x<3', '1 < 2, x<3'],
    ['a quote that is never closed', 'a <img alt="x> b', 'a  b'],
    ['a tag that is never closed', 'a <img src=x', 'a '],
    ['a script that is never closed', 'a <script>b', 'a '],
    ['an iframe that closes itself', '<iframe src="x"/>a', 'a'],
  ])('%s', (_case, html, text) => expect(htmlText(html)).toBe(text));

  it('never leaves a tag that HTML knows', () => {
    const part = fc.constantFrom(
      '<p',
      '<b>',
      '</b>',
      '"',
      "'",
      '=',
      '>',
      '<!--',
      '-->',
      ' ',
      'a',
      '<script>',
      '</script>',
      '<',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        expect(htmlText(parts.join(''))).not.toMatch(/<(?:p|b|script)>/);
      }),
    );
  });
});

describe('HTML for display', () => {
  function clean(foreign: string): string {
    return sanitizeHtml({ foreign, base: BASE });
  }

  it.each([
    [
      'addresses become absolute',
      '<a href="b">x</a><img src="/c.png">',
      '<a href="https://wire.example/a/b">x</a><img src="https://wire.example/c.png" />',
    ],
    ['scripts go', '<p onclick="x()">a<script>b</script></p>', '<p>a</p>'],
    ['addresses that run go', '<a href="javascript:x">a</a><a href=" jav\tascript:x">b</a>', '<a>a</a><a>b</a>'],
    ['data is no picture', '<img src="data:image/svg+xml,<svg onload=x>">', '<img />'],
    [
      'forms and frames go, their words stay',
      '<form action="/x"><input name="a">Vote</form><iframe src="x">y</iframe>',
      'Vote',
    ],
    ['what is open is closed', '<b>a', '<b>a</b>'],
  ])('%s', (_case, foreign, html) => expect(clean(foreign)).toBe(html));

  it('whatever comes in, no script, handler or other scheme comes out', () => {
    const part = fc.constantFrom(
      '<script>',
      '<img src=',
      '<a href="',
      'javascript:',
      '"',
      '>',
      ' onerror=x',
      '<svg',
      '<style>',
      'x',
      '</',
      '<!--',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        expect(clean(parts.join(''))).not.toMatch(/<script|<style|<svg|<[^>]*\son\w+\s*=|\s(?:href|src)="(?!https?:)/i);
      }),
    );
  });
});
