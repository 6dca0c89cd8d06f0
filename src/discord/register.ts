/** Registering the slash commands: all at once, so that what is gone from the list is gone from Discord. */
import { setTimeout as wait } from 'node:timers/promises';
import { type REST, type RESTPostAPIChatInputApplicationCommandsJSONBody, Routes } from 'discord.js';
import { classifyPostError } from './refusals.ts';

/** How registering goes on after a failure that may pass. */
export interface Registering {
  /** Calls it off. */
  readonly signal?: AbortSignal;
  /** Before the second attempt, in ms; doubled each time, up to five minutes. A second if not given. */
  readonly firstWaitMs?: number;
}

const LONGEST_WAIT_MS = 5 * 60 * 1000;

/**
 * Replaces the application's global commands by `commands`, and tries again for as long as that may help: without
 * its commands a bot looks dead. Doing it twice changes nothing.
 *
 * @throws discord.js's own error where trying again can't help; the reason of `signal` when that aborts
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[],
  { signal, firstWaitMs = 1_000 }: Registering = {},
): Promise<void> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      await rest.put(Routes.applicationCommands(applicationId), { body: commands });
      return;
    } catch (error) {
      const outcome = classifyPostError(error);
      if (outcome.kind !== 'retry') throw error;
      await wait(Math.max(waitMs, outcome.afterMs ?? 0), undefined, {
        ref: false,
        ...(signal !== undefined && { signal }),
      });
    }
  }
}
