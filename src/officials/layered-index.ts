/** An index of names that follows a roster while desks change it. */
import type { Official } from '../model/official.ts';
import type { NameIndex, Person } from './name-index.ts';

/** What stands in an index under one name. */
interface Named {
  readonly person: Person;
}

/**
 * Lays the names of `added` over those of `base`, without the officials who are `gone`.
 *
 * Costs nothing to make but what `added` took: a desk's change of one official among 20,000 need not build their three
 * seconds of names again. Each word is looked up twice instead.
 *
 * @param placeOf where an official stands in the roster: of equals the first one is taken, and a change of somebody
 *   must not decide who that is
 */
export function layerIndex(
  base: NameIndex,
  gone: ReadonlySet<Official>,
  added: NameIndex,
  placeOf: (official: Official) => number,
): NameIndex {
  const stays = ({ person }: Named): boolean => !gone.has(person.official);
  const inOrder = <T extends Named>(known: readonly T[], more: readonly T[]): readonly T[] =>
    known.length === 0 || more.length === 0
      ? [...known, ...more]
      : [...known, ...more].sort((a, b) => placeOf(a.person.official) - placeOf(b.person.official));
  function both(known: ReturnType<NameIndex['lookUp']>, more: ReturnType<NameIndex['lookUp']>): typeof known {
    if (more.length === 0 && known.every(stays)) return known;
    return inOrder(known.filter(stays), more);
  }
  const lookUp: NameIndex['lookUp'] = (word) => both(base.lookUp(word), added.lookUp(word));
  return {
    lookUp,
    lookUpSound: (word) => both(base.lookUpSound(word), added.lookUpSound(word)),
    searchHan(text) {
      const known = base.searchHan(text);
      // A name that both know is found once: `hanAnchors` answers for both.
      const more = added.searchHan(text).filter(({ keyword }) => base.hanAnchors(keyword).length === 0);
      return more.length === 0 ? known : [...known, ...more].sort((a, b) => a.end - b.end || a.begin - b.begin);
    },
    hanAnchors: (keyword) => inOrder(base.hanAnchors(keyword).filter(stays), added.hanAnchors(keyword)),
    isName: (word) => lookUp(word).length > 0,
    isContextWord: base.isContextWord,
  };
}
