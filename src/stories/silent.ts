/**
 * Items that report neither trip nor deal are filed to no story. The command line still says which of them tell the
 * same thing, across languages: by whom they mention, and by names and figures, romanised, that both hold.
 */
import anyAscii from 'any-ascii';
import type { Item } from '../model/item.ts';
import type { Report } from '../model/report.ts';

/** Without events to compare, only what is told on the same day is taken for the same. */
const SAME_DAY_MS = 16 * 60 * 60 * 1000;

/** Names and figures in common that do without an official. */
const TELLING_MARKS = 2;

/** A shorter skeleton is shared by too many words. */
const SKELETON_CHARS = 3;

/** What is compared of a silent item. */
export interface SilentMarks {
  readonly at: number;
  readonly officials: ReadonlySet<string>;
  /** Names and figures that belong to none of the officials. */
  readonly marks: ReadonlySet<string>;
}

export function silentMarks(item: Item, report: Report): SilentMarks {
  const text = `${item.title} ${item.summary}`.slice(0, 1000);
  const named = new Set(report.mentions.flatMap((mention) => wordsOf(mention.surface).map(skeleton)));
  const marks = wordsOf(text).flatMap((word) => {
    if (/^\p{N}{2,}$/u.test(word)) return [word.normalize('NFKC')];
    const bones = skeleton(word);
    return isNameLike(word) && bones.length >= SKELETON_CHARS && !named.has(bones) ? [bones] : [];
  });
  return {
    at: item.publishedAt ?? item.seenAt,
    officials: new Set(report.mentions.map((mention) => mention.officialId)),
    marks: new Set(marks),
  };
}

/** Whether two silent items tell the same: the same people, or enough else in common. */
export function tellTheSame(a: SilentMarks, b: SilentMarks): boolean {
  if (Math.abs(a.at - b.at) > SAME_DAY_MS) return false;
  const officials = a.officials.intersection(b.officials).size;
  if (officials > 0 && officials === a.officials.size && officials === b.officials.size) return true;
  const marks = a.marks.intersection(b.marks).size;
  return officials > 0 ? marks > 0 : marks >= TELLING_MARKS;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** A capital where the script has them; Arabic has none, and Chinese doesn't part its words. */
function isNameLike(word: string): boolean {
  return /^\p{Lu}/u.test(word) || /^\p{Script=Arabic}/u.test(word);
}

/** The consonants of a word as romanised, alike ones as one: Медведев, Medvedev and ميدفيديف all give `mdfdf`. */
function skeleton(word: string): string {
  return anyAscii(word)
    .toLowerCase()
    .replace(/ph|[vw]/g, 'f')
    .replace(/sch|sh|ch|zh|dj|j/g, 's')
    .replace(/[ckq]/g, 'k')
    .replace(/[^b-df-hj-np-tv-z]/g, '')
    .replace(/(.)\1+/g, '$1');
}
