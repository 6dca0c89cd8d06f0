/** Chinese names in a text, found by the automaton. */
import type { ItemField } from '../model/mention.ts';
import { isQuoted, type Objection } from './candidate.ts';
import type { Findings } from './findings.ts';
import type { NameIndex } from './name-index.ts';
import { continuesForeignName, simplify } from './names-chinese.ts';
import { isHan, type WordText } from './words.ts';

/** The longest given names in Chinese letters, with what joins them to the family's. */
const MAX_GIVEN_CHARS = 32;

/** Finds the Chinese forms of the index in a field of an item. */
export function findHanCandidates(index: NameIndex, field: ItemField, text: WordText, findings: Findings): void {
  const plain = simplify(text.folded.text);
  for (const { begin, end, keyword } of index.searchHan(plain)) {
    for (const { person, anchor } of index.hanAnchors(keyword)) {
      if (!findings.mayLook()) return;
      const base = { person, field, letters: keyword.length + 2, isUsual: false, isShared: false };
      const before = plain[begin - 1];
      const after = plain[end];
      if (anchor.kind === 'title') {
        // The surname has one letter, or two: 习主席, 欧阳部长.
        if (standsAlone(plain, begin, begin + 1) || standsAlone(plain, begin, begin + 2))
          findings.keep({ ...base, start: begin, end, strength: 'title', objections: [] });
        continue;
      }
      if (anchor.kind === 'full') {
        if (keyword.length === 2 && !standsAlone(plain, begin, end)) continue;
        // Two characters are a whole name that thousands bear.
        const letters = keyword.length === 2 ? 2 : base.letters;
        findings.keep({ ...base, letters, start: begin, end, strength: 'full', objections: [] });
        continue;
      }
      const lead = plain.slice(Math.max(0, begin - MAX_GIVEN_CHARS), begin).replaceAll('-', '·');
      if (anchor.needsSonOf && !/[本宾]·?$/u.test(lead)) continue;
      const said = lead.replace(/·$/u, '');
      const givenChars = Math.max(0, ...anchor.given.map((name) => charsOfEnding(said, name)));
      if (givenChars > 0) {
        const start = begin - (lead.length - said.length) - givenChars;
        findings.keep({ ...base, start, end, strength: 'full', objections: [] });
        continue;
      }
      const next = after === '·' ? end + 1 : end;
      const behind = anchor.given.find((name) => plain.startsWith(name, next));
      if (behind !== undefined) {
        findings.keep({ ...base, start: begin, end: next + behind.length, strength: 'full', objections: [] });
        continue;
      }
      const objections: Objection[] = [];
      if (before === '·') objections.push('another given name');
      if (after === '·') objections.push('another name follows');
      if (keyword.length < 4 && continuesForeignName(after)) objections.push('part of a word');
      if (isQuoted(plain, begin, end)) objections.push('quoted like a brand');
      findings.keep({ ...base, start: begin, end, strength: anchor.kind === 'alone' ? 'alone' : 'bare', objections });
    }
  }
}

/**
 * Letters at the end of `text` that write `name`, whichever of its parts are joined and which parted by a dot, of which
 * outlets are as free as of hyphens in Latin names: 让-巴蒂斯特, 让·巴蒂斯特, 让巴蒂斯特. 0 where it ends in something else.
 */
function charsOfEnding(text: string, name: string): number {
  let at = text.length;
  for (let left = name.length - 1; left >= 0; left--) {
    if (name[left] === '·') continue;
    if (at < text.length && text[at - 1] === '·') at--;
    if (text[at - 1] !== name[left]) return 0;
    at--;
  }
  return text.length - at;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Letters around a short Chinese name that are looked at to see whether it's two halves of other words. */
const HAN_CONTEXT = 12;

/** Whether no dictionary word straddles the borders of a short Chinese name: 王毅 in 国王毅然. */
function standsAlone(text: string, begin: number, end: number): boolean {
  const from = Math.max(0, begin - HAN_CONTEXT);
  let startFits = begin === from;
  let endFits = false;
  for (const { index, segment } of segmenter.segment(text.slice(from, end + HAN_CONTEXT))) {
    const start = from + index;
    if (start === begin) startFits = true;
    if (start + segment.length === end || start === end) endFits = true;
    if (start > end) break;
  }
  return startFits && (endFits || !isHan(text[end]));
}
