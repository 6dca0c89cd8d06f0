import { describe, expect, it } from 'vitest';
import { newFeedState } from '../../../src/feeds/schedule.ts';
import { createStateSaver } from '../../../src/feeds/state-saver.ts';
import { NOW, SILENT } from './samples.ts';

describe('what polls taught', () => {
  it('is kept together, each feed as it was learnt last', () => {
    const kept: string[][] = [];
    const saver = createStateSaver(
      (states) => kept.push(states.map(({ feedId, etag }) => `${feedId} ${etag}`)),
      SILENT,
    );
    saver.save({ ...newFeedState('a', NOW), etag: '"1"' });
    saver.save({ ...newFeedState('b', NOW), etag: '"1"' });
    saver.save({ ...newFeedState('a', NOW), etag: '"2"' });
    saver.flush();
    saver.flush();
    expect(kept).toEqual([['a "2"', 'b "1"']]);
  });

  it('is kept by itself soon, though nobody asks for it', async () => {
    const kept = Promise.withResolvers<number>();
    const saver = createStateSaver((states) => kept.resolve(states.length), SILENT);
    saver.save(newFeedState('a', NOW));
    expect(await kept.promise).toBe(1);
  });

  it('is forgotten where the disk is full, and polling goes on', () => {
    let isFull = true;
    const kept: string[] = [];
    const saver = createStateSaver((states) => {
      if (isFull) throw new Error('database or disk is full');
      kept.push(...states.map(({ feedId }) => feedId));
    }, SILENT);
    saver.save(newFeedState('a', NOW));
    saver.flush();
    isFull = false;
    saver.save(newFeedState('b', NOW));
    saver.flush();
    expect(kept).toEqual(['b']);
  });
});
