/** A feed's text as a reader sees it: no markup, no references, no stray controls. */
import { decodeHTMLStrict } from 'entities';
import { tidyCharacters } from './characters.ts';
import { htmlText } from './html-text.ts';

/** A tag that HTML knows, or a processing instruction; `<3` and `a < b` are text. */
const TAG =
  /<(?:\?(?:xml|php)\s|!--|!doctype\s|\/?(?:a|abbr|acronym|address|area|article|aside|audio|b|base|bdo|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|map|mark|math|meta|nav|nobr|noscript|object|ol|option|p|param|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr|applet|bgsound|marquee|blink)(?=[\s/>]))/i;

const REFERENCE = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i;

/** References that no headline means literally once markup's own escapes are gone. */
const LEFT_OVER_REFERENCE =
  /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|quot|apos|nbsp|[lr][ds]quo|[nm]dash|hellip|laquo|raquo);/i;

/** Text as HTML that shows exactly this text. */
export function escapeHtml(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text;
}

/** The end of any element, as Word's `</o:p>`, and its conditional sections. */
const CLOSING_TAG = /<(?:\/[a-z][\w:-]{0,40}\s?>|!\[(?:if|endif)\b)/i;

/** Whether the text is meant as HTML: it has a tag that HTML knows, an element that ends, or a reference. */
export function looksLikeHtml(text: string): boolean {
  return (
    (text.includes('<') && (TAG.test(text) || CLOSING_TAG.test(text))) || (text.includes('&') && REFERENCE.test(text))
  );
}

/** Whether the text has a tag that HTML knows. */
export function hasHtmlTag(text: string): boolean {
  return text.includes('<') && TAG.test(text);
}

/** On one line: white space of any kind becomes single spaces; controls and zero-width marks go. */
export function oneLine(text: string): string {
  return tidyCharacters(text).replace(/\s+/g, ' ').trim();
}

/** As a text of paragraphs: one line break between blocks, single spaces within. */
export function paragraphs(text: string): string {
  return tidyCharacters(text)
    .replace(/[^\S\n]{2,}|[^\S\n ]/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** HTML → clean text on one line. */
export function htmlToLine(html: string): string {
  return oneLine(looksLikeHtml(html) ? htmlText(html) : html);
}

/**
 * A headline in RSS, where nobody says whether it is text or HTML, or HTML escaped once too often: `AT&amp;amp;T`,
 * `&lt;b&gt;`, `It&#8217;s`.
 */
export function titleText(written: string): string {
  const text = withoutCdataMarks(written);
  const line = hasHtmlTag(text) ? htmlText(text) : text.includes('&') ? decodeHTMLStrict(text) : text;
  return oneLine(withoutLeftOvers(line));
}

/** CDATA in CDATA, or escaped: its marks are nobody's words. */
export function withoutCdataMarks(text: string): string {
  return text.includes('<![CDATA[') ? text.replaceAll('<![CDATA[', '').replaceAll(']]>', '') : text;
}

/** Resolves references that were escaped once too often. */
export function withoutLeftOvers(line: string): string {
  return line.includes('&') && LEFT_OVER_REFERENCE.test(line) ? decodeHTMLStrict(line) : line;
}
