/** Names as people type them, and as sources print them. */

/** Text as names are compared: case, accents and outer blanks don't count. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
