/** An index of names that follows a roster while desks change it. */
import type { Official } from '../model/official.ts';
import type { NameIndex, Person } from './name-index.ts';

/**
 * Lays the names of `added` over those of `base`, without the officials who are `gone`.
 *
 * Costs nothing to make but what `added` took: a desk's change of one official among 20,000 need not build their three
 * seconds of names again. Each word is looked up twice instead.
 */
export function layerIndex(base: NameIndex, gone: ReadonlySet<Official>, added: NameIndex): NameIndex {
  const stays = ({ person }: { readonly person: Person }): boolean => !gone.has(person.official);
  function lookUp(word: string): ReturnType<NameIndex['lookUp']> {
    const [known, more] = [base.lookUp(word), added.lookUp(word)];
    if (more.length === 0 && known.every(stays)) return known;
    return [...known.filter(stays), ...more];
  }
  return {
    lookUp,
    searchHan: (text) => [
      ...base.searchHan(text),
      // A name that both know is found once: `hanAnchors` answers for both.
      ...added.searchHan(text).filter(({ keyword }) => base.hanAnchors(keyword).length === 0),
    ],
    hanAnchors: (keyword) => [...base.hanAnchors(keyword).filter(stays), ...added.hanAnchors(keyword)],
    isName: (word) => lookUp(word).length > 0,
    isContextWord: base.isContextWord,
  };
}
