import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CustomId, encodeCustomId, MAX_CUSTOM_ID_CHARS, parseCustomId } from '../../src/model/custom-id.ts';

describe('the ids that buttons carry', () => {
  it.each<[CustomId, string]>([
    [{ kind: 'dossier', officialId: 'igor-sechin' }, 'dossier:igor-sechin'],
    [{ kind: 'not-relevant', alertId: 'a:b:c' }, 'not-relevant:a:b:c'],
    [{ kind: 'page', listId: 'k3J9', page: 2 }, 'page:k3J9:2'],
  ])('%o is written %s and read back', (id, text) => {
    expect(encodeCustomId(id)).toBe(text);
    expect(parseCustomId(text)).toEqual(id);
  });

  it.each([
    '',
    'dossier',
    'dossier:',
    ':x',
    'toString:x',
    '__proto__:x',
    'page:list',
    'page:list:',
    'page::1',
    'page:list:-1',
    'page:list:1.5',
    'page:list:1e9',
    'someone-elses-button:1',
    `mute:${'x'.repeat(MAX_CUSTOM_ID_CHARS)}`,
  ])('%j is none of ours', (text) => expect(parseCustomId(text)).toBeUndefined());

  it('reads any text without failing, and what it reads it writes again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `sources:${s}`),
          fc.string().map((s) => `page:${s}:7`),
        ),
        (text) => {
          const id = parseCustomId(text);
          if (id !== undefined) expect(encodeCustomId(id)).toBe(text);
        },
      ),
    );
  });

  it('refuses to write an id that Discord would refuse', () => {
    expect(() => encodeCustomId({ kind: 'sources', storyId: 'x'.repeat(100) })).toThrow(RangeError);
  });
});
