/** The Chinese forms of an official's names by which a text is searched. */
import type { Official } from '../model/official.ts';
import { foldText } from '../text/normalize.ts';
import { splitHanName } from './names-chinese.ts';

/** A Chinese form by which a text is searched. */
export interface HanAnchor {
  /** Simplified and folded. */
  readonly text: string;
  /** `full`: a whole name; `family`: the last part of a foreign name; `alone`: a listed single name; `title`: 习主席. */
  readonly kind: 'full' | 'family' | 'alone' | 'title';
  /** What makes it a full name before it, "弗拉基米尔", or after it in Hungary's order; the whole first, then its parts. */
  readonly given: readonly string[];
  /** Bin and its like before it, 本, must be there. */
  readonly needsSonOf: boolean;
}

/** English titles and how Chinese wires write them onto a surname. */
const HAN_TITLES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?!.*\b(?:vice|deputy)\b).*\bpresident\b/i, ['主席', '总统', '国家主席']],
  [/^(?!.*\b(?:vice|deputy)\b).*\b(?:premier|prime minister)\b/i, ['总理', '首相']],
  [/\bvice premier\b/i, ['副总理']],
  [/\b(?:foreign affairs|foreign minister)\b/i, ['外长', '外相', '国务委员']],
  [/\bgeneral secretary\b/i, ['总书记']],
];
/** Such titles many hold at once: they say who is meant with surnames of two letters only, 欧阳部长. */
const USUAL_HAN_TITLES: typeof HAN_TITLES = [
  [/\bminister\b/i, ['部长', '大臣']],
  [/\bchair(?:man|woman)?\b/i, ['董事长']],
  [/\bchief executive\b/i, ['总裁', '董事长']],
  [/\bgovernor\b/i, ['行长']],
];
const SON_OF_HAN = new Set(['本', '宾', '伊本']);

/** The Chinese forms by which a text is searched for an official. */
export function hanAnchorsOf(official: Official): HanAnchor[] {
  const anchors = new Map<string, HanAnchor>();
  const names = (official.names.zh ?? [])
    .map((name) => splitHanName(foldText(name)))
    .filter((parts) => parts.length > 0);
  const dotted = names.filter((parts) => parts.length > 1);
  const singles = new Set(names.filter((parts) => parts.length === 1).map((parts) => parts[0]));
  for (const parts of dotted) {
    // Hungarian names are printed in Hungary's order as well, 欧尔班·维克托: the single name listed tells which is which.
    const isHungarian = official.offices.some((office) => office.country === 'HU');
    const reversed = parts.length === 2 && !singles.has(parts[1]) && (isHungarian || singles.has(parts[0]));
    const text = (reversed ? parts[0] : parts.at(-1)) ?? '';
    const others = reversed ? parts.slice(1) : parts.slice(0, -1);
    // 本 makes what follows the father's name, which brothers share: then only the whole counts.
    const single = others.some((part) => SON_OF_HAN.has(part)) ? [] : others;
    const given = [...new Set([others.join('·'), others.join(''), ...single])];
    const needsSonOf = SON_OF_HAN.has(parts.at(-2) ?? '');
    if (text.length > 1) {
      const known = anchors.get(text);
      anchors.set(text, { text, kind: 'family', given: [...(known?.given ?? []), ...given], needsSonOf });
    } else {
      // 特雷莎·梅: one letter alone is a word, so the whole name is searched.
      for (const whole of [parts.join('·'), parts.join('')]) {
        anchors.set(whole, { text: whole, kind: 'full', given: [], needsSonOf: false });
      }
    }
    // Princes go by their given name: 沙特王储穆罕默德.
    const first = parts[0] ?? '';
    if (needsSonOf && first.length > 2 && !anchors.has(first))
      anchors.set(first, { text: first, kind: 'alone', given: [], needsSonOf: false });
  }
  for (const [only] of names.filter((parts) => parts.length === 1)) {
    if (only === undefined || only.length < 2 || anchors.get(only)?.kind === 'family') continue;
    const ofAnother = dotted.some((parts) => parts.includes(only));
    const kind =
      ofAnother || dotted.some((parts) => parts.join('').includes(only)) || only.length > 4 ? 'alone' : 'full';
    anchors.set(only, { text: only, kind, given: [], needsSonOf: false });
    if (kind !== 'full') continue;
    for (const text of titledForms(only, official))
      anchors.set(text, { text, kind: 'title', given: [], needsSonOf: false });
  }
  return [...anchors.values()];
}

/** A surname with its office, 习主席: the surname alone is one letter and says nothing. */
function titledForms(name: string, official: Official): string[] {
  const surname = name.slice(0, name.length === 4 ? 2 : 1);
  const table = surname.length === 2 ? [...HAN_TITLES, ...USUAL_HAN_TITLES] : HAN_TITLES;
  const titles = official.offices.flatMap((office) =>
    table.filter(([english]) => english.test(office.title)).flatMap(([, words]) => words),
  );
  return [...new Set(titles)].map((title) => surname + title);
}
