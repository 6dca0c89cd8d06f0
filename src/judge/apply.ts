/** What a verdict makes of an event. Pure. */
import type { Correction, DetectedEvent } from '../model/event.ts';
import type { Changes, Verdict } from './check.ts';

/**
 * What a model's word adds, in log-odds: it lifts 0.5 to 0.82 and 0.7 to 0.91, above the 0.9 of the watchlists that
 * want to be sure. Set by hand: how often a model's word is right depends on the model.
 */
const CONFIRMED_LOG_ODDS = 1.5;

/**
 * No higher than an ordinary plain sentence gets by the rules (the median on the corpus is 0.94): whoever talks the model
 * into a doubtful report of their own gains nothing that writing it plainly would not have given them.
 */
const SUREST = 0.95;

/**
 * The event as it stands after the verdict; undefined where it was rejected.
 *
 * @param by the model's name
 */
export function applyVerdict(event: DetectedEvent, verdict: Verdict, by: string): DetectedEvent | undefined {
  if (verdict.kind === 'rejected') return undefined;
  const { kind, quote } = verdict;
  const changed = verdict.kind === 'corrected' ? correct(event, verdict.changes) : event;
  return {
    ...changed,
    confidence: lift(event.confidence),
    ruling: { kind, by, quote },
    evidence: [
      ...event.evidence,
      { slot: 'confidence', why: `${kind} by ${by}`, words: quote, weight: CONFIRMED_LOG_ODDS },
    ],
  };
}

function correct(event: DetectedEvent, changes: Changes): DetectedEvent {
  const corrections: Correction[] = [];
  if (changes.status !== undefined) corrections.push({ slot: 'status', was: event.status });
  if (changes.countries !== undefined && event.countries.length > 0)
    corrections.push({ slot: 'countries', was: event.countries });
  if ('place' in changes && event.place !== undefined) corrections.push({ slot: 'place', was: event.place });
  if ('date' in changes && event.date !== undefined) corrections.push({ slot: 'date', was: event.date });
  if ('value' in changes && event.value !== undefined) corrections.push({ slot: 'value', was: event.value });
  return { ...event, ...changes, corrections: [...(event.corrections ?? []), ...corrections] };
}

function lift(confidence: number): number {
  const logOdds = Math.log(confidence / (1 - confidence)) + CONFIRMED_LOG_ODDS;
  const lifted = Math.round((1 / (1 + Math.exp(-logOdds))) * 1000) / 1000;
  return Math.max(confidence, Math.min(lifted, SUREST));
}
