/** What hangs on a story besides its own row: its links, and all that is told and said of one that is now another. */
import type { CandidateQuery } from './model/candidate-query.ts';
import type { Official } from './model/official.ts';
import type { Story, StoryLink } from './model/story.ts';
import { findLinks, linkQueries } from './stories/links.ts';

/** What is known by a story's id. */
export interface StoryHangers {
  readonly archive: { removeStory(storyId: string): unknown; dropLinks(storyId: string): void };
  readonly alerts: { moveStory(fromStoryId: string, toStoryId: string): void };
  readonly linkVerdicts: { moveStory(fromStoryId: string, toStoryId: string): void };
  readonly feedback: { moveStory(fromStoryId: string, toStoryId: string): void };
}

/** What linking needs. */
export interface LinkingParts {
  readonly store: {
    readonly archive: {
      candidates(query: CandidateQuery): readonly Story[];
      linksOf(storyId: string): readonly StoryLink[];
      saveLink(link: StoryLink): void;
      removeLink(tripStoryId: string, dealStoryId: string): unknown;
    };
  };
  readonly official: (id: string) => Official | undefined;
  /** Officials of an organisation, by its usual English name; nobody, if not given. */
  readonly officialsOf?: (organisation: string) => readonly string[];
}

/** A link that was not known before, with the story on the other side. */
export interface NewLink {
  readonly link: StoryLink;
  readonly other: Story;
}

/** Ends a story that turned out to be another one: its alerts, and what was decided of it, go on under that one. */
export function absorbStory(storyId: string, intoId: string, store: StoryHangers): void {
  store.alerts.moveStory(storyId, intoId);
  store.linkVerdicts.moveStory(storyId, intoId);
  store.feedback.moveStory(storyId, intoId);
  store.archive.dropLinks(storyId);
  store.archive.removeStory(storyId);
}

/** Links a story's trips to deals and its deals to trips, as it stands now. @returns the links not known before */
export function linkStory(story: Story, { store, official, officialsOf = () => [] }: LinkingParts): readonly NewLink[] {
  const organisationsOf = (id: string) => official(id)?.offices.map(({ organisation }) => organisation) ?? [];
  const others = new Map(
    linkQueries(story, { organisationsOf, officialsOf }).flatMap((query) =>
      store.archive.candidates(query).map((other) => [other.id, other] as const),
    ),
  );
  const known = store.archive.linksOf(story.id);
  const isKnown = (link: StoryLink) =>
    known.some((one) => one.tripStoryId === link.tripStoryId && one.dealStoryId === link.dealStoryId);
  const links = findLinks(story, [...others.values()], official);
  for (const link of links) store.archive.saveLink(link);
  // A corrected day or country can show that a link doesn't hold; one that wasn't looked at stays.
  for (const link of known) {
    const looked = others.has(link.tripStoryId) || others.has(link.dealStoryId);
    const holds = links.some((one) => one.tripStoryId === link.tripStoryId && one.dealStoryId === link.dealStoryId);
    if (looked && !holds) store.archive.removeLink(link.tripStoryId, link.dealStoryId);
  }
  return links
    .filter((link) => !isKnown(link))
    .flatMap((link) => {
      const other = others.get(link.tripStoryId === story.id ? link.dealStoryId : link.tripStoryId);
      return other === undefined ? [] : [{ link, other }];
    });
}
