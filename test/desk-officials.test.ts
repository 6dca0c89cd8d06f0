import { afterEach, describe, expect, it } from 'vitest';
import { createDeskOfficials } from '../src/desk-officials.ts';
import { createLiveRoster } from '../src/live-roster.ts';
import { createLog } from '../src/log.ts';
import { writeOfficialsCsv, writeOfficialsJson } from '../src/officials/exchange.ts';
import { createOfficialMarks } from '../src/store/officials.ts';
import { official } from './support/desk.ts';
import { openTempStore, type TempStore } from './support/temp-store.ts';

const EDITOR = { userId: 'u', guildId: 'g' };
const annas = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    official({ id: `anna-${index}`, name: `Anna Zhdanovskaya${index}`, names: { en: [`Anna Zhdanovskaya${index}`] } }),
  );
const MANY = annas(450);

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
    expect((await desk.undoBatch(result.batch ?? '', EDITOR)).restored).toHaveLength(450);
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

describe('taking back an import of 4,900 officials', () => {
  const THOUSANDS = writeOfficialsJson(annas(4_900));
  const LAST_ARRIVES = 'Anna Zhdanovskaya4899 arrives in Vienna';

  /** A desk that has imported them; what then happens at each pause is up to the test. */
  async function openWithThousands() {
    const during = { pause: (): void => undefined };
    const opened = openDesk(() => during.pause());
    const { batch = '' } = await opened.desk.import(THOUSANDS, EDITOR, () => undefined);
    const isStored = (id: string): boolean => opened.marks.get(id) !== undefined;
    return { ...opened, batch, during, isStored };
  }

  it('lets wires be read and officials be changed meanwhile, and takes all of it back at one moment', async () => {
    const { desk, marks, found, batch, during, isStored } = await openWithThousands();
    const seen: string[] = [];
    during.pause = () => {
      expect(isStored('anna-4899')).toBe(isStored('anna-0'));
      seen.push(isStored('anna-0') ? 'stands' : 'taken back');
      if (seen.length === 3) {
        expect(found(LAST_ARRIVES)).toEqual(['anna-4899']);
        desk.add({ ...official({}), name: 'Boris Latecomer' }, 'hand', { ...EDITOR, userId: 'another' });
      }
    };
    const { restored, changedSince } = await desk.undoBatch(batch, EDITOR);
    expect(restored).toHaveLength(4_900);
    expect(restored).toContain('Anna Zhdanovskaya4899');
    expect(changedSince).toEqual([]);
    // Forty-nine hundreds before it counts, and more pauses while the names are taken out.
    expect(seen.filter((state) => state === 'stands')).toHaveLength(49);
    expect(seen.length).toBeGreaterThan(60);
    expect(marks.list().map(({ id }) => id)).toEqual(['boris-latecomer']);
    expect(found(LAST_ARRIVES)).toEqual([]);
    expect(desk.search('Zhdanovskaya', 5)).toEqual([]);
    expect((await desk.undoBatch(batch, EDITOR)).restored).toEqual([]);
  });

  it('leaves what somebody changes before it is done, and says whose entry that is', async () => {
    const { desk, found, batch, during } = await openWithThousands();
    let pauses = 0;
    during.pause = () => {
      // The later is read first: the one is looked at already, the other not yet.
      if (++pauses === 10) for (const id of ['anna-7', 'anna-4890']) desk.hide(id, true, EDITOR);
      if (pauses === 55) desk.hide('anna-4890', false, EDITOR);
    };
    const { restored, changedSince } = await desk.undoBatch(batch, EDITOR);
    expect(restored).toHaveLength(4_898);
    expect(new Set(changedSince)).toEqual(new Set(['Anna Zhdanovskaya7', 'Anna Zhdanovskaya4890']));
    expect(found('Anna Zhdanovskaya4890 arrives in Vienna')).toEqual(['anna-4890']);
    expect(found('Anna Zhdanovskaya7 arrives in Vienna')).toEqual([]);
    expect(desk.isHidden('anna-7')).toBe(true);
  });

  it('takes nothing back where it breaks off, and everything when it is asked for again', async () => {
    const { desk, marks, found, batch, during } = await openWithThousands();
    let pauses = 0;
    during.pause = () => {
      if (++pauses === 20) throw new Error('the bot is closing');
    };
    await expect(desk.undoBatch(batch, EDITOR)).rejects.toThrow('closing');
    expect(marks.list()).toHaveLength(4_900);
    expect(marks.history(undefined, 1, 0).total).toBe(4_900);
    expect(found(LAST_ARRIVES)).toEqual(['anna-4899']);
    expect((await desk.undoBatch(batch, EDITOR)).restored).toHaveLength(4_900);
    expect(found(LAST_ARRIVES)).toEqual([]);
  });

  it('waits for an import under way, and the second press of Undo finds it done', async () => {
    const { desk, batch } = await openWithThousands();
    const importing = desk.import(writeOfficialsJson([official({ id: 'new-one' })]), EDITOR, () => undefined);
    const presses = [desk.undoBatch(batch, EDITOR), desk.undoBatch(batch, EDITOR)];
    expect((await importing).added).toBe(1);
    expect((await Promise.all(presses)).map(({ restored }) => restored.length)).toEqual([4_900, 0]);
  });
});
