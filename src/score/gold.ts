/** Labels as reports: what filing would be given if detection made no mistake. */
import type { CorpusEvent } from '../detect/cli-form.ts';
import type { DetectedEvent, EventDate, EventStatus, Sector } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import type { Label } from './compare.ts';

/** The label of an item as the report that detection should make of it. */
export function goldReport(label: Label): Report {
  return {
    language: label.language,
    mentions: label.officials.map((officialId) => ({
      officialId,
      span: { field: 'title', start: 0, end: 0 },
      surface: '',
      reason: 'full name',
      evidence: [],
    })),
    events: label.events.map(toEvent),
    silentReason: label.events.length > 0 ? undefined : 'no trip or deal',
  };
}

function toEvent(event: CorpusEvent): DetectedEvent {
  return {
    kind: event.kind,
    // The corpus knows the same statuses and sectors.
    status: event.status as EventStatus,
    officials: event.officials,
    countries: event.countries,
    place: event.place ?? undefined,
    date: event.date === null ? undefined : toDate(event.date),
    parties: event.parties,
    value: event.value ?? undefined,
    sector: (event.sector ?? undefined) as Sector | undefined,
    sentence: '',
    span: { field: 'title', start: 0, end: 0 },
    confidence: 1,
    foundBy: 'label',
    evidence: [],
  };
}

function toDate(text: string): EventDate {
  const [from = text, to] = text.split('/');
  return { from, to, precision: from.length === 7 ? 'month' : 'day', stated: true };
}
