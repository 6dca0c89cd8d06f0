/**
 * Taking an item again after a verdict on its report: what holds is filed and told as a changed report is, what doesn't
 * is taken out of its story, and alerts that no longer stand are taken back. Part of the transaction that ends the doubt.
 */
import type { Withdrawal } from './alerts/render.ts';
import { retellStory, tellStory } from './alerts/tell.ts';
import { lostEvent, unfollowed, type WithdrawingStore, withdrawAlerts } from './alerts/withdraw.ts';
import { linkStory } from './keep-story.ts';
import type { Item } from './model/item.ts';
import type { Report } from './model/report.ts';
import type { Story } from './model/story.ts';
import {
  type FilingParts,
  fileItem,
  type PipelineParts,
  type PipelineStore,
  retellLessened,
  routesOf,
  summarize,
} from './pipeline.ts';
import { takeOut } from './stories/take-out.ts';
import { type TakingBackStore, takeBackInDigests } from './taken-back.ts';

/** What is read and written. */
export interface RetakingStore extends PipelineStore {
  readonly archive: PipelineStore['archive'] & {
    storyOfItem(itemId: string): Story | undefined;
    getStory(storyId: string): Story | undefined;
  };
  readonly alerts: PipelineStore['alerts'] & WithdrawingStore['alerts'];
  readonly digests: TakingBackStore['digests'];
}

/** What it is built from. */
export interface RetakingParts extends FilingParts {
  readonly store: RetakingStore;
  readonly doubts: Pick<NonNullable<PipelineParts['doubts']>, 'holds'>;
}

/**
 * Takes the item again.
 *
 * @param report     with the events that hold, as they now are
 * @param withdrawal what is said where an alert no longer stands
 * @returns the story as it is now; undefined where nothing is left of it, or the item is on record no more
 */
export function retakeItem(
  item: Item,
  report: Report,
  withdrawal: Withdrawal,
  parts: RetakingParts,
  now: number,
): Story | undefined {
  const before = parts.store.archive.storyOfItem(item.id);
  if (before === undefined) return undefined;
  const after = report.events.length > 0 ? refile(item, report, parts, now) : shrink(before, item.id, parts, now);
  if (after === undefined) dropStory(before, withdrawal, parts, now);
  else {
    const event = lostEvent(before, after);
    const alerts = unfollowed(after, routesOf(after, parts, now), parts.store);
    if (event !== undefined) withdrawAlerts(alerts, before, event, withdrawal, parts, now);
  }
  takeBackInDigests(before, after, withdrawal, parts, now);
  return after;
}

function refile(item: Item, report: Report, parts: RetakingParts, now: number): Story {
  const { filing, newLinks } = fileItem(item, report, parts, now);
  tellStory({ ...filing, newLinks }, routesOf(filing.story, parts, now), parts, now);
  retellLessened(filing, parts, now);
  return filing.story;
}

function shrink(before: Story, itemId: string, parts: RetakingParts, now: number): Story | undefined {
  const after = takeOut(before, itemId, now, summarize);
  if (after === undefined) return undefined;
  parts.store.archive.saveStory(after);
  const newLinks = linkStory(after, parts);
  // What is left may be in the same doubt: then it changes what was told, and is not told by itself.
  if (parts.doubts.holds(after)) retellStory(after, parts.store.watchlists.list(), parts, now);
  else tellStory({ story: after, before, absorbed: [], newLinks }, routesOf(after, parts, now), parts, now);
  return after;
}

/** Nothing is left of a story: its alerts are taken back, and the stories linked to it say so no more. */
function dropStory(story: Story, withdrawal: Withdrawal, parts: RetakingParts, now: number): void {
  const { archive, alerts, watchlists } = parts.store;
  const linked = archive.linksOf(story.id).map(({ tripStoryId, dealStoryId }) => {
    return tripStoryId === story.id ? dealStoryId : tripStoryId;
  });
  const event = lostEvent(story, undefined);
  if (event !== undefined) withdrawAlerts(alerts.byStory(story.id), story, event, withdrawal, parts, now);
  archive.dropLinks(story.id);
  archive.removeStory(story.id);
  for (const id of linked) {
    const other = archive.getStory(id);
    if (other !== undefined) retellStory(other, watchlists.list(), parts, now);
  }
}
