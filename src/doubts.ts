/**
 * Doubts: what the rules are unsure of is told by their word, put to the model off the line, and comes back as a changed
 * report. Whatever fails, the rules' word stands.
 */

import { isDoubtful, isHeldBack, type RejectedStore, rememberRejected } from './held.ts';
import { applyVerdict } from './judge/apply.ts';
import type { Refusal, Verdict } from './judge/check.ts';
import { type Judgement, judge } from './judge/judge.ts';
import { givesOrders } from './judge/orders.ts';
import type { Rejection } from './judge/question.ts';
import { dayOf } from './llm/budget.ts';
import type { ModelClient } from './llm/client.ts';
import type { Log } from './log.ts';
import type { Doubt, DoubtfulBand, DoubtfulReport, VerdictCount, VerdictCounts } from './model/doubt.ts';
import type { DetectedEvent } from './model/event.ts';
import type { Item } from './model/item.ts';
import type { Report } from './model/report.ts';
import type { Story } from './model/story.ts';
import { type RetakingParts, type RetakingStore, retakeItem } from './retake.ts';
import { toSource } from './stories/file.ts';

/** Items in one question: each adds its text and nothing to the instructions. */
const BATCH_ITEMS = 10;

/** A doubt that failed so often is left to the rules. */
const MAX_TRIES = 3;
const RETRY_MS = 60_000;

/** A verdict that comes later than this is no news any more. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Detection reads no more of an article, and a question shows less. */
const MAX_BODY_CHARS = 10_000;

/** What the doubts are kept in; see `store/doubts.ts`. */
export interface DoubtsStore extends RetakingStore {
  readonly doubts: {
    keep(doubt: DoubtfulReport, at: number): void;
    forget(itemId: string): void;
    due(now: number, limit: number): readonly Doubt[];
    settle(n: number): boolean;
    askAgain(n: number, dueAt: number, failed: boolean): void;
    count(day: string, what: VerdictCount, events: number): void;
    countsOn(day: string): VerdictCounts;
  };
  readonly rejected: RejectedStore;
}

/** What it is built from. */
export interface DoubtsParts extends Omit<RetakingParts, 'doubts' | 'quiet'> {
  readonly store: DoubtsStore;
  readonly client: Pick<ModelClient, 'ask' | 'model'>;
  readonly band: DoubtfulBand;
  readonly log: Log;
  /** Called when something waits in the outbox. */
  readonly wake: () => void;
  /** Called with each story that a verdict changed. */
  readonly onChanged: (storyId: string) => void;
}

/** The doubts of a running bot. */
export interface DoubtDesk {
  /** Keeps a report that is in doubt; part of the transaction that files its item. */
  consider(item: Item, report: Report, now: number): void;
  /** Whether a story is not told before the verdict; see `held.ts`. */
  holds(story: Story): boolean;
  /** Asks about all that is due, one question after the other; a round that is under way is not doubled. Never rejects. */
  askDue(): Promise<void>;
  today(): VerdictCounts;
  /** Breaks off what is under way; it is asked again after the next start. */
  close(): Promise<void>;
}

const SPEAKS_TO_MACHINE = 'A doubtful report is left to the rules: its text gives orders to a machine';

/** What is done with a doubt after an answer. */
type Settling = { readonly kind: 'ask alone' } | { readonly kind: 'ask again' } | { readonly kind: 'apply' };

