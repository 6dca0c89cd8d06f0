/** Work on long lists a slice at a time, so that whatever else waits comes in between. */

/** Lets others have their turn; told how many of the list are done. */
export type Pause = (done: number) => Promise<void>;

/**
 * Does `work` for each of a list, with a pause after every `sliceSize` and at the end.
 *
 * @throws what `work` and `pause` throw; the rest is left undone
 */
export async function inSlices<T>(
  list: readonly T[],
  sliceSize: number,
  work: (one: T, index: number) => void,
  pause: Pause,
): Promise<void> {
  for (let from = 0; from < list.length; from += sliceSize) {
    const slice = list.slice(from, from + sliceSize);
    slice.forEach((one, index) => {
      work(one, from + index);
    });
    await pause(from + slice.length);
  }
}
