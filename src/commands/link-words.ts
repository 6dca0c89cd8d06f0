/** Linked stories in lists: a line for each, with its evidence. */
import { linkWords } from '../alerts/notes.ts';
import type { EventKind } from '../model/event.ts';
import type { Desk } from './command.ts';
import { officialName } from './officials-typed.ts';

/** Lines for one story of a list; the alert itself has them all. */
const SHOWN = 2;

/** What a story of this kind is linked to, as small lines: a trip's deals, a deal's trips. */
export function linkLines(storyId: string, kind: EventKind, desk: Desk, guildId: string): readonly string[] {
  const side = kind === 'trip' ? 'deal' : 'trip';
  const sign = kind === 'trip' ? '🤝' : '🧭';
  const linked = desk.links.of(storyId, side, guildId);
  const lines = linked.slice(0, SHOWN).map((one) => `-# ${sign} ${linkWords(one, (id) => officialName(id, desk))}`);
  return linked.length > SHOWN ? [...lines, `-# … and ${linked.length - SHOWN} more`] : lines;
}
