/** Schedules: every recurring task of the bot, by node-cron, with its words in our log. */
import { schedule } from 'node-cron';
import type { Log } from './log.ts';

/** What recurs, and how often, in the order of the day. */
export interface Recurring {
  /** Polls the feeds that are due; may overlap with a round that is still under way. */
  readonly poll: () => Promise<unknown>;
  /** Puts doubtful reports to the model. */
  readonly askDoubts: () => unknown;
  readonly tellDigests: () => unknown;
  readonly tellDiary: () => unknown;
  readonly lookAtFeeds: () => unknown;
  /** Asks hubs for what is missing or runs out. */
  readonly renewHubs: () => unknown;
  readonly sweep: () => unknown;
}

/** Cron expressions with seconds in front. */
const EVERY_OTHER_SECOND = '*/2 * * * * *';
/** What came in meanwhile goes into one question, and the verdict still comes while the news is news. */
const EVERY_FIFTEEN_SECONDS = '*/15 * * * * *';
const EVERY_QUARTER_HOUR = '0 */15 * * * *';
const EVERY_HOUR = '0 7 * * * *';
const EVERY_NIGHT = '0 17 3 * * *';

/**
 * Starts the schedules.
 *
 * @returns ends them
 */
export function startSchedules(tasks: Recurring, log: Log): () => Promise<void> {
  const logger = {
    info: (words: string) => log.debug(words),
    warn: (words: string) => log.debug(words),
    error: (words: string | Error) => log.error(words),
    debug: () => undefined,
  };
  const start = (name: string, expression: string, work: () => unknown) =>
    schedule(
      expression,
      async () => {
        try {
          await work();
        } catch (error) {
          log.error({ err: error, task: name }, 'A scheduled task failed; it runs again at its next time');
        }
      },
      { name, logger },
    );
  const started = [
    start('poll', EVERY_OTHER_SECOND, tasks.poll),
    start('doubts', EVERY_FIFTEEN_SECONDS, tasks.askDoubts),
    start('digests', EVERY_QUARTER_HOUR, tasks.tellDigests),
    start('diary', EVERY_QUARTER_HOUR, tasks.tellDiary),
    start('watchdog', EVERY_QUARTER_HOUR, tasks.lookAtFeeds),
    start('hubs', EVERY_HOUR, tasks.renewHubs),
    start('sweep', EVERY_NIGHT, tasks.sweep),
  ];
  return async () => {
    for (const task of started) await task.destroy();
  };
}
