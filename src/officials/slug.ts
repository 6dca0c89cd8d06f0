/** Ids of officials: a name in small Latin letters, igor-sechin. */
import anyAscii from 'any-ascii';

const MAX_CHARS = 60;

/**
 * Makes an id of a name in any script that is not `taken` yet: `igor-sechin`, then `igor-sechin-2`.
 *
 * Letters of other scripts are spelled in Latin ones; a name without any letter becomes `official`.
 */
export function slugOf(name: string, taken: (id: string) => boolean): string {
  const words = anyAscii(name.normalize('NFC'))
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const slug = words.join('-').slice(0, MAX_CHARS).replace(/-$/, '') || 'official';
  if (!taken(slug)) return slug;
  for (let number = 2; ; number += 1) if (!taken(`${slug}-${number}`)) return `${slug}-${number}`;
}
