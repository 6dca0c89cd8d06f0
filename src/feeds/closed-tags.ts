/** Whether a document closes an element anywhere: one that it closes nowhere was written as HTML's void elements are. */

/** Real documents have some fifty kinds of elements. */
const MAX_TAGS = 2_000;

/** Makes the check of one document, which is looked through at the first question. True for all where it has too many. */
export function createClosedTagCheck(text: string): (tag: string) => boolean {
  let closed: ReadonlySet<string> | undefined;
  return (tag) => {
    closed ??= closedTagsOf(text);
    return closed.size >= MAX_TAGS || closed.has(tag.toLowerCase());
  };
}

/** All names that stand in an end tag, in lower case. */
function closedTagsOf(text: string): ReadonlySet<string> {
  const tags = new Set<string>();
  for (const [, tag = ''] of text.matchAll(/<\/\s?([\w:.-]{1,60})/g)) {
    tags.add(tag.toLowerCase());
    if (tags.size >= MAX_TAGS) break;
  }
  return tags;
}
