/**
 * Regrouping: which reports hang together once one more is in. Reports of deals hang together by their deals; a report
 * of the visit alone fits every deal of the visit, and must not make one story of two contracts. It goes with one of
 * them, chosen so that the order in which the reports arrive can't matter. Pure.
 */
import type { Story, StorySource } from '../model/story.ts';
import { leadingEvents, tellSameHappening, toldAt } from './same.ts';

/** Reports that are one story, and the stories on file that go on as it, in the order given. */
export interface Group {
  readonly sources: readonly StorySource[];
  readonly stories: readonly Story[];
}

/** A group that is being made. */
interface Growing {
  readonly deals: StorySource[];
  readonly visits: StorySource[];
  readonly stories: Story[];
}

/**
 * Groups `source` and the reports of the stories that it tells.
 *
 * What is on file is taken to be grouped already: the deals of a story hang together, and those of two stories don't
 * but by `source`. A story that an editor joined is never parted.
 *
 * @param matching the stories with a report that tells the same as `source`; at least one
 * @returns the group of `source`, and the others with what is left of them
 */
export function regroup(source: StorySource, matching: readonly Story[]): { own: Group; others: readonly Group[] } {
  if (isOneGroup(source, matching)) {
    const sources = matching.flatMap((story) => besides(source, story));
    return { own: { sources: [...sources, source], stories: matching }, others: [] };
  }
  const groups: Growing[] = [];
  const visits = matching.flatMap((story) =>
    isHeld(source, story) ? [] : besides(source, story).filter(isVisitAlone),
  );
  for (const story of matching) {
    const deals = besides(source, story).filter((one) => isHeld(source, story) || !isVisitAlone(one));
    if (deals.length > 0) groups.push({ deals, visits: [], stories: [story] });
  }
  if (isVisitAlone(source) && !matching.some((story) => holds(story, source))) visits.push(source);
  else addDeal(source, groups);
  for (const visit of connected(visits)) attach(visit, groups);
  for (const story of matching) addIfHomeless(story, groups);
  const done = groups.map((group): Group => ({ sources: [...group.deals, ...group.visits], stories: group.stories }));
  const own = done.find(({ sources }) => sources.includes(source)) ?? { sources: [source], stories: [] };
  return { own, others: done.filter((group) => group !== own) };
}

/** The common case, seen without comparing all with all: one story, whose deals are those of `source`, if it has any. */
function isOneGroup(source: StorySource, matching: readonly Story[]): boolean {
  const [story] = matching;
  if (story === undefined || matching.length > 1) return false;
  if (isHeld(source, story) || isVisitAlone(source)) return true;
  const deals = story.sources.filter((one) => !isVisitAlone(one));
  return deals.length === 0 || deals.some((one) => tellSameHappening(one, source));
}

/** Whether all of a story stays together: an editor joined it, or `source` is an item of it in other words. */
function isHeld(source: StorySource, story: Story): boolean {
  return story.heldTogether === true || holds(story, source);
}

function holds(story: Story, source: StorySource): boolean {
  return story.sources.some(({ itemId }) => itemId === source.itemId);
}

function besides(source: StorySource, story: Story): readonly StorySource[] {
  return story.sources.filter(({ itemId }) => itemId !== source.itemId);
}

/** Whether a report tells of a visit and of no deal. */
function isVisitAlone(source: StorySource): boolean {
  return !leadingEvents(source).some(({ kind }) => kind === 'deal');
}

/** Joins the groups whose deals `source` tells too. */
function addDeal(source: StorySource, groups: Growing[]): void {
  const told = groups.filter(
    ({ deals, stories }) =>
      stories.some((story) => holds(story, source)) || deals.some((one) => tellSameHappening(one, source)),
  );
  const joined: Growing = {
    deals: [...told.flatMap(({ deals }) => deals), source],
    visits: [],
    stories: told.flatMap(({ stories }) => stories),
  };
  groups.splice(0, groups.length, joined, ...groups.filter((group) => !told.includes(group)));
}

/** Parts reports of visits into those that hang together. */
function connected(visits: readonly StorySource[]): readonly (readonly StorySource[])[] {
  const groups: StorySource[][] = [];
  for (const visit of visits) {
    const told = groups.filter((group) => group.some((one) => tellSameHappening(one, visit)));
    const joined = [...told.flat(), visit];
    groups.splice(0, groups.length, joined, ...groups.filter((group) => !told.includes(group)));
  }
  return groups;
}

/**
 * Adds reports of one visit to the deal that was told first of those that they fit. What else arrives later doesn't
 * change which that is, unless it fits them itself: then it is compared with them, whenever it arrives.
 */
function attach(visits: readonly StorySource[], groups: Growing[]): void {
  let best: { readonly group: Growing; readonly deal: StorySource } | undefined;
  for (const group of groups) {
    for (const deal of group.deals) {
      if (best !== undefined && !isEarlier(deal, best.deal)) continue;
      if (visits.some((visit) => tellSameHappening(visit, deal))) best = { group, deal };
    }
  }
  if (best === undefined) groups.push({ deals: [], visits: [...visits], stories: [] });
  else best.group.visits.push(...visits);
}

/** A story without a deal goes on where its reports went. */
function addIfHomeless(story: Story, groups: readonly Growing[]): void {
  if (groups.some(({ stories }) => stories.includes(story))) return;
  const group = groups.find(({ deals, visits }) =>
    story.sources.some((one) => visits.includes(one) || deals.includes(one)),
  );
  group?.stories.push(story);
}

function isEarlier(a: StorySource, b: StorySource): boolean {
  return toldAt(a) < toldAt(b) || (toldAt(a) === toldAt(b) && a.itemId < b.itemId);
}
