import { afterEach, describe, expect, it } from 'vitest';
import { createDeskOfficials } from '../src/desk-officials.ts';
import { createLiveRoster } from '../src/live-roster.ts';
import { createLog } from '../src/log.ts';
import { writeOfficialsCsv, writeOfficialsJson } from '../src/officials/exchange.ts';
import { createOfficialMarks } from '../src/store/officials.ts';
import { official } from './support/desk.ts';
import { openTempStore, type TempStore } from './support/temp-store.ts';

const EDITOR = { userId: 'u', guildId: 'g' };
const MANY = Array.from({ length: 450 }, (_, index) =>
  official({ id: `anna-${index}`, name: `Anna Zhdanovskaya${index}`, names: { en: [`Anna Zhdanovskaya${index}`] } }),
);

const opened: TempStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.remove();
});

/** A desk whose pauses call `onPause`, in which somebody else has their turn. */
function openDesk(onPause: (pauses: number) => void = () => undefined) {
  const store = openTempStore();
  opened.push(store);
  const marks = createOfficialMarks(store.database);
  const log = createLog('silent', 'json');
  const roster = createLiveRoster({ catalogue: [], marks: marks.list, later: () => undefined, log });
  let pauses = 0;
  let batches = 0;
  const desk = createDeskOfficials({
    roster,
    marks,
    wikidata: undefined,
    newId: () => `batch-${batches++}`,
    pause: async () => onPause(++pauses),
    now: () => 0,
  });
  const found = (title: string) =>
    roster
      .detect({ title, summary: '', body: undefined, language: 'en', publishedAt: undefined })
      .mentions.map(({ officialId }) => officialId);
  return { marks, roster, desk, found, pauses: () => pauses };
}

describe('importing a long file of officials', () => {
  it.each([
    ['JSON', writeOfficialsJson(MANY)],
    ['CSV', writeOfficialsCsv(MANY)],
  ])('lets others have their turn, tells how far it is, and takes everybody in: %s', async (_form, text) => {
    const { desk, marks, found, pauses } = openDesk();
    const told = new Set<string>();
    const result = await desk.import(text, EDITOR, ({ doing }) => told.add(doing));
    expect(result).toMatchObject({ added: 450, edited: 0, unchanged: 0 });
    expect([...told]).toEqual(['reading', 'comparing', 'taking in']);
    expect(pauses()).toBeGreaterThan(20);
    expect(marks.list()).toHaveLength(450);
    expect(found('Anna Zhdanovskaya449 arrives in Vienna')).toEqual(['anna-449']);
    expect(desk.undoBatch(result.batch ?? '', EDITOR).restored).toHaveLength(450);
    expect(found('Anna Zhdanovskaya449 arrives in Vienna')).toEqual([]);
  });

  it('edits whom it knows, records what they were, and leaves alone who is the same', async () => {
    const { desk, marks } = openDesk();
    await desk.import(writeOfficialsJson(MANY.slice(0, 3)), EDITOR, () => undefined);
    const changed = [MANY[0], { ...official({ ...MANY[1] }), distinguish: ': the pilot' }].flatMap((one) => one ?? []);
    const result = await desk.import(writeOfficialsJson(changed), EDITOR, () => undefined);
    expect(result).toMatchObject({ added: 0, edited: 1, unchanged: 1 });
    const [last] = marks.history('anna-1', 1, 0).changes;
    expect(last?.before?.official?.distinguish).toBeUndefined();
    expect(last?.after?.official?.distinguish).toBe(': the pilot');
    expect(marks.get('anna-1')?.official?.distinguish).toBe(': the pilot');
  });

  it('imports nothing where somebody changes an official meanwhile', async () => {
    const other = openDesk((pauses) => {
      if (pauses === 6) other.desk.add({ ...official({}), name: 'Boris Latecomer' }, 'hand', EDITOR);
    });
    const importing = other.desk.import(writeOfficialsJson(MANY), EDITOR, () => undefined);
    await expect(importing).rejects.toThrow('somebody changed officials meanwhile');
    expect(other.marks.list().map(({ id }) => id)).toEqual(['boris-latecomer']);
    expect((await other.desk.import(writeOfficialsJson(MANY), EDITOR, () => undefined)).added).toBe(450);
  });

  it('keeps what is changed while the names are taken in', async () => {
    const other = openDesk();
    const importing = other.desk.import(writeOfficialsJson(MANY), EDITOR, ({ doing, done }) => {
      if (doing === 'taking in' && done === 25) other.desk.hide('anna-123', true, EDITOR);
    });
    await importing;
    expect(other.found('Anna Zhdanovskaya123 arrives in Vienna')).toEqual([]);
    expect(other.found('Anna Zhdanovskaya124 arrives in Vienna')).toEqual(['anna-124']);
  });

  it('refuses a second file until the first is done', async () => {
    const { desk } = openDesk();
    const first = desk.import(writeOfficialsJson(MANY), EDITOR, () => undefined);
    await expect(desk.import(writeOfficialsJson(MANY), EDITOR, () => undefined)).rejects.toThrow('another file');
    expect((await first).added).toBe(450);
  });
});
