/** Searches within a scanning loop. */

/** Where the mark stands next; -1 where nowhere. */
export type Finder = (text: string, from: number) => number;

/**
 * Makes `text.indexOf(mark, from)` for use in a branch of a loop.
 *
 * V8 (Node 24.21) takes `indexOf` for free of effects and may run it in each turn of an optimized loop, whether its
 * branch is taken or not: a search to the end of the text each time, and a megabyte of `<p ` takes ten seconds. A
 * regular expression with a `lastIndex` has effects, and stays where it is written.
 */
export function createFinder(mark: string): Finder {
  const pattern = new RegExp(RegExp.escape(mark), 'g');
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex - mark.length : -1;
  };
}

/**
 * Makes a search that only ever goes forward through one text, and remembers what it found: a mark that is far away, or
 * nowhere, is sought once.
 */
export function createCursor(text: string, mark: string): (from: number) => number {
  const find = createFinder(mark);
  let found = -2;
  return (from) => {
    if (found !== -1 && found < from) found = find(text, from);
    return found;
  };
}
