/** The roster of the running bot: a change of it is matched and found at once, without a restart. */
import type { Detector } from './detect/detect.ts';
import { createDetector } from './detect/detect.ts';
import type { Log } from './log.ts';
import type { Official } from './model/official.ts';
import type { OfficialMark, Standing } from './model/roster.ts';
import { composeRoster, type Roster } from './officials/roster.ts';
import { createOfficialSearch, type OfficialSearch, prepareSearch } from './officials/search.ts';
import { inSlices, type Pause } from './text/slices.ts';

/** The officials of this moment, and what finds them. */
export interface LiveRoster {
  current(): Roster;
  detect: Detector['detect'];
  search: OfficialSearch['search'];
  /** Takes in what desks changed. */
  refresh(): void;
  /**
   * Takes in what was stored of thousands of officials, a slice at a time; until the end items are read as before. One
   * such call at a time: of two that name one official, the later would not always win.
   */
  refreshInSlices(changed: readonly Standing[], pause: Pause): Promise<void>;
}

/** What it is made of. */
export interface LiveRosterParts {
  readonly catalogue: readonly Official[];
  readonly marks: () => readonly OfficialMark[];
  /** Runs a task when nothing more urgent waits. */
  readonly later: (task: () => void) => void;
  readonly log: Log;
}

/** Marks kept between two pauses: some 5 ms. */
const SLICE_MARKS = 250;
const FAILED = 'The changed officials could not be taken into detection';

/**
 * Makes it.
 *
 * Names are looked up in an index that takes 0.1 s of computing for 900 officials, and 2 s for 20,000. So it is built
 * at the start only; what desks change is laid over it, 0.1 ms an official, once the answer is out or when the next item
 * comes, whichever is first. Ten changes in a row cost one such layer, and an import lays it a slice at a time.
 */
export function createLiveRoster(parts: LiveRosterParts): LiveRoster {
  let kept = new Map<string, { readonly json: string; readonly mark: OfficialMark }>();
  /** The same objects for what stayed the same: of them nothing is built again. */
  const marks = (): OfficialMark[] => {
    const before = kept;
    kept = new Map();
    return parts.marks().map((mark) => {
      const json = JSON.stringify(mark);
      const known = before.get(mark.id);
      const stays = known?.json === json ? known : { json, mark };
      kept.set(mark.id, stays);
      return stays.mark;
    });
  };
  let roster = composeRoster(parts.catalogue, marks());
  let detector = createDetector({ officials: roster.officials });
  let detecting = roster;
  let search = createOfficialSearch(roster.officials);
  let searching = roster;

  let isBuilding = false;

  function freshDetector(): Detector {
    if (detecting === roster || isBuilding) return detector;
    // Noted first: a roster that can't be built is tried once, and the last good one goes on.
    detecting = roster;
    try {
      detector = detector.changedTo(roster.officials);
    } catch (error) {
      parts.log.error({ err: error }, FAILED);
    }
    return detector;
  }

  return {
    current: () => roster,
    detect: (item) => freshDetector().detect(item),
    search(query, limit) {
      if (searching !== roster) {
        searching = roster;
        search = createOfficialSearch(roster.officials);
      }
      return search.search(query, limit);
    },
    refresh() {
      roster = composeRoster(parts.catalogue, marks());
      parts.later(() => void freshDetector());
    },
    async refreshInSlices(changed, pause) {
      // A refresh between the slices reads all of it from the store, and puts another map in this one's place: what came
      // after these changes is not overwritten by them.
      const before = kept;
      const keep = ({ officialId, after: mark }: Standing): void => {
        if (mark === undefined) before.delete(officialId);
        else before.set(officialId, { json: JSON.stringify(mark), mark });
      };
      await inSlices(changed, SLICE_MARKS, keep, pause);
      roster = composeRoster(
        parts.catalogue,
        [...kept.values()].map(({ mark }) => mark),
      );
      const wanted = roster;
      isBuilding = true;
      try {
        detector = await detector.changedInSlicesTo(wanted.officials, pause);
        await prepareSearch(wanted.officials, pause);
      } catch (error) {
        parts.log.error({ err: error }, FAILED);
      } finally {
        // Tried once, as above.
        detecting = wanted;
        isBuilding = false;
        // What was changed meanwhile is laid over it.
        parts.later(() => void freshDetector());
      }
    },
  };
}
