/** Stories in lists: one or two lines each, with the way to the alert or the source. */
import { safeUrl } from '../alerts/markup.ts';
import { headlineOf, sourceLine } from '../alerts/render.ts';
import { STATUS_SIGNS } from '../alerts/words.ts';
import type { MessageParts } from '../model/message.ts';
import type { Story } from '../model/story.ts';
import { truncate } from '../text/truncate.ts';
import type { Desk, StoryPage, StoryRow } from './command.ts';
import { officialName } from './officials-typed.ts';
import { pageButtons } from './pages.ts';
import { moment } from './times.ts';

/** Stories on one page. */
export const PAGE_SIZE = 8;

/** Channels of one story that are linked. */
const ALERTS_SHOWN = 3;

/** Discord, "Embed Limits", with room for a last line. */
const DESCRIPTION_CHARS = 3_900;

/** The headline of a story, harmless. */
export function storyHeadline(story: Story, desk: Desk): string {
  const lead = story.events[0];
  if (lead === undefined) return story.id;
  return headlineOf(lead, { officialName: (id) => officialName(id, desk) });
}

/** One story of a list. */
function storyLines({ story, alerts }: StoryRow, desk: Desk): string {
  const status = story.events[0]?.status;
  const sign = status === undefined ? '' : `${STATUS_SIGNS[status]} `;
  const newest = story.sources[0];
  const source = safeUrl(newest?.url);
  const ways = [
    ...alerts.slice(0, ALERTS_SHOWN).map(({ channelId, url }) => `[alert](${url}) in <#${channelId}>`),
    source === undefined ? undefined : `[source](<${source}>)`,
    `${story.sources.length} ${story.sources.length === 1 ? 'source' : 'sources'}`,
    moment(newest?.publishedAt ?? story.firstSeenAt),
  ];
  return `${sign}**${truncate(storyHeadline(story, desk), 220)}**\n-# ${ways.filter((way) => way !== undefined).join(' · ')}`;
}

/**
 * One page of a list of stories, with buttons to the others.
 *
 * @param below lines to show under a story
 */
export function storyPage(
  title: string,
  nothing: string,
  found: StoryPage,
  page: number,
  listId: string,
  desk: Desk,
  below: (storyId: string) => readonly string[] = () => [],
): MessageParts {
  const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
  if (found.rows.length === 0) {
    return { content: nothing, embeds: [], buttons: page > 0 ? pageButtons(listId, page, pages) : [], pingRoleIds: [] };
  }
  const lines = found.rows.map((row) => [storyLines(row, desk), ...below(row.story.id)].join('\n'));
  return {
    content: '',
    embeds: [
      {
        title: truncate(title, 256),
        description: truncate(lines.join('\n'), DESCRIPTION_CHARS),
        footer: `${found.total} on record · page ${page + 1} of ${pages}`,
      },
    ],
    buttons: pageButtons(listId, page, pages),
    pingRoleIds: [],
  };
}

/** All sources of a story, in the order in which they came. */
export function sourcesCard(story: Story, desk: Desk): MessageParts {
  const lines: string[] = [];
  for (const source of story.sources) {
    const at = source.publishedAt === undefined ? '' : ` · ${moment(source.publishedAt)}`;
    const line = `${sourceLine(source)}\n-# ${source.sourceKind}${at}`;
    if (lines.join('\n').length + line.length > DESCRIPTION_CHARS) break;
    lines.push(line);
  }
  if (lines.length < story.sources.length) lines.push(`… and ${story.sources.length - lines.length} more on record`);
  return {
    content: '',
    embeds: [{ title: truncate(storyHeadline(story, desk), 256), description: lines.join('\n') }],
    buttons: [],
    pingRoleIds: [],
  };
}
