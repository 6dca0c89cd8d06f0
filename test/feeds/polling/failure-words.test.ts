import { describe, expect, it } from 'vitest';
import { failuresInWords } from '../../../src/feeds/failure-words.ts';

const failed = (why: string, failures = 1) => ({ kind: 'failed', why, failures });
const good = { kind: 'nothing new', why: undefined, failures: 0 };

describe('a round’s failures', () => {
  it('are one line, however many feeds a newsroom without its line to the web has', () => {
    const round = Array.from({ length: 84 }, () => failed('the server’s name is not known'));
    expect(failuresInWords(round)).toBe(
      '84 feeds of 84 could not be read: the server’s name is not known. /feeds list says which',
    );
  });

  it('are told by their most frequent reasons', () => {
    const round = [good, failed('a'), failed('b'), failed('c'), failed('b'), failed('d')];
    expect(failuresInWords(round)).toBe(
      '5 feeds of 6 could not be read: 2 × b; 1 × a; 1 × c; 1 more. /feeds list says which',
    );
  });

  it('are not told again while a feed goes on failing', () => {
    expect(failuresInWords([good, failed('a', 2)])).toBeUndefined();
  });
});
