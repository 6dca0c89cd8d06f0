import type { Official } from '../../src/model/official.ts';
import { hanAnchorsOf } from '../../src/officials/anchors-han.ts';
import { polishCases, spellings } from '../../src/officials/name-spellings.ts';
import { splitHanName } from '../../src/officials/names-chinese.ts';
import { splitNames } from '../../src/officials/names-split.ts';
import { isArabic } from '../../src/officials/words.ts';
import { foldText } from '../../src/text/normalize.ts';

/** Families in all their forms beside a usual given name: how the wires print a full name. */
export function formsOf(official: Official): string[] {
  const forms = new Set<string>();
  for (const name of splitNames(official)) {
    const given = name.given.map((word) => capitalise(word.printed));
    for (const family of name.families) {
      const main = family.words[family.main];
      if (main === undefined || given.length === 0 || family.neverAlone || family.words.length > 1) continue;
      const particle = family.particle === undefined ? '' : `${family.particle} `;
      const cases = polishCases(main, name, official, 'family').map(({ form }) => form);
      for (const word of name.familyFirst ? [main.text] : [...spellings(main, name, official, 'family'), ...cases]) {
        const printed = capitalise(word);
        if (name.familyFirst) {
          forms.add(`${printed} ${given.join(' ')}`);
        } else {
          forms.add(`${given.join(' ')} ${particle}${printed}`);
          if (particle === '' && !isArabic(word)) forms.add(`${printed}, ${given[0] ?? ''}`);
          if (!isArabic(word)) forms.add(`${given[0]?.[0] ?? ''}. ${particle}${printed}`);
        }
      }
    }
  }
  for (const name of official.names.zh ?? []) {
    const parts = splitHanName(foldText(name));
    if (parts.length > 1) for (const form of [parts.join('·'), parts.join('')]) forms.add(form);
    else if (hanAnchorsOf(official).some((anchor) => anchor.kind === 'full' && anchor.text === parts[0]))
      forms.add(name);
  }
  return [...forms];
}

function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
