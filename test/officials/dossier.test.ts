import { describe, expect, it } from 'vitest';
import type { DossierEntry } from '../../src/model/dossier.ts';
import type { DetectedEvent } from '../../src/model/event.ts';
import { parseOfficials } from '../../src/officials/catalogue.ts';
import { buildDossier } from '../../src/officials/dossier.ts';

const NOW = Date.UTC(2014, 4, 25);
const DAY_MS = 86_400_000;

const [sechin] = parseOfficials([
  {
    id: 'igor-sechin',
    name: 'Igor Sechin',
    names: {
      en: ['Igor Sechin', 'Igor Ivanovich Sechin'],
      es: ['Ígor Sechin', 'Igor Séchin'],
      de: ['Igor Setschin'],
      ru: ['Игорь Сечин'],
      zh: ['伊戈尔·谢钦'],
    },
    offices: [
      {
        title: 'Deputy Prime Minister',
        organisation: 'Government of Russia',
        country: 'RU',
        from: '2008-05',
        to: '2012-05',
      },
      { title: 'Chairman', organisation: 'Rosneft', country: 'RU', from: '2004', to: '2011-04' },
      { title: 'Chief Executive', organisation: 'Rosneft', country: 'RU', from: '2012-05' },
    ],
  },
]);
if (sechin === undefined) throw new Error('no official');
const official = sechin;

let stories = 0;
function entry(event: Partial<DetectedEvent>, at = NOW - DAY_MS): DossierEntry {
  stories++;
  return {
    storyId: `story-${stories}`,
    event: {
      kind: 'trip',
      status: 'done',
      officials: [official.id],
      countries: ['VE'],
      place: 'Caracas',
      date: undefined,
      parties: [],
      value: undefined,
      sector: undefined,
      sentence: '',
      span: { field: 'title', start: 0, end: 0 },
      confidence: 0.9,
      foundBy: 'rule',
      evidence: [],
      ...event,
    },
    outlet: 'Wire of the South',
    url: undefined,
    at,
    alertUrl: undefined,
  };
}
const on = (from: string) => ({ from, to: undefined, precision: 'day' as const, stated: true });

describe('the dossier of an official', () => {
  it("names the official in the asker's language, and in the own script", () => {
    const dossier = buildDossier(official, [], 'es-ES', NOW);
    expect(dossier.displayName).toBe('Ígor Sechin');
    expect(dossier.nativeName).toBe('Игорь Сечин');
  });

  it('does not repeat a name that differs in accents alone', () => {
    expect(buildDossier(official, [], 'en-US', NOW).alsoKnownAs).toEqual([
      'Igor Ivanovich Sechin',
      'Igor Setschin',
      '伊戈尔·谢钦',
    ]);
  });

  it('tells offices held from former ones, the latest first', () => {
    const { officesNow, officesBefore } = buildDossier(official, [], 'en-US', NOW);
    expect(officesNow.map(({ title }) => title)).toEqual(['Chief Executive']);
    expect(officesBefore.map(({ title }) => title)).toEqual(['Deputy Prime Minister', 'Chairman']);
  });

  it('takes an office that ended at some day of this year for a former one', () => {
    const thisYear = new Date(NOW).toISOString().slice(0, 4);
    const offices = [{ title: 'Chairman', organisation: 'Rosneft', country: 'RU', from: '2004', to: thisYear }];
    const { officesNow, officesBefore } = buildDossier(
      { ...official, offices, checkedOn: `${thisYear}-03-01` },
      [],
      'en-US',
      NOW,
    );
    expect(officesNow).toEqual([]);
    expect(officesBefore).toEqual(offices);
  });

  it('says where the official was last seen: not where a trip is planned or was called off', () => {
    const caracas = entry({ date: on('2014-05-23'), place: 'Caracas' });
    const rows = [
      entry({ status: 'cancelled', date: on('2014-05-24'), place: 'Havana' }),
      caracas,
      entry({ status: 'planned', date: on('2014-06-01') }),
    ];
    expect(buildDossier(official, rows, 'en-US', NOW).lastSeen).toBe(caracas);
  });

  it('puts what is announced in the order of its days, today included, and leaves out what has passed', () => {
    const later = entry({ status: 'planned', date: on('2014-06-10') });
    const today = entry({ status: 'planned', date: on('2014-05-25') });
    const month = entry({
      status: 'planned',
      date: { from: '2014-05', to: undefined, precision: 'month', stated: true },
    });
    const passed = entry({ status: 'planned', date: on('2014-05-24') });
    expect(buildDossier(official, [later, passed, today, month], 'en-US', NOW).announced).toEqual([
      month,
      today,
      later,
    ]);
  });

  it('counts trips by country once a story, and no cancelled ones', () => {
    const rows = [
      entry({}),
      entry({}),
      entry({ countries: ['CU'] }),
      entry({ status: 'cancelled', countries: ['BR'] }),
    ];
    expect(buildDossier(official, rows, 'en-US', NOW).goesTo).toEqual([
      { country: 'VE', trips: 2 },
      { country: 'CU', trips: 1 },
    ]);
  });

  it('knows since when there is anything on record, and that there is nothing', () => {
    expect(buildDossier(official, [entry({}, 5000), entry({}, 3000)], 'en-US', NOW)).toMatchObject({
      storyCount: 2,
      onRecordSince: 3000,
    });
    expect(buildDossier(official, [], 'en-US', NOW)).toMatchObject({
      storyCount: 0,
      onRecordSince: undefined,
      lastSeen: undefined,
    });
  });
});
