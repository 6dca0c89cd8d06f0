/** Improving: a told story's summary by the model, off the line, comes back as an edit of its alerts. */
import { retellStory, type TellingParts, type TellingStore } from './alerts/tell.ts';
import type { Log } from './log.ts';
import type { Story } from './model/story.ts';
import type { Summary } from './model/summary.ts';
import type { Watchlist } from './model/watchlist.ts';
import type { ModelSummarizer } from './summarize/summarizer.ts';

/** What improving reads and writes. */
export interface ImprovingStore extends TellingStore {
  transaction<T>(work: () => T extends PromiseLike<unknown> ? never : T): T;
  readonly archive: { getStory(storyId: string): Story | undefined };
  readonly watchlists: { list(): readonly Watchlist[] };
  readonly summaries: {
    get(storyId: string, language: string): Summary | undefined;
    set(storyId: string, summary: Summary): void;
  };
}

/** What improving is built from. */
export interface ImproverParts extends TellingParts {
  readonly store: ImprovingStore;
  readonly summarizer: Pick<ModelSummarizer, 'summarize'>;
  readonly log: Log;
  /** Called when an edit waits in the outbox. */
  readonly wake: () => void;
}

/** Stories that wait beyond this are left with their own sentences: a burst must not become a bill. */
const MAX_WAITING = 200;

/** Writes better summaries, one story at a time. */
export interface Improver {
  /** Asks for a story's summary; a story that waits already is asked for once. */
  improve(storyId: string): void;
  /** Breaks off what is under way, and forgets what waits: the stories keep their own sentences. */
  close(): Promise<void>;
}

/** Makes the improver. */
export function createImprover(parts: ImproverParts): Improver {
  const stop = new AbortController();
  const waiting = new Set<string>();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (const storyId of waiting) {
      waiting.delete(storyId);
      try {
        await improveStory(storyId, parts, stop.signal);
      } catch (error) {
        // The story keeps its own sentences, and the next one may fare better.
        parts.log.error({ err: error, storyId }, 'A summary could not be stored');
      }
    }
    running = undefined;
  }

  return {
    improve(storyId) {
      if (stop.signal.aborted) return;
      if (waiting.size >= MAX_WAITING) {
        parts.log.debug({ storyId }, 'Too many stories wait for the model; this one keeps its own sentences');
        return;
      }
      waiting.add(storyId);
      running ??= run();
    },
    async close() {
      waiting.clear();
      stop.abort();
      await running;
    },
  };
}

/** One summary for each language that a desk with an alert of this story reads. */
async function improveStory(storyId: string, parts: ImproverParts, signal: AbortSignal): Promise<void> {
  const story = parts.store.archive.getStory(storyId);
  if (story === undefined) return;
  const guilds = parts.store.alerts.byStory(storyId).map((alert) => alert.guildId);
  const languages = new Set(guilds.map((guildId) => parts.store.settings.get(guildId).summaryLanguage));
  for (const language of languages) {
    const summary = await parts.summarizer.summarize(story, language, signal);
    if (signal.aborted) return;
    if (typeof summary === 'string') {
      parts.log.debug({ storyId, language, why: summary }, 'No model summary');
      continue;
    }
    parts.store.transaction(() => {
      parts.store.summaries.set(storyId, summary);
      // Read anew: the story may have grown while the model wrote.
      const current = parts.store.archive.getStory(storyId);
      if (current !== undefined) retellStory(current, parts.store.watchlists.list(), parts, parts.now());
    });
    parts.wake();
  }
}
