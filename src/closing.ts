/** Closing: what was opened last is closed first, and each step says its name where somebody listens. */
import type { Log } from './log.ts';

/** A step that takes longer than this is worth a line. */
const SLOW_MS = 500;

/** Registers how a part is closed. */
export function closeLater(
  opened: AsyncDisposableStack,
  name: string,
  close: () => unknown,
  { log, now }: { readonly log: Log; readonly now: () => number },
): void {
  opened.defer(async () => {
    const startedAt = now();
    await close();
    const tookMs = now() - startedAt;
    if (tookMs > SLOW_MS) log.info({ tookMs }, `Closed ${name}`);
    else log.debug({ tookMs }, `Closed ${name}`);
  });
}
