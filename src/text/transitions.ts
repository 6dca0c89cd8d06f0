/** The edges of an automaton in flat arrays: a step is one look into a table, and thousands of nodes are no objects. */

/** From a node by a symbol to the next node; nodes and symbols are numbers from 0 on. */
export interface Transitions {
  /** The next node; -1 for none. */
  step(node: number, symbol: number): number;
  /** Adds an edge that isn't there yet. */
  add(node: number, symbol: number, next: number): void;
}

const MIN_SLOTS = 64;
const EMPTY = -1;

/** Makes an empty table: open addressing, at most half full. */
export function createTransitions(): Transitions {
  // Three numbers a slot, so that a step touches one line of the cache.
  let slots = new Int32Array(MIN_SLOTS * 3).fill(EMPTY);
  let mask = MIN_SLOTS - 1;
  let edges = 0;

  function add(node: number, symbol: number, next: number): void {
    if (edges * 2 >= mask) grow();
    insert(node, symbol, next);
    edges++;
  }

  function insert(node: number, symbol: number, next: number): void {
    let slot = hash(node, symbol) & mask;
    while (slots[slot * 3] !== EMPTY) slot = (slot + 1) & mask;
    slots[slot * 3] = node;
    slots[slot * 3 + 1] = symbol;
    slots[slot * 3 + 2] = next;
  }

  function grow(): void {
    const old = slots;
    slots = new Int32Array(old.length * 2).fill(EMPTY);
    mask = slots.length / 3 - 1;
    for (let at = 0; at < old.length; at += 3) {
      const node = old[at] ?? EMPTY;
      if (node !== EMPTY) insert(node, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }

  return {
    add,
    step(node, symbol) {
      let slot = hash(node, symbol) & mask;
      for (;;) {
        const known = slots[slot * 3];
        if (known === node && slots[slot * 3 + 1] === symbol) return slots[slot * 3 + 2] ?? EMPTY;
        if (known === EMPTY) return EMPTY;
        slot = (slot + 1) & mask;
      }
    },
  };
}

/** Spreads neighbours: nodes and letters are numbered one after the other. */
function hash(node: number, symbol: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