/** Makes the desk. */
export function createDoubtDesk(parts: DoubtsParts): DoubtDesk {
  const { store, client, band, log } = parts;
  const stop = new AbortController();
  const officialName = (id: string) => parts.official(id)?.name ?? id;
  const holds = (story: Story) => isHeldBack(story, band, store.rejected);
  const retaking = { ...parts, doubts: { holds } };
  let running: Promise<void> | undefined;

  const count = (what: VerdictCount, events: number): void => {
    if (events > 0) store.doubts.count(dayOf(parts.now()), what, events);
  };

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const due = dropLate(store.doubts.due(parts.now(), BATCH_ITEMS));
      if (due === 'dropped some') continue;
      if (due.length === 0) return;
      const judgements = await judge(due, { client, officialName }, stop.signal);
      if (stop.signal.aborted) return;
      // Neither a spent budget nor a resting model is the doubt's fault: it waits, and is dropped when it is too late.
      if (judgements === 'budget spent' || judgements === 'model rests') return;
      if (judgements === 'model failed') {
        for (const doubt of due) fail(doubt);
        return;
      }
      for (const [index, doubt] of due.entries()) settle(doubt, judgements[index] ?? new Map(), due.length === 1);
    }
  }

  /** Doubts that waited too long are left to the rules. */
  function dropLate(due: readonly Doubt[]): readonly Doubt[] | 'dropped some' {
    const late = due.filter(({ since }) => parts.now() - since > KEPT_MS);
    for (const doubt of late) leaveToRules(doubt, 'no answer in a day', doubt.tries > 0);
    return late.length > 0 ? 'dropped some' : due;
  }

  function fail(doubt: Doubt): void {
    if (doubt.tries + 1 >= MAX_TRIES) leaveToRules(doubt, 'no answer', true);
    else store.doubts.askAgain(doubt.n, parts.now() + RETRY_MS * 4 ** doubt.tries, true);
  }

  function leaveToRules(doubt: Doubt, why: string, wasAsked: boolean): void {
    const wasHeld = store.transaction<boolean>(() => {
      if (!store.doubts.settle(doubt.n)) return false;
      if (wasAsked) count('asked', doubt.doubtful.length);
      count('failed', doubt.doubtful.length);
      return tellHeld(doubt);
    });
    if (wasHeld) parts.wake();
    const { outlet, title } = doubt.item;
    log.info({ outlet, title: title.slice(0, 120), why }, 'A doubtful report is left to the rules');
  }

  /** What was held back for a verdict that doesn't come is told by the rules' word. @returns whether there was such */
  function tellHeld({ item, report }: Doubt): boolean {
    const story = store.archive.storyOfItem(item.id);
    if (story === undefined || !holds(story)) return false;
    retakeItem(item, report, withdrawalOf([], client.model), retaking, parts.now());
    return true;
  }

  function settle(doubt: Doubt, judgement: Judgement, wasAlone: boolean): void {
    const { kind } = settlingOf(judgement, wasAlone);
    if (kind === 'ask alone') store.doubts.askAgain(doubt.n, parts.now(), false);
    else if (kind === 'ask again') fail(doubt);
    else {
      try {
        apply(doubt, judgement);
      } catch (error) {
        log.error({ err: error, itemId: doubt.item.id }, 'A verdict could not be applied');
        fail(doubt);
      }
    }
  }

  /** In one transaction: a kill before it asks again, a kill after it finds the deliveries waiting. */
  function apply(doubt: Doubt, judgement: Judgement): void {
    const { item, report } = doubt;
    const verdicts = [...judgement.values()];
    const taken = verdicts.filter((one) => typeof one !== 'string');
    const events = report.events.flatMap((event, place): readonly DetectedEvent[] => {
      const verdict = judgement.get(place);
      if (verdict === undefined || typeof verdict === 'string') return [event];
      const ruled = applyVerdict(event, verdict, client.model);
      return ruled === undefined ? [] : [ruled];
    });
    const storyId = store.transaction<string | undefined>(() => {
      // A newer wording took its place while the model thought: that one has a doubt of its own.
      if (!store.doubts.settle(doubt.n)) return undefined;
      count('asked', doubt.doubtful.length);
      count('failed', doubt.doubtful.length - taken.length);
      for (const { kind } of taken) count(kind, 1);
      if (taken.length === 0) {
        tellHeld(doubt);
        return undefined;
      }
      const rejected = report.events.filter((_, place) => isRejection(judgement.get(place)));
      if (rejected.length > 0) rememberRejected(toSource(item, report), rejected, store.rejected);
      return retakeItem(item, { ...report, events }, withdrawalOf(taken, client.model), retaking, parts.now())?.id;
    });
    const facts = { outlet: item.outlet, title: item.title.slice(0, 120), verdicts: verdicts.map(wordsOf) };
    log.info(facts, 'The model was asked about a doubtful report');
    parts.wake();
    if (storyId !== undefined) parts.onChanged(storyId);
  }

  return {
    consider(item, report, now) {
      const doubtful = report.events.flatMap((event, place) => (isDoubtful(event, band) ? [place] : []));
      const kept = item.body === undefined ? item : { ...item, body: item.body.slice(0, MAX_BODY_CHARS) };
      // Backlog is told to nobody, and a new feed would ask about all of it at once.
      if (doubtful.length === 0 || item.backlog) store.doubts.forget(item.id);
      else if (speaksToMachine(kept)) {
        store.doubts.forget(item.id);
        log.info({ outlet: item.outlet, title: item.title.slice(0, 120) }, SPEAKS_TO_MACHINE);
      } else store.doubts.keep({ item: kept, report, doubtful }, now);
    },
    holds,
    askDue() {
      running ??= run()
        .catch((error: unknown) => log.error({ err: error }, 'Doubtful reports could not be put to the model'))
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    today: () => store.doubts.countsOn(dayOf(parts.now())),
    async close() {
      stop.abort();
      await running;
    },
  };
}

/**
 * What takes something away or changes it is believed only of a report that was judged by itself: in a question with
 * others, one hostile text could have spoken of its neighbours, and another country takes an alert away as well.
 */
function settlingOf(judgement: Judgement, wasAlone: boolean): Settling {
  if (judgement.size === 0) return { kind: 'ask again' };
  const changes = [...judgement.values()].some((one) => typeof one !== 'string' && one.kind !== 'confirmed');
  return changes && !wasAlone ? { kind: 'ask alone' } : { kind: 'apply' };
}

function speaksToMachine({ title, summary, body }: Item): boolean {
  return [title, summary, body ?? ''].some(givesOrders);
}

function isRejection(verdict: Verdict | Refusal | 'two verdicts' | undefined): boolean {
  return typeof verdict === 'object' && verdict.kind === 'rejected';
}

const REJECTION_WORDS: Readonly<Record<Rejection, string>> = {
  'another person': 'it speaks of another person',
  'no trip or deal': 'it reports no trip or deal',
  'not of this official': 'it is not this official’s',
  'looks back': 'it looks back at what is long past',
  'opinion or fiction': 'it is opinion or fiction',
  'otherwise wrong': 'the report does not say so',
};

/** What an alert says that no longer stands: for a rejection, or for a correction after which nobody follows it. */
function withdrawalOf(verdicts: readonly Verdict[], by: string) {
  const verdict = verdicts.find(({ kind }) => kind === 'rejected') ?? verdicts[0];
  const why =
    verdict?.kind === 'rejected' ? REJECTION_WORDS[verdict.why] : 'corrected, and no longer what is followed here';
  return { by, why, quote: verdict?.quote ?? '' };
}

function wordsOf(verdict: Verdict | Refusal | 'two verdicts'): string {
  return typeof verdict === 'string' ? `not taken: ${verdict}` : verdict.kind;
}
