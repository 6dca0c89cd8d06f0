/** The corpus's form of an item and of a report, as `dateline detect` reads and prints them: one JSON object a line. */
import { z } from 'zod';
import { type DetectedEvent, formatEventDate } from '../model/event.ts';
import type { Item, ItemText } from '../model/item.ts';
import type { Report } from '../model/report.ts';

const lineSchema = z.object({
  id: z.string().min(1),
  language: z.string().optional(),
  published: z.string().optional(),
  source: z.string().optional(),
  url: z.string().optional(),
  title: z.string(),
  summary: z.string().default(''),
});

/** What is read of a line; everything else in it is ignored. */
export type CorpusLine = z.infer<typeof lineSchema>;

/** An event as the corpus writes it. */
export interface CorpusEvent {
  readonly kind: 'trip' | 'deal';
  readonly status: string;
  readonly officials: readonly string[];
  readonly countries: readonly string[];
  readonly place: string | null;
  readonly date: string | null;
  readonly parties: readonly string[];
  readonly value: { readonly amount: number; readonly currency: string } | null;
  readonly sector: string | null;
}

/** An answer as `dateline detect` prints it. */
export interface CorpusAnswer {
  readonly id: string;
  readonly language: string;
  readonly officials: readonly string[];
  readonly events: readonly CorpusEvent[];
  readonly story: string;
}

/**
 * Reads one line of input.
 *
 * @throws {SyntaxError} where it is no JSON
 * @throws {z.ZodError} where a field is missing or of another type
 */
export function parseCorpusLine(line: string): CorpusLine {
  return lineSchema.parse(JSON.parse(line));
}

/** The line as detection takes it. */
export function toItemText(line: CorpusLine): ItemText {
  const publishedAt = line.published === undefined ? Number.NaN : Date.parse(line.published);
  return {
    title: line.title,
    summary: line.summary,
    body: undefined,
    language: line.language,
    publishedAt: Number.isNaN(publishedAt) ? undefined : publishedAt,
  };
}

/** The line as filing takes it: it comes from no feed, and was seen when it was published. */
export function toItem(line: CorpusLine): Item {
  const text = toItemText(line);
  return {
    ...text,
    id: line.id,
    identityKeys: [line.id],
    feedId: line.source ?? '',
    outlet: line.source ?? '',
    sourceKind: 'press',
    url: line.url,
    seenAt: text.publishedAt ?? 0,
    backlog: false,
  };
}

/** A report in the corpus's form; `story` is the id of the story that it was filed to. */
export function toCorpusAnswer(id: string, report: Report, story: string): CorpusAnswer {
  return {
    id,
    language: report.language,
    officials: [...new Set(report.mentions.map((mention) => mention.officialId))],
    events: report.events.map(toCorpusEvent),
    story,
  };
}

function toCorpusEvent(event: DetectedEvent): CorpusEvent {
  return {
    kind: event.kind,
    status: event.status,
    officials: event.officials,
    countries: event.countries,
    place: event.place ?? null,
    date: event.date === undefined ? null : formatEventDate(event.date),
    parties: event.parties,
    value: event.value === undefined ? null : { amount: event.value.amount, currency: event.value.currency },
    sector: event.sector ?? null,
  };
}
