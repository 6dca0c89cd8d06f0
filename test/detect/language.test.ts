import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/detect/language.ts';

const read = (title: string) =>
  languageOf({ title, summary: '', body: undefined, language: undefined, publishedAt: undefined });

describe('the language of an item', () => {
  it('is not another one after an item that broke off within a letter', () => {
    const rare = '𠀀𠀁𠀂𠀃𠀄';
    expect(read(rare)).toBe('zh');
    read('Sechin in Caracas \ud840');
    expect(read(rare)).toBe('zh');
  });
});
