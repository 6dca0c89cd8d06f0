/** A feed's records on their way: its channel, and its items as they begin and end, or fail to. */
import { MAX_FIELDS, MAX_ITEMS } from './limits.ts';
import type { RawField, RawRecord } from './raw.ts';

/** What the element that begins a record says of it. */
export type RecordStart = Pick<RawRecord, 'attributes' | 'base'>;

/** The records of one document. */
export interface OpenRecords {
  readonly channel: RawRecord;
  /** In the order in which they began, whether they have ended or not. */
  readonly items: readonly RawRecord[];
  startChannel(start: RecordStart): void;
  /** @returns whether there was room for it */
  startItem(start: RecordStart): boolean;
  /** Gives a field to the innermost item, to the channel where none is open. */
  addField(field: RawField): void;
  finishItem(): void;
  /**
   * The document broke off: a cut item is left out, unless it is the only one and tells something.
   *
   * @returns whether an item was cut
   */
  breakOff(): boolean;
}

interface OpenRecord extends RecordStart {
  readonly fields: RawField[];
}

/** @param repairs takes what was wrong with the items */
export function createOpenRecords(repairs: Set<string>): OpenRecords {
  let channel: OpenRecord = { fields: [], attributes: {}, base: undefined };
  const items: OpenRecord[] = [];
  /** Innermost last; more than one where items were not closed, or stand within each other. */
  const open: OpenRecord[] = [];

  function drop(item: OpenRecord): void {
    items.splice(items.lastIndexOf(item), 1);
  }

  return {
    get channel() {
      return channel;
    },
    items,
    startChannel({ attributes, base }) {
      channel = { fields: channel.fields, attributes, base };
    },
    startItem({ attributes, base }) {
      if (items.length >= MAX_ITEMS) {
        repairs.add(`more than ${MAX_ITEMS} items`);
        return false;
      }
      if (open.length > 0) repairs.add('an item that was not closed');
      const item: OpenRecord = { fields: [], attributes, base };
      open.push(item);
      items.push(item);
      return true;
    },
    addField(field) {
      const { fields } = open.at(-1) ?? channel;
      if (fields.length < MAX_FIELDS) fields.push(field);
    },
    finishItem() {
      const item = open.pop();
      // Some generators put an empty item into each item: the outer one goes on behind it.
      if (item !== undefined && item.fields.length === 0 && open.length > 0) drop(item);
    },
    breakOff() {
      const cut = open.at(-1);
      if (cut === undefined) return false;
      const isTold = cut.fields.some((field) => /(?:^|:)(?:title|description|link)$/.test(field.name));
      if (items.length > 1 || !isTold) drop(cut);
      return true;
    },
  };
}
