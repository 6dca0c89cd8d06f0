/** Labels: an item of a corpus with what should be found in it, one JSON object a line; the form is the corpus's. */
import { z } from 'zod';
import { EVENT_KINDS } from '../model/event.ts';
import type { Label } from './compare.ts';

const labelSchema = z.object({
  id: z.string().min(1),
  language: z.string(),
  published: z.string(),
  officials: z.array(z.string()),
  events: z.array(
    z.object({
      kind: z.enum(EVENT_KINDS),
      status: z.string(),
      officials: z.array(z.string()),
      countries: z.array(z.string()).default([]),
      place: z.string().nullable().default(null),
      date: z.string().nullable().default(null),
      parties: z.array(z.string()).default([]),
      value: z.object({ amount: z.number(), currency: z.string() }).nullable().default(null),
      sector: z.string().nullable().default(null),
    }),
  ),
  /** Without one, an item is a story of its own. */
  story: z.string().optional(),
});

/**
 * Reads the label of a line.
 *
 * @throws {SyntaxError} where it is no JSON
 * @throws {z.ZodError} where a field is missing or of another type
 */
export function parseLabel(line: string): Label {
  const label = labelSchema.parse(JSON.parse(line));
  return { ...label, story: label.story ?? label.id };
}
