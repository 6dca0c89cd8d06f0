/** Officials as people type them: by name in any script, by surname, or by id. */
import { harmless } from '../alerts/markup.ts';
import type { Official } from '../model/official.ts';
import { fold } from '../text/plain-name.ts';
import type { Desk } from './command.ts';
import { ANYBODY } from './officials-filter.ts';

/** Ambiguous names are offered up to so many persons. */
const OFFERED = 8;

/** Whom a typed name means. */
export type Meant =
  | { readonly kind: 'one'; readonly official: Official }
  | { readonly kind: 'several'; readonly officials: readonly Official[] }
  | { readonly kind: 'none' };

/** Finds whom a typed name means: an id or a whole name is certain, a part of a name only where it is one person's. */
export function findMeant(typed: string, desk: Desk): Meant {
  const wanted = fold(typed);
  if (wanted === '') return { kind: 'none' };
  const byId = desk.officials.get(wanted.replaceAll(' ', '-'));
  if (byId !== undefined) return { kind: 'one', official: byId };
  const hits = desk.officials.search(typed, OFFERED);
  const whole = hits.filter(({ official }) => allNames(official).includes(wanted));
  const part = hits.filter(({ official }) => isPart(wanted, official));
  const hidden = hiddenOnes(desk).find((official) => isPart(wanted, official) || allNames(official).includes(wanted));
  if (hidden !== undefined && whole.length + part.length === 0) return { kind: 'one', official: hidden };
  const narrowed = whole.length > 0 ? whole : part.length > 0 ? part : hits;
  const officials = [...new Set(narrowed.map(({ official }) => official))];
  const first = officials[0];
  if (first === undefined) return { kind: 'none' };
  const certain = whole.length > 0 || part.length > 0;
  return officials.length === 1 && certain ? { kind: 'one', official: first } : { kind: 'several', officials };
}

/** Reads one typed official: the id, or what is wrong in plain words. */
export function readOfficial(typed: string, desk: Desk): string | { readonly problem: string } {
  const meant = findMeant(typed, desk);
  const name = harmless(typed);
  if (meant.kind === 'one') {
    if (!desk.officials.isHidden(meant.official.id)) return meant.official.id;
    return { problem: `${harmless(meant.official.name)} is hidden: \`/officials show\` first.` };
  }
  if (meant.kind === 'none') return { problem: `Nobody in the catalogue is called “${name}”. Try \`/whois\` first.` };
  const offered = meant.officials.slice(0, 4).map((official) => harmless(official.name));
  return { problem: `“${name}” may be ${offered.join(', ')}: write the whole name.` };
}

/** Names to suggest while an official is being typed; the usual English name, with which it can be read back. */
export function suggestOfficials(typed: string, desk: Desk, limit: number): readonly string[] {
  return [...new Set(desk.officials.search(typed, limit).map(({ official }) => official.name))];
}

/** Those for whom no wire is searched. */
export function hiddenOnes(desk: Desk): readonly Official[] {
  return desk.officials.list({ ...ANYBODY, hidden: true });
}

/** The usual name of an official, ready to stand in a message; the id where nobody is known by it. */
export function officialName(id: string, desk: Desk): string {
  return desk.officials.get(id)?.name ?? id;
}

function isPart(wanted: string, official: Official): boolean {
  return allNames(official).some((name) => name.split(/[\s·-]+/).includes(wanted));
}

function allNames(official: Official): readonly string[] {
  return [official.name, ...Object.values(official.names).flat()].map(fold);
}
