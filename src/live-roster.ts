/** The roster of the running bot: a change of it is matched and found at once, without a restart. */
import type { Detector } from './detect/detect.ts';
import { createDetector } from './detect/detect.ts';
import type { Log } from './log.ts';
import type { Official } from './model/official.ts';
import type { OfficialMark } from './model/roster.ts';
import { composeRoster, type Roster } from './officials/roster.ts';
import { createOfficialSearch, type OfficialSearch } from './officials/search.ts';

/** The officials of this moment, and what finds them. */
export interface LiveRoster {
  current(): Roster;
  detect: Detector['detect'];
  search: OfficialSearch['search'];
  /** Takes in what desks changed. */
  refresh(): void;
}

/** What it is made of. */
export interface LiveRosterParts {
  readonly catalogue: readonly Official[];
  readonly marks: () => readonly OfficialMark[];
  /** Runs a task when nothing more urgent waits. */
  readonly later: (task: () => void) => void;
  readonly log: Log;
}

/**
 * Makes it.
 *
 * Names are looked up in an index that takes 0.1 s of computing for 900 officials, and 2 s for 20,000. So it is built
 * at the start only; what desks change is laid over it, 0.1 ms an official, once the answer is out or when the next item
 * comes, whichever is first. Ten changes in a row cost one such layer.
 */
export function createLiveRoster(parts: LiveRosterParts): LiveRoster {
  const kept = new Map<string, { readonly json: string; readonly mark: OfficialMark }>();
  /** The same objects for what stayed the same: of them nothing is built again. */
  const marks = (): OfficialMark[] =>
    parts.marks().map((mark) => {
      const json = JSON.stringify(mark);
      const known = kept.get(mark.id);
      if (known?.json === json) return known.mark;
      kept.set(mark.id, { json, mark });
      return mark;
    });
  let roster = composeRoster(parts.catalogue, marks());
  let detector = createDetector({ officials: roster.officials });
  let detecting = roster;
  let search = createOfficialSearch(roster.officials);
  let searching = roster;

  function freshDetector(): Detector {
    if (detecting === roster) return detector;
    // Noted first: a roster that can't be built is tried once, and the last good one goes on.
    detecting = roster;
    try {
      detector = detector.changedTo(roster.officials);
    } catch (error) {
      parts.log.error({ err: error }, 'The changed officials could not be taken into detection');
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
  };
}
