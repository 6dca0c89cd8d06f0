/** Waiting for things to be as a test expects, by their changes instead of by time. */

/** Longest wait unless the caller says otherwise. */
const DEFAULT_TIMEOUT_MS = 10_000;

/** The world was not as expected in time. */
export class NotInTimeError extends Error {
  override readonly name = 'NotInTimeError';
}

/** Something that tells of its changes; gives back how to stop listening. */
export type Changing = (listener: () => void) => () => void;

/**
 * Resolves with the first answer of `find` that is neither undefined nor false; asks now and after every change.
 *
 * @param find a thrown error rejects the wait
 * @throws {NotInTimeError} after `timeoutMs`
 */
export function waitFor<T>(
  find: () => T | undefined | false,
  changing: readonly Changing[],
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined;
    const timer = setTimeout(() => {
      stop();
      reject(new NotInTimeError(`the local Discord was not as expected within ${timeoutMs} ms`));
    }, timeoutMs);
    const ask = (): void => {
      let found: T | undefined | false;
      try {
        found = find();
      } catch (error) {
        stop();
        reject(error);
        return;
      }
      if (found === undefined || found === false) return;
      stop();
      resolve(found);
    };
    const stops = changing.map((listen) => listen(ask));
    stop = () => {
      clearTimeout(timer);
      for (const stopListening of stops) stopListening();
    };
    ask();
  });
}
