/** Names in a text: finds every mention of a catalogue's officials in an item. */
import type { ItemText } from '../model/item.ts';
import { ITEM_FIELDS, type Mention } from '../model/mention.ts';
import type { Official } from '../model/official.ts';
import { foldText, normalizeForMatch } from '../text/normalize.ts';

/** Finds officials in items; built once for a catalogue, then pure. */
export interface Matcher {
  /** Every mention of an official, field by field in the order of the text. */
  findMentions(item: ItemText, language: string): readonly Mention[];
}

/** Builds the matcher for a catalogue. */
export function buildMatcher(officials: readonly Official[]): Matcher {
  const forms: { form: string; id: string; full: boolean }[] = [];
  for (const official of officials) {
    for (const names of Object.values(official.names)) {
      for (const name of names) {
        const words = foldText(name).split(/[ ·]/u);
        forms.push({ form: foldText(name), id: official.id, full: true });
        const last = words.at(-1);
        if (last !== undefined && words.length > 1 && last.length > 3) {
          forms.push({ form: last, id: official.id, full: false });
        }
      }
    }
  }
  return {
    findMentions(item) {
      const mentions: Mention[] = [];
      for (const field of ITEM_FIELDS) {
        const original = item[field] ?? '';
        const folded = normalizeForMatch(original);
        for (const { form, id, full } of forms) {
          const at = folded.text.indexOf(form);
          if (at < 0) continue;
          const start = folded.toOriginal(at);
          const end = folded.toOriginal(at + form.length);
          const surface = original.slice(start, end);
          const reason = full ? 'full name' : 'distinctive surname';
          mentions.push({ officialId: id, span: { field, start, end }, surface, reason, evidence: [] });
        }
      }
      return mentions;
    },
  };
}
