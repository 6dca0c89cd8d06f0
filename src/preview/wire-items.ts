/** The sample wire's items: read from `data/wire`, and set into time, since only fresh news raises alerts. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SOURCE_KINDS } from '../model/feed.ts';
import { LANGUAGES, type Language } from '../model/language.ts';

/** The forms in which the sample feeds are served; together they are what a poller meets outside. */
const WIRE_FORMATS = ['rss 2.0', 'rss 2.0 windows-1251', 'rss 1.0', 'atom', 'json feed'] as const;

const wireItemSchema = z
  .strictObject({
    slug: z.string().regex(/^[a-z0-9-]{3,60}$/),
    /** Items with the same word tell the same happening; absent where there is nothing to tell. */
    happening: z.string().optional(),
    /** In the feed from the start, and this old then. */
    ageMinutes: z.number().positive().optional(),
    /** Comes this long after the feed was first asked for. */
    arriveAfterSeconds: z.number().positive().optional(),
    /** What a reader of the item alone would say that it reports: "trip done", "deal planned". */
    expect: z.array(z.string().regex(/^(trip|deal) (planned|under-way|done|cancelled|denied)$/)),
    /** Why an item that looks like news for a desk is none. */
    note: z.string().optional(),
    title: z.string().min(5),
    summary: z.string().min(5),
  })
  .refine((item) => (item.ageMinutes === undefined) !== (item.arriveAfterSeconds === undefined), {
    error: 'one of ageMinutes and arriveAfterSeconds must be given',
  });

const wireFeedSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  description: z.string(),
  format: z.enum(WIRE_FORMATS),
  language: z.enum(LANGUAGES),
  sourceKind: z.enum(SOURCE_KINDS),
  items: z.array(wireItemSchema),
});

/** An item as `data/wire` holds it; its texts may hold `{on:0}`, see {@link withWeekdays}. */
export type WireItem = z.infer<typeof wireItemSchema>;

/** A sample feed with all its items, those that have yet to arrive included. */
export type WireFeed = z.infer<typeof wireFeedSchema>;

/** An item set into time: its texts speak of the weekdays around `publishedAt`. */
export interface DatedItem {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Ms since the epoch, whole seconds. */
  readonly publishedAt: number;
}

/**
 * Reads the sample feeds, one JSON file each, in the order of the file names.
 *
 * @throws {z.ZodError} where a file is not of the form that `data/wire` has; an unreadable file throws Node's own error
 */
export async function loadWireFeeds(folder: string): Promise<readonly WireFeed[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => wireFeedSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  );
}

/** Sets an item into time. */
export function dateItem(item: WireItem, language: Language, publishedAt: number): DatedItem {
  const wholeSecond = Math.floor(publishedAt / 1000) * 1000;
  return {
    slug: item.slug,
    title: withWeekdays(item.title, language, wholeSecond),
    summary: withWeekdays(item.summary, language, wholeSecond),
    publishedAt: wholeSecond,
  };
}

/**
 * Replaces `{on:N}` by the weekday N days from `publishedAt` (UTC) as news copy has it: "on Monday", "в среду".
 * So a report of past years says nothing that contradicts the day on which the sample wire brings it.
 */
export function withWeekdays(text: string, language: Language, publishedAt: number): string {
  return text.replaceAll(/\{on:([+-]?\d)\}/g, (_whole, days: string) => {
    const weekday = new Date(publishedAt + Number(days) * 86_400_000).getUTCDay();
    return ON_WEEKDAY[language][weekday] ?? '';
  });
}

/** "On Sunday" to "on Saturday": Intl knows the weekdays, but not the prepositions and cases of news copy. */
const ON_WEEKDAY: Readonly<Record<Language, readonly string[]>> = {
  en: ['on Sunday', 'on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday', 'on Saturday'],
  es: ['el domingo', 'el lunes', 'el martes', 'el miércoles', 'el jueves', 'el viernes', 'el sábado'],
  ru: ['в воскресенье', 'в понедельник', 'во вторник', 'в среду', 'в четверг', 'в пятницу', 'в субботу'],
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  pt: [
    'no domingo',
    'na segunda-feira',
    'na terça-feira',
    'na quarta-feira',
    'na quinta-feira',
    'na sexta-feira',
    'no sábado',
  ],
  de: ['am Sonntag', 'am Montag', 'am Dienstag', 'am Mittwoch', 'am Donnerstag', 'am Freitag', 'am Samstag'],
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  ar: ['يوم الأحد', 'يوم الاثنين', 'يوم الثلاثاء', 'يوم الأربعاء', 'يوم الخميس', 'يوم الجمعة', 'يوم السبت'],
};
