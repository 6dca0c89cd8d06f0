/** The buttons that turn the pages of a list. */
import { encodeCustomId } from '../model/custom-id.ts';
import type { MessageButton } from '../model/message.ts';

/**
 * Buttons to the pages before and after; none where there is only one.
 *
 * @param page counted from 0
 */
export function pageButtons(
  listId: string,
  page: number,
  pages: number,
  words: { readonly before: string; readonly after: string } = { before: '◀ Newer', after: 'Older ▶' },
): readonly (readonly MessageButton[])[] {
  const to = (label: string, target: number): MessageButton => ({
    label,
    customId: encodeCustomId({ kind: 'page', listId, page: target }),
    style: 'secondary',
  });
  const row = [
    ...(page > 0 ? [to(words.before, page - 1)] : []),
    ...(page + 1 < pages ? [to(words.after, page + 1)] : []),
  ];
  return row.length === 0 ? [] : [row];
}
