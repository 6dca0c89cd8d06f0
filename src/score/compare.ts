/** Comparing answers with labels: who, which events, which slots; counts only, so that parts can be summed. */
import type { CorpusAnswer, CorpusEvent } from '../detect/cli-form.ts';

/** A label: an answer as it should be. */
export type Label = CorpusAnswer & { readonly published: string };

/** Right, told too much, and missed. */
export interface Counts {
  right: number;
  wrong: number;
  missed: number;
}

/** The slots of an event that are compared where the event was found. */
export const SLOTS = ['status', 'countries', 'place', 'date', 'value', 'sector'] as const;

/** One of {@link SLOTS}. */
export type Slot = (typeof SLOTS)[number];

/** What comparing some items gave. */
export interface Score {
  readonly officials: Counts;
  readonly events: Counts;
  readonly byLanguage: Map<string, Counts>;
  readonly slots: Readonly<Record<Slot, { right: number; of: number }>>;
  /** Items without events, and how many of them raised one. */
  readonly quiet: { items: number; alerts: number };
  /** Pairs of items that are, or were taken for, one story. */
  readonly stories: Counts;
  /** The same, of pairs in two languages only. */
  readonly storiesAcross: Counts;
}

/** Precision, recall and their harmonic mean; 1 where there was nothing to find and nothing was told. */
export function f1({ right, wrong, missed }: Counts): { precision: number; recall: number; f1: number } {
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = right + missed === 0 ? 1 : right / (right + missed);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/**
 * Compares answers with labels of the same ids.
 *
 * An event counts once for each of its officials (kind and official; two events of one official and kind are two).
 * Slots are compared between the label and the answer that agree in kind and share an official, paired so that most
 * slots agree; each pair counts once.
 */
export function score(labels: readonly Label[], answers: ReadonlyMap<string, CorpusAnswer>): Score {
  const total: Score = {
    officials: none(),
    events: none(),
    byLanguage: new Map(),
    slots: {
      status: { right: 0, of: 0 },
      countries: { right: 0, of: 0 },
      place: { right: 0, of: 0 },
      date: { right: 0, of: 0 },
      value: { right: 0, of: 0 },
      sector: { right: 0, of: 0 },
    },
    quiet: { items: 0, alerts: 0 },
    stories: none(),
    storiesAcross: none(),
  };
  for (const label of labels) {
    const answer = answers.get(label.id);
    const events = answer?.events ?? [];
    addCounts(total.officials, compareSets(label.officials, answer?.officials ?? []));
    const counts = compareSets(eventKeys(label.events), eventKeys(events));
    addCounts(total.events, counts);
    const language = total.byLanguage.get(label.language) ?? none();
    addCounts(language, counts);
    total.byLanguage.set(label.language, language);
    for (const [wanted, got] of pairEvents(label.events, events)) {
      for (const slot of SLOTS) {
        total.slots[slot].of++;
        if (slotAgrees(slot, wanted, got)) total.slots[slot].right++;
      }
    }
    if (label.events.length === 0) {
      total.quiet.items++;
      if (events.length > 0) total.quiet.alerts++;
    }
  }
  const storyOf = (id: string) => answers.get(id)?.story;
  addCounts(total.stories, compareStories(labels, storyOf));
  addCounts(
    total.storiesAcross,
    compareStories(labels, storyOf, (a, b) => a.language !== b.language),
  );
  return total;
}

/** Pairs of labelled and answered events of the same kind that share an official, best agreement first. */
export function pairEvents(
  labels: readonly CorpusEvent[],
  answers: readonly CorpusEvent[],
): [CorpusEvent, CorpusEvent][] {
  const candidates: { label: CorpusEvent; answer: CorpusEvent; agreement: number }[] = [];
  for (const label of labels) {
    for (const answer of answers) {
      if (label.kind !== answer.kind || !label.officials.some((id) => answer.officials.includes(id))) continue;
      candidates.push({ label, answer, agreement: SLOTS.filter((slot) => slotAgrees(slot, label, answer)).length });
    }
  }
  candidates.sort((a, b) => b.agreement - a.agreement);
  const pairs: [CorpusEvent, CorpusEvent][] = [];
  for (const { label, answer } of candidates) {
    if (pairs.some((pair) => pair[0] === label || pair[1] === answer)) continue;
    pairs.push([label, answer]);
  }
  return pairs;
}

/** Whether a slot agrees: countries as sets, all else exactly. */
export function slotAgrees(slot: Slot, a: CorpusEvent, b: CorpusEvent): boolean {
  if (slot === 'countries') return JSON.stringify([...a.countries].sort()) === JSON.stringify([...b.countries].sort());
  if (slot === 'value') return a.value?.amount === b.value?.amount && a.value?.currency === b.value?.currency;
  return a[slot] === b[slot];
}

function eventKeys(events: readonly CorpusEvent[]): string[] {
  return events.flatMap((event) => event.officials.map((id) => `${event.kind} ${id}`));
}

/** Compares two multisets. */
function compareSets(wanted: readonly string[], got: readonly string[]): Counts {
  const left = [...wanted];
  let right = 0;
  for (const key of got) {
    const at = left.indexOf(key);
    if (at < 0) continue;
    left.splice(at, 1);
    right++;
  }
  return { right, wrong: got.length - right, missed: left.length };
}

/**
 * Counts pairs of items that are, or were taken for, one story.
 *
 * @param storyOf the id of the story to which an item was filed
 * @param counts  which pairs count; all, if not given
 */
export function compareStories(
  labels: readonly Label[],
  storyOf: (id: string) => string | undefined,
  counts: (a: Label, b: Label) => boolean = () => true,
): Counts {
  const result = none();
  for (const [index, a] of labels.entries()) {
    for (const b of labels.slice(index + 1)) {
      if (!counts(a, b)) continue;
      const wanted = a.story === b.story;
      const got = storyOf(a.id) !== undefined && storyOf(a.id) === storyOf(b.id);
      if (wanted && got) result.right++;
      else if (got) result.wrong++;
      else if (wanted) result.missed++;
    }
  }
  return result;
}

/** Pairs of items of two labelled stories that were filed as one: look-alikes that should have stayed apart. */
export function mergedLookAlikes(
  labels: readonly Label[],
  storyOf: (id: string) => string | undefined,
): readonly (readonly [Label, Label])[] {
  return labels.flatMap((a, index) =>
    labels
      .slice(index + 1)
      .filter((b) => a.story !== b.story && storyOf(a.id) !== undefined && storyOf(a.id) === storyOf(b.id))
      .map((b) => [a, b] as const),
  );
}

function none(): Counts {
  return { right: 0, wrong: 0, missed: 0 };
}

function addCounts(to: Counts, from: Counts): void {
  to.right += from.right;
  to.wrong += from.wrong;
  to.missed += from.missed;
}
